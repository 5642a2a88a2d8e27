//! Colours of a picture as browsers show them where no profile says otherwise.

use moxcms::{ColorProfile, Layout, TransformOptions};

/// Converts pixels of four channels of a picture with a colour profile to sRGB. With a profile that cannot be read or is for other
/// channels (inks, of which the decoder has already made colours), they stay as they are.
pub(super) fn to_srgb(profile: &[u8], pixels: &mut Vec<u8>) {
    let Ok(profile) = ColorProfile::new_from_slice(profile) else { return };
    let (srgb, options) = (ColorProfile::new_srgb(), TransformOptions::default());
    let Ok(transform) = profile.create_transform_8bit(Layout::Rgba, &srgb, Layout::Rgba, options) else { return };
    let mut converted = vec![0; pixels.len()];
    if transform.transform(pixels, &mut converted).is_ok() {
        *pixels = converted;
    }
}
