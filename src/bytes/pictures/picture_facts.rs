//! Facts in the head of a picture.

use std::io::Cursor;

use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{ColorType, ImageDecoder, ImageFormat};
use serde::{Deserialize, Serialize};

use super::picture_containers::{avif_size, has_frames, is_lossless_webp, svg_size};
use super::picture_metadata::tells_place;
use crate::bytes::fingerprint::Fingerprint;
use crate::text::source::has_extension;

/// Largest number of pixels of a picture that is decoded: a little more than the largest that telephones take.
pub const MOST_PIXELS: u64 = 50_000_000;

/// Least number of bytes for a pixel in a photograph that is saved without loss; drawings and screenshots need fewer.
const PHOTOGRAPHIC: f64 = 1.0;

/// Version of what makes copies: another one makes other bytes.
const MAKER: u32 = 1;

/// Extensions of pictures that browsers show.
const EXTENSIONS: [&str; 7] = ["jpg", "jpeg", "png", "gif", "webp", "avif", "svg"];

/// Reports whether a file is a picture, by its name.
pub fn is_picture(path: &str) -> bool {
    EXTENSIONS.iter().any(|extension| has_extension(path, extension))
}

/// Facts about a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PictureFacts {
    /// Width in pixels, as the picture is seen.
    pub width: u32,
    /// Height in pixels, as the picture is seen.
    pub height: u32,
    /// Form in which smaller copies are saved.
    pub form: PictureForm,
    /// True if the metadata say where on earth it was taken.
    pub tells_place: bool,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// Fingerprint of the file.
    pub fingerprint: Fingerprint,
}

/// Form of a picture, which decides how smaller copies are saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PictureForm {
    /// Photograph: copies lose what is hardly seen.
    Photograph,
    /// Drawing or screenshot: copies are saved without loss.
    Drawing,
    /// No copies are made: it moves, has no pixels, or is of a format that is not decoded.
    AsItIs,
}

/// Reason why a picture is published only as it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PictureFault {
    /// It has more pixels than are decoded: width and height.
    TooLarge(u32, u32),
    /// It is no picture of its kind, or damaged.
    Unreadable,
    /// It is of a format that is not decoded, and does not say how large it is.
    Sizeless,
}

impl PictureFacts {
    /// Reads the head of a picture.
    ///
    /// # Errors
    /// When it cannot be read, or has more pixels than [`MOST_PIXELS`].
    pub fn of(path: &str, bytes: &[u8]) -> Result<PictureFacts, PictureFault> {
        let fingerprint = Fingerprint::of_bytes(bytes);
        let as_it_is = |size: Option<(u32, u32)>| {
            let (width, height) =
                size.filter(|(width, height)| *width > 0 && *height > 0).ok_or(PictureFault::Sizeless)?;
            let (form, bytes) = (PictureForm::AsItIs, bytes.len() as u64);
            Ok(PictureFacts { width, height, form, tells_place: false, bytes, fingerprint })
        };
        if has_extension(path, "svg") {
            return as_it_is(svg_size(bytes));
        }
        if has_extension(path, "avif") {
            return as_it_is(avif_size(bytes));
        }
        let format = image::guess_format(bytes).map_err(|_| PictureFault::Unreadable)?;
        let mut decoder = decoder(format, bytes).ok_or(PictureFault::Unreadable)?;
        let (width, height) = decoder.dimensions();
        if width == 0 || height == 0 {
            return Err(PictureFault::Unreadable);
        }
        if u64::from(width) * u64::from(height) > MOST_PIXELS {
            return Err(PictureFault::TooLarge(width, height));
        }
        let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        let exif = decoder.exif_metadata().ok().flatten();
        let xmp = decoder.xmp_metadata().ok().flatten();
        let pixels = u64::from(width) * u64::from(height);
        let form = match moves(format, bytes) {
            true => PictureForm::AsItIs,
            false => form(format, decoder.color_type(), bytes, pixels),
        };
        let (width, height) = if is_turned(orientation) { (height, width) } else { (width, height) };
        let tells_place = tells_place(exif.as_deref(), xmp.as_deref());
        Ok(PictureFacts { width, height, form, tells_place, bytes: bytes.len() as u64, fingerprint })
    }

    /// Height of a copy of this width.
    pub fn height_at(&self, width: u32) -> u32 {
        let (full, height) = (u64::from(self.width), u64::from(self.height));
        ((height * u64::from(width) + full / 2) / full).max(1) as u32
    }

    /// Name of the file of a copy of this width, wherever the picture lies.
    pub fn file_name(&self, width: u32) -> String {
        format!("{}.webp", self.rendition_key("", width).hex())
    }

    /// Reports whether these are facts about a file.
    pub fn is_of(&self, bytes: &[u8]) -> bool {
        self.fingerprint == Fingerprint::of_bytes(bytes)
    }

    /// Fingerprint of a copy of this width, and of a name that distinguishes equal copies.
    pub fn rendition_key(&self, name: &str, width: u32) -> Fingerprint {
        Fingerprint::of(&(MAKER, self.fingerprint, self.form, name, width))
    }
}

/// Decoder of a picture in one of the formats that are decoded.
pub(super) fn decoder(format: ImageFormat, bytes: &[u8]) -> Option<Box<dyn ImageDecoder + '_>> {
    matches!(format, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::Gif | ImageFormat::WebP).then_some(())?;
    let reader = image::ImageReader::with_format(Cursor::new(bytes), format);
    reader.into_decoder().ok().map(|decoder| Box::new(decoder) as Box<dyn ImageDecoder + '_>)
}

/// Reports whether a picture lies on its side in the file.
pub(super) fn is_turned(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
    )
}

/// Reports whether a picture has several frames.
fn moves(format: ImageFormat, bytes: &[u8]) -> bool {
    let reader = Cursor::new(bytes);
    match format {
        ImageFormat::Gif => has_frames(bytes),
        ImageFormat::Png => PngDecoder::new(reader).is_ok_and(|png| png.is_apng().unwrap_or_default()),
        ImageFormat::WebP => WebPDecoder::new(reader).is_ok_and(|webp| webp.has_animation()),
        _ => false,
    }
}

fn form(format: ImageFormat, colours: ColorType, bytes: &[u8], pixels: u64) -> PictureForm {
    let is_photograph = match format {
        ImageFormat::Jpeg => true,
        ImageFormat::WebP => !is_lossless_webp(bytes),
        _ => colours.has_color() && bytes.len() as f64 > PHOTOGRAPHIC * pixels as f64,
    };
    if is_photograph { PictureForm::Photograph } else { PictureForm::Drawing }
}
