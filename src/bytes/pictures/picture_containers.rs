//! Facts in the containers of pictures, read without decoding them.

/// Number of bytes in which the root of an SVG and the properties of an AVIF begin.
const HEAD: usize = 64 * 1024;

/// Width and height of an AVIF: those of its largest part, turned as it says.
pub(super) fn avif_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let head = &bytes[..bytes.len().min(HEAD)];
    if head.get(4..8)? != b"ftyp" {
        return None;
    }
    let number = |at: usize| Some(u32::from_be_bytes(head.get(at..at + 4)?.try_into().ok()?));
    let sizes = memchr::memmem::find_iter(head, b"ispe").filter_map(|at| Some((number(at + 8)?, number(at + 12)?)));
    let (width, height) = sizes.max_by_key(|(width, height)| u64::from(*width) * u64::from(*height))?;
    let turn = memchr::memmem::find(head, b"irot").and_then(|at| head.get(at + 4)).map_or(0, |turn| turn & 3);
    Some(if turn % 2 == 1 { (height, width) } else { (width, height) })
}

/// Width and height of an SVG, from its attributes or else from its view box.
pub(super) fn svg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let root = &text[text.find("<svg")?..];
    let root = &root[..root.find('>')?];
    let attribute = |name: &str| {
        let mut rest = root;
        while let Some(at) = rest.find(name) {
            let is_whole = rest[..at].ends_with(char::is_whitespace);
            let value = rest[at + name.len()..].trim_start().strip_prefix('=').map(str::trim_start);
            rest = &rest[at + name.len()..];
            if let Some(value) = value.filter(|_| is_whole)
                && let Some(quote) = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))
            {
                return value[1..].split(quote).next().map(str::trim);
            }
        }
        None
    };
    let pixels = |value: &str| value.strip_suffix("px").unwrap_or(value).trim().parse::<f64>().ok();
    let sides = match (attribute("width").and_then(pixels), attribute("height").and_then(pixels)) {
        (Some(width), Some(height)) => (width, height),
        _ => {
            let numbers = attribute("viewBox")?.split([' ', ',']).filter(|part| !part.is_empty());
            let numbers: Vec<f64> = numbers.filter_map(|part| part.parse().ok()).collect();
            let &[_, _, width, height] = numbers.as_slice() else { return None };
            (width, height)
        }
    };
    let whole = |side: f64| (1.0..=1e6).contains(&side).then_some(side.round() as u32);
    Some((whole(sides.0)?, whole(sides.1)?))
}

/// Reports whether a GIF has more than one frame.
pub(super) fn has_frames(gif: &[u8]) -> bool {
    let colours = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let Some(flags) = gif.get(10) else { return false };
    let mut at = 13 + colours(*flags);
    let mut frames = 0;
    while let Some(block) = gif.get(at) {
        at += match block {
            0x2c => {
                frames += 1;
                if frames > 1 {
                    return true;
                }
                11 + gif.get(at + 9).map_or(0, |flags| colours(*flags))
            }
            0x21 => 2,
            _ => return false,
        };
        // What follows is divided into pieces that tell their length, up to an empty one.
        while let Some(length) = gif.get(at) {
            at += 1 + usize::from(*length);
            if *length == 0 {
                break;
            }
        }
    }
    false
}

/// Reports whether a WebP was saved without loss.
pub(super) fn is_lossless_webp(webp: &[u8]) -> bool {
    let mut at = 12;
    while let Some(head) = webp.get(at..at + 8) {
        match &head[..4] {
            b"VP8L" => return true,
            b"VP8 " => return false,
            _ => {}
        }
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        at += 8 + length + length % 2;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_svg_has_the_size_of_its_attributes_else_of_its_view_box() {
        assert_eq!(svg_size(b"<?xml version='1.0'?><svg width=\"40px\" height='20.4'>"), Some((40, 20)));
        assert_eq!(svg_size(b"<svg stroke-width=\"3\" width=\"100%\" viewBox=\"0 0 300,150\">"), Some((300, 150)));
        assert_eq!(svg_size(b"<svg>"), None);
        assert_eq!(svg_size(b"<svg width=\"1e99\" height=\"1\">"), None);
    }

    #[test]
    fn frames_of_a_gif_are_counted_without_decoding_it() {
        let frame = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0];
        let head = b"GIF89a\x01\0\x01\0\0\0\0".to_vec();
        let still = [&head[..], &[0x21, 0xf9, 4, 0, 0, 0, 0, 0], &frame, b";"].concat();
        assert!(!has_frames(&still));
        assert!(has_frames(&[&head[..], &frame, &frame, b";"].concat()));
        assert!(!has_frames(&head[..9]));
    }

    #[test]
    fn damaged_containers_are_read_to_their_end() {
        assert_eq!(avif_size(b"\0\0\0\0ftypavifispe"), None);
        assert!(!is_lossless_webp(b"RIFF\0\0\0\0WEBPVP8X\xff\xff\xff\xff"));
    }
}
