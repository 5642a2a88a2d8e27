# The interface in English. Years and dates come as text; other numbers choose their plural.

language-name = English
language-sign = EN
not-in-this-language = This page is not in English. Go to the lists in English.

## The page around everything

skip-to-content = Skip to the content
site-menu = Site
languages = Languages
breadcrumbs = You are here
untitled-archive = Public record
home = Home
contact = Contact
licence = Licence
licence-cc0 = Public domain (CC0)
licence-by = Attribution (CC BY { $version })
licence-by-sa = Attribution, share alike (CC BY-SA { $version })
licence-by-nc = Attribution, non-commercial (CC BY-NC { $version })
licence-by-nd = Attribution, no derivatives (CC BY-ND { $version })
licence-by-nc-sa = Attribution, non-commercial, share alike (CC BY-NC-SA { $version })
licence-by-nc-nd = Attribution, non-commercial, no derivatives (CC BY-NC-ND { $version })
attribution = Source
feeds = Feeds
follow = Follow { $name }
follow-about = A feed tells you of everything new here, in a feed reader or in a mail program that reads feeds. Its address:
feed-notice = This is a feed. Give its address to a feed reader, and it tells you of everything new. The page itself:
generated-by = Made with

## Kinds of things

meetings = Meetings
records = Records
speakers = Speakers
series = Series
topics = Topics
draft = Draft
draft-note = This record is a draft. Only its editors can see it, and it may still change.
public-from = Public from { $day }, { $time }
public-from-note = Only its editors can see this record until then.

## Counts

number = { $n }
meeting-count = { $n ->
    [one] { $n } meeting
   *[other] { $n } meetings
}
also-in = also in{ " " }
also-records = { $n ->
    [one] and a record of it in another language
   *[other] and { $n } records of them in other languages
}
speech-count = { $n ->
    [one] { $n } speech
   *[other] { $n } speeches
}
speaker-count = { $n ->
    [one] { $n } speaker
   *[other] { $n } speakers
}
word-count = { $n ->
    [one] { $n } word
   *[other] { $n } words
}
share = { $n }%
share-under-one = <1%

## Dates

date-day = { $day } { $monthName } { $year }
date-month = { $monthName } { $year }
date-year = { $year }
date-weekday = { $weekday }, { $date }
date-in-month = { $weekday } { $day }
date-since = since { $from }
date-until = until { $to }
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
weekday-short-1 = Mon
weekday-short-2 = Tue
weekday-short-3 = Wed
weekday-short-4 = Thu
weekday-short-5 = Fri
weekday-short-6 = Sat
weekday-short-7 = Sun
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec
month-unknown = Month unknown

## Front page

newest-meetings = Newest meetings
announced-meetings = Coming meetings
announced-note = This meeting has been announced. Its record will be published at this address.
calendar-file = All meetings as a calendar (iCalendar)
calendar-of = Meetings of { $name } as a calendar (iCalendar)
podcast-of = Podcast: { $name }
cited-in = Cited in
cited-here = { $n ->
    [one] Cited in one place
   *[other] Cited in { $n } places
}
cited-in-more = { $n ->
    [one] and one more place
   *[other] and { $n } more places
}
announced-description = { $title }, { $date }: a meeting that has been announced.
agenda-papers = Agenda and papers
cancelled = Cancelled
cancelled-note = This meeting has been cancelled.
cancelled-description = { $title }, { $date }: a meeting that has been cancelled.
awaited-note = This meeting took place on { $date }. Its record is being written, and will be published at this address.
awaited-description = { $title }, { $date }: a meeting whose record is being written.
awaited-records = Records being written
all-meetings = All meetings
by-year = By year
by-month = By year and month
earlier-years = Earlier years
all-series = All series
all-topics = All topics
# $name: name of a taxonomy, such as “Wards”.
all-terms = All: { $name }
spoke-most = Who said most
in-figures = The archive in figures
years = Years
speeches = Speeches
words = Words

## Meetings by year

year-title = Meetings in { $year }
year-description = { $n ->
    [one] The record of one meeting in { $year }.
   *[other] The records of { $n } meetings in { $year }.
}
other-years = Other years
earlier-year = Earlier year
later-year = Later year

## A meeting

