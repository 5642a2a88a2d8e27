//! Explains template errors: the missing value, its place, and the values that exist.

use rustc_hash::FxHashMap;
use tera::{Context, ErrorKind, Value};

use super::builtins;
use crate::report::diagnostic::{Diagnostic, Location, Problem};
use crate::text::source::SourceText;
use crate::yaml::did_you_mean;

/// More names than this are no help.
const MOST_NAMES: usize = 24;

/// Separator between error and suggestion in messages of the template functions.
pub(super) const MEANT: &str = "; did you mean ";

/// A Tera error as a diagnostic at its place in the template. `context` holds the template's values; `None` while it is
/// only parsed.
pub(super) fn describe(
    error: &tera::Error,
    template: &str,
    sources: &FxHashMap<String, SourceText>,
    context: Option<&Context>,
) -> Diagnostic {
    let explanation = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let source = sources.get(report.filename());
            let (start, length) = (report.span().range.start, report.span().range.len());
            let (message, hint) = missing(report.message(), source.map_or("", |s| s.text.as_str()), start, context);
            let caller = report.message().contains("exists but its value is undefined").then(|| caller(error, sources));
            let at = caller.flatten().or_else(|| source.map(|source| source.locate(start, length)));
            TemplateFault { message, hint, at }
        }
        ErrorKind::MissingParent { current, parent } => {
            let at = sources.get(current).map(|source| match source.text.find(parent.as_str()) {
                Some(start) => source.locate(start, parent.len()),
                None => Location::file(&source.shown),
            });
            let hint = near(parent, sources.keys().map(String::as_str));
            TemplateFault { message: format!("the template extends “{parent}”, which is not there"), hint, at }
        }
        ErrorKind::Msg(text) => unknown(text, sources).unwrap_or_else(|| TemplateFault {
            message: text.clone(),
            hint: None,
            at: sources.get(template).map(|source| Location::file(&source.shown)),
        }),
        other => TemplateFault {
            message: other.to_string(),
            hint: None,
            at: sources.get(template).map(|source| Location::file(&source.shown)),
        },
    };
    let mut message = explanation.message;
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        message = format!("{message}: {cause}");
        source = cause.source();
    }
    let mut hint = explanation.hint;
    if let Some((what, meant)) = message.split_once(MEANT) {
        hint = Some(format!("did you mean {meant}"));
        message = what.to_owned();
    }
    let diagnostic = match explanation.at {
        Some(at) => Diagnostic::at(Problem::TemplateError, at, message),
        None => Diagnostic::anywhere(Problem::TemplateError, format!("{template}: {message}")),
    };
    diagnostic.hint(hint.unwrap_or_else(|| "docs/themes.md lists what each template is given".to_owned()))
}

struct TemplateFault {
    message: String,
    hint: Option<String>,
    at: Option<Location>,
}

/// The missing value at a place of a template, and the existing ones.
fn missing(message: &str, source: &str, start: usize, context: Option<&Context>) -> (String, Option<String>) {
    let quoted = |text: &str| text.split('`').nth(1).unwrap_or_default().to_owned();
    if message.starts_with("Variable `") {
        let name = quoted(message);
        if message.contains("exists but its value is undefined") {
            return (format!("what is handed on as “{name}” is not there"), None);
        }
        return (format!("“{name}” is not there"), listed(&name, message));
    }
    if message.starts_with("Field `") {
        let name = quoted(message);
        let (parent, _) = path_before(source, start);
        let message_ = if parent.is_empty() {
            format!("“{name}” is not there")
        } else {
            format!("“{parent}” has no “{name}”")
        };
        return (message_, listed(&name, message));
    }
    if !message.contains("undefined") {
        return (message.to_owned(), None);
    }
    // Tera reports only that a value is missing; its name stands in the template.
    let path = path_at(source, start - path_before(source, start).1);
    let (Some((root, steps)), Some(context)) = (path.split_first(), context) else { return (message.to_owned(), None) };
    let Some(mut value) = context.get(root) else {
        if !steps.is_empty() {
            return (format!("“{}” is not there", path.join(".")), None);
        }
        return (format!("“{root}” is not there"), among(root, &given(context)));
    };
    let mut so_far = root.clone();
    for step in steps {
        match value.get_from_path(step) {
            Some(next) if !next.is_undefined() => value = next,
            _ => return (format!("“{so_far}” has no “{step}”"), among(step, &names_in(value))),
        }
        so_far = format!("{so_far}.{step}");
    }
    (message.to_owned(), None)
}

