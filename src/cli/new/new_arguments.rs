//! The arguments of `minutebook new`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::{Called, New, NewMeeting, NewOrganisation, NewPage, NewPerson, run};
use crate::cli::site_arguments::editors_options;
use crate::cli::site_arguments::parse_site;
use crate::cli::threads::in_threads;
use crate::report::failure::Failure;

#[derive(Debug, Args)]
pub(crate) struct NewArguments {
    #[command(subcommand)]
    what: What,
    /// A site (has `content/`), or a folder of transcripts
    #[arg(long, value_name = "SITE", default_value = ".", value_parser = parse_site, global = true)]
    site: PathBuf,
    /// Open the file in $VISUAL or $EDITOR
    #[arg(long, global = true)]
    edit: bool,
}

#[derive(Debug, Subcommand)]
enum What {
    /// A record, with its date and title
    Meeting(MeetingArguments),
    /// An entry in people.yml
    Person(PersonArguments),
    /// An entry in organisations.yml
    Organisation(OrganisationArguments),
    /// A page that is no record
    Page(PageArguments),
}

#[derive(Debug, Args)]
struct MeetingArguments {
    /// The title, without the date
    title: Option<String>,
    /// A day, a month or a year: `2024-03-11`, `2024-03` or `2024`
    #[arg(long)]
    date: Option<String>,
    /// A file with the agenda (a list, Markdown, or an event as `.ics`; `-` for the standard input): its items become headings
    #[arg(long, value_name = "FILE")]
    agenda: Option<PathBuf>,
    /// The folder within the content
    #[arg(long, value_name = "DIR")]
    folder: Option<String>,
    /// The series it belongs to
    #[arg(long, value_name = "ID")]
    series: Option<String>,
    /// A subject; may be given several times
    #[arg(long = "topic", value_name = "ID")]
    topics: Vec<String>,
    /// The language of the record, such as `en` or `zh-Hant`
    #[arg(long)]
    lang: Option<String>,
    /// The organisation that met
    #[arg(long, value_name = "ID")]
    body: Option<String>,
    /// The place of the meeting
    #[arg(long)]
    place: Option<String>,
    /// The chair
    #[arg(long, value_name = "ID")]
    chair: Option<String>,
    /// Time at which it began
    #[arg(long, value_name = "HOUR")]
    start: Option<String>,
    /// Time at which it ended
    #[arg(long, value_name = "HOUR")]
    end: Option<String>,
    /// The status; only published records are public
    #[arg(long, value_parser = ["draft", "review", "published"])]
    status: Option<String>,
    /// Not public before this moment
    #[arg(long, value_name = "TIME")]
    publish_at: Option<String>,
}

#[derive(Debug, Args)]
struct CalledArguments {
    /// The main name
    name: Option<String>,
    /// The end of the address (else made from the name)
    #[arg(long)]
    id: Option<String>,
    /// The language of the main name (else the site's first)
    #[arg(long)]
    lang: Option<String>,
    /// The name in another language, as in `fr=Anne`; may be given several times
    #[arg(long = "also", value_name = "LANG=NAME", value_parser = parse_other)]
    others: Vec<(String, String)>,
    /// Another spelling in the records; may be given several times
    #[arg(long = "label", value_name = "LABEL")]
    labels: Vec<String>,
}

#[derive(Debug, Args)]
struct PersonArguments {
    #[command(flatten)]
    called: CalledArguments,
    /// The kind of speaker
    #[arg(long, value_parser = ["person", "organisation", "role", "group", "anonymous"])]
    kind: Option<String>,
    /// An office held
    #[arg(long, value_name = "TITLE")]
    role: Option<String>,
    /// The organisation of the office
    #[arg(long, value_name = "ID", requires = "role")]
    body: Option<String>,
    /// The first day of the office
    #[arg(long, value_name = "DATE", requires = "role")]
    from: Option<String>,
    /// The last day of the office
    #[arg(long, value_name = "DATE", requires = "role")]
    to: Option<String>,
    /// Sort by this instead of by name
    #[arg(long, value_name = "TEXT")]
    sort: Option<String>,
}

#[derive(Debug, Args)]
struct OrganisationArguments {
    #[command(flatten)]
    called: CalledArguments,
    /// The organisation it belongs to
    #[arg(long, value_name = "ID")]
    parent: Option<String>,
}

#[derive(Debug, Args)]
struct PageArguments {
    /// The heading
    title: Option<String>,
    /// The file's name without `.md`, and the end of the address (else made from the title)
    #[arg(long)]
    name: Option<String>,
    /// The language, if it is not the site's first
    #[arg(long)]
    lang: Option<String>,
}

impl NewArguments {
    /// Runs the subcommand.
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        in_threads(0, || run(&editors_options(&self.site), &self.request(), self.edit))
    }

    fn request(&self) -> New {
        match &self.what {
            What::Meeting(own) => New::Meeting(own.request()),
            What::Person(own) => New::Person(NewPerson {
                called: own.called.request(),
                kind: own.kind.clone(),
                role: own
                    .role
                    .as_ref()
                    .map(|title| [Some(title.clone()), own.body.clone(), own.from.clone(), own.to.clone()]),
                sort: own.sort.clone(),
            }),
            What::Organisation(own) => {
                New::Organisation(NewOrganisation { called: own.called.request(), parent: own.parent.clone() })
            }
            What::Page(own) => {
                New::Page(NewPage { title: own.title.clone(), name: own.name.clone(), lang: own.lang.clone() })
            }
        }
    }
}

impl MeetingArguments {
    fn request(&self) -> NewMeeting {
        let metadata = [
            ("lang", &self.lang),
            ("body", &self.body),
            ("place", &self.place),
            ("chair", &self.chair),
            ("start", &self.start),
            ("end", &self.end),
            ("status", &self.status),
            ("publish_at", &self.publish_at),
        ];
        NewMeeting {
            title: self.title.clone(),
            date: self.date.clone(),
            agenda: self.agenda.clone(),
            folder: self.folder.clone(),
            series: self.series.clone(),
            topics: self.topics.clone(),
            metadata: metadata.into_iter().filter_map(|(key, value)| Some((key, value.clone()?))).collect(),
        }
    }
}

impl CalledArguments {
    fn request(&self) -> Called {
        Called {
            name: self.name.clone(),
            lang: self.lang.clone(),
            others: self.others.clone(),
            id: self.id.clone(),
            labels: self.labels.clone(),
        }
    }
}

fn parse_other(text: &str) -> Result<(String, String), String> {
    let (lang, name) = text.split_once('=').ok_or("write it as in `fr=Anne`")?;
    Ok((lang.trim().to_owned(), name.trim().to_owned()))
}