meeting-description = { $title }, { $date }: the record of { $speeches ->
    [one] one speech
   *[other] { $speeches } speeches
} by { $speakers ->
    [one] one speaker
   *[other] { $speakers } speakers
}.
time = Time
place = Place
body = Body
in-series = Series
chair = Chair
present = Present
absent = Absent
in-attendance = In attendance
apologies = Apologies
quorum = Quorum
quorum-of = { $needed } of { $members }
quorum-met = met
quorum-not-met = not met
attended-from = from { $time }
attended-until = until { $time }
attendance = Attendance
attendee = Name
attended-of = The newest { $shown } of { $n } meetings.
cite-attendance = Link to this list
present-short = P
in-attendance-short = I
apologies-short = Ap
absent-short = A
documents = Documents
paper = Paper ({ $kind })
media = Video and audio
play-here = Play here
table-show = Show the table
table-more = { $n ->
    [one] { $n } more row in the file
   *[other] { $n } more rows in the file
}
captions = Captions
captions-note = Times within a speech are estimates.
recording = Recording
follow-words = Follow the words
size-kb = { $n } KB
size-mb = { $n } MB
other-languages = Also in
side-by-side = Both languages
twin-sections = The two records correspond section by section, not speech by speech.
twin-whole = The two records do not correspond speech by speech; they stand side by side as a whole.
twin-failed = The other record could not be loaded.
details = Details
contents = Contents
who-spoke = Who spoke
transcript = Transcript
no-speeches = This record holds no speeches.
play-from = Play from { $time }
delivered-written = handed in in writing
status-pending = Not yet approved
pending-note = The body has yet to approve this text, and may still correct it.
status-approved = Approved
transcript-verbatim = Verbatim: every word as it was said
transcript-edited = Edited: what was said, put into written language
transcript-summary = Summary minutes, not word for word
transcript-machine = Machine transcript, not corrected by a person
summary = Summary
summary-machine = written by a program
summary-by = By { $name }
keys-title = Keys
keys-next = next speech
keys-previous = previous speech
keys-play = play or pause
keys-help = this help
footnotes = Footnotes
footnote-back = Back to the text
cite-speech = Cite this speech
cite = Cite
# What a citation says. Without `$version` before the first publication; `$accessed` is the day of the reader.
citation = { $speaker }, “{ $title }”, { $site }, { $date }{ $version }. { $url } (accessed { $accessed })
# Speeches that the editor has chosen, with a page of their own.
highlights = Highlights
highlight-read = Read it in the record
highlight-citation = { $speaker } in “{ $title }”, { $site }, { $date }. { $url }
cite-version = , version { $n }
cited-person = { $name } ({ $label })
cite-format = Format
cite-plain = Citation
cite-link = Link
cite-quote = Link to the words
copy = Copy
report-mistake = Report a mistake
report-subject = Mistake in “{ $title }”
report-version = Version { $n }
edit-record = Edit this record
edit-page = Edit this page
share-speech = Share
copied = Copied.
copy-by-hand = It is selected; copy it from here.
close = Close
speakers-more = { $n } more
choose-speaker = Choose a name to read only their words.
showing-speeches = Showing { $speeches } by { $name }
show-all = Show all
speeches-left-out = Speeches left out:
about-record = About this record
permanent-address = Address
formats = Also as
other-meetings = Other meetings
earlier-meeting = Earlier meeting
later-meeting = Later meeting
earlier-in-series = Earlier in this series
later-in-series = Later in this series

## Decisions

matters = Matters
matters-about = What several meetings dealt with, from the first hearing to the decision.
decisions = Decisions
decisions-about = What the meetings decided, the newest first.
decisions-here = What was decided
decisions-more = { $n ->
    [one] { $n } more decision
   *[other] { $n } more decisions
}
decision-count = { $n ->
    [one] { $n } decision
   *[other] { $n } decisions
}
decisions-in = Decisions in { $year }
decisions-of = Decisions: { $name }
feed-decisions = { $title }: decisions
cite-decision = Link to this decision
votes-for = { $n } for
votes-against = { $n } against
votes-abstaining = { $n } abstaining
votes-recused = { $n } recused
votes-absent = { $n } absent
list-comma = { ", " }
fact-comma = { ", " }
bracket-open = { " (" }
bracket-close = )
colon = { ": " }
outcome-carried = Carried
outcome-carried-amended = Carried as amended
outcome-lost = Lost
outcome-withdrawn = Withdrawn
outcome-deferred = Deferred
outcome-referred = Referred
outcome-amended = Amended
agreement-unanimous = unanimously
agreement-consensus = by consensus
majority-simple = by a simple majority
majority-absolute = by an absolute majority
majority-two-thirds = by a two-thirds majority
majority-three-quarters = by a three-quarters majority
majority-qualified = by a qualified majority
vote-tied = tied
vote-casting = on a casting vote
actions = Action items
actions-about = What was to be done, by whom and by when.
actions-open = Open action items
actions-closed = No longer open
actions-theirs = To do
actions-more = { $n ->
    [one] { $n } more task
   *[other] { $n } more tasks
}
action-due = due { $day }
action-done-on = done on { $day }
action-open = open
action-done = done
action-dropped = dropped
action-mentioned = mentioned again
actions-of-closed = The newest { $shown } of { $n }.
actions-none = No action items are open.
how-they-voted = How they voted
votes-of = The newest { $shown } of { $n } votes.
voted-for = for
voted-against = against
voted-abstaining = abstained
voted-recused = recused
voted-absent = absent

