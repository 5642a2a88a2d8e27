//! The one font that cards are set in; `assets/fonts/make` says how it was made. It is part of the program: a card must
//! not depend on what a machine has installed.

use ab_glyph_rasterizer::{Point, Rasterizer, point};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlineGlyphCollection, OutlinePen};
use skrifa::raw::TableProvider;
use skrifa::{FontRef, GlyphId, MetadataProvider, Tag};

static BYTES: &[u8] = include_bytes!("../../../assets/fonts/cards.otf");

/// Units in the width of a Han character.
pub(super) const EM: i32 = 1000;
/// Steps from paper to full ink.
pub(super) const SHADES: u8 = 6;
/// Number of subpixel positions of a glyph.
pub(super) const PHASES: u32 = 4;

/// Code points at which the font keeps the Japanese and mainland Chinese forms.
const JAPAN: u32 = 0xF_0000;
const CHINA: u32 = 0x10_0000;

/// The parsed font.
pub(super) struct Font<'f> {
    characters: skrifa::charmap::Charmap<'f>,
    widths: skrifa::metrics::GlyphMetrics<'f>,
    outlines: OutlineGlyphCollection<'f>,
    /// Six bytes a pair: left, right, how much further apart.
    kerning: &'f [u8],
}

/// Regional forms of Han characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Forms {
    Taiwan,
    Japan,
    China,
    /// Forms for a language that is not written with them: those of Taiwan.
    Any,
}

impl Forms {
    /// By the tag of a language.
    pub(super) fn of(lang: &str) -> Forms {
        let mut parts = lang.split('-');
        match parts.next() {
            Some("ja") => Forms::Japan,
            Some("zh") => match parts.any(|part| matches!(part, "Hant" | "TW" | "HK" | "MO")) {
                true => Forms::Taiwan,
                false => Forms::China,
            },
            _ => Forms::Any,
        }
    }

    pub(super) fn is_chinese(self) -> bool {
        matches!(self, Forms::Taiwan | Forms::China)
    }
}

/// The checksum that the font names in its head, a sum over all its bytes.
pub(super) fn checksum() -> u32 {
    FontRef::new(BYTES).and_then(|font| font.head()).map_or(0, |head| head.checksum_adjustment())
}

impl Font<'static> {
    /// The font. It is always there; but a card is not worth a panic.
    pub(super) fn load() -> Option<Self> {
        let font = FontRef::new(BYTES).ok()?;
        // A `kern` table with one subtable of pairs: a header of 18 bytes, then the pairs in order.
        let kerning = font.table_data(Tag::new(b"kern")).map(|data| data.as_bytes()).unwrap_or_default();
        Some(Font {
            characters: font.charmap(),
            widths: font.glyph_metrics(Size::unscaled(), LocationRef::default()),
            outlines: font.outline_glyphs(),
            kerning: kerning.get(18..).unwrap_or_default(),
        })
    }
}

impl Font<'_> {
    /// The glyph of a character. `wide` asks for the Chinese form of what is narrow elsewhere, such as “.
    pub(super) fn glyph(&self, character: char, forms: Forms, wide: bool) -> Option<u16> {
        let code = u32::from(character);
        let plane = match forms {
            Forms::Japan => Some(JAPAN),
            Forms::China => Some(CHINA),
            Forms::Taiwan | Forms::Any => None,
        };
        let is_either = EITHER.contains(&character);
        let local = match plane {
            _ if is_either => wide.then_some(CHINA),
            // Nothing below has forms of its own.
            Some(plane) if (0x2010..=0xFFFF).contains(&code) => Some(plane),
            _ => None,
        };
        let glyph = local.and_then(|plane| self.characters.map(plane + code)).or_else(|| self.characters.map(code))?;
        u16::try_from(glyph.to_u32()).ok().filter(|glyph| *glyph != 0)
    }

    /// In units.
    pub(super) fn width(&self, glyph: u16) -> i32 {
        self.widths.advance_width(GlyphId::from(glyph)).unwrap_or_default() as i32
    }

    /// Kerning of two glyphs, in font units.
    pub(super) fn kern(&self, left: u16, right: u16) -> i32 {
        let pair = |index: usize| self.kerning.get(index * 6..index * 6 + 6);
        let wanted = (u32::from(left) << 16) | u32::from(right);
        let (mut low, mut high) = (0, self.kerning.len() / 6);
        while low < high {
            let middle = low.midpoint(high);
            let Some(&[a, b, c, d, e, f]) = pair(middle) else { return 0 };
            match u32::from_be_bytes([a, b, c, d]).cmp(&wanted) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return i16::from_be_bytes([e, f]).into(),
            }
        }
        0
    }

    /// A glyph as it is inked at a size in pixels, moved right by so many parts of a pixel.
    pub(super) fn ink(&self, glyph: u16, size: u8, phase: u32) -> GlyphBitmap {
        let mut path = Path::default();
        let settings = DrawSettings::unhinted(Size::new(size.into()), LocationRef::default());
        let drawn = self.outlines.get(GlyphId::from(glyph)).map(|outline| outline.draw(settings, &mut path));
        match drawn {
            Some(Ok(_)) => path.fill(phase as f32 / PHASES as f32),
            _ => GlyphBitmap::default(),
        }
    }
}

