//! Breaks words into lines as Unicode allows (UAX #14): alphabets between words, Han anywhere except before 。 or after 「.
//! All measures are whole units of the font, so lines break alike on every machine.
//!
//! There is no shaping, since the font has no script that needs it. A Han character that the font lacks is replaced by 〓,
//! so that no name becomes another name. Other missing characters are left out, and a text of which little would remain is
//! not shown.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::font::{EITHER, EM, Font, Forms};
use super::line_breaks::line_breaks;

/// More characters than this stand on no card.
const LIMIT: usize = 600;
/// Substitute for a missing character (the geta mark).
const MISSING: char = '〓';
/// A dash twice as long as an em dash.
const LONG_DASH: char = '⸺';

/// Words as glyphs in a row, before they are lines.
#[derive(Debug, Default)]
pub(super) struct GlyphRow {
    letters: Vec<Letter>,
    /// Ellipsis: after Han characters, and after letters.
    dots: [Vec<Letter>; 2],
    /// True if the text was longer than can ever be set.
    has_more: bool,
}

#[derive(Debug, Clone, Copy)]
struct Letter {
    glyph: u16,
    width: i32,
    kind: GlyphClass,
    /// True if a line may end here.
    breaks: bool,
    /// To the next letter, if that stands on the same line.
    gap: i32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum GlyphClass {
    Space,
    /// A letter of an alphabet, or a digit.
    Letter,
    /// Narrow, and neither letter nor digit.
    Symbol,
    /// Narrow, and begins no line if that can be helped: –.
    Dash,
    /// A Han character, kana.
    Han,
    /// A sign as wide as a Han character.
    Wide,
    /// Wide, with its ink in the right half: 「.
    Opening,
    /// Wide, with its ink in the left half: 」.
    Closing,
}

impl GlyphClass {
    fn is_wide(self) -> bool {
        matches!(self, GlyphClass::Han | GlyphClass::Wide | GlyphClass::Opening | GlyphClass::Closing)
    }
}

/// A line, ready to be inked.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct TypesetLine {
    /// Glyph, units from the beginning of the line, and whether it is wide.
    pub(super) glyphs: Vec<(u16, i32, bool)>,
    /// In units, as far as it is seen.
    pub(super) width: i32,
}

impl GlyphRow {
    /// Sets words, or nothing when the font lacks more than a few of their letters: half a name is worse than none.
    pub(super) fn new(words: &str, font: &Font<'_>, forms: Forms) -> Self {
        let mut text = String::new();
        let mut glyphs = Vec::new();
        let (mut letters, mut lost, mut has_more) = (0, 0, false);
        let mut last = ' ';
        let mut rest = words.nfc().peekable();
        while let Some(character) = rest.next() {
            if glyphs.len() == LIMIT {
                has_more = true;
                break;
            }
            let character = match character {
                '\u{a0}' | '\u{202f}' | '\u{2007}' => '\u{a0}',
                '\u{ad}' => continue,
                other if other.is_whitespace() => ' ',
                other => other,
            };
            if character == ' ' && last == ' ' {
                continue;
            }
            letters += usize::from(character.is_alphanumeric());
            // A very long title in a script that is not there need not be read to its end.
            if letters > 2 * LIMIT {
                break;
            }
            let beside_han = is_han(last) || rest.peek().is_some_and(|next| is_han(*next));
            let wide = forms.is_chinese() && EITHER.contains(&character) && beside_han;
            // Two dashes are one long one, which the font has without the gap between them.
            let character = match character {
                '—' if rest.next_if_eq(&'—').is_some() => LONG_DASH,
                other => other,
            };
            let known = font.glyph(character, forms, wide);
            lost += usize::from(known.is_none() && character.is_alphanumeric());
            let missing = || is_han(character).then(|| font.glyph(MISSING, forms, wide)).flatten();
            let Some(glyph) = known.or_else(missing) else { continue };
            glyphs.push((character, glyph, text.len()));
            text.push(character);
            last = character;
        }
        if lost * 4 > letters || (lost > 0 && letters == lost) {
            return GlyphRow::default();
        }
        let breaks = line_breaks(&text);
        let mut letters: Vec<Letter> = Vec::with_capacity(glyphs.len());
        for &(character, glyph, at) in &glyphs {
            let letter = Letter { breaks: false, ..letter(font, character, glyph) };
            if let Some(before) = letters.last_mut() {
                before.breaks = breaks.binary_search(&at).is_ok();
                before.gap = gap(font, before, &letter);
            }
            letters.push(letter);
        }
        while letters.last().is_some_and(|letter| letter.kind == GlyphClass::Space) {
            letters.pop();
        }
        let dots = ["…", "..."].map(|dots| {
            let glyph = |c| font.glyph(c, forms, true).map(|glyph| letter(font, c, glyph));
            dots.chars().filter_map(glyph).collect()
        });
        GlyphRow { letters, dots, has_more }
    }

