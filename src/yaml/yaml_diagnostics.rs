//! Diagnostics about a text that cannot be parsed, or values that cannot be read.

use super::dialects::DialectRefusal;
use super::mistake::Mistake;
use super::suggestion::did_you_mean;
use super::type_mistakes::{TypeMistake, type_mistake};
use super::uneven_indent::{UnevenIndent, uneven_indent};
use super::{PathStep, Yaml};
use crate::report::diagnostic::{Diagnostic, Problem};

const ODD_SPACE: &str =
    "behind a colon stands a space that does not break (U+00A0), as word processors write it: type an ordinary space";

impl Yaml<'_> {
    /// Reports whether a space that YAML takes for a letter stands behind a key.
    fn has_odd_space(&self) -> bool {
        [":\u{a0}", ":\u{3000}", ":\u{202f}"].iter().any(|sign| self.text().contains(sign))
    }

    pub(super) fn refusal(&self, why: &DialectRefusal) -> Diagnostic {
        let text = self.text();
        // The end of the text is reported as a place past its last line; an editor wants to see the last thing written.
        let at = why.at.min(text.trim_end().len().saturating_sub(1));
        let name = self.dialect.name();
        let message = format!("the {name} cannot be read: {}", why.message);
        Diagnostic::at(Problem::MetadataSyntax, self.source.locate(self.start + at, 1), message)
            .hint("correct it, or write the metadata as YAML between two lines `---`")
    }

    pub(super) fn comment(&self, path: &[PathStep]) -> Diagnostic {
        let message = "there is a comment `<!-- … -->` in a value; it is not published";
        Diagnostic::at(Problem::MetadataComment, self.place(path), message)
            .hint("in YAML and TOML comments begin with `#`, outside of quotation marks")
    }

    pub(super) fn curly_quotes(&self, count: usize, path: &[PathStep], text: &str) -> Diagnostic {
        let more = if count > 1 { format!("; so do {} more values", count - 1) } else { String::new() };
        let message =
            format!("{text} stands in curly quotation marks, which YAML takes for letters of the value{more}");
        let bare = text.trim_matches(['“', '”', '‘', '’']);
        Diagnostic::at(Problem::CurlyQuotes, self.place(path), message).hint(format!(
            "write straight ones, \"{bare}\"; where the curly ones are meant, put straight ones around them"
        ))
    }

    pub(super) fn controls(&self, count: usize, path: &[PathStep]) -> Diagnostic {
        let plural = if count == 1 { "" } else { "s" };
        let message = format!("the escapes here write {count} control character{plural}; U+FFFD replaces them");
        Diagnostic::at(Problem::ControlCharacter, self.place(path), message)
            .hint("leave out escapes such as `\\0` and `\\a`; in quotation marks `\"…\"` a backslash is written `\\\\`")
    }

    pub(super) fn syntax(&self, error: &serde_yaml::Error) -> Diagnostic {
        let message = error.to_string();
        // The crate ends its messages with “at line 3 column 5”, counted within the YAML. The location says it better.
        let short = message.split(" at line ").next().unwrap_or(&message).to_owned();
        let at = match error.location() {
            Some(at) => {
                let line = self.source.text[..self.start].matches('\n').count() + at.line();
                self.source.locate_line(line.max(1), at.column())
            }
            None => self.source.locate(self.start, 1),
        };
        // The end of the text is reported as a place past its last line; an editor wants to see the last thing written.
        let at = if at.excerpt.trim().is_empty() {
            let written = self.text().trim_end();
            let last = written.chars().next_back().map_or(0, char::len_utf8);
            self.source.locate(self.start + written.len() - last, 1)
        } else {
            at
        };
        if short.contains("duplicate entry") || short.contains("duplicate field") {
            let key = short.split('"').nth(1).or_else(|| short.split('`').nth(1)).unwrap_or("?");
            // The crate reports a duplicate at the beginning of the mapping; an editor wants to see the second key.
            let second = self.layout().second_key(key);
            let at = second.map_or(at, |(second, length)| self.source.locate(self.start + second, length));
            return Diagnostic::at(Problem::DuplicateKey, at, format!("the key “{key}” occurs twice"))
                .hint("keep one of the two");
        }
        let above = self.source.text[..self.start].matches('\n').count();
        let uneven = error.location().and_then(|at| uneven_indent(self.text(), at.line()));
        let uneven = uneven.map(|UnevenIndent { spaces, wanted, like }| {
            let begins = if spaces == 1 { "1 space".to_owned() } else { format!("{spaces} spaces") };
            format!("the line begins with {begins}: begin it with {wanted}, as what stands in line {}", above + like)
        });
        let hint = if self.has_odd_space() {
            ODD_SPACE
        } else if self.text().lines().any(|line| line.starts_with("<<<<<<<") || line.starts_with(">>>>>>> ")) {
            "git left both versions of a passage here: keep the right one, and delete the other and the lines with `<<<<<<<`, `=======` and `>>>>>>>`"
        } else if short.contains("repetition limit") {
            "write the values out instead of repeating anchors within anchors"
        } else if short.contains("recursion limit") {
            "nest less deeply"
        } else if short.contains('\t') || self.text().lines().any(|line| line.trim_start_matches(' ').starts_with('\t'))
        {
            "indent with spaces; YAML does not allow tabs"
        } else if let Some(uneven) = &uneven {
            uneven
        } else {
            "put texts in quotation marks if they contain `: ` or begin with punctuation, and indent with spaces"
        };
        Diagnostic::at(Problem::YamlSyntax, at, format!("the YAML cannot be read: {short}")).hint(hint)
    }

    /// Describes a mistake; `path` is that in the text.
    pub(super) fn describe(&self, mistake: &Mistake, path: &[PathStep]) -> Diagnostic {
        let at = self.place(path);
        if let Some((key, known)) = mistake.unknown_key() {
            let diagnostic = Diagnostic::at(Problem::UnknownKey, at, format!("the key “{key}” is not known here"));
            let own = self.gathered.iter().flat_map(|gathered| gathered.keys.iter().map(|own| &**own));
            let hint = match did_you_mean(key, known.iter().copied().chain(own)) {
                Some(near) => format!("did you mean “{near}”? values for other programs go under `extra:`"),
                None => format!("known here: {}", known.join(", ")),
            };
            return diagnostic.hint(hint);
        }
        if mistake.message.contains("missing field `id`") {
            return Diagnostic::at(Problem::MissingId, at, "this entry has no id, and is left out")
                .hint("give it an `id:` of lower-case letters, digits and hyphens; it becomes part of an address");
        }
        let name = path.iter().map(PathStep::to_string).collect::<Vec<_>>().join(".");
        let name = if name.is_empty() { String::new() } else { format!("“{name}” ") };
        let TypeMistake { what, remedy } = type_mistake(&mistake.message);
        let remedy = if path.is_empty() && self.has_odd_space() { Some(ODD_SPACE.to_owned()) } else { remedy };
        let remedy = remedy.unwrap_or_else(|| "docs/format.md lists the values of each key".to_owned());
        Diagnostic::at(Problem::YamlType, at, format!("{name}cannot be read: {what}")).hint(remedy)
    }
}