/// Narrow in most languages and as wide as a Han character in Chinese.
pub(super) const EITHER: [char; 5] = ['·', '‘', '’', '“', '”'];

/// A glyph as ink: how dark each pixel of a box is, 0 to [`SHADES`].
#[derive(Debug, Default)]
pub(super) struct GlyphBitmap {
    /// From the point where the glyph is put to the left edge of the box.
    pub(super) left: i32,
    /// From the baseline up to the upper edge of the box.
    pub(super) top: i32,
    /// Width of the box, in pixels.
    pub(super) width: usize,
    /// By rows.
    pub(super) shades: Box<[u8]>,
}

/// An outline as it comes from the font.
#[derive(Default)]
struct Path {
    strokes: Vec<Stroke>,
    begun: Point,
    at: Point,
}

enum Stroke {
    Line(Point, Point),
    Quad(Point, Point, Point),
    Cubic(Point, Point, Point, Point),
}

impl OutlinePen for Path {
    fn move_to(&mut self, x: f32, y: f32) {
        self.close();
        (self.begun, self.at) = (point(x, y), point(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.strokes.push(Stroke::Line(self.at, point(x, y)));
        self.at = point(x, y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.strokes.push(Stroke::Quad(self.at, point(cx, cy), point(x, y)));
        self.at = point(x, y);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.strokes.push(Stroke::Cubic(self.at, point(ax, ay), point(bx, by), point(x, y)));
        self.at = point(x, y);
    }

    fn close(&mut self) {
        if self.at != self.begun {
            self.strokes.push(Stroke::Line(self.at, self.begun));
            self.at = self.begun;
        }
    }
}

impl Path {
    fn fill(mut self, moved: f32) -> GlyphBitmap {
        self.close();
        let (mut low, mut high) = (point(f32::MAX, f32::MAX), point(f32::MIN, f32::MIN));
        let mut reach = |p: Point| {
            low = point(low.x.min(p.x), low.y.min(p.y));
            high = point(high.x.max(p.x), high.y.max(p.y));
        };
        for stroke in &self.strokes {
            match *stroke {
                Stroke::Line(a, b) => [a, b].into_iter().for_each(&mut reach),
                Stroke::Quad(a, b, c) => [a, b, c].into_iter().for_each(&mut reach),
                Stroke::Cubic(a, b, c, d) => [a, b, c, d].into_iter().for_each(&mut reach),
            }
        }
        if self.strokes.is_empty() {
            return GlyphBitmap::default();
        }
        let (left, top) = ((low.x + moved).floor(), high.y.ceil());
        let (width, height) = ((high.x + moved).ceil() - left + 1.0, top - low.y.floor() + 1.0);
        // A glyph is a few times its size at most; whatever claims more is none.
        if !(1.0..2048.0).contains(&width) || !(1.0..2048.0).contains(&height) {
            return GlyphBitmap::default();
        }
        let (width, height) = (width as usize, height as usize);
        let mut rasterizer = Rasterizer::new(width, height);
        let place = |p: Point| point(p.x + moved - left, top - p.y);
        for stroke in self.strokes {
            match stroke {
                Stroke::Line(a, b) => rasterizer.draw_line(place(a), place(b)),
                Stroke::Quad(a, b, c) => rasterizer.draw_quad(place(a), place(b), place(c)),
                Stroke::Cubic(a, b, c, d) => rasterizer.draw_cubic(place(a), place(b), place(c), place(d)),
            }
        }
        let mut shades = vec![0; width * height].into_boxed_slice();
        rasterizer.for_each_pixel(|index, ink| {
            shades[index] = (ink.clamp(0.0, 1.0) * f32::from(SHADES) + 0.5) as u8;
        });
        GlyphBitmap { left: left as i32, top: top as i32, width, shades }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_font_has_what_records_are_written_with() {
        let font = Font::load().expect("the font");
        for character in "Aéßőłșğẽ–“…ЖїΩά會议議骨あア한ㄅ，。「」（）龘".chars() {
            assert!(font.glyph(character, Forms::Any, false).is_some(), "{character}");
        }
        assert_eq!(font.glyph('ش', Forms::Any, false), None);
        assert!(checksum() != 0);
    }

    #[test]
    fn han_characters_take_the_forms_of_their_country() {
        let font = Font::load().expect("the font");
        let glyphs = [Forms::Taiwan, Forms::Japan, Forms::China].map(|forms| font.glyph('骨', forms, false));
        assert!(glyphs[0] != glyphs[2] && glyphs.iter().all(Option::is_some));
        assert_ne!(font.glyph('，', Forms::Taiwan, false), font.glyph('，', Forms::Japan, false));
    }

    #[test]
    fn pairs_stand_closer() {
        let font = Font::load().expect("the font");
        let glyph = |c| font.glyph(c, Forms::Any, false).expect("a letter");
        assert!(font.kern(glyph('T'), glyph('o')) < 0);
        assert_eq!(font.kern(glyph('n'), glyph('n')), 0);
    }
}
