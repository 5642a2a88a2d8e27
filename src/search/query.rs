//! A query as a list of conditions. Any text is a valid query.
//!
//! The scripts of the search page read a query in the same way; `tests/fixtures/search/parse.json` holds both to it.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::fold::{Class, Fold, class, fold};

/// Conditions, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The conditions; all must hold, but of several values of one field only one.
    pub terms: Vec<Term>,
}

/// A condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Kind of condition.
    pub kind: TermKind,
    /// Field of a taxonomy as the index names it; else empty.
    pub field: Box<str>,
    /// Text without operators and quotation marks; may be empty after a field.
    pub text: String,
    /// True if it is excluded.
    pub not: bool,
    /// True if a longer word matches too.
    pub prefix: bool,
    /// True if it is an alternative to the condition before it: a word or phrase of which only one must hold.
    pub or: bool,
    /// First and last year of a range.
    pub years: (i16, i16),
    /// Day, month or year of `from:` and `to:`, as dates of records are written; else empty.
    pub day: String,
}

/// Kind of condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TermKind {
    /// A word, or a run of CJK characters.
    Word,
    /// An exact phrase.
    Phrase,
    /// The speaker.
    Speaker,
    /// The series.
    Series,
    /// The role of the speaker.
    Role,
    /// The body that met.
    Body,
    /// The years.
    Year,
    /// The first day, month or year.
    From,
    /// The last day, month or year.
    To,
    /// The language.
    Lang,
    /// Speeches, decisions or narratives.
    In,
    /// A term of a taxonomy.
    Taxonomy,
    /// An `OR` that joins no words; its text is empty if it stands between values of one field, of which one suffices anyway.
    Or,
}

impl TermKind {
    /// Reports whether it is a field with a value.
    pub(super) fn is_field(self) -> bool {
        !matches!(self, TermKind::Word | TermKind::Phrase | TermKind::Or)
    }
}

/// Years that stand for the open ends of a range.
const EVER: (i16, i16) = (0, 9999);

impl Term {
    /// Reports whether a language is the one of the value, or a variety of it.
    pub(super) fn speaks(&self, lang: &str) -> bool {
        let rest = lang.get(..self.text.len()).filter(|start| start.eq_ignore_ascii_case(&self.text));
        rest.is_some() && lang[self.text.len()..].chars().next().is_none_or(|next| next == '-')
    }
}

const FIELDS: [(&str, TermKind); 9] = [
    ("speaker", TermKind::Speaker),
    ("role", TermKind::Role),
    ("body", TermKind::Body),
    ("series", TermKind::Series),
    ("year", TermKind::Year),
    ("from", TermKind::From),
    ("to", TermKind::To),
    ("lang", TermKind::Lang),
    ("in", TermKind::In),
];

/// Ways to write `OR` between two words; the same in every language. No Spanish `O`, which names such as O Connor contain.
const OR: [&str; 8] = ["OR", "ODER", "OU", "|", "或", "或者", "または", "又は"];

/// Words that name kinds of conditions, or parameters of the search page.
const RESERVED: [&str; 5] = ["word", "phrase", "or", "q", "sort"];

/// Reports whether a name is that of a field, or has another meaning for the search, so that no taxonomy can have it.
pub fn is_field(name: &str) -> bool {
    let names = FIELDS.iter().map(|(field, _)| *field).chain(RESERVED);
    names.into_iter().any(|known| name.eq_ignore_ascii_case(known))
}

impl Query {
    /// Parses a query. A last word without a following space may be the beginning of a longer one.
    pub fn parse(query: &str) -> Self {
        Query::parse_with(query, &[])
    }

    /// Parses a query in which some taxonomies are fields.
    pub fn parse_with(query: &str, taxonomies: &[Box<str>]) -> Self {
        let mut terms = Vec::new();
        let mut rest = query.trim_start();
        while !rest.is_empty() {
            let term;
            (term, rest) = next(rest, taxonomies);
            let is_or = term.kind == TermKind::Or;
            // With nothing before it, it is a word like others.
            let term = if is_or && terms.is_empty() { word(Term { kind: TermKind::Word, ..term }, rest) } else { term };
            if term.kind.is_field() || !term.text.is_empty() {
                terms.push(term);
            }
            rest = rest.trim_start();
        }
        Query { terms: joined(terms) }
    }

