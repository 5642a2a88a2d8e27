//! Which copies of a picture are made.

use super::picture_facts::{PictureFacts, PictureForm};

/// A picture on a page.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Picture {
    /// Facts about the original.
    pub facts: PictureFacts,
    /// Smaller copies, the narrowest first; perhaps none.
    pub renditions: Vec<Rendition>,
}

/// A copy of a picture in a width.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Rendition {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Link to it.
    pub href: Box<str>,
}

impl Picture {
    /// The narrowest copy with at least this width, or else the widest; `None` if there are none.
    pub fn at_least(&self, width: u32) -> Option<&Rendition> {
        self.renditions.iter().find(|rendition| rendition.width >= width).or(self.renditions.last())
    }

    /// The narrowest copy of which both sides have at least this length, or else the largest.
    pub fn with_sides(&self, side: u32) -> Option<&Rendition> {
        let is_enough = |rendition: &&Rendition| rendition.width.min(rendition.height) >= side;
        self.renditions.iter().find(is_enough).or(self.renditions.last())
    }
}

/// Use of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PictureUse {
    /// It is shown among words, as wide as they are.
    InText,
    /// It is the portrait of a person: small beside their words, and larger on their page.
    Portrait,
}

/// Shorter sides of portraits in pixels: twice the 32 and 96 pixels of a style sheet in which themes show them.
const PORTRAIT_SIDES: [u32; 2] = [64, 192];

/// Pictures with fewer bytes are shown as they are if they are narrow as well.
const LITTLE: u64 = 100_000;

/// Longest side of a WebP in pixels.
const LONGEST_SIDE: u32 = 16_383;

/// Widths of the copies of a picture, the narrowest first. `widths` are those of the settings; none if no copies are wanted.
pub fn rendition_widths(facts: &PictureFacts, uses: &[PictureUse], widths: &[u32]) -> Vec<u32> {
    if widths.is_empty() || facts.form == PictureForm::AsItIs {
        return Vec::new();
    }
    let shorter = facts.width.min(facts.height);
    let mut all = Vec::new();
    for one in uses {
        let wanted: Vec<u32> = match one {
            PictureUse::InText => widths.to_vec(),
            PictureUse::Portrait => {
                let width = |side: u32| (u64::from(side) * u64::from(facts.width)).div_ceil(u64::from(shorter)) as u32;
                PORTRAIT_SIDES.map(width).to_vec()
            }
        };
        let is_narrow = wanted.iter().all(|width| *width >= facts.width);
        if is_narrow && facts.bytes <= LITTLE {
            continue;
        }
        // The picture itself is the widest copy where it is narrower than the widest that is wanted.
        all.extend(wanted.iter().map(|width| (*width).min(facts.width)));
    }
    all.retain(|width| facts.height_at(*width) <= LONGEST_SIDE);
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bytes::fingerprint::Fingerprint;

    fn facts(width: u32, height: u32, bytes: u64) -> PictureFacts {
        let (form, fingerprint) = (PictureForm::Photograph, Fingerprint::default());
        PictureFacts { width, height, form, tells_place: false, bytes, fingerprint }
    }

    #[test]
    fn a_picture_has_the_widths_that_it_can_have() {
        let widths = |facts: PictureFacts| rendition_widths(&facts, &[PictureUse::InText], &[480, 960, 1600]);
        assert_eq!(widths(facts(4000, 3000, 5_000_000)), [480, 960, 1600]);
        assert_eq!(widths(facts(700, 500, 90_000)), [480, 700]);
        assert_eq!(widths(facts(300, 200, 90_000)), [0; 0], "it is small as it is");
        assert_eq!(widths(facts(300, 200, 900_000)), [300], "its file is large");
        let moving = PictureFacts { form: PictureForm::AsItIs, ..facts(4000, 3000, 5_000_000) };
        assert_eq!(widths(moving), [0; 0]);
        assert_eq!(rendition_widths(&facts(4000, 3000, 9), &[PictureUse::InText], &[]), [0; 0], "none are wanted");
    }

    #[test]
    fn a_portrait_is_as_wide_as_its_shorter_side_needs() {
        let widths = |facts: PictureFacts| rendition_widths(&facts, &[PictureUse::Portrait], &[480]);
        assert_eq!(widths(facts(3000, 4000, 5_000_000)), [64, 192]);
        assert_eq!(widths(facts(4000, 3000, 5_000_000)), [86, 256]);
        assert_eq!(widths(facts(100, 100, 9_000)), [64, 100]);
    }

    #[test]
    fn a_very_long_picture_keeps_a_height() {
        assert_eq!(facts(10_000, 3, 9).height_at(480), 1);
        assert_eq!(rendition_widths(&facts(1000, 40_000, 9_000_000), &[PictureUse::InText], &[400, 960]), [400]);
        assert_eq!(facts(4000, 3000, 9).height_at(480), 360);
    }
}