/// The names in a context. Tera lists them only in the error of a template that uses an unknown one.
fn given(context: &Context) -> Vec<String> {
    let mut tera = tera::Tera::new();
    let Ok(()) = tera.add_raw_template("probe", "{{ no_value_has_this_name }}") else { return Vec::new() };
    match tera.render("probe", context).as_ref().map_err(tera::Error::kind) {
        Err(ErrorKind::RenderingError(report)) => {
            let names = report.message().split_once("Available variables: ").map_or("", |(_, names)| names);
            names.split(", ").map(str::to_owned).collect()
        }
        _ => Vec::new(),
    }
}

fn names_in(value: &Value) -> Vec<String> {
    let mut names: Vec<String> = value.as_map().into_iter().flatten().map(|(key, _)| key.to_string()).collect();
    names.sort();
    names
}

/// The names that Tera lists, as a hint.
fn listed(name: &str, message: &str) -> Option<String> {
    let names = message.split_once("Available variables: ").or_else(|| message.split_once("Available fields: "))?.1;
    among(name, &names.split(", ").map(str::to_owned).collect::<Vec<_>>())
}

fn among(name: &str, names: &[String]) -> Option<String> {
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    names.sort_unstable();
    let more = if names.len() > MOST_NAMES { " …" } else { "" };
    let list = names.iter().take(MOST_NAMES).copied().collect::<Vec<_>>().join(", ");
    match (near(name, names.iter().copied()), names.is_empty()) {
        (_, true) => None,
        (Some(near), false) => Some(format!("{near} there are {list}{more}")),
        (None, false) => Some(format!("there are {list}{more}; `{{% if … %}}` asks without an error")),
    }
}

fn near<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Option<String> {
    did_you_mean(name, names).map(|near| format!("did you mean “{near}”?"))
}

/// A name and the path taken from it, such as `head.title` or `s["close"]`, from a position on.
fn path_at(source: &str, start: usize) -> Vec<String> {
    let mut rest = source.get(start..).unwrap_or_default();
    let mut path = Vec::new();
    loop {
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        if end == 0 {
            return path;
        }
        path.push(rest[..end].to_owned());
        rest = &rest[end..];
        while let Some((key, after)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            path.push(key.trim_matches('"').to_owned());
            rest = after;
        }
        match rest.strip_prefix('.') {
            Some(after) => rest = after,
            None => return path,
        }
    }
}

/// The path before the dot before a position, and its distance in bytes.
fn path_before(source: &str, start: usize) -> (&str, usize) {
    let before = source.get(..start).unwrap_or_default();
    let Some(before) = before.strip_suffix('.').or_else(|| before.strip_suffix("?.")) else { return ("", 0) };
    let is_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '[' | ']' | '"' | '?');
    let at = before.trim_end_matches(is_path).len();
    (&before[at..], start - at)
}

/// Place where the failing part or component was called.
fn caller(error: &tera::Error, sources: &FxHashMap<String, SourceText>) -> Option<Location> {
    let text = error.to_string();
    let place = text.split("note: called from ").nth(1)?.lines().next()?.to_owned();
    located(&place, sources).map(|(_, at)| at)
}

/// A place written as `page.html:3:14`.
fn located(place: &str, sources: &FxHashMap<String, SourceText>) -> Option<(String, Location)> {
    let mut parts = place.trim().rsplitn(3, ':');
    let (column, line) = (parts.next()?.parse::<usize>().ok()?, parts.next()?.parse::<usize>().ok()?);
    let name = parts.next()?;
    sources.get(name).map(|source| (name.to_owned(), source.locate_line(line, column)))
}

/// A component, template, filter or function that a template asks for and that there is not.
fn unknown(text: &str, sources: &FxHashMap<String, SourceText>) -> Option<TemplateFault> {
    let rest = text.strip_prefix("error: Unknown ")?;
    let (what, rest) = rest.split_once(" `")?;
    let (name, rest) = rest.split_once('`')?;
    let place = rest.split_once("--> ")?.1.lines().next()?;
    let (_, mut at) = located(place, sources)?;
    at.width = at.width.max(1);
    let components = || {
        let texts = sources.values().map(|source| source.text.as_str());
        let names = texts.flat_map(|text| text.split("component ").skip(1).filter_map(|rest| rest.split('(').next()));
        let mut names: Vec<&str> =
            names.filter(|name| !name.is_empty() && !name.contains(char::is_whitespace)).collect();
        names.sort_unstable();
        names
    };
    let hint = match what {
        "component" => near(name, components().into_iter()),
        "template" => near(name, sources.keys().map(String::as_str)),
        _ => builtins::remedy(what, name),
    };
    Some(TemplateFault { message: format!("there is no {what} “{name}”"), hint, at: Some(at) })
}