    /// Reports whether there is nothing to set.
    pub(super) fn is_empty(&self) -> bool {
        self.letters.iter().all(|letter| letter.kind == GlyphClass::Space)
    }

    /// At most `most` lines of even length, each at most `measure` units wide; the last is cut with dots if there is more
    /// text. Also returns whether all the text fits and no word had to be broken.
    pub(super) fn lines(&self, measure: i32, most: usize) -> (Vec<TypesetLine>, bool) {
        let (mut ranges, mut whole) = self.fill(measure);
        if ranges.len() > most || self.has_more {
            ranges.truncate(most);
            let last = ranges.pop().unwrap_or_default();
            let mut lines: Vec<TypesetLine> = ranges.into_iter().map(|range| self.line(range, &[])).collect();
            lines.push(self.cut(last.start, measure));
            return (lines, false);
        }
        if whole && ranges.len() > 1 {
            ranges = self.even(measure, ranges.len()).unwrap_or(ranges);
        }
        whole &= !self.has_more;
        (ranges.into_iter().map(|range| self.line(range, &[])).collect(), whole)
    }

    /// Breaks into `count` lines, as even as can be and broken where the sense breaks (after Knuth and Plass, who weigh both for a
    /// whole paragraph at once).
    fn even(&self, measure: i32, lines: usize) -> Option<Vec<Range<usize>>> {
        let letters = &self.letters;
        let mut reach = Vec::with_capacity(letters.len());
        let mut x = 0;
        for letter in letters {
            reach.push(x);
            x += letter.width + letter.gap;
        }
        // Possible ends of lines, and the beginnings of the lines after them.
        let mut places = vec![(0, 0, 0)];
        for (index, letter) in letters.iter().enumerate() {
            let Some(after) = letters[index + 1..].iter().position(|next| next.kind != GlyphClass::Space) else {
                break;
            };
            if letter.breaks {
                let mut end = index + 1;
                while end > 0 && letters[end - 1].kind == GlyphClass::Space {
                    end -= 1;
                }
                let next = index + 1 + after;
                places.push((end, next, unwanted(letters[end.saturating_sub(1)].kind, end < next, letters[next].kind)));
            }
        }
        places.push((letters.len(), letters.len(), 0));
        // For each place, the least cost of as many lines from there as have been looked at, and where the next one is.
        let all = places.len();
        let mut best: Vec<Vec<Option<(i64, usize)>>> = vec![vec![None; all]];
        best[0][all - 1] = Some((0, all - 1));
        for number in 1..=lines {
            let mut costs = vec![None; all];
            for from in 0..all - 1 {
                let start = places[from].1;
                for to in from + 1..all {
                    let (end, _, cost) = places[to];
                    if end <= start {
                        continue;
                    }
                    let width = hang(&letters[start]) + reach[end - 1] - reach[start] + seen(&letters[end - 1]);
                    if width > measure {
                        break;
                    }
                    let Some((rest, _)) = best[number - 1][to] else { continue };
                    let slack = i64::from(measure - width);
                    let cost = rest + slack * slack + cost;
                    if costs[from].is_none_or(|(known, _)| cost < known) {
                        costs[from] = Some((cost, to));
                    }
                }
            }
            best.push(costs);
        }
        let (mut ranges, mut from) = (Vec::with_capacity(lines), 0);
        for number in (1..=lines).rev() {
            let (_, to) = best[number][from]?;
            ranges.push(places[from].1..places[to].0);
            from = to;
        }
        Some(ranges)
    }

    /// Its width on one line, in units.
    pub(super) fn width(&self) -> i32 {
        self.line(0..self.letters.len(), &[]).width
    }

