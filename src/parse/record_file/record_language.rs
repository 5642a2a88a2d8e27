//! Determines the language of a record.

use super::record_parser::Parser;
use crate::markdown::push_plain_text;
use crate::parse::entries::Scalar;
use crate::record::{Contribution, Language};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::text::{detect_language, head};

/// Number of bytes of text from which the language is guessed.
pub(super) const SAMPLE: usize = 1200;

impl<'a> Parser<'a> {
    pub(super) fn language(
        &mut self,
        written: Option<&Scalar>,
        suffix: Option<Language>,
        sections: &[crate::record::Section],
        text: &str,
    ) -> Language {
        if let Some(Scalar(tag)) = written {
            match Language::stated(tag) {
                Ok(language) => return language,
                Err(meant) => {
                    let message = format!("“{tag}” is not a language tag; the language is guessed instead");
                    let diagnostic = Diagnostic::at(Problem::InvalidLanguage, self.place("lang"), message);
                    self.diagnostics.push(diagnostic.hint(language_hint(meant)));
                }
            }
        }
        if let Some(language) = suffix {
            return language;
        }
        let detected = detect_language(&sample(sections, text)).and_then(Language::parse);
        self.fitting(detected)
    }

    /// The detected language in the form that the site uses, or else the site's first language.
    pub(super) fn fitting(&self, detected: Option<Language>) -> Language {
        let languages = &self.config.languages;
        let Some(detected) = detected else {
            return languages.first().cloned().unwrap_or_else(english);
        };
        languages
            .iter()
            .find(|l| **l == detected)
            .or_else(|| languages.iter().find(|l| l.primary() == detected.primary()))
            .cloned()
            .unwrap_or(detected)
    }
}

/// Remedy for a language that is no tag.
pub(in crate::parse) fn language_hint(meant: Option<&str>) -> String {
    match meant {
        Some(tag) => format!("did you mean `{tag}`?"),
        None => "write it as in `en`, `zh-Hant` or `pt-BR` (BCP 47)".to_owned(),
    }
}

/// Splits the language off a stem such as `about.zh-Hant`.
pub(super) fn split_language_suffix(stem: &str) -> (&str, Option<Language>) {
    let Some((rest, suffix)) = stem.rsplit_once('.') else { return (stem, None) };
    let primary = suffix.split('-').next().unwrap_or_default();
    let lower = suffix.len() >= 2 && primary.len() == 2 && primary.bytes().all(|b| b.is_ascii_lowercase());
    match lower.then(|| Language::parse(suffix)).flatten() {
        Some(language) if !rest.is_empty() => (rest, Some(language)),
        _ => (stem, None),
    }
}

pub(super) fn english() -> Language {
    Language::parse("en").unwrap_or_else(|| unreachable!("`en` is a language tag"))
}

/// First words of the record, from the middle of speeches rather than from boilerplate.
pub(super) fn sample(sections: &[crate::record::Section], text: &str) -> String {
    let mut sample = String::new();
    let all = || sections.iter().flat_map(|section| &section.contributions);
    for contribution in all() {
        if let Contribution::Speech(speech) = contribution {
            for block in &speech.blocks {
                push_plain_text(&mut sample, head(block.text.of(text), SAMPLE), &[], SAMPLE);
                sample.push(' ');
            }
        }
        if sample.len() > SAMPLE {
            return sample;
        }
    }
    for contribution in all() {
        if let Contribution::Note(note) = contribution {
            push_plain_text(&mut sample, head(note.text.of(text), SAMPLE), &[], SAMPLE);
        }
    }
    if sample.trim().is_empty() {
        sample.push_str(head(text, SAMPLE));
    }
    sample
}
