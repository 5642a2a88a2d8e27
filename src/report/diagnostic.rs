//! Diagnostics: a problem in the content, its place, and its remedy.
//!
//! Bad content is expected: a pure stage reports it and goes on with the best value, so that one run shows every
//! mistake in every file. Only the I/O edges return `Result`.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Severity of a diagnostic: an error fails the build, a warning fails a strict one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something to know; never fails a build.
    Note,
    /// The page is built, but a reader will see less than the editor meant.
    Warning,
    /// A part of the content could not be published as written.
    Error,
}

macro_rules! problems {
    ($($variant:ident $code:literal $severity:ident $doc:literal;)*) => {
        /// Every kind of problem Minutebook reports, each with a stable code.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Problem { $(#[doc = $doc] $variant,)* }

        impl Problem {
            /// All problems, in the order of the documentation.
            pub const ALL: &'static [Problem] = &[$(Problem::$variant,)*];

            /// The stable kebab-case code, as printed and as documented in `docs/diagnostics.md`.
            pub fn code(self) -> &'static str {
                match self { $(Problem::$variant => $code,)* }
            }

            /// The problem with a code.
            pub fn from_code(code: &str) -> Option<Problem> {
                Problem::ALL.iter().copied().find(|problem| problem.code() == code)
            }

            /// Its meaning, in one sentence.
            pub fn explanation(self) -> &'static str {
                match self { $(Problem::$variant => $doc,)* }
            }

            /// Its default severity.
            pub fn severity(self) -> Severity {
                match self { $(Problem::$variant => Severity::$severity,)* }
            }
        }
    };
}

