//! Normalisation Form C (Unicode Standard Annex 15): every letter one spelling, so that equal text has equal bytes.
//!
//! Everything that enters (feeds, queries, files) passes here once; inside the core text is NFC.
//!
//! Invariant: nearly all text is NFC already, so the check must cost no more than reading it.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The NFC spelling of `text`; borrowed (no allocation) if it is spelled so already, else one new string.
pub fn nfc(text: &str) -> Cow<'_, str> {
    if is_plainly_nfc(text) || is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// Whether `text` consists only of characters that NFC never changes and never joins: all ASCII, Latin and Vietnamese
/// letters in one piece, and common punctuation. `false` means "look closer", not "not NFC".
pub fn is_plainly_nfc(text: &str) -> bool {
    looks_inert(text.as_bytes()) || text.chars().all(is_inert)
}

/// [`is_inert`] for what nearly all text consists of, judged on bytes and without branches, so that the compiler takes many
/// at a time. `false` for inert characters that are rare.
fn looks_inert(bytes: &[u8]) -> bool {
    let (Some(second), Some(third)) = (bytes.get(1..), bytes.get(2..)) else {
        return bytes.is_ascii();
    };
    let mut strange = 0;
    for ((&first, &second), &third) in bytes.iter().zip(second).zip(third) {
        // U+1E00 to U+1EFF; U+2010 to U+2027 and U+2030 to U+203F. Below 0xCC: characters up to U+02FF, and second bytes.
        let letter = (first == 0xe1) & (second & 0xfc == 0xb8);
        let mark = (first == 0xe2) & (second == 0x80) & (third >= 0x90) & (third & 0xf8 != 0xa8);
        strange |= u8::from((first >= 0xcc) & !letter & !mark);
    }
    strange == 0 && bytes.iter().rev().take(2).all(|last| *last < 0xcc)
}

/// Starters that take part in no composition with what follows in NFC text and have no canonical decomposition of their
/// own to prefer. A test compares this with the Unicode data for every code point.
pub(crate) const fn is_inert(c: char) -> bool {
    matches!(c, '\0'..='\u{2ff}' | '\u{1e00}'..='\u{1eff}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '₫')
}

#[cfg(test)]
mod tests;
