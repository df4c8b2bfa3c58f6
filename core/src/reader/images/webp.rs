//! WebP: lossy, lossless and extended headers (RFC 9649 §2.5–2.7).

use super::{u16_le, u32_le};

/// Width and height, if the first chunk says them.
pub(super) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    match bytes.get(12..16)? {
        b"VP8 " => {
            (bytes.get(23..26)? == b"\x9d\x01\x2a").then_some(())?;
            Some((u16_le(bytes, 26)? & 0x3fff, u16_le(bytes, 28)? & 0x3fff))
        }
        b"VP8L" => {
            (*bytes.get(20)? == 0x2f).then_some(())?;
            let packed = u32_le(bytes, 21)?;
            Some(((packed & 0x3fff) + 1, (packed >> 14 & 0x3fff) + 1))
        }
        b"VP8X" => {
            let three = |at| Some((u16_le(bytes, at)? | u32::from(*bytes.get(at + 2)?) << 16) + 1);
            Some((three(24)?, three(27)?))
        }
        _ => None,
    }
}
