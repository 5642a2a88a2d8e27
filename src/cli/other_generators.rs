//! Arguments and subcommands of other site generators, and what does the same here.

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// Arguments of Hugo, Zola, Jekyll and Eleventy, and what does the same here.
const ARGUMENTS: [(&str, &str); 33] = [
    ("--destination", "`--output DIR` names the folder of the finished site"),
    ("-d", "`--output DIR` names the folder of the finished site"),
    ("--output-dir", "`--output DIR` names the folder of the finished site"),
    ("--source", "the folder of the site is given without a name: `minutebook build DIR`"),
    ("-s", "the folder of the site is given without a name: `minutebook build DIR`"),
    ("--root", "the folder of the site is given without a name: `minutebook build DIR`"),
    ("--baseURL", "`--base-url URL` gives the address of the site"),
    ("-b", "`--base-url URL` gives the address of the site"),
    ("--future", "`--drafts` shows records still to come, `--now TIME` the site as it will be"),
    ("-F", "`--drafts` shows records still to come, `--now TIME` the site as it will be"),
    ("--buildDrafts", "`--drafts` shows drafts; `serve` always shows them"),
    ("--build-drafts", "`--drafts` shows drafts; `serve` always shows them"),
    ("-D", "`--drafts` shows drafts; `serve` always shows them"),
    ("--buildFuture", "`--drafts` shows records still to come, `--now TIME` the site as it will be"),
    ("--watch", "`minutebook serve` builds again after each change"),
    ("-w", "`minutebook serve` builds again after each change"),
    ("--incremental", "a build draws only what has changed; `--no-cache` draws everything"),
    ("--cleanDestinationDir", "a build removes what it no longer makes; nothing else is touched"),
    ("--environment", "`--env NAME` lays `content/site.NAME.yml` over the settings"),
    ("--theme", "`theme:` in `content/site.yml` names the theme"),
    ("--bind", "`--host ADDRESS` is the address to listen on"),
    ("--interface", "`--host ADDRESS` is the address to listen on"),
    ("--livereload", "`serve` shows each change at once"),
    ("--liveReloadPort", LIVE),
    ("--live-reload-port", LIVE),
    ("--livereload-port", LIVE),
    ("--drafts", "`serve` always shows drafts"),
    ("--unpublished", "`--drafts` shows drafts; `serve` always shows them"),
    ("-e", "`--env NAME` lays `content/site.NAME.yml` over the settings"),
    ("--gc", "a build removes what it no longer makes; nothing else is touched"),
    ("--config", "the settings are in `content/site.yml`; `--env NAME` lays `content/site.NAME.yml` over them"),
    ("--force", "a build draws only what has changed; `--no-cache` draws everything"),
    ("--ignoreCache", "a build draws only what has changed; `--no-cache` draws everything"),
];

/// Pages of the preview hear of changes at their own address.
const LIVE: &str = "`serve` shows each change at once, through the port of the pages: `--port NUMBER`";

/// Subcommands of the same programs, and what does the same here.
const SUBCOMMANDS: [(&str, &str); 14] = [
    ("version", "`minutebook --version` prints the version"),
    ("server", "`minutebook serve` shows the site while you write"),
    ("preview", "`minutebook serve` shows the site while you write"),
    ("watch", "`minutebook serve` shows the site while you write"),
    ("start", "`minutebook serve` shows the site while you write"),
    ("dev", "`minutebook serve` shows the site while you write"),
    ("deploy", "`minutebook publish` puts the site live"),
    ("clean", "a build removes what it no longer makes; the folders `output` and `.minutebook` may be deleted"),
    ("list", "`minutebook schedule` lists what is not public yet, `people` the speakers, `check` every problem"),
    ("mod", "themes are folders of the site: `minutebook theme list`"),
    ("convert", "`minutebook import` makes records of other documents"),
    ("config", "`content/site.yml` has the settings; `minutebook schema site` describes them"),
    ("generate", "`minutebook build` makes the site"),
    ("render", "`minutebook build` makes the site"),
];

/// Adds to an error about an unknown argument or subcommand what does the same here, if another generator has it.
pub(super) fn with_remedy(mut error: clap::Error) -> clap::Error {
    let (asked, known): (_, &[(&str, &str)]) = match error.kind() {
        ErrorKind::UnknownArgument => (ContextKind::InvalidArg, &ARGUMENTS),
        ErrorKind::InvalidSubcommand => (ContextKind::InvalidSubcommand, &SUBCOMMANDS),
        _ => return error,
    };
    let Some(ContextValue::String(asked)) = error.get(asked) else { return error };
    let asked = asked.split('=').next().unwrap_or(asked).to_owned();
    // No file or folder is called so, and `-- --gc` would only be misunderstood next.
    if asked.starts_with('-') {
        error.remove(ContextKind::Suggested);
    }
    let asked = asked.as_str();
    if let Some((_, remedy)) = known.iter().find(|(name, _)| *name == asked) {
        for guess in [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand] {
            error.remove(guess);
        }
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![StyledStr::from(*remedy)]));
    }
    error
}