    /// Fills one line after the other. `false` when a word had to be broken.
    fn fill(&self, measure: i32) -> (Vec<Range<usize>>, bool) {
        let (mut lines, mut whole) = (Vec::new(), true);
        let mut start = 0;
        while start < self.letters.len() {
            let (end, kept_whole) = self.end_of_line(start, measure);
            whole &= kept_whole;
            lines.push(start..end);
            start = end;
            while self.letters.get(start).is_some_and(|letter| letter.kind == GlyphClass::Space) {
                start += 1;
            }
        }
        (lines, whole)
    }

    /// End of the line that begins at a letter.
    fn end_of_line(&self, start: usize, measure: i32) -> (usize, bool) {
        let mut x = hang(&self.letters[start]);
        let mut break_at = None;
        for (index, letter) in self.letters.iter().enumerate().skip(start) {
            if letter.kind != GlyphClass::Space && x + seen(letter) > measure && index > start {
                return break_at.map_or((index, false), |end| (end, true));
            }
            x += letter.width + letter.gap;
            if letter.breaks {
                break_at = Some(index + 1);
            }
        }
        (self.letters.len(), true)
    }

    /// The line that begins at a letter, with as much as there is room for beside the dots.
    fn cut(&self, start: usize, measure: i32) -> TypesetLine {
        let dots = |end: usize| {
            let is_wide = self.letters[start..end].last().is_some_and(|l| l.kind.is_wide());
            &self.dots[usize::from(!is_wide)]
        };
        let mut best: Option<(usize, bool)> = None;
        let mut x = self.letters.get(start).map_or(0, hang);
        for (index, letter) in self.letters.iter().enumerate().skip(start) {
            let end = index + 1;
            if x > measure {
                break;
            }
            let fits = x + letter.width + dots(end).iter().map(|dot| dot.width).sum::<i32>() <= measure;
            let is_end = letter.breaks && !matches!(letter.kind, GlyphClass::Opening);
            // A word is broken only where there is no other place.
            if fits && (is_end || best.is_none_or(|(_, whole)| !whole)) {
                best = Some((end, is_end));
            }
            x += letter.width + letter.gap;
        }
        let mut end = best.map_or(start, |(end, _)| end);
        while end > start && matches!(self.letters[end - 1].kind, GlyphClass::Space) {
            end -= 1;
        }
        self.line(start..end, dots(end))
    }

    fn line(&self, range: Range<usize>, more: &[Letter]) -> TypesetLine {
        let mut letters = &self.letters[range];
        while let Some((Letter { kind: GlyphClass::Space, .. }, rest)) = letters.split_last() {
            letters = rest;
        }
        let mut line = TypesetLine::default();
        let mut x = letters.first().map_or(0, hang);
        for (index, letter) in letters.iter().chain(more).enumerate() {
            line.glyphs.push((letter.glyph, x, letter.kind.is_wide()));
            line.width = x + seen(letter);
            x += letter.width + if index + 1 < letters.len() { letter.gap } else { 0 };
        }
        line
    }
}

fn letter(font: &Font<'_>, character: char, glyph: u16) -> Letter {
    let width = font.width(glyph);
    let kind = match character {
        ' ' => GlyphClass::Space,
        '「' | '『' | '（' | '《' | '〈' | '【' | '〔' | '［' | '｛' | '〖' | '〘' if width == EM => {
            GlyphClass::Opening
        }
        '“' | '‘' if width == EM => GlyphClass::Opening,
        '」' | '』' | '）' | '》' | '〉' | '】' | '〕' | '］' | '｝' | '〗' | '〙' if width == EM => {
            GlyphClass::Closing
        }
        '”' | '’' if width == EM => GlyphClass::Closing,
        '–' | '—' | '―' | LONG_DASH | '/' | '&' | '·' => GlyphClass::Dash,
        _ if width == EM && character.is_alphanumeric() && !matches!(character, '！'..='｠') => GlyphClass::Han,
        _ if width == EM => GlyphClass::Wide,
        _ if character.is_alphanumeric() => GlyphClass::Letter,
        _ => GlyphClass::Symbol,
    };
    Letter { glyph, width, kind, breaks: false, gap: 0 }
}

/// Kerning of two letters.
fn gap(font: &Font<'_>, left: &Letter, right: &Letter) -> i32 {
    use GlyphClass::{Closing, Han, Letter, Opening};
    match (left.kind, right.kind) {
        // Two brackets have the room of one and a half (JIS X 4051).
        (Opening, Opening) | (Closing, Opening | Closing) => -EM / 2,
        // A little space between Han and an alphabet that were typed without one.
        (Han, Letter) | (Letter, Han) => EM / 8,
        _ => font.kern(left.glyph, right.glyph),
    }
}

