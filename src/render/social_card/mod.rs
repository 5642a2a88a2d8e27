//! Draws cards: the preview image that other sites show for a link to a record, with the title, date, body and speakers of
//! the meeting. Pure: words in, the bytes of a PNG out, the same on every machine.
//!
//! One idea a file: `font` reads the embedded font, `glyph_cache` keeps drawn glyphs, `line_breaks` finds where lines may end,
//! `typeset` makes lines of words, `layout` positions them, `canvas` holds the pixels, `encode` makes the file.

mod canvas;
mod card_layout;
mod encode;
mod font;
mod glyph_cache;
mod line_breaks;
mod typeset;

use crate::bytes::fingerprint::Fingerprint;

/// In pixels; what the networks that show cards ask for.
pub const WIDTH: usize = 1200;
/// In pixels.
pub const HEIGHT: usize = 630;

/// Counts changes of how cards look, so that cards of an earlier look are drawn again.
const LOOK: u32 = 3;

/// Texts of a card.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Card {
    /// BCP 47; decides on the forms of Han characters and on what stands between names.
    pub lang: String,
    /// The title of the meeting.
    pub title: String,
    /// Date of the meeting in the form of its language.
    pub date: String,
    /// The date in digits, for a date that cannot be set in words.
    pub iso: String,
    /// The body or series that met; may be empty.
    pub body: String,
    /// Short account of the meeting; may be empty.
    pub summary: String,
    /// The first who spoke.
    pub speakers: Vec<String>,
    /// Number of speakers, of whom `speakers` may list a part.
    pub speakers_total: usize,
    /// Name of the site.
    pub site: String,
    /// Colour of the spine as red, green and blue; that of the default theme if there is none.
    pub accent: Option<[u8; 3]>,
}

/// Draws cards. Keeps glyphs from one card for the next, and nothing else.
#[derive(Debug, Default)]
pub struct CardRenderer {
    glyphs: glyph_cache::GlyphCache,
}

impl CardRenderer {
    /// The picture, as PNG.
    pub fn draw(&self, card: &Card) -> Vec<u8> {
        let Some(font) = font::Font::load() else { return encode::png(&canvas::Canvas::blank(), None) };
        let mut canvas = canvas::Canvas::blank();
        card_layout::lay_out(card, &font, &self.glyphs, &mut canvas);
        encode::png(&canvas, card.accent)
    }
}

impl Card {
    /// Equal fingerprints mean equal bytes.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&("card", LOOK, font::checksum(), self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(title: &str) -> Card {
        Card {
            lang: "zh-Hant".to_owned(),
            title: title.to_owned(),
            date: "2 March 2023".to_owned(),
            iso: "2023-03-02".to_owned(),
            body: "Harbour Council".to_owned(),
            summary: String::new(),
            speakers: vec!["Lin Yuemei".to_owned(), "王小明".to_owned()],
            speakers_total: 9,
            site: "Records of Tessamare".to_owned(),
            accent: None,
        }
    }

    fn size(png: &[u8]) -> (u32, u32) {
        let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().expect("a PNG");
        let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
        let frame = reader.next_frame(&mut pixels).expect("a whole picture");
        (frame.width, frame.height)
    }

    #[test]
    fn a_card_is_a_picture_of_the_size_that_is_asked_for() {
        assert_eq!(size(&CardRenderer::default().draw(&card("Budget sitting"))), (1200, 630));
    }

    #[test]
    fn the_same_card_is_the_same_bytes_whatever_was_drawn_before() {
        let (worn, fresh) = (CardRenderer::default(), CardRenderer::default());
        let first = worn.draw(&card("Budget sitting"));
        worn.draw(&card("港務會議"));
        assert_eq!(worn.draw(&card("Budget sitting")), first);
        assert_eq!(fresh.draw(&card("Budget sitting")), first);
        assert_ne!(fresh.draw(&card("Budget sittinG")), first);
    }

    #[test]
    fn words_that_cannot_be_set_do_no_harm() {
        let press = CardRenderer::default();
        let long = "論".repeat(10_000);
        let word = "x".repeat(10_000);
        for title in [
            "",
            " ",
            "🎉🎉",
            "مجلس المدينة",
            "ישיבת מועצה",
            "\u{202e}abc",
            "e\u{301}\u{301}\u{301}",
            "\u{10ffff}",
            &long,
            &word,
        ] {
            assert_eq!(size(&press.draw(&card(title))), (1200, 630), "{title:?}");
        }
        assert_eq!(size(&press.draw(&Card::default())), (1200, 630));
    }

    proptest::proptest! {
        #![proptest_config(crate::proptest_config::cases(48))]
        #[test]
        fn no_words_stop_the_press(lang in "[a-z]{2}(-Hans|-Hant)?", title in "\\PC{0,300}", body in ".{0,80}", names in proptest::collection::vec(".{0,40}", 0..9), site in "\\PC{0,200}") {
            let card = Card { lang, title, body, speakers_total: names.len() * 3, speakers: names, site, ..Card::default() };
            let png = CardRenderer::default().draw(&card);
            proptest::prop_assert!(png.starts_with(b"\x89PNG"));
        }
    }
}
