//! The agenda of a new record, as a text or Markdown lists it.

use crate::markdown::plain_text;
use crate::record::{Date, parse_leading_date};
use crate::text::single_spaced;

/// An agenda, as far as its file gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Agenda {
    /// Title of the meeting, without the date.
    pub title: Option<String>,
    /// Day of the meeting.
    pub date: Option<Date>,
    /// Beginning, end and place as keys of the metadata.
    pub metadata: Vec<(&'static str, String)>,
    /// Titles of the items, in order, with their numbers.
    pub items: Vec<String>,
    /// Papers: titles and addresses on the web.
    pub papers: Vec<(String, String)>,
    /// Lines that are no items.
    pub other_lines: Vec<String>,
}

/// Maximum length of an item's title in characters.
const LONGEST_TITLE: usize = 300;

/// Form in which a file lists items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum LineForm {
    /// A line of its own.
    Line,
    /// `- Ferry fares`
    Bullet,
    /// `1. Ferry fares`, `一、渡輪票價`, `3.2 Ferry fares`
    Number,
    /// `## Ferry fares`
    Heading,
}

/// The items of a text: headings below the title if there are any, else numbered lines, else bullets, else all lines.
pub(super) fn of_text(text: &str) -> Agenda {
    let mut agenda = Agenda::default();
    let mut lines: Vec<(LineForm, String)> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !is_rule(line)) {
        if let Some(title) = line.strip_prefix("# ") {
            agenda.set_title(title);
        } else if let Some(heading) = line.strip_prefix("##") {
            lines.push((LineForm::Heading, heading.trim_start_matches('#').trim().to_owned()));
        } else if let Some(item) = numbered(line) {
            lines.push((LineForm::Number, item));
        } else if let Some(item) =
            line.strip_prefix(['-', '*', '•', '・', '·', '+']).filter(|_| !line.starts_with("**"))
        {
            lines.push((LineForm::Bullet, item.trim().to_owned()));
        } else {
            lines.push((LineForm::Line, line.to_owned()));
        }
    }
    let best = lines.iter().map(|(form, _)| *form).max();
    for (form, line) in lines {
        if Some(form) == best { agenda.add_item(&line) } else { agenda.other_lines.push(line) }
    }
    agenda
}

impl Agenda {
    /// Sets the title, and the date that it begins with.
    pub(super) fn set_title(&mut self, written: &str) {
        let (found, rest) = match parse_leading_date(written) {
            Some(found) if found.date.is_some() => (found.date, found.rest.trim().to_owned()),
            _ => (None, written.trim().to_owned()),
        };
        self.date = self.date.or(found);
        let title = plain(&rest);
        if !title.is_empty() {
            self.title.get_or_insert(title);
        }
    }

    /// Adds an item, and its links to the papers.
    fn add_item(&mut self, written: &str) {
        let title = plain(written);
        if title.is_empty() || title.chars().count() > LONGEST_TITLE {
            self.other_lines.push(written.to_owned());
            return;
        }
        let urls = addresses(written);
        let title = without_addresses(title, &urls);
        self.papers.extend(urls.into_iter().map(|url| (title.clone(), url)));
        self.items.push(title);
    }
}

/// A title without the addresses in it, which the papers have; as it was if nothing is left.
fn without_addresses(title: String, urls: &[String]) -> String {
    let bare = urls.iter().fold(title.clone(), |bare, url| bare.replace(url.as_str(), " "));
    let is_sign =
        |c: char| c.is_whitespace() || matches!(c, ':' | '：' | ',' | ';' | '-' | '–' | '—' | '(' | '<' | '[');
    let is_end = |c: char| c.is_whitespace() || matches!(c, '.' | ')' | '>' | ']');
    let bare = single_spaced(&bare);
    let changed = bare != title;
    let bare = bare.trim_end_matches(|c| is_end(c) || is_sign(c));
    if !changed || !bare.chars().any(char::is_alphabetic) { title } else { bare.to_owned() }
}