    /// The conditions on a field that have a value.
    pub(super) fn of(&self, kind: TermKind) -> impl Iterator<Item = &Term> {
        self.terms.iter().filter(move |term| term.kind == kind && !term.text.is_empty())
    }

    /// The conditions on each taxonomy that have a value.
    pub(super) fn taxonomies(&self) -> BTreeMap<&str, Vec<&Term>> {
        let mut by_field: BTreeMap<&str, Vec<&Term>> = BTreeMap::new();
        for term in self.of(TermKind::Taxonomy) {
            by_field.entry(&term.field).or_default().push(term);
        }
        by_field
    }

    /// Reports whether it has any condition: a word with a letter or digit, or a field with a value.
    pub fn asks(&self) -> bool {
        let is_word = |text: &str| fold(text, Fold::Loose).chars().any(|c| class(c) != Class::Other);
        self.terms.iter().any(|term| match term.kind {
            TermKind::Or => false,
            TermKind::Word | TermKind::Phrase => !term.not && is_word(&term.text),
            _ => !term.text.is_empty(),
        })
    }

    /// Words that look like a field with a value that it cannot have, or like an unknown field: `year:soon`, `colour:red`.
    pub fn misread_fields(&self) -> impl Iterator<Item = &str> {
        let is_field = |text: &str| {
            text.split_once([':', '：']).is_some_and(|(name, value)| {
                !value.is_empty() && name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_alphabetic())
            })
        };
        self.of(TermKind::Word).map(|term| &*term.text).filter(move |text| is_field(text))
    }

    /// Words that other search engines take for operators, and this one for words: `AND`, `NOT`, `&&`, brackets.
    pub fn foreign_operators(&self) -> impl Iterator<Item = &str> {
        let is_operator = |text: &str| {
            matches!(text, "AND" | "NOT" | "&&" | "||") || text.starts_with(['(', '（']) || text.ends_with([')', '）'])
        };
        self.of(TermKind::Word).map(|term| &*term.text).filter(move |text| is_operator(text))
    }

    /// Reports whether the last quotation mark of a query is not closed.
    pub fn has_open_quotation(query: &str) -> bool {
        let mut rest = query.trim();
        while !rest.is_empty() {
            let (_, after) = next(rest, &[]);
            if after.trim().is_empty() {
                let mut inside = rest.chars().skip_while(|c| !is_opening(*c)).skip(1);
                return rest.contains(is_opening) && !inside.any(|c| is_opening(c) || c == '”');
            }
            rest = after.trim_start();
        }
        false
    }

    /// Each `OR` that joins nothing, as written.
    pub fn stray_ors(&self) -> impl Iterator<Item = &str> {
        self.of(TermKind::Or).map(|term| &*term.text)
    }

    /// Reports whether a kind of contribution is required, or excluded.
    pub(super) fn is_in(&self, kind: &str, not: bool) -> bool {
        self.of(TermKind::In).any(|term| term.not == not && term.text.eq_ignore_ascii_case(kind))
    }
}

/// The conditions, of which those behind an `OR` are alternatives of those before it.
fn joined(terms: Vec<Term>) -> Vec<Term> {
    let is_word = |term: &Term| matches!(term.kind, TermKind::Word | TermKind::Phrase) && !term.not;
    let mut all: Vec<Term> = Vec::with_capacity(terms.len());
    let mut terms = terms.into_iter().peekable();
    let mut is_joined = false;
    while let Some(mut term) = terms.next() {
        if term.kind == TermKind::Or
            && let (Some(before), Some(after)) = (all.last(), terms.peek())
        {
            if is_word(before) && is_word(after) {
                is_joined = true;
                continue;
            }
            let is_same = before.kind == after.kind && before.field == after.field;
            if before.kind.is_field() && is_same && !before.not && !after.not {
                term.text.clear();
            }
        }
        term.or = std::mem::take(&mut is_joined);
        all.push(term);
    }
    all
}

