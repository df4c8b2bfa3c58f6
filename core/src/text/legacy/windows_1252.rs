//! windows-1252, through which all legacy text is seen: its characters back to bytes.
//!
//! The five bytes it leaves undefined are the C1 controls of the same number, as the WHATWG Encoding Standard decodes them;
//! C1 controls stand for themselves too, because ISO 8859-1 was often used instead.

/// Bytes 0x80 to 0x9F as windows-1252 shows them.
const HIGH_CONTROLS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The byte that windows-1252 or ISO 8859-1 shows as `c`.
pub(super) fn byte_of(c: char) -> Option<u8> {
    match u8::try_from(u32::from(c)) {
        Ok(byte) => Some(byte),
        // Right Vietnamese is full of these, and none is in the table.
        Err(_) if matches!(c, 'Ă' | 'ă' | 'Đ' | 'đ' | 'Ĩ' | 'ĩ' | 'Ũ' | 'ũ' | 'Ơ'..='ư' | '\u{1e00}'..='\u{1fff}') => {
            None
        }
        Err(_) => HIGH_CONTROLS.iter().position(|&shown| shown == c).and_then(|at| u8::try_from(at + 0x80).ok()),
    }
}