## Speakers

speaker-index = Speakers by first letter
filter-names = Filter by name
names-shown = { $shown } of { $n }
sort-by = Sort by
sort-name = name
sort-meetings = meetings
sort-words = words
sort-latest = last seen
other-speakers = Other
han-names = Chinese characters
other-scripts = Other scripts
speakers-offices = Offices, bodies and groups
names-figure = The figure beside a name is the number of meetings.
strokes = { $n ->
    [one] { $n } stroke
   *[other] { $n } strokes
}
kind-person = Person
kind-organisation = Organisation
kind-role = Office
kind-group = Group
speaker-description = { $name } in the public record: { $speeches ->
    [one] one speech
   *[other] { $speeches } speeches
} at { $meetings ->
    [one] one meeting
   *[other] { $meetings } meetings
}.
portrait-of = Portrait of { $name }
other-names = Also known as
roles = Roles
role-at = { $title }, { $body }
year = Year
companions = Often in the same meetings
words-by-year = Words by year
in-context = In context
asked = { $name }: { $words }
identifiers = Identifiers
elsewhere = Elsewhere
speaker-year-title = { $name } in { $year }
speaker-month-title = { $name } in { $month }
other-months = Other months
earlier-month = Earlier month
later-month = Later month
earlier-meetings = { $n ->
    [one] One earlier meeting, by year
   *[other] { $n } earlier meetings, by year
}

## Bodies

bodies = Bodies
bodies-about = Councils, committees, parties, offices and groups: who belongs to them, and when they met.
body-description = { $name }: members, meetings and decisions.
body-parent = Part of
body-units = Parts
body-page = The body
body-words = What it said
body-year-title = { $name }: meetings in { $year }
chairs = Chairs
presided = Presided
members = Members
former-members = Former members
member-count = { $n ->
    [one] { $n } member
   *[other] { $n } members
}
body-kind-council = Council
body-kind-committee = Committee
body-kind-party = Party
body-kind-group = Group
body-kind-office = Office
body-kind-association = Association
body-kind-company = Company

## Series and topics

latest-meeting = latest { $date }

## Feeds

feed-site = { $title }: newest records
feed-language = { $title }: newest records in { $language }
feed-speaker = Meetings with { $name }
feed-listing = { $name }: newest records
feed-corrections = { $title }: corrections

## Corrections

corrections = Corrections
corrections-about = What records said when they were published, and what they say now. Slips of the pen are shown on the record itself.
corrections-none = No record has been corrected.
corrections-all = All corrections
correction-altered = Corrected on { $date }
correction-added = Added on { $date }
correction-removed = Taken out here on { $date }
correction-speaker = Given before as said by { $name }.
correction-forgotten = What it said before is no longer kept.
correction-title = Title before: “{ $title }”.
correction-minor = A slip of the pen.
former-version = { $title } (version { $n })
version-number = Version { $n }
former-version-note = So it stood from { $from } until { $until }. It has been corrected since.
former-version-now = The record as it is now
former-corrected = Corrected since
correction-before = What stood before
changes-more = { $n ->
    [one] One more passage
   *[other] { $n } more passages
}
published-on = First published
published-corrected = corrected on { $date }
version = Version
compare-with = compare with
version-hash = Checksum (SHA-256)

## Search