problems! {
    // Bytes and files.
    InvalidUtf8 "invalid-utf8" Error "The file contains bytes that are not UTF-8, and is left out.";
    NulByte "nul-byte" Error "The file contains a NUL character, and is left out.";
    UnreadableFile "unreadable-file" Error "The operating system refuses to read the file.";
    FileTooLarge "file-too-large" Error "The file is larger than a record can be.";
    DirectoryNamedLikeRecord "directory-named-like-record" Warning "A folder has a name that ends in `.md`.";
    SymlinkSkipped "symlink-skipped" Warning "A symbolic link leads out of the content, or around in a loop.";
    ControlInName "control-in-name" Error "The name of a file or folder contains a control character, such as a line end.";
    ByteOrderMark "byte-order-mark" Note "The file begins with a byte order mark, which is skipped.";
    ControlCharacter "control-character" Warning "The text contains control characters, probably from a broken conversion.";
    ReplacementCharacter "replacement-character" Warning "The text contains U+FFFD, where a conversion lost a character.";
    EmptyRecord "empty-record" Warning "The file is empty.";
    SkippedFile "skipped-file" Note "A Markdown file is not a record, and is not published.";
    UnreadFormat "unread-format" Warning "Files among the records are not read, because of their extension.";
    NoRecords "no-records" Error "There is no record and no page.";
    ForeignFolder "foreign-folder" Note "A folder or file of another site generator lies beside the content, and is not read.";
    StaticConflict "static-conflict" Error "A file of `static/` has the path of a page or file of the site.";
    StaticSkipped "static-skipped" Note "A file of `static/` has a hidden name, and is not published.";
    DataFile "data-file" Error "A file of `data/` cannot be used by templates.";
    UnreadData "unread-data" Note "A file of `data/` is not read, because of its extension.";
    FinishedSite "finished-site" Note "A folder among the records contains a finished site, and is not read.";
    // Metadata.
    YamlSyntax "yaml-syntax" Error "The YAML cannot be read.";
    YamlType "yaml-type" Error "A value has the wrong type or form.";
    WatchQuery "watch-query" Warning "A query of `watches:` cannot be followed, or contains something that finds nothing.";
    UnknownHighlight "unknown-highlight" Warning "A record has no speech that its `highlight:` names.";
    TaxonomyKey "taxonomy-key" Error "A key under `taxonomies:` cannot be that of a taxonomy.";
    UnusedTaxonomy "unused-taxonomy" Warning "No record has the key of a taxonomy.";
    TermSpelling "term-spelling" Warning "A term of a taxonomy is written in two ways.";
    MetadataSyntax "metadata-syntax" Error "Metadata in TOML or JSON cannot be read.";
    ConflictMarker "conflict-marker" Error "Marks that git writes around two versions of a passage stand in the file; the record is held back.";
    UnreadMetadata "unread-metadata" Error "Something could mean “not yet” at a place where metadata is not read; the record is held back.";
    OtherSpelling "other-spelling" Note "A key of another program is understood.";
    CurlyQuotes "curly-quotes" Note "A value stands in curly quotation marks, which YAML takes for letters.";
    DividedText "divided-text" Warning "A comma in brackets divides a text that has no quotation marks.";
    MetadataComment "metadata-comment" Note "A value of metadata contains an HTML comment, which is left out.";
    DayInName "day-in-name" Note "The day of a record is taken from the middle of its file name.";
    MovedDay "moved-day" Note "A date with a time is another day in the site’s time zone.";
    UnclosedFrontMatter "unclosed-front-matter" Error "The front matter has no closing `---`.";
    UnknownKey "unknown-key" Warning "A key is unknown.";
    StrayMetadata "stray-metadata" Error "A YAML file belongs to no record, and is not a registry.";
    DuplicateFile "duplicate-file" Error "A file for the whole site exists under two spellings of its name.";
    DuplicateKey "duplicate-key" Error "A key occurs twice in the same mapping.";
    MissingId "missing-id" Error "An entry of a registry has no id.";
    DuplicateId "duplicate-id" Error "Two entries of a registry have the same id.";
    InvalidId "invalid-id" Error "An id contains characters that an address cannot have.";
    UnknownReference "unknown-reference" Warning "Metadata names a person, organisation, series, topic or other term that is not declared.";
    CircularParent "circular-parent" Warning "An organisation is a part of itself.";
    InvalidLanguage "invalid-language" Warning "A language is not a BCP 47 tag.";
    InvalidTimeZone "invalid-time-zone" Error "A time zone is not in the IANA database.";
    InvalidBaseUrl "invalid-base-url" Error "The base URL is not an absolute http or https address.";
    MissingBaseUrl "missing-base-url" Note "Feeds and sitemap need the address the site will have.";
    // Publication.
    InvalidHoliday "invalid-holiday" Error "A holiday, or a day of the weekend, does not exist.";
    EndlessReview "endless-review" Warning "A review has no end; the record waits for an editor.";
    PublishedInReview "published-in-review" Warning "A record is public before its review is over.";
    DoubtfulHour "doubtful-hour" Warning "The clocks skip or repeat a time.";
    // Records.
    MissingTitle "missing-title" Warning "The record has no H1 and no `title`.";
    ImpossibleDate "impossible-date" Warning "A date does not exist.";
    DoubtfulDate "doubtful-date" Warning "A year or month is followed by numbers that are not a day.";
    FutureMeeting "future-meeting" Warning "A record is public before the day of its meeting.";
    DateMismatch "date-mismatch" Warning "The file name and the H1 give different dates.";
    NoSpeeches "no-speeches" Warning "A record has no speeches, and does not declare that this is intended.";
    UnreadLabels "unread-labels" Warning "Lines begin like speakers' names, but are not read as such.";
    NamelessHeading "nameless-heading" Warning "A heading that should name a speaker contains no name.";
    UnknownDelivery "unknown-delivery" Warning "A heading says in an unknown way how the words were delivered.";
    WordsInHeading "words-in-heading" Warning "Words follow the name in a heading.";
    DoubtfulName "doubtful-name" Warning "A heading is read as a speaker's name, but looks like a sentence.";
    MixedHeadings "mixed-headings" Warning "A few headings with a colon turn many without into speakers.";
    TimeBackwards "time-backwards" Warning "A time is before the one above it.";
    TimePastEnd "time-past-end" Warning "A time is past the end of the recording.";
    DuplicateSlug "duplicate-slug" Error "Two records have the same address.";
    PathCollision "path-collision" Error "Two outputs have the same path.";
    InvalidAddress "invalid-address" Error "No file of the site can have an address.";
    OverLimit "over-limit" Warning "A limit is exceeded; docs/limits.md describes what happens to the rest.";
    UnreachableAddress "unreachable-address" Warning "No request can have an old address.";
    AddressAsPattern "address-as-pattern" Note "Some hosts would take an old address for a pattern; they get no row for it.";
    SlugTooLong "slug-too-long" Warning "An address is longer than file systems allow, and is shortened.";
    // Text.
    DroppedHtml "dropped-html" Warning "Raw HTML that is not allowed in a record is dropped.";
    UnsafeLink "unsafe-link" Warning "A link has a scheme that is not allowed; its text is kept.";
    UnclosedHtml "unclosed-html" Warning "Raw HTML is not closed.";
    LostLink "lost-link" Warning "Text that looks like a link is not one, because of spaces, and is shown as typed.";
    LostNote "lost-note" Warning "The mark of a footnote has no note, a note has no mark, or is written twice.";
    DrawnTable "drawn-table" Warning "A table drawn with lines is shown as a paragraph.";
    NestingTooDeep "nesting-too-deep" Warning "Markup is nested too deeply and is shown as plain text.";
    MissingFile "missing-file" Warning "A relative link to a missing file.";
    OutsideContent "outside-content" Warning "A relative link leads out of the content.";
    LinkToHeld "link-to-held" Note "A link leads to a record that is not public yet.";
    MissingScheme "missing-scheme" Warning "A link to the web that does not begin with `https://`.";
    // Speakers.
    AmbiguousLabel "ambiguous-label" Error "Two people claim one label in the same scope.";
    AmbiguousSpeaker "ambiguous-speaker" Warning "A name could be one of several people.";
    // Decisions.
    TallyMismatch "tally-mismatch" Warning "The numbers, names and result of a vote do not agree.";
    UnreadDecision "unread-decision" Note "A passage looks like a decision, and is not written as one.";
    UnknownVoter "unknown-voter" Warning "A decision names somebody who is not in the registry.";
    UnreadDue "unread-due" Warning "The day by which an action item is to be done cannot be read.";
    ActionOverdue "action-overdue" Warning "The day of an action item has passed, and no later record mentions it.";
    // Attendance.
    AttendanceMismatch "attendance-mismatch" Warning "The attendance contradicts itself, the votes or the quorum.";
    UnknownAttendee "unknown-attendee" Warning "The attendance in a record names somebody who is not in the registry.";
    // Links between records.
    UnknownApproval "unknown-approval" Warning "`approval:` names a missing record.";
    UnknownTranslation "unknown-translation" Warning "A translation names a missing record.";
    RedirectToNowhere "redirect-to-nowhere" Warning "A redirect to a missing address.";
    RedirectLoop "redirect-loop" Error "Redirects form a loop.";
    RedirectOverLivePage "redirect-over-live-page" Note "A redirect starts at the address of a living page, which wins.";
    DuplicateRedirect "duplicate-redirect" Warning "Two redirects from one address have different targets; the first is used.";
    MalformedRow "malformed-row" Warning "A row of a table file does not consist of two fields separated by a tab.";
    // Themes.
    UnknownTheme "unknown-theme" Error "The theme named in `site.yml` does not exist.";
    UnknownTemplate "unknown-template" Error "`template:` names a template that the theme does not have.";
    TemplateError "template-error" Error "A template of the theme cannot be read or drawn.";
    ThemeFile "theme-file" Error "`theme.yml` has a value that is not valid.";
    UnknownOption "unknown-option" Warning "The theme has no option of that name.";
    ModuleLeft "module-left" Warning "A script of the theme cannot run on pages that are opened from a folder.";
    WrongOption "wrong-option" Error "The value of a theme option is invalid.";
    ThemeString "theme-string" Warning "A string of the theme cannot be read.";
    // The host.
    RedirectWithoutRow "redirect-without-row" Note "Old addresses for which the host of the site takes no row in `_redirects`.";
    OverHostLimit "over-host-limit" Warning "The site is larger than its host takes; nothing goes live.";
    // The output folder.
    ForeignFile "stranger-in-the-way" Error "A file that Minutebook did not write is at the path of a page.";
    // The register.
    RegisterDamaged "register-damaged" Error "A file of the register was changed by hand, damaged or lost.";
    UnpublishedChange "unpublished-change" Note "A record differs from its last published version.";
    VanishedAddress "vanished-address" Error "A published address would stop answering.";
    // Reported by `minutebook verify` only.
    AlteredFile "altered-file" Error "A file is not the one that was published.";
    BadSignature "bad-signature" Error "The signature is not that of the key.";
    OutdatedCopy "outdated-copy" Error "The copy is too old, or shows records withdrawn since.";
    // Worth a second look; only `minutebook check` looks.
    LostHeading "lost-heading" Warning "A paragraph looks like the heading of another speech.";
    TextBeforeSpeaker "text-before-speaker" Note "Words before the first speaker.";
    EmptySpeech "empty-speech" Note "The heading of a speaker is followed by no words.";
    UnclosedRemark "unclosed-remark" Note "The bracket of a remark is not closed.";
    HeadingLevel "heading-level" Note "A heading within a speech skips a level.";
    Mojibake "mojibake" Warning "Letters that were read in the wrong encoding.";
    TemplateSyntax "template-syntax-in-text" Note "A text contains what templates of other programs replace, and is printed as typed.";
    BrokenAnchor "broken-anchor" Warning "A link to a missing place in a record.";
    MissingAltText "missing-alt-text" Warning "A picture has no alternative text.";
    MisalignedTwins "misaligned-twins" Note "A record and its translation have different numbers of speeches.";
    DuplicateMeeting "duplicate-meeting" Warning "Two records of the same day have mostly the same speeches.";
    OrphanPerson "orphan-person" Note "A person of the registry is named in no record.";
    UnknownSpeaker "unknown-speaker" Note "A speaker is not in the registry, but an entry has nearly the same name.";
    LookAlike "look-alike" Note "Two names may belong to one person, and neither is in the registry.";
    UnportableName "unportable-name" Warning "Windows cannot store the name of a file or folder.";
    PictureWithPlace "picture-with-place" Warning "A picture says where on earth it was taken.";
    PodcastPicture "podcast-picture" Warning "The picture of the podcasts has a size that directories refuse.";
    PictureTooLarge "picture-too-large" Warning "A picture has too many pixels to be made smaller.";
    BrokenPicture "broken-picture" Warning "A picture is damaged, is none, or is of a kind that browsers do not show.";
    LargeFile "large-file" Warning "A picture is slow to load, or many hosts refuse a file.";
    Overdue "overdue" Warning "The review of a record is over, or its time has come, but it still waits for an editor.";
    // Reported by `minutebook check --external` only.
    DeadLink "dead-link" Warning "A dead external link.";
    UnreachableLink "unreachable-link" Note "An external link could not be checked.";
    // Reported by `minutebook publish` only.
    NotTold "not-told" Warning "A hub or web hook could not be told of a publication.";
    // Reported by `minutebook theme check` only.
    UnusedThemeFile "unused-theme-file" Note "An unused file of the site's theme.";
    SameThemeFile "same-theme-file" Note "A file of the site's theme that is the same as the program's.";
    OutdatedThemeFile "outdated-theme-file" Warning "A file was copied from one in the program that has changed since.";
    UntranslatedString "untranslated-string" Note "A language of the site's theme lacks strings, which are in English.";
}