/// A line that begins with a number, which is kept: `1.`, `1)`, `3.2`, `一、`, `（二）`, `Item 4:`.
fn numbered(line: &str) -> Option<String> {
    let bare = line.trim_start_matches(['(', '（', '[']);
    let is_numeral = |c: char| "〇零一二三四五六七八九十百".contains(c);
    let end = bare.find(|c: char| !(c.is_ascii_digit() || is_numeral(c) || c == '.'))?;
    let (number, rest) = bare.split_at(end);
    let has_number = number.starts_with(|c: char| c.is_ascii_digit() || is_numeral(c)) && number.len() <= 12;
    let is_marked =
        rest.starts_with([')', '）', ']', '、', '．', ':', '：']) || number.contains('.') && rest.starts_with(' ');
    // A time of day or a date is no number of an item.
    let is_number = has_number && is_marked && !rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    is_number.then(|| line.to_owned())
}

/// Reports whether a line only separates others.
fn is_rule(line: &str) -> bool {
    line.len() >= 3 && line.chars().all(|c| matches!(c, '-' | '*' | '_' | '=' | ' ' | '~'))
}

/// The plain text of a line of Markdown, on one line.
fn plain(written: &str) -> String {
    // A number at the beginning is no list here.
    let guarded = format!("\u{2060}{written}");
    let text = plain_text(&guarded).replace('\u{2060}', "");
    single_spaced(&text)
}

/// Addresses on the web in a line of Markdown.
fn addresses(written: &str) -> Vec<String> {
    let is_end = |c: char| c.is_whitespace() || matches!(c, ')' | '>' | '"' | ']' | '）' | '，' | '。');
    let starts = written.match_indices("http").filter(|(at, _)| {
        let rest = &written[*at..];
        rest.starts_with("http://") || rest.starts_with("https://")
    });
    let mut found: Vec<String> = Vec::new();
    for (at, _) in starts {
        let address = written[at..].split(is_end).next().unwrap_or_default().trim_end_matches(['.', ',', ';']);
        if !found.iter().any(|known| known == address) {
            found.push(address.to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &str) -> Vec<String> {
        of_text(text).items
    }

    #[test]
    fn items_are_headings_or_else_numbers_or_else_bullets_or_else_lines() {
        assert_eq!(items("# 2026-03-02 Council\n\n## Opening\n- words\n## Fares\n"), ["Opening", "Fares"]);
        assert_eq!(items("Agenda\n1. Opening\n2. *Ferry* fares\n   - the lamp\n"), ["1. Opening", "2. Ferry fares"]);
        assert_eq!(items("- Opening\n- [Fares](https://papers.example/1.pdf)\n"), ["Opening", "Fares"]);
        assert_eq!(items("Opening\n\nFares\n"), ["Opening", "Fares"]);
        assert_eq!(items("一、報告事項\n（二）渡輪票價\n"), ["一、報告事項", "（二）渡輪票價"]);
        assert_eq!(items("3.1 Fares\n3.2 Lamps\n10) Close\n"), ["3.1 Fares", "3.2 Lamps", "10) Close"]);
        assert_eq!(items("19:00 Opening\n2026-03-02 Fares\n"), ["19:00 Opening", "2026-03-02 Fares"]);
    }

    #[test]
    fn title_day_papers_and_other_lines_are_kept() {
        let agenda = of_text("# 2 March 2026 Council\nCome early.\n1. Fares: https://papers.example/1.pdf.\n");
        assert_eq!((agenda.title.as_deref(), agenda.date), (Some("Council"), Date::parse("2026-03-02")));
        assert_eq!(agenda.papers.first().map(|(_, url)| &**url), Some("https://papers.example/1.pdf"));
        assert_eq!(agenda.items, ["1. Fares"], "the address is that of the paper, and no part of the heading");
        assert_eq!(items("1. https://papers.example/1.pdf\n"), ["1. https://papers.example/1.pdf"]);
        assert_eq!(agenda.other_lines, ["Come early."]);
    }
}
