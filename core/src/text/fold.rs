//! The two keys under which text is found: folded (how it is typed in a hurry) and canonical (what it says).
//!
//! | text | [`canonical`] | [`fold`] |
//! |---|---|---|
//! | `Kỹ thuật` | `kĩ thuật` | `ky thuat` |
//! | `HÒA`, `hoà` | `hoà` | `hoa` |
//! | `Đường` | `đường` | `duong` |
//!
//! [`fold`] maps characters and knows nothing of syllables. [`canonical`] keeps every mark and gives one spelling to each
//! syllable. An index keeps canonical words and groups them by [`fold`] of the *canonical* form ([`forms_into`] gives both),
//! so that kĩ and kỹ, ki and ky meet.
//!
//! Laws (tested): `fold(fold(x)) == fold(x)`; `canonical(canonical(x)) == canonical(x)`; NFC and NFD of one text give the same
//! keys; `fold(canonical(x))` equals `fold(x)` except that i may stand for y or y for i.
//!
//! Cost: one pass, linear. With room in `out`, [`fold_into`] allocates nothing for ASCII, Latin and Vietnamese text, composed
//! or decomposed; [`canonical_into`] nothing for the same text composed. Decomposed text (for the exact key) and text with
//! other scripts cost two or three allocations per call, never per word.

mod canonical;
mod table;

use unicode_normalization::UnicodeNormalization;

use super::nfc::nfc;

pub use canonical::{canonical, canonical_into};

/// What one character of NFC text folds to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folded {
    /// A character: itself, or its small letter without marks.
    Char(char),
    /// Two letters: `ae` for æ, `oe` œ, `ss` ß, `th` þ, `ij` ĳ.
    Pair(&'static str),
    /// Nothing: a combining mark, or an invisible character that people do not type (soft hyphen, joiners, byte order mark).
    Nothing,
}

/// The search key: small letters, no tone, hat, horn or stroke; other Latin diacritics go too.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Appends the search key of `text` to `out`. Linear; see the module for what is allocated.
pub fn fold_into(text: &str, out: &mut String) {
    let start = out.len();
    if text.is_ascii() {
        out.push_str(text);
        if let Some(appended) = out.get_mut(start..) {
            appended.make_ascii_lowercase();
        }
        return;
    }
    for c in text.chars() {
        match latin(c) {
            Some(letter @ b'a'..=b'z') => out.push(char::from(letter)),
            _ if c.is_ascii() => out.push(c),
            _ if folds_alone(c) => push(fold_char(c), out),
            _ => {
                out.truncate(start);
                return fold_any_script(text, out);
            }
        }
    }
}

/// What `c` folds to. A table lookup for Latin; other scripts are made small and lose combining accents (й → и).
pub fn fold_char(c: char) -> Folded {
    match latin(c) {
        Some(letter @ b'a'..=b'z') => Folded::Char(char::from(letter)),
        Some(digit @ b'1'..=b'5') => {
            table::PAIRS.get(usize::from(digit - b'1')).map_or(Folded::Nothing, |pair| Folded::Pair(pair))
        }
        _ if c.is_ascii() => Folded::Char(c),
        _ if is_accent(c) || is_invisible(c) => Folded::Nothing,
        _ => Folded::Char(small_without_accents(c)),
    }
}

/// The table's entry for a Latin letter; ASCII letters are their own.
fn latin(c: char) -> Option<u8> {
    match c as usize {
        at @ 0x41..0x7b if c.is_ascii_alphabetic() => u8::try_from(at).ok().map(|byte| byte.to_ascii_lowercase()),
        at @ 0xc0..0x250 => table::LATIN.get(at - 0xc0).copied(),
        at @ 0x1e00..0x1f00 => table::ADDITIONAL.get(at - 0x1e00).copied(),
        _ => None,
    }
}

/// Appends the canonical form of `word` to `exact` and the folded form of that to `folded`: the two keys of one word of an
/// index. Allocates as [`fold_into`] does.
pub fn forms_into(word: &str, exact: &mut String, folded: &mut String) {
    let start = exact.len();
    canonical_into(word, exact);
    if let Some(appended) = exact.get(start..) {
        fold_into(appended, folded);
    }
}

/// Characters whose folding does not depend on their neighbours, composed or not: a Latin base and its marks give the same
/// letter apart as in one piece.
pub const fn folds_alone(c: char) -> bool {
    super::nfc::is_inert(c) || matches!(c, '\u{300}'..='\u{36f}') || is_invisible(c)
}

/// NFC before, because marks may join letters of other scripts; NFC after, because a mark that went may have stood between
/// two characters that join.
fn fold_any_script(text: &str, out: &mut String) {
    let mut folded = String::with_capacity(text.len());
    text.chars().filter(|&c| !is_invisible(c)).nfc().for_each(|c| push(fold_char(c), &mut folded));
    out.push_str(&nfc(&folded));
}

fn push(folded: Folded, out: &mut String) {
    match folded {
        Folded::Char(c) => out.push(c),
        Folded::Pair(pair) => out.push_str(pair),
        Folded::Nothing => {}
    }
}

/// The first small letter, without accents if it was a letter with nothing but accents.
fn small_without_accents(c: char) -> char {
    // Only U+0130 has a longer small form; the table has it.
    let small = match c {
        'ς' => 'σ',
        _ => c.to_lowercase().next().unwrap_or(c),
    };
    let mut base = None;
    let mut only_accents = true;
    unicode_normalization::char::decompose_canonical(small, |part| match base {
        None => base = Some(part),
        Some(_) => only_accents &= is_accent(part),
    });
    base.filter(|_| only_accents).unwrap_or(small)
}

/// Combining Diacritical Marks, the block that European and Vietnamese accents come from.
const fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Characters that are in the text but not in the word: soft hyphen, joiners, direction marks, byte order mark.
pub(crate) const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{200c}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests;