/// Penalty for a line break between two letters, as the square of how much shorter a line may be to avoid it.
fn unwanted(end: GlyphClass, space: bool, next: GlyphClass) -> i64 {
    let room = match (end, next) {
        (_, GlyphClass::Dash) | (GlyphClass::Opening, _) => 4,
        // The sense breaks at a space, a mark or a bracket; between two Han characters it is not known.
        (GlyphClass::Han | GlyphClass::Letter, GlyphClass::Han | GlyphClass::Letter) if !space => 4,
        _ => 0,
    };
    let room = i64::from(room * EM);
    room * room
}

/// At the beginning of a line the empty half of 「 hangs out, so that its ink is flush.
fn hang(first: &Letter) -> i32 {
    if first.kind == GlyphClass::Opening { -EM / 2 } else { 0 }
}

/// The width of a letter that ends a line.
fn seen(last: &Letter) -> i32 {
    if last.kind == GlyphClass::Closing { EM / 2 } else { last.width }
}

fn is_han(character: char) -> bool {
    matches!(u32::from(character), 0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0xFF00..=0xFF60 | 0x2_0000..=0x3_FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines as words, found again by their glyphs.
    fn lines(words: &str, measure: i32, most: usize) -> Vec<String> {
        let font = Font::load().expect("the font");
        let setting = GlyphRow::new(words, &font, Forms::Taiwan);
        let name = |glyph: u16| {
            let known =
                words.chars().chain(['…', '.', ' ']).find(|c| font.glyph(*c, Forms::Taiwan, false) == Some(glyph));
            known.unwrap_or('?')
        };
        let (lines, _) = setting.lines(measure, most);
        assert!(lines.iter().all(|line| line.width <= measure), "{lines:?}");
        lines.iter().map(|line| line.glyphs.iter().map(|(glyph, ..)| name(*glyph)).collect()).collect()
    }

    #[test]
    fn alphabets_break_between_words_and_lines_are_even() {
        assert_eq!(lines("The budget of the harbour", 9000, 4), ["The budget of", "the harbour"]);
        assert_eq!(lines("Unbreakableandlong", 3000, 9)[0].len(), 5);
    }

    #[test]
    fn han_breaks_anywhere_but_keeps_its_marks() {
        assert_eq!(lines("港務會議紀錄", 3000, 4), ["港務會", "議紀錄"]);
        for line in lines("港務會，議紀錄。港務「會議」紀錄、港務會議！", 4000, 9) {
            assert!(!line.starts_with(['，', '。', '、', '」', '！']) && !line.ends_with('「'), "{line}");
        }
        for line in lines("シェア、ッコーヒーミーティング", 3000, 9) {
            assert!(!line.starts_with(['ェ', 'ー', 'ィ', 'ッ', '、']), "{line}");
        }
    }

    #[test]
    fn what_does_not_fit_ends_in_dots() {
        assert_eq!(lines("港務會議紀錄港務會議紀錄", 4000, 2), ["港務會議", "紀錄港…"]);
        assert_eq!(lines("The budget of the harbour", 7000, 1), ["The budget..."]);
        assert!(lines(&"論".repeat(10_000), 10_000, 3)[2].ends_with('…'));
    }

    #[test]
    fn a_name_is_not_shortened_by_a_character_that_the_font_lacks() {
        assert_eq!(lines("游錫堃", 9000, 1), ["游錫堃"]);
        assert_eq!(lines("與𠮷野先生對話〓", 9000, 1), ["與〓野先生對話〓"]);
    }

    #[test]
    fn two_dashes_are_one_long_one() {
        assert_eq!(lines("講座——共創⸺", 20_000, 1), ["講座⸺共創⸺"]);
    }

    #[test]
    fn what_cannot_be_read_is_not_set() {
        let font = Font::load().expect("the font");
        let set = |words| !GlyphRow::new(words, &font, Forms::Any).is_empty();
        assert!(set("Budget 🎉") && set("港 مج 務會議紀錄會議") && set("與𠮷野先生的對話"));
        assert!(!set("مجلس المدينة") && !set("🎉") && !set("  ") && !set("") && !set("ישיבת 2023"));
    }
}
