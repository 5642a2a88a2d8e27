//! New records and pages.

use std::path::{Path, PathBuf};

use super::agenda::Agenda;
use super::agenda_file;
use super::archetype::{Archetype, Filling};
use super::{line, needed, today};
use crate::cli::conflicts::free_address;
use crate::cli::content_files::{content, records_folder, write_new};
use crate::cli::prompt;
use crate::pipeline::{Loaded, flow_list, flow_text, preview};
use crate::record::{Document, Language, Series};
use crate::report::diagnostic::{Diagnostic, Problem, Reported};
use crate::report::failure::Failure;
use crate::report::run_report::counted;
use crate::report::terminal::print_status;
use crate::text::shorten;
use crate::text::slug::slugify;
use crate::yaml::did_you_mean;

/// A new record. Missing values are asked for if they are required, and left out otherwise.
#[derive(Debug, Clone, Default)]
pub(crate) struct NewMeeting {
    /// The title, without the date.
    pub title: Option<String>,
    /// A day, a month or a year.
    pub date: Option<String>,
    /// A file with the agenda.
    pub agenda: Option<PathBuf>,
    /// The folder, relative to the content.
    pub folder: Option<String>,
    /// The id of a series.
    pub series: Option<String>,
    /// Ids of topics.
    pub topics: Vec<String>,
    /// Other keys of the front matter with their values as typed, in order.
    pub metadata: Vec<(&'static str, String)>,
}

/// A new page.
#[derive(Debug, Clone, Default)]
pub(crate) struct NewPage {
    /// The heading.
    pub title: Option<String>,
    /// The file's name without `.md`, which is also the end of the address; by default made from the title.
    pub name: Option<String>,
    /// The language, when it is not the site's first.
    pub lang: Option<String>,
}

/// Writes a record; returns its path.
pub(super) fn meeting(site: &Path, loaded: &Loaded, request: &NewMeeting) -> Result<PathBuf, Failure> {
    let agenda = match &request.agenda {
        Some(path) => {
            let day = request.date.as_deref().map(|text| super::day(text.trim(), loaded)).transpose()?;
            agenda_file::read(path, day, &loaded.config.time_zone)?
        }
        None => Agenda::default(),
    };
    let (given_title, given_day) =
        (request.title.clone().or(agenda.title.clone()), agenda.date.map(|day| day.to_string()));
    let given_day = request.date.clone().or(given_day);
    let asks = (given_title.is_none() || given_day.is_none()) && prompt::is_possible();
    let title = needed(
        given_title.as_deref(),
        "Title",
        "a meeting needs a title\n  hint: `minutebook new meeting \"Budget sitting\" --date 2024-03-11`",
        line,
    )?;
    let day = needed(
        given_day.as_deref(),
        "Date",
        "a meeting needs a date\n  hint: add `--date 2024-03-11`; a month or a year will do",
        |text| super::day(text, loaded),
    )?;
    let registry = &loaded.archive.registry;
    let mut series = request.series.clone();
    if series.is_none() && asks {
        let titles: Vec<String> = registry.series.iter().map(name_of).collect();
        series = prompt::one_of("Series", &titles)?.map(|at| registry.series[at].id.to_string());
    }
    if let Some(id) = &series {
        declared("series", id, &registry.series.iter().map(|own| &*own.id).collect::<Vec<_>>())?;
    }
    for id in &request.topics {
        declared("topics", id, &registry.topics().iter().map(|own| &*own.id).collect::<Vec<_>>())?;
    }
    let folder = match &request.folder {
        Some(text) => records_folder(text)?,
        None if asks => {
            let own = series.as_deref().filter(|id| content(site).join(id).is_dir()).unwrap_or_default();
            prompt::text("Folder within the content (empty for none)", own, records_folder)?
        }
        None => String::new(),
    };
    let mut metadata: Vec<(&str, String)> = Vec::new();
    metadata.extend(series.as_ref().map(|id| ("series", flow_text(id))));
    if !request.topics.is_empty() {
        metadata.push(("topics", format!("[{}]", flow_list(&request.topics))));
    }
    let is_given = |key: &str| request.metadata.iter().any(|(given, _)| *given == key);
    let of_agenda = agenda.metadata.iter().filter(|(key, _)| !is_given(key));
    metadata.extend(request.metadata.iter().chain(of_agenda).map(|(key, value)| (*key, flow_text(value))));
    metadata.extend(papers(&agenda).map(|papers| ("attachments", papers)));
    let archetype = Archetype::of(site, &[series.as_deref().unwrap_or_default(), "meeting"])?;
    let says_when = ["status", "publish_at"]
        .into_iter()
        .any(|key| is_given(key) || archetype.as_ref().is_some_and(|archetype| archetype.has(key)));
    let is_ahead = day.first_day() > today(loaded).first_day() && !says_when;
    metadata.extend(is_ahead.then(|| ("status", "draft".to_owned())));

    // A dot before the end of the name would be taken for a language: `….fr.md`.
    let stem = slugify(&format!("{day}-{title}")).text.replace('.', "-");
    let path = if folder.is_empty() { format!("{stem}.md") } else { format!("{folder}/{stem}.md") };
    let (plain, escaped) = (title.clone(), escaped(&title));
    let titled = [("title", flow_text(&title))];
    let dated = [("title", flow_text(&title)), ("date", flow_text(&day.to_string()))];
    // If the heading alone would not be read back unchanged, metadata is added.
    let forms: [(&[(&str, String)], &str); 4] =
        [(&[], &plain), (&[], &escaped), (&titled, &escaped), (&dated, &escaped)];
    let items: String = agenda.items.iter().map(|item| format!("\n## {}\n", self::escaped(item))).collect();
    let date = day.to_string();
    let texts = forms.into_iter().map(|(extra, heading)| match &archetype {
        None => Ok(written(extra.iter().chain(&metadata), &format!("{day} {heading}")) + &items),
        Some(archetype) => {
            let given: Vec<_> = extra.iter().chain(&metadata).cloned().collect();
            let series = series.as_deref().unwrap_or_default();
            archetype.filled(&given, Filling { title: &title, heading, date: &date, series, items: &items })
        }
    });
    let texts = texts.collect::<Result<Vec<String>, Failure>>()?;
    let reads = |document: &Document| match document {
        Document::Meeting(meeting) => {
            // An archetype may have headings of its own.
            let mut headings = meeting.sections.iter().filter_map(|section| section.heading.as_deref());
            let has_items = agenda.items.iter().all(|item| headings.any(|heading| heading == item));
            let is_whole = has_items && (archetype.is_some() || headings.next().is_none());
            *meeting.details.title == *title && meeting.details.date == day && is_whole
        }
        _ => false,
    };
    let text = first_sound(&path, texts.into_iter(), reads, loaded)?;
    let slug = slugify(&stem).text;
    let address = loaded.config.urls.meeting.replace("{slug}", &slug).replace("{year}", &format!("{:04}", day.year));
    free_address(loaded, &address)?;
    let place = content(site).join(path);
    write_new(&place, &text)?;
    print_other_lines(&agenda);
    if is_ahead {
        print_status(
            "The day is still to come, so the record begins as a draft, which only editors see. Take out `status: draft` when it may be public; \
             a line `announced: true` announces the meeting before.",
        );
    }
    Ok(place)
}

/// The papers of an agenda as a list in YAML's flow style, if there are any.
fn papers(agenda: &Agenda) -> Option<String> {
    let paper = |(title, url): &(String, String)| format!("{{title: {}, url: {}}}", flow_text(title), flow_text(url));
    let papers: Vec<String> = agenda.papers.iter().map(paper).collect();
    (!papers.is_empty()).then(|| format!("[{}]", papers.join(", ")))
}

/// Number of lines of an agenda that are shown if they were left out.
const MOST_LINES: usize = 10;

/// Says which lines of an agenda became no items.
fn print_other_lines(agenda: &Agenda) {
    let others = &agenda.other_lines;
    if others.is_empty() {
        return;
    }
    print_status(&format!("{} of the agenda became no items:", counted(others.len(), "line")));
    others.iter().take(MOST_LINES).for_each(|line| print_status(&format!("  {}", shorten(line, 100))));
    if others.len() > MOST_LINES {
        print_status(&format!("  and {} more", others.len() - MOST_LINES));
    }
}

/// Writes a page; returns its path.
pub(super) fn page(site: &Path, loaded: &Loaded, request: &NewPage) -> Result<PathBuf, Failure> {
    let title = needed(
        request.title.as_deref(),
        "Title",
        "a page needs a title\n  hint: `minutebook new page \"About this record\" --name about`",
        line,
    )?;
    let name = slugify(request.name.as_deref().unwrap_or(&title)).text.replace('.', "-");
    let suffix = match &request.lang {
        Some(tag) => {
            let lang = Language::stated(tag).map_err(|meant| {
                let near = meant.map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
                Failure::usage(format!("“{tag}” is not a language tag\n  hint: write it as in `en` or `zh-Hant`{near}"))
            })?;
            format!(".{}", lang.as_str())
        }
        None => String::new(),
    };
    let path = format!("pages/{name}{suffix}.md");
    let escaped = escaped(&title);
    let titled = [("title", flow_text(&title))];
    let forms: [(&[(&str, String)], &str); 3] = [(&[], &title), (&[], &escaped), (&titled, &escaped)];
    let reads = |document: &Document| matches!(document, Document::Page(page) if *page.title == *title);
    let archetype = Archetype::of(site, &["page"])?;
    let texts = forms.into_iter().map(|(extra, heading)| match &archetype {
        None => Ok(written(extra.iter(), heading)),
        Some(archetype) => archetype.filled(extra, Filling { title: &title, heading, date: "", series: "", items: "" }),
    });
    let texts = texts.collect::<Result<Vec<String>, Failure>>()?;
    let text = first_sound(&path, texts.into_iter(), reads, loaded)?;
    if let Document::Page(page) = preview(&path, &text, &loaded.config).value {
        free_address(loaded, &loaded.config.urls.page.replace("{slug}", &page.slug))?;
    }
    let place = content(site).join(path);
    write_new(&place, &text)?;
    Ok(place)
}

/// A text with all Markdown characters escaped.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#' | '~' | '!' | '|' | '{' | '}') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// The text of a file: metadata, if there is any, and a heading.
fn written<'m>(metadata: impl Iterator<Item = &'m (&'m str, String)>, heading: &str) -> String {
    let lines: String = metadata.map(|(key, value)| format!("{key}: {value}\n")).collect();
    let front = if lines.is_empty() { String::new() } else { format!("---\n{lines}---\n") };
    format!("{front}# {heading}\n")
}

/// The first of several texts that is parsed as intended, without diagnostics.
fn first_sound(
    path: &str,
    texts: impl Iterator<Item = String>,
    reads: impl Fn(&Document) -> bool,
    loaded: &Loaded,
) -> Result<String, Failure> {
    let mut complaints: Vec<Diagnostic> = Vec::new();
    for text in texts {
        let Reported { value, mut diagnostics } = preview(path, &text, &loaded.config);
        // The start of the review and the words of the record are added later, so these diagnostics do not apply yet.
        diagnostics.retain(|diagnostic| !matches!(diagnostic.problem, Problem::EndlessReview | Problem::NoSpeeches));
        if diagnostics.is_empty() && reads(&value) {
            return Ok(text);
        }
        complaints = diagnostics;
    }
    let rendered: Vec<String> = complaints.iter().map(crate::report::terminal::render).collect();
    Err(Failure::usage(format!(
        "nothing was written, because the file would not be read as intended\n  hint: fix the problems below, or write the file by hand\n\n{}",
        rendered.join("\n\n")
    )))
}

/// Checks that an id is declared in site.yml; anything is accepted if nothing is declared there.
///
/// # Errors
/// When it is not.
fn declared(key: &str, id: &str, known: &[&str]) -> Result<(), Failure> {
    if known.is_empty() || known.contains(&id) {
        return Ok(());
    }
    let hint = match did_you_mean(id, known.iter().copied()) {
        Some(near) => format!("did you mean “{near}”?"),
        None => format!("there are: {}", known.join(", ")),
    };
    Err(Failure::usage(format!("“{id}” is not declared under `{key}:` in site.yml\n  hint: {hint}")))
}

fn name_of(series: &Series) -> String {
    series.title.iter().map(|(_, title)| title).find(|title| !title.is_empty()).unwrap_or(&series.id).to_owned()
}
