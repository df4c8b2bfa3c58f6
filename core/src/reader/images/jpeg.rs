//! JPEG: the size stands in the first start-of-frame segment (ITU-T T.81, B.2.2).

use super::u16_be;

/// Width and height, if a frame begins within `bytes`.
pub(super) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        // Any number of fill bytes may stand before a marker.
        if *bytes.get(at)? != 0xff {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        match marker {
            0xff => at += 1,
            // Markers without content.
            0x01 | 0xd0..=0xd8 => at += 2,
            // Scan data or the end before any frame.
            0xd9 | 0xda => return None,
            // Start of frame; DHT, JPG and DAC share its range.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                return u16_be(bytes, at + 7).zip(u16_be(bytes, at + 5));
            }
            _ => at += 2 + usize::try_from(u16_be(bytes, at + 2)?.max(2)).ok()?,
        }
    }
}
