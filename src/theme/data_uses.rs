//! Which files of `data/` each template uses, by the names that it and the templates it is made of mention.
//!
//! More may be found than is used, never less: a template is given no other data, and its pages are drawn again when one of
//! these files changes.

use std::collections::{BTreeSet, VecDeque};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::source::SourceText;

/// Name of the data in templates.
pub const DATA: &str = "data";

/// Part of the data that a template uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DataUses {
    /// Values at these paths: `[["council", "members"]]` for `data.council.members`.
    Paths(BTreeSet<Vec<String>>),
    /// All of it: the data are handed on, or looked up by a name that the template makes.
    All,
}

impl DataUses {
    /// Reports whether a file, by the names that lead to it, is among what is used.
    pub fn cover(&self, steps: &[Box<str>]) -> bool {
        match self {
            DataUses::All => true,
            DataUses::Paths(paths) => paths.iter().any(|path| is_on_the_way(path, steps)),
        }
    }

    /// Reports whether there is a file for everything that is used.
    pub fn are_met<'a>(&self, mut files: impl Iterator<Item = &'a [Box<str>]> + Clone) -> bool {
        match self {
            DataUses::All => true,
            DataUses::Paths(paths) => {
                paths.iter().all(|path| files.clone().any(|steps| is_on_the_way(path, steps))) || files.next().is_none()
            }
        }
    }

    fn add(&mut self, other: &DataUses) {
        match (&mut *self, other) {
            (DataUses::Paths(own), DataUses::Paths(more)) => own.extend(more.iter().cloned()),
            _ => *self = DataUses::All,
        }
    }
}

/// Reports whether a path leads into a file, or to a folder above it.
fn is_on_the_way(path: &[String], steps: &[Box<str>]) -> bool {
    path.iter().zip(steps).all(|(own, step)| *own == **step)
}

/// Uses of each template that uses data, itself or in a template that it extends, includes or calls.
pub(super) fn data_uses(sources: &FxHashMap<String, SourceText>) -> FxHashMap<String, DataUses> {
    let tags: FxHashMap<&str, String> =
        sources.iter().map(|(name, source)| (name.as_str(), tags(&source.text))).collect();
    let own: FxHashMap<&str, DataUses> = tags.iter().filter_map(|(name, tags)| Some((*name, uses_in(tags)?))).collect();
    if own.is_empty() {
        return FxHashMap::default();
    }
    let components: Vec<(&str, &str)> =
        tags.iter().flat_map(|(name, tags)| components_in(tags).map(move |component| (*name, component))).collect();
    let made_of: FxHashMap<&str, FxHashSet<&str>> =
        tags.iter().map(|(name, text)| (*name, made_of(text, &tags, &components))).collect();
    let mut all = FxHashMap::default();
    for name in tags.keys() {
        let (mut seen, mut open) = (FxHashSet::from_iter([*name]), VecDeque::from([*name]));
        let mut uses: Option<DataUses> = None;
        while let Some(part) = open.pop_front() {
            if let Some(found) = own.get(part) {
                uses.get_or_insert_with(|| DataUses::Paths(BTreeSet::new())).add(found);
            }
            open.extend(made_of[part].iter().copied().filter(|other| seen.insert(other)));
        }
        if let Some(uses) = uses {
            all.insert((*name).to_owned(), uses);
        }
    }
    all
}

/// Templates that the tags of a template extend or include, or whose components they call. `components` has each component with the
/// template that defines it.
fn made_of<'t>(text: &str, tags: &FxHashMap<&'t str, String>, components: &[(&'t str, &str)]) -> FxHashSet<&'t str> {
    let is_named = |other: &str| ['"', '\'', '`'].iter().any(|quote| text.contains(&format!("{quote}{other}{quote}")));
    let templates = tags.keys().copied().filter(|other| is_named(other));
    let called = components.iter().filter(|(_, component)| text.contains(component)).map(|(other, _)| *other);
    templates.chain(called).collect()
}

/// Text within the tags of a template, with a line end behind each; comments are left out.
fn tags(template: &str) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        let after = &rest[at + 1..];
        let end = match after.bytes().next() {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => {
                rest = after.split_once("#}").map_or("", |(_, rest)| rest);
                continue;
            }
            _ => {
                rest = after;
                continue;
            }
        };
        let inside = &after[1..];
        let length = end_of_tag(inside, end);
        out.push_str(&inside[..length]);
        out.push('\n');
        rest = inside.get(length + end.len()..).unwrap_or_default();
    }
    out
}

/// Length of a tag, whose end does not count within quotation marks.
fn end_of_tag(inside: &str, end: &str) -> usize {
    let mut quote = None;
    for (at, c) in inside.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'' | '`') => quote = Some(c),
            None if inside[at..].starts_with(end) => return at,
            None => {}
        }
    }
    inside.len()
}

/// Names of the components that the tags of a template define.
fn components_in(tags: &str) -> impl Iterator<Item = &str> {
    let definitions = tags.lines().filter_map(|line| line.trim_start_matches(['-', ' ']).strip_prefix("component "));
    definitions.filter_map(|rest| rest.split(['(', ' ']).next()).filter(|name| !name.is_empty())
}