search = Search
watches = Watched words
watches-about = What is said and decided about these words, as soon as it is published. Each can be followed with a feed reader.
watches-all = All watched words
watches-by-year = How often in each year
watches-newest = The newest
watches-more = All of them, in the search
feed-watch = What is said about “{ $name }”
match-count = { $n ->
    [one] { $n } passage
   *[other] { $n } passages
}
search-words = Search every word said
search-button = Search
search-who = Who
search-when = Year
search-language = Language
search-any = any
search-examples = For example
search-named = People, topics and meetings
search-theirs = their words
search-context = In context
search-without = The search works in your browser, with JavaScript and with an index, which a saved copy of this site may lack. Without them, the records can be browsed:
search-original = The site itself:
search-browse = These pages are plain paper and have no search field. This is how to find a record:
search-searching = Searching…
search-in-meetings = { $speeches } in { $meetings }
search-first = Shown: the first { $speeches }
search-count = Count all
search-years = By year
search-csv = Save as CSV
search-years-of = “{ $query }” by year: { $speeches }
search-as-table = As a table
search-not-yet = Nothing has been found so far; not everything has been read.
search-nothing = Nothing was found for “{ $query }”.
search-searched = Searched in { $meetings }, in all their languages.
search-signs = “{ $query }” holds no letter and no digit to search for.
search-near = Did you mean
search-variants = In other characters
search-translated = In other languages
search-without-filters = Without the filters
search-fewer = With fewer words
search-other-languages = Records in other languages say it in other words
search-failed = Part of the index could not be read; there may be more than is shown.
search-unreachable = The index could not be loaded. Try again in a while.
search-newer = This index is newer than the page. Load the page again.
search-more = Show more
search-more-here = More from this meeting
search-and-more = { $n } more from this meeting
search-all = All results
search-relevance = Best first
search-date = Newest first
search-filters = Narrow down
search-remove = Take away the filter { $name }
search-help = How to search
search-help-words = speeches that hold all of the words, in any order
search-help-phrase = exactly these words; punctuation counts
search-help-prefix = words that begin so
search-help-not = without this word
search-help-or = one of two words or phrases
search-help-or-sign = OR
search-help-days = from one day to another; a month or a year will do
search-help-role = in a role that the speaker had that day
search-help-body = meetings of one body
search-or-alone = “{ $query }” joins only the two words or phrases beside it.
search-no-such = Nothing is called “{ $value }”. There are
search-from-day = from { $day }
search-to-day = until { $day }
search-happened = What happened
search-from = From
search-to = Until
search-help-speaker = the words of one speaker
search-help-year = from these years
search-help-series = from one series
# $name: name of a taxonomy, such as “Wards”.
search-help-term = meetings under one term ({ $name })
search-help-lang = in one language
search-help-narrative = what happened rather than what was said
search-help-decision = what was decided
search-help-keys = to the field, through the results, and back
search-their-words = Search their words
find-in-record = Find in this record
find-previous = Previous place
find-next = Next place
find-none = not found
find-count = { $n } found
find-at = { $at } of { $n }

## When a page is not there

not-found-title = Page not found
not-found-text = There is no page at this address. It may have moved, or the link may have been copied only in part. The record you want is most likely in one of these:
redirect-title = This page has moved

## Records that are no more

withdrawn-record = This record has been withdrawn
withdrawn-page = This page has been withdrawn
withdrawn-text = It was published at this address and has been taken back.
withdrawn-since = It was published at this address and was taken back on { $date }.
withdrawn-reason = The reason that was given:
data = Open data
data-about = The whole archive as files for research: tables, standard formats of records, and people.
data-years = Figures by year
data-columns = Columns
data-speeches = A speech: who said what, when, under which item.
data-meetings = A meeting with its metadata and figures.
data-people = A speaker with the number of their speeches and words.
data-organisations = An organisation, its kind and its place.
data-items = A section or item of the agenda of a meeting.
data-decisions = A decision with its outcome and counts.
data-votes = How one member voted on one decision.
data-akoma-ntoso = Each record as Akoma Ntoso 3.0 (XML), packed by year.
data-tei = Each record as TEI (XML) in the form of ParlaMint, packed by year.
data-popolo = People, organisations and memberships as Popolo (JSON).
data-lists = Lists of all files, with size and hash, for programs.
data-left-out =
    { $n ->
        [one] One record may not be passed on, and is in none of these files.
       *[other] { $n } records may not be passed on, and are in none of these files.
    }
data-read = Read it
data-records = Whole records
data-tables = Tables
data-programs = For programs
data-addresses = How addresses are built
data-at-record = A record
data-at-json = The record as JSON
data-at-markdown = The record as Markdown
data-at-speech = A speech in it
data-at-speaker = A speaker
data-files = All files
