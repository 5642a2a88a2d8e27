//! Archetypes: files of a site with which new records and pages begin, and the places in them that are filled in.

use std::path::{Path, PathBuf};

use crate::pipeline::flow_text;
use crate::report::failure::Failure;
use crate::yaml::did_you_mean;

/// Name of the folder, beside the content.
const FOLDER: &str = "archetypes";

/// Places that are filled in: `{{ title }}`.
const PLACES: [&str; 4] = ["title", "date", "series", "items"];

/// A file with which a new one begins.
#[derive(Debug)]
pub(super) struct Archetype {
    /// Place on the disk.
    place: PathBuf,
    /// Lines of its metadata.
    metadata: String,
    /// Text below them.
    body: String,
}

/// Values that are filled into an archetype.
#[derive(Debug, Clone, Copy)]
pub(super) struct Filling<'a> {
    /// Title as given, for metadata.
    pub(super) title: &'a str,
    /// Title as it stands in the heading.
    pub(super) heading: &'a str,
    /// Day of the meeting; empty for a page.
    pub(super) date: &'a str,
    /// Id of the series; may be empty.
    pub(super) series: &'a str,
    /// Items of the agenda as headings; may be empty.
    pub(super) items: &'a str,
}

impl Archetype {
    /// The first archetype that a site has of several names. A plain folder has none.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn of(site: &Path, names: &[&str]) -> Result<Option<Archetype>, Failure> {
        if !site.join("content").is_dir() {
            return Ok(None);
        }
        let is_name = |name: &&&str| !name.is_empty() && !name.contains(['/', '\\', '.']);
        let mut places = names.iter().filter(is_name).map(|name| site.join(FOLDER).join(format!("{name}.md")));
        let Some(place) = places.find(|place| place.is_file()) else { return Ok(None) };
        let text = std::fs::read_to_string(&place)
            .map_err(|error| Failure::io("the archetype cannot be read", &place, &error))?
            .replace("\r\n", "\n");
        let text = text.trim_start_matches('\u{feff}');
        let front = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
        let (metadata, body) = front.map_or(("", text), |(metadata, body)| (metadata, body));
        Ok(Some(Archetype { place, metadata: metadata.to_owned(), body: body.to_owned() }))
    }

    /// Reports whether its metadata have a key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.metadata.lines().any(|line| key_of(line) == Some(key))
    }

    /// Text of a new file. Keys that are `given` replace those of the archetype.
    ///
    /// # Errors
    /// When a place in it has an unknown name.
    pub(super) fn filled(&self, given: &[(&str, String)], filling: Filling<'_>) -> Result<String, Failure> {
        let mut lines: Vec<String> = given.iter().map(|(key, value)| format!("{key}: {value}")).collect();
        let mut is_replaced = false;
        for line in self.metadata.lines() {
            // Indented lines and items of a list belong to the key above.
            if let Some(key) = key_of(line) {
                is_replaced = given.iter().any(|(known, _)| *known == key);
            }
            if !is_replaced {
                lines.push(self.fill(line, |place| flow_text(filling.in_metadata(place)))?);
            }
        }
        let front = if lines.is_empty() { String::new() } else { format!("---\n{}\n---\n", lines.join("\n")) };
        let mut body = self.body.clone();
        if !has_place(&body, "title") {
            let date = if filling.date.is_empty() { "" } else { "{{ date }} " };
            body = format!("# {date}{{{{ title }}}}\n\n{}", body.trim_start());
        }
        if !has_place(&body, "items") {
            body = format!("{}\n\n{{{{ items }}}}\n", body.trim_end());
        }
        let body = self.fill(&body, |place| filling.in_body(place).to_owned())?;
        Ok(format!("{front}{}\n", without_gaps(body.trim())))
    }

    /// Replaces the places in a text.
    fn fill(&self, text: &str, value: impl Fn(&str) -> String) -> Result<String, Failure> {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("{{") {
            let Some((name, behind)) = after.split_once("}}") else { break };
            let Some(place) = place_of(name) else { return Err(self.unknown(name.trim())) };
            out.push_str(before);
            out.push_str(&value(place));
            rest = behind;
        }
        Ok(out + rest)
    }

    fn unknown(&self, name: &str) -> Failure {
        let hint = match did_you_mean(name, PLACES.into_iter()) {
            Some(near) => format!("did you mean `{{{{ {near} }}}}`?"),
            None => format!("there are {}", PLACES.map(|place| format!("`{{{{ {place} }}}}`")).join(", ")),
        };
        Failure::usage(format!(
            "nothing is known to fill in for `{{{{ {name} }}}}` in {}\n  hint: {hint}",
            self.place.display()
        ))
    }
}

impl Filling<'_> {
    fn in_metadata(&self, place: &str) -> &str {
        if place == "title" { self.title } else { self.in_body(place) }
    }

    fn in_body(&self, place: &str) -> &str {
        match place {
            "title" => self.heading,
            "date" => self.date,
            "series" => self.series,
            _ => self.items,
        }
    }
}

/// A place by its name, also as Hugo writes it: `.Title`.
fn place_of(name: &str) -> Option<&'static str> {
    let name = name.trim();
    let hugo = name.strip_prefix('.').map(str::to_lowercase);
    PLACES.into_iter().find(|place| *place == name || hugo.as_deref() == Some(*place))
}

/// Reports whether a text has a place.
fn has_place(text: &str, place: &str) -> bool {
    text.split("{{").skip(1).filter_map(|rest| rest.split_once("}}")).any(|(name, _)| place_of(name) == Some(place))
}

/// Key at the beginning of a line of metadata.
fn key_of(line: &str) -> Option<&str> {
    let (key, _) = line.split_once(':')?;
    (!key.starts_with([' ', '\t', '-', '#'])).then(|| key.trim_end())
}

/// A text with at most one empty line in a row.
fn without_gaps(text: &str) -> String {
    let mut out = String::new();
    let mut is_empty = false;
    for line in text.lines() {
        if line.trim().is_empty() && is_empty {
            continue;
        }
        is_empty = line.trim().is_empty();
        out.push_str(line);
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out
}
