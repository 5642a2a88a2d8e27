//! Finds out whether the metadata of a picture say where it was taken.

/// Tag of the pointer to the position, in the first directory of Exif.
const POSITION: u16 = 0x8825;

/// Tags of latitude and longitude in the directory of the position.
const COORDINATES: [u16; 2] = [2, 4];

/// Largest number of entries of a directory that are read.
const MOST_ENTRIES: u32 = 1000;

/// Reports whether metadata in Exif or XMP hold coordinates.
pub(super) fn tells_place(exif: Option<&[u8]>, xmp: Option<&[u8]>) -> bool {
    exif.is_some_and(|exif| has_coordinates(exif).unwrap_or_default())
        || xmp.is_some_and(|xmp| memchr::memmem::find(xmp, b"GPSLatitude").is_some())
}

/// Reports whether Exif holds coordinates; `None` if it is damaged.
fn has_coordinates(exif: &[u8]) -> Option<bool> {
    let is_little = match exif.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes = exif.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if is_little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let long = |at: usize| {
        let bytes = exif.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    };
    // Position of the entry with one of these tags.
    let find = |directory: usize, tags: &[u16]| {
        let entries = u32::from(short(directory)?).min(MOST_ENTRIES) as usize;
        (0..entries)
            .map(|entry| directory + 2 + 12 * entry)
            .find(|at| short(*at).is_some_and(|tag| tags.contains(&tag)))
    };
    let Some(pointer) = find(long(4)? as usize, &[POSITION]) else { return Some(false) };
    let position = long(pointer + 8)? as usize;
    Some(find(position, &COORDINATES).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Exif with a pointer to a directory with one entry.
    fn exif(tag: u8) -> Vec<u8> {
        let mut exif = b"II*\0\x08\0\0\0\x01\0\x25\x88\x04\0\x01\0\0\0\x1a\0\0\0\0\0\0\0\x01\0".to_vec();
        exif.extend([tag, 0, 5, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        exif
    }

    #[test]
    fn coordinates_are_found_in_exif_and_in_xmp() {
        assert!(tells_place(Some(&exif(2)), None));
        assert!(!tells_place(Some(&exif(0)), None), "a version of the directory is no place");
        assert!(tells_place(None, Some(b"<x exif:GPSLatitude='25,2N'/>")));
        assert!(!tells_place(None, None));
    }

    #[test]
    fn damaged_exif_is_no_place() {
        let whole = exif(2);
        for end in 0..whole.len() {
            tells_place(Some(&whole[..end]), None);
        }
        assert!(!tells_place(Some(b"MM\0*\xff\xff\xff\xff"), None));
    }
}