/// Uses of data in the tags of a template.
fn uses_in(tags: &str) -> Option<DataUses> {
    let mut uses: Option<DataUses> = tags.contains("__tera_context").then_some(DataUses::All);
    let is_of_name = |c: char| c.is_alphanumeric() || c == '_';
    for (at, _) in tags.match_indices(DATA) {
        let (before, after) = (&tags[..at], &tags[at + DATA.len()..]);
        let is_name = !before.ends_with(is_of_name) && !after.starts_with(is_of_name);
        let line = before.rsplit('\n').next().unwrap_or_default();
        let is_quoted = ['"', '\'', '`'].iter().any(|quote| line.matches(*quote).count() % 2 == 1);
        let is_field = before.trim_end().ends_with('.');
        let is_block = ["block", "endblock"].iter().any(|word| line.trim_start_matches(['-', ' ']).trim_end() == *word);
        let follows = after.trim_start();
        let is_given = follows.starts_with('=') && !follows.starts_with("==");
        if !is_name || is_quoted || is_field || is_block || is_given {
            continue;
        }
        let path = path_of(after);
        let used = if path.is_empty() { DataUses::All } else { DataUses::Paths(BTreeSet::from([path])) };
        uses.get_or_insert_with(|| DataUses::Paths(BTreeSet::new())).add(&used);
    }
    uses
}

/// Path behind a name: `.council["members"]`.
fn path_of(after: &str) -> Vec<String> {
    let mut path = Vec::new();
    let mut rest = after.trim_start();
    loop {
        rest = rest.strip_prefix('?').unwrap_or(rest);
        if let Some(inside) = rest.strip_prefix('[') {
            let inside = inside.trim_start();
            let Some(quote) = inside.chars().next().filter(|c| matches!(c, '"' | '\'' | '`')) else { return path };
            let Some((step, behind)) = inside[1..].split_once(quote) else { return path };
            let Some(behind) = behind.trim_start().strip_prefix(']') else { return path };
            path.push(step.to_owned());
            rest = behind;
        } else if let Some(name) = rest.strip_prefix('.') {
            let end = name.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(name.len());
            if end == 0 {
                return path;
            }
            path.push(name[..end].to_owned());
            rest = &name[end..];
        } else {
            return path;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn uses(templates: &[(&str, &str)]) -> FxHashMap<String, DataUses> {
        let source = |text: &str| SourceText { shown: "t".into(), text: Arc::new(text.to_owned()) };
        data_uses(&templates.iter().map(|(name, text)| ((*name).to_owned(), source(text))).collect())
    }

    fn paths(all: &[&[&str]]) -> DataUses {
        DataUses::Paths(all.iter().map(|path| path.iter().map(|step| (*step).to_owned()).collect()).collect())
    }

    #[test]
    fn names_behind_the_data_are_found_in_tags_alone() {
        for (text, expected) in [
            ("{{ data.a }}", Some(paths(&[&["a"]]))),
            ("{%- for x in data.a.b | reverse %}", Some(paths(&[&["a", "b"]]))),
            ("{{ data[\"board-members\"].x }}", Some(paths(&[&["board-members", "x"]]))),
            ("{{ data['a'][0] or data?.b }}", Some(paths(&[&["a"], &["b"]]))),
            ("{{ \"}}\" ~ data.a }}", Some(paths(&[&["a"]]))),
            ("{{ data[x].y }}", Some(DataUses::All)),
            ("{% set d = data %}", Some(DataUses::All)),
            ("{% for k, v in data %}", Some(DataUses::All)),
            ("{{ __tera_context }}", Some(DataUses::All)),
            ("{% if data == 1 %}", Some(DataUses::All)),
            ("{% block data %}{%- endblock data %}", None),
            ("{{ site.data }} {{ \"data.a\" }} {{ metadata.a }} {{ database }} {# {{ data.a }} #}", None),
            ("<p data-page={{ x }}> data.a {{<part data={x} />}}", None),
        ] {
            assert_eq!(uses(&[("a.html", text)]).remove("a.html"), expected, "{text}");
        }
    }

    #[test]
    fn a_template_uses_what_its_parts_use() {
        let all = uses(&[
            ("base.html", "{% include \"parts/foot.html\" %}"),
            ("parts/foot.html", "{{ data.offices }}"),
            ("page.html", "{% extends \"base.html\" %}{{<card x={1} />}}"),
            ("parts/card.html", "{% component card(x) %}{{ data.cards }}{% endcomponent card %}"),
            ("plain.html", "words"),
        ]);
        assert_eq!(all["base.html"], paths(&[&["offices"]]));
        assert_eq!(all["page.html"], paths(&[&["cards"], &["offices"]]));
        assert!(!all.contains_key("plain.html"));
    }

    #[test]
    fn a_path_covers_the_file_that_it_leads_into_and_those_below_the_folder_that_it_names() {
        let uses = paths(&[&["council", "members", "names"], &["offices"]]);
        let steps = |path: &str| path.split('/').map(Box::from).collect::<Vec<Box<str>>>();
        assert!(
            uses.cover(&steps("council/members"))
                && uses.cover(&steps("offices/north"))
                && uses.cover(&steps("offices"))
        );
        assert!(!uses.cover(&steps("council/rooms")) && !uses.cover(&steps("other")));
    }
}