impl Serialize for Problem {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Problem {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Problem::from_code(&code).ok_or_else(|| serde::de::Error::custom(format!("no problem has the code “{code}”")))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A place in a file that a person can go to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Location {
    /// Relative to the site, with `/` between folders.
    pub path: Arc<str>,
    /// Counted from 1; 0 when the diagnostic is about the whole file.
    pub line: u32,
    /// In characters, from 1; 0 when the whole line or file is meant.
    pub column: u32,
    /// The line itself, shortened when very long; empty when the diagnostic is about the whole file.
    pub excerpt: Box<str>,
    /// Number of characters from `column` on; at least 1.
    pub width: u32,
}

impl Location {
    /// The whole file.
    pub fn file(path: &Arc<str>) -> Self {
        Location { path: Arc::clone(path), line: 0, column: 0, excerpt: "".into(), width: 1 }
    }
}

/// One diagnostic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Kind of problem; determines the code and the default severity.
    #[serde(rename = "code")]
    pub problem: Problem,
    /// Severity in this run.
    pub severity: Severity,
    /// One sentence, lower case, the user's own text quoted, no blame.
    pub message: String,
    /// The place; `None` only when no file is to blame.
    pub at: Option<Location>,
    /// The remedy.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A diagnostic at a place.
    pub fn at(problem: Problem, at: Location, message: impl Into<String>) -> Self {
        Diagnostic { problem, severity: problem.severity(), message: message.into(), at: Some(at), hint: None }
    }

