//! Layout of a card: above, the date and the body; then the title, as large as possible, and a summary if there is one and room for it; below, the speakers, a thin
//! line, and the name of the archive. A spine in the accent colour runs down the left edge.

use super::canvas::{ACCENT, Canvas, RULE, Tone};
use super::font::{EM, Font, Forms, PHASES};
use super::glyph_cache::GlyphCache;
use super::typeset::{GlyphRow, TypesetLine};
use super::{Card, HEIGHT, WIDTH};

const SPINE: usize = 24;
const LEFT: usize = 96;
const MEASURE: usize = WIDTH - LEFT - 80;
/// Baselines, in pixels from the upper edge.
const ABOVE: i32 = 112;
const SPEAKERS: i32 = 494;
const THIN_LINE: usize = 524;
const BELOW: i32 = 574;
/// The title's first line begins at least here, and its last ends at most there.
const TITLE: (i32, i32) = (152, 452);
/// Title sizes in pixels, each with its maximum number of lines and their distance.
const TITLES: [(u8, usize, i32); 4] = [(80, 2, 104), (68, 3, 90), (56, 3, 76), (48, 4, 66)];
const SMALL: u8 = 30;
/// Distance of the lines of a summary, in pixels.
const SUMMARY_LEADING: i32 = 42;

/// Puts everything onto the sheet.
pub(super) fn lay_out(card: &Card, font: &Font<'_>, glyphs: &GlyphCache, canvas: &mut Canvas) {
    let forms = Forms::of(&card.lang);
    let set = |words: &str| GlyphRow::new(words, font, forms);
    canvas.block(0, 0, SPINE, HEIGHT, ACCENT);
    let mut pen = Pen { font, glyphs, canvas };

    let (title, body, site) = (set(&card.title), set(&card.body), set(&card.site));
    let date = Some(set(&card.date)).filter(|date| !date.is_empty()).unwrap_or_else(|| set(&card.iso));
    // A title that cannot be set leaves its place to the day.
    let (title, date) = if title.is_empty() { (date, GlyphRow::default()) } else { (title, date) };

    let small = units(MEASURE, SMALL);
    let mut x = LEFT;
    if !date.is_empty() {
        x += pen.line(&one_line(&date, small), SMALL, x, ABOVE, Tone::Black) + usize::from(SMALL);
    }
    if !body.is_empty() && x < LEFT + MEASURE / 2 {
        pen.line(&one_line(&body, units(LEFT + MEASURE - x, SMALL)), SMALL, x, ABOVE, Tone::Grey);
    }

    let (lines, size, leading) = title_lines(&title);
    let height = leading * (lines.len() as i32 - 1) + i32::from(size) * 88 / 100;
    // A short title stands a little above the middle of its place.
    let top = TITLE.0 + (TITLE.1 - TITLE.0 - height).max(0) * 2 / 5;
    for (number, line) in (0..).zip(&lines) {
        let baseline = top + i32::from(size) * 88 / 100 + leading * number;
        pen.line(line, size, LEFT, baseline, Tone::Black);
    }

    if !card.summary.is_empty() {
        let first = top + i32::from(size) * 88 / 100 + leading * (lines.len() as i32 - 1) + SUMMARY_LEADING + 30;
        let most = ((SPEAKERS - SUMMARY_LEADING - first) / SUMMARY_LEADING + 1).clamp(0, 3) as usize;
        let (summary, _) = set(&card.summary).lines(small, most);
        for (number, line) in (0..).zip(summary.iter().take(most)) {
            pen.line(line, SMALL, LEFT, first + SUMMARY_LEADING * number, Tone::Grey);
        }
    }

    pen.line(&speakers(card, forms, small, &set), SMALL, LEFT, SPEAKERS, Tone::Grey);
    if !site.is_empty() {
        pen.canvas.block(LEFT, THIN_LINE, MEASURE, 2, RULE);
        pen.line(&one_line(&site, small), SMALL, LEFT, BELOW, Tone::Black);
    }
}

/// The title, as large as it can be.
fn title_lines(title: &GlyphRow) -> (Vec<TypesetLine>, u8, i32) {
    let mut best = None;
    for (size, most, leading) in TITLES {
        let (lines, whole) = title.lines(units(MEASURE, size), most);
        best = Some((lines, size, leading));
        if whole {
            break;
        }
    }
    best.unwrap_or_default()
}

/// Names that fit, and the number of further ones.
fn speakers(card: &Card, forms: Forms, measure: i32, set: &dyn Fn(&str) -> GlyphRow) -> TypesetLine {
    let between = if forms == Forms::Any { ", " } else { "、" };
    let gap = set(&format!("a{between}a")).width() - set("aa").width();
    let room = measure - set(&format!(" +{}", card.speakers_total)).width();
    let (mut words, mut count, mut width) = (String::new(), 0, 0);
    for name in &card.speakers {
        let setting = set(name);
        if setting.is_empty() {
            continue;
        }
        let wider = width + setting.width() + if count > 0 { gap } else { 0 };
        if count > 0 && wider > room {
            break;
        }
        width = wider;
        if count > 0 {
            words.push_str(between);
        }
        words.push_str(name);
        count += 1;
    }
    let more = card.speakers_total.saturating_sub(count);
    if count > 0 && more > 0 && width <= room {
        words.push_str(&format!(" +{more}"));
    }
    one_line(&set(&words), measure)
}

fn one_line(setting: &GlyphRow, measure: i32) -> TypesetLine {
    let (mut lines, _) = setting.lines(measure, 1);
    if lines.is_empty() { TypesetLine::default() } else { lines.swap_remove(0) }
}

/// A measure in pixels, in units at a size.
fn units(pixels: usize, size: u8) -> i32 {
    pixels as i32 * EM / i32::from(size)
}

/// Puts lines onto the sheet.
struct Pen<'a> {
    font: &'a Font<'a>,
    glyphs: &'a GlyphCache,
    canvas: &'a mut Canvas,
}

impl Pen<'_> {
    /// Gives how far the line reaches, in pixels.
    fn line(&mut self, line: &TypesetLine, size: u8, left: usize, baseline: i32, ink: Tone) -> usize {
        let (parts, scale) = (PHASES as i32, i32::from(size));
        for &(glyph, x, is_wide) in &line.glyphs {
            // Han stands on whole pixels: there its strokes are sharp.
            let place = if is_wide {
                (x * scale + EM / 2).div_euclid(EM) * parts
            } else {
                (x * scale * parts + EM / 2).div_euclid(EM)
            };
            let x = left as i32 + place.div_euclid(parts);
            let key = (glyph, size, place.rem_euclid(parts) as u32);
            self.glyphs.with(self.font, key, |stamp| self.canvas.stamp(stamp, x, baseline, ink));
        }
        (line.width * scale).div_euclid(EM).max(0) as usize
    }
}