/// The first condition, and the rest of the query.
fn next<'q>(query: &'q str, taxonomies: &[Box<str>]) -> (Term, &'q str) {
    let unsigned = query.strip_prefix(is_minus).filter(|rest| !rest.is_empty());
    let unsigned = unsigned.filter(|rest| !rest.starts_with(|c: char| is_minus(c) || c.is_whitespace()));
    let (not, written) = (unsigned.is_some(), unsigned.unwrap_or(query));
    let term = |kind, text: &str, years| {
        let text = text.trim().to_owned();
        Term { kind, field: Box::default(), text, not, prefix: false, or: false, years, day: String::new() }
    };
    if let Some((kind, field, value)) = field(written, taxonomies) {
        let (text, rest) = if value.starts_with(is_opening) { quoted(value) } else { bare(value) };
        let years = years(text);
        let day = if matches!(kind, TermKind::From | TermKind::To) { day(text) } else { None };
        let is_known = match kind {
            TermKind::Year => years.is_some() || text.is_empty(),
            TermKind::From | TermKind::To => day.is_some() || text.is_empty(),
            TermKind::In => {
                ["", "narrative", "speech", "decision"].iter().any(|known| text.eq_ignore_ascii_case(known))
            }
            _ => true,
        };
        if is_known {
            let term = term(kind, text, years.filter(|_| kind == TermKind::Year).unwrap_or(EVER));
            return (Term { day: day.unwrap_or_default(), field, ..term }, rest);
        }
        let text = &written[..written.len() - rest.len()];
        return (word(term(TermKind::Word, text, EVER), rest), rest);
    }
    if written.starts_with(is_opening) {
        let (text, rest) = quoted(written);
        return (term(TermKind::Phrase, text, EVER), rest);
    }
    let (text, rest) = bare(written);
    if !not && OR.contains(&text) {
        return (term(TermKind::Or, text, EVER), rest);
    }
    (word(term(TermKind::Word, text, EVER), rest), rest)
}

/// A word that may be the beginning of a longer one.
fn word(mut term: Term, rest: &str) -> Term {
    term.prefix = term.text.ends_with('*') || (rest.is_empty() && !term.not);
    if term.prefix {
        term.text.truncate(term.text.trim_end_matches('*').len());
    }
    term
}

/// The kind of the field with which a condition begins, the name of a taxonomy, and what follows the colon.
fn field<'q>(written: &'q str, taxonomies: &[Box<str>]) -> Option<(TermKind, Box<str>, &'q str)> {
    let value = |name: &str| {
        let (head, rest) = written.split_at_checked(name.len())?;
        rest.strip_prefix([':', '：']).filter(|_| head.eq_ignore_ascii_case(name))
    };
    let known = FIELDS.iter().find_map(|(name, kind)| Some((*kind, Box::default(), value(name)?)));
    known.or_else(|| taxonomies.iter().find_map(|name| Some((TermKind::Taxonomy, name.clone(), value(name)?))))
}

fn is_minus(c: char) -> bool {
    matches!(c, '-' | '－' | '−')
}

fn is_opening(c: char) -> bool {
    matches!(c, '"' | '＂' | '“' | '„')
}

/// The quoted text, up to the closing mark or the end, and the rest.
fn quoted(text: &str) -> (&str, &str) {
    let mut chars = text.chars();
    let is_straight = matches!(chars.next(), Some('"' | '＂'));
    let inside = chars.as_str();
    let closes = |c: char| matches!(c, '"' | '＂') || (!is_straight && matches!(c, '“' | '”'));
    inside.split_once(closes).unwrap_or((inside, ""))
}

/// The text before the next space or quotation mark, and the rest.
fn bare(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| c.is_whitespace() || is_opening(c)).unwrap_or(text.len()))
}