    /// A diagnostic about the site as a whole.
    pub fn anywhere(problem: Problem, message: impl Into<String>) -> Self {
        Diagnostic { problem, severity: problem.severity(), message: message.into(), at: None, hint: None }
    }

    /// The same diagnostic with a remedy.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same diagnostic as an error: a warning in a record may be fatal in the settings.
    #[must_use]
    pub fn as_error(mut self) -> Self {
        self.severity = Severity::Error;
        self
    }

    /// The same diagnostic as a note: of what is usually a warning, this case harms nobody.
    #[must_use]
    pub fn as_note(mut self) -> Self {
        self.severity = Severity::Note;
        self
    }

    /// Sorts diagnostics and removes duplicates of a message at a place: pages of many kinds fail at one place of a
    /// template, with different values around it.
    pub fn merge(list: &mut Vec<Diagnostic>) {
        Diagnostic::sort(list);
        list.dedup_by(|a, b| a.problem == b.problem && a.at == b.at && a.message == b.message);
    }

    /// Sorts diagnostics by place, then by code, so that the same content always gives the same list.
    pub fn sort(list: &mut [Diagnostic]) {
        list.sort_by(|a, b| (&a.at, a.problem, &a.message).cmp(&(&b.at, b.problem, &b.message)));
    }
}

/// A value, and diagnostics about its making.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Reported<T> {
    /// The best value that could be made.
    pub value: T,
    /// Diagnostics about the inputs of the value.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Reported<T> {
    /// A value with nothing to report.
    pub fn clean(value: T) -> Self {
        Reported { value, diagnostics: Vec::new() }
    }

    /// A copy of the value; the diagnostics are copied into `sink`.
    pub fn clone_value(&self, sink: &mut Vec<Diagnostic>) -> T
    where
        T: Clone,
    {
        sink.extend(self.diagnostics.iter().cloned());
        self.value.clone()
    }

    /// The value; the diagnostics are moved into `sink`.
    pub fn into_value(self, sink: &mut Vec<Diagnostic>) -> T {
        sink.extend(self.diagnostics);
        self.value
    }
}
