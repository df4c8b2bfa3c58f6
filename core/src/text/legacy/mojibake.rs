//! UTF-8 that was read as windows-1252: `CÃ´ng nghá»‡` → `Công nghệ`.
//!
//! Works sequence by sequence: only characters that together spell one valid UTF-8 sequence are joined, so that text which
//! is spoiled in parts keeps its good parts.

use super::windows_1252::byte_of;

/// Appends `text` with every such sequence joined, twice if the first pass leaves more. Returns how many other windows-1252
/// letters of lead bytes (Ã, Æ, á …) stand alone: there are none in wholly spoiled text.
pub(super) fn convert_into(text: &str, out: &mut String) -> usize {
    let mut once = String::with_capacity(text.len());
    let (joined, alone) = join_into(text, &mut once);
    if joined == 0 {
        out.push_str(&once);
        return alone;
    }
    let mut twice = String::with_capacity(once.len());
    let (joined_again, alone_again) = join_into(&once, &mut twice);
    // Right Vietnamese has many letters of lead bytes; only joining tells that it was spoiled twice.
    if joined_again > 0 && alone_again == 0 {
        out.push_str(&twice);
        alone_again
    } else {
        out.push_str(&once);
        alone
    }
}

/// Appends `text` with sequences joined once: how many were, and how many lead characters had no continuation.
fn join_into(text: &str, out: &mut String) -> (usize, usize) {
    let (mut joined, mut alone) = (0, 0);
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if c.is_ascii() {
            out.push(c);
            continue;
        }
        let length = match byte_of(c) {
            Some(0xc2..=0xdf) => 2,
            Some(0xe0..=0xef) => 3,
            Some(0xf0..=0xf4) => 4,
            _ => 1,
        };
        let mut bytes = [0; 4];
        let mut ahead = rest.clone();
        for (slot, byte) in
            bytes.iter_mut().zip(std::iter::once(Some(c)).chain(std::iter::repeat_with(|| ahead.next())).take(length))
        {
            *slot = byte.and_then(byte_of).unwrap_or(0);
        }
        match bytes.get(..length).and_then(|bytes| std::str::from_utf8(bytes).ok()).filter(|_| length > 1) {
            Some(meant) => {
                out.push_str(meant);
                rest = ahead;
                joined += 1;
            }
            None => {
                out.push(c);
                alone += usize::from(length > 1);
            }
        }
    }
    (joined, alone)
}
