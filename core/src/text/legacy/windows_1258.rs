//! windows-1258 read as windows-1252: `công nghêò` → `công nghệ`.
//!
//! Like 1252 but for a few letters and five combining tones, which NFC joins to their letters.

use super::windows_1252::byte_of;

/// Appends `text` turned back, not yet NFC. Returns how many letters windows-1252 cannot have shown.
pub(super) fn convert_into(text: &str, out: &mut String) -> usize {
    let mut orphans = 0;
    for c in text.chars() {
        match byte_of(c) {
            None => {
                out.push(c);
                orphans += usize::from(c.is_alphabetic());
            }
            Some(byte) => out.push(meant(byte).unwrap_or(c)),
        }
    }
    orphans
}

/// Where windows-1258 differs from windows-1252.
const fn meant(byte: u8) -> Option<char> {
    Some(match byte {
        0xc3 => 'Ă',
        0xcc => '\u{300}',
        0xd0 => 'Đ',
        0xd2 => '\u{309}',
        0xd5 => 'Ơ',
        0xdd => 'Ư',
        0xde => '\u{303}',
        0xe3 => 'ă',
        0xec => '\u{301}',
        0xf0 => 'đ',
        0xf2 => '\u{323}',
        0xf5 => 'ơ',
        0xfd => 'ư',
        0xfe => '₫',
        _ => return None,
    })
}
