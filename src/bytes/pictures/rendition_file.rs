//! Makes copies of a picture: decoded once, turned upright, made narrower, and saved without metadata.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{ColorType, DynamicImage, RgbaImage};
use webp::{Encoder, PixelLayout};

use super::colour_profile::to_srgb;
use super::picture_facts::{MOST_PIXELS, PictureFacts, PictureFault, PictureForm, decoder, is_turned};

/// Quality of photographs, from 0 to 100.
const QUALITY: f32 = 80.0;

/// Effort for drawings, from 0 to 100.
const LOSSLESS_EFFORT: f32 = 75.0;

/// Copies of a picture.
pub struct Renditions {
    /// Files in the order of the widths.
    pub files: Vec<Vec<u8>>,
    /// True if the file ends too early or is damaged; what is missing is blank.
    pub is_damaged: bool,
}

/// Makes copies of a picture in these widths, the narrowest first.
///
/// # Errors
/// When the picture is not one of those of which [`PictureFacts::of`] gives facts.
pub fn renditions(bytes: &[u8], facts: &PictureFacts, widths: &[u32]) -> Result<Renditions, PictureFault> {
    let format = image::guess_format(bytes).map_err(|_| PictureFault::Unreadable)?;
    let mut decoder = decoder(format, bytes).ok_or(PictureFault::Unreadable)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(PictureFault::TooLarge(width, height));
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten();
    let (colours, length) = (decoder.color_type(), decoder.total_bytes() as usize);
    let mut pixels = vec![0; length];
    // A decoder that fails leaves what it has read up to there.
    let is_damaged = decoder.read_image_boxed(&mut pixels).is_err();
    let mut source = Pixels::of(pixels, colours, width, height).ok_or(PictureFault::Unreadable)?;
    let mut files = Vec::with_capacity(widths.len());
    for &wanted in widths.iter().rev() {
        let (across, down) = (wanted.min(facts.width), facts.height_at(wanted));
        let (across, down) = if is_turned(orientation) { (down, across) } else { (across, down) };
        source = source.resized(across, down).ok_or(PictureFault::Unreadable)?;
        files.push(source.clone().in_srgb(profile.as_deref()).upright(orientation)?.saved(facts.form)?);
    }
    files.reverse();
    Ok(Renditions { files, is_damaged })
}

/// Pixels of four channels of 8 bits: the one kind of pixels for which the crate that resizes is built.
#[derive(Clone)]
struct Pixels {
    width: u32,
    height: u32,
    /// True if the picture has no channel of transparency; the fourth value of each pixel is 255 then.
    is_opaque: bool,
    values: Vec<u8>,
}

impl Pixels {
    /// Takes what a decoder gives; `None` for channels that no picture of the web has.
    fn of(decoded: Vec<u8>, colours: ColorType, width: u32, height: u32) -> Option<Pixels> {
        let values = match colours.bytes_per_pixel() / colours.channel_count() {
            1 => decoded,
            // Values of 16 bits, of which the upper 8 are kept.
            2 => decoded.chunks_exact(2).map(|pair| (u16::from_ne_bytes([pair[0], pair[1]]) >> 8) as u8).collect(),
            _ => return None,
        };
        let values = match colours.channel_count() {
            1 => values.iter().flat_map(|grey| [*grey, *grey, *grey, 255]).collect(),
            2 => values.chunks_exact(2).flat_map(|pair| [pair[0], pair[0], pair[0], pair[1]]).collect(),
            3 => values.chunks_exact(3).flat_map(|colour| [colour[0], colour[1], colour[2], 255]).collect(),
            _ => values,
        };
        Some(Pixels { width, height, is_opaque: !colours.has_alpha(), values })
    }

    fn resized(self, width: u32, height: u32) -> Option<Pixels> {
        if (width, height) == (self.width, self.height) {
            return Some(self);
        }
        let source = ImageRef::new(self.width, self.height, &self.values, PixelType::U8x4).ok()?;
        let mut resized = Image::new(width, height, PixelType::U8x4);
        let options = ResizeOptions::new().use_alpha(!self.is_opaque);
        Resizer::new().resize(&source, &mut resized, &options).ok()?;
        Some(Pixels { width, height, values: resized.into_vec(), ..self })
    }

    fn in_srgb(mut self, profile: Option<&[u8]>) -> Pixels {
        if let Some(profile) = profile {
            to_srgb(profile, &mut self.values);
        }
        self
    }

    fn upright(self, orientation: Orientation) -> Result<Pixels, PictureFault> {
        let Pixels { width, height, is_opaque, values } = self;
        let image = RgbaImage::from_raw(width, height, values).ok_or(PictureFault::Unreadable)?;
        let mut image = DynamicImage::ImageRgba8(image);
        image.apply_orientation(orientation);
        Ok(Pixels { width: image.width(), height: image.height(), is_opaque, values: image.into_bytes() })
    }

    fn saved(self, form: PictureForm) -> Result<Vec<u8>, PictureFault> {
        let (values, layout) = if self.is_opaque {
            (self.values.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect(), PixelLayout::Rgb)
        } else {
            (self.values, PixelLayout::Rgba)
        };
        let is_lossless = form == PictureForm::Drawing;
        let quality = if is_lossless { LOSSLESS_EFFORT } else { QUALITY };
        let saved = Encoder::new(&values, layout, self.width, self.height).encode_simple(is_lossless, quality);
        Ok(saved.map_err(|_| PictureFault::Unreadable)?.to_vec())
    }
}