/// `2019`, `2019..2021`, `2019..` or `..2019`.
fn years(text: &str) -> Option<(i16, i16)> {
    let text: String = text.nfkc().collect();
    let year = |digits: &str| {
        let sound = (1..=4).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit());
        digits.parse::<i16>().ok().filter(|_| sound)
    };
    let Some((from, to)) = text.split_once("..") else { return year(&text).map(|year| (year, year)) };
    let or = |text: &str, open| if text.is_empty() { Some(open) } else { year(text) };
    let (from, to) = (or(from, EVER.0)?, or(to, EVER.1)?);
    (text != "..").then_some(if from <= to { (from, to) } else { (to, from) })
}

/// `2021`, `2021-03` or `2021-03-01`, also with `/` and without zeros, as dates of records are written.
fn day(text: &str) -> Option<String> {
    let text: String = text.nfkc().collect();
    let mut parts = text.split(['-', '/']);
    let number = |part: &str, digits: usize, most: u8| {
        let sound = (1..=digits).contains(&part.len()) && part.bytes().all(|digit| digit.is_ascii_digit());
        let number = part.parse::<u16>().ok().filter(|_| sound)?;
        (most == 0 || (1..=u16::from(most)).contains(&number)).then_some(number)
    };
    let year = parts.next().filter(|year| year.len() == 4)?;
    let mut day = format!("{:04}", number(year, 4, 0)?);
    for (most, part) in [12, 31].into_iter().zip(parts.by_ref()) {
        day.push_str(&format!("-{:02}", number(part, 2, most)?));
    }
    parts.next().is_none().then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn queries_are_read_as_both_engines_agreed() {
        let cases = include_str!("../../tests/fixtures/search/parse.json");
        let cases: Vec<serde_json::Value> = serde_json::from_str(cases).expect("a list of cases");
        for case in cases {
            let name = |kind: TermKind| match kind {
                TermKind::Word => "word",
                TermKind::Phrase => "phrase",
                TermKind::Or => "or",
                field => FIELDS.iter().find(|(_, kind)| *kind == field).map_or("", |(name, _)| name),
            };
            let terms = Query::parse(case["query"].as_str().expect("a query")).terms;
            let terms_json = terms.iter().map(|term| {
                let mut terms_json = serde_json::json!({ "kind": name(term.kind), "text": term.text });
                for (key, is_so) in [("not", term.not), ("prefix", term.prefix), ("or", term.or)] {
                    if is_so {
                        terms_json[key] = true.into();
                    }
                }
                if term.kind == TermKind::Year && !term.text.is_empty() {
                    (terms_json["from"], terms_json["to"]) = (term.years.0.into(), term.years.1.into());
                }
                if !term.day.is_empty() {
                    terms_json["day"] = term.day.as_str().into();
                }
                terms_json
            });
            assert_eq!(serde_json::Value::from(terms_json.collect::<Vec<_>>()), case["terms"], "{case}");
        }
    }

    #[test]
    fn a_taxonomy_is_a_field_where_the_index_has_it() {
        let fields = ["ward".into(), "選區".into()];
        let read = |query: &str| {
            let terms = Query::parse_with(query, &fields).terms.into_iter();
            terms.map(|term| (term.kind, term.field.into_string(), term.text, term.not)).collect::<Vec<_>>()
        };
        let taxonomy = |field: &str, text: &str, not| (TermKind::Taxonomy, field.to_owned(), text.to_owned(), not);
        assert_eq!(read("Ward:north"), [taxonomy("ward", "north", false)]);
        assert_eq!(read("-ward:\"Old Town\""), [taxonomy("ward", "Old Town", true)]);
        assert_eq!(read("選區：北"), [taxonomy("選區", "北", false)]);
        assert_eq!(read("colour:red")[0].0, TermKind::Word);
        assert_eq!(Query::parse("ward:north").terms[0].kind, TermKind::Word);
        assert!(is_field("Year") && is_field("sort") && !is_field("ward"));
    }

    proptest! {
        #![proptest_config(crate::proptest_config::cases(256))]
        #[test]
        fn any_text_is_a_query(text in "\\PC*|[-\"“a:*0-9. ]*|(speaker|year|in|from|to|-|\"|:|唐| |OR |a |2021)*") {
            let query = Query::parse(&text);
            prop_assert!(query.terms.len() <= text.chars().count());
        }
    }
}
