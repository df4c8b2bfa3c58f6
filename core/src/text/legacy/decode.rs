//! Bytes to text, as feeds need it: labels lie, bytes do not.
//!
//! Order: byte order mark; valid UTF-8, whatever the label; UTF-16 and UTF-32 by their zeros; nearly valid UTF-8 (a cut
//! character must not spoil the rest); the label; windows-1252, which can show anything. What is or may be windows-1252 is
//! then looked at as legacy Vietnamese.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};

use super::{Legacy, convert, repair};
use crate::text::nfc::nfc;

/// Text, and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without byte order mark. NFC if it was repaired or windows-1258; else as the bytes say.
    pub text: String,
    /// Name of the encoding used (WHATWG name, or `utf-32`).
    pub encoding: &'static str,
    /// What was repaired on top of it.
    pub repaired: Option<Legacy>,
    /// Whether bytes that mean nothing were replaced by U+FFFD.
    pub lossy: bool,
}

impl Decoded {
    fn new(text: String, encoding: &'static str) -> Self {
        Self { lossy: false, text, encoding, repaired: None }
    }

    /// Repairs the text if it is convincingly spoiled.
    fn repaired(self) -> Self {
        match repair(&self.text) {
            Some(better) => Self { text: better.text, repaired: Some(better.from), ..self },
            None => self,
        }
    }
}

/// Decodes `bytes`, declared as `declared` (a charset label of an HTTP header, XML declaration or meta element; unknown and
/// wrong ones do no harm), and repairs legacy Vietnamese.
pub fn decode_repair(bytes: &[u8], declared: Option<&str>) -> Decoded {
    if let Some(decoded) = by_mark(bytes) {
        return decoded.repaired();
    }
    let mut bytes = bytes;
    while let Some(rest) = bytes.strip_prefix("\u{feff}".as_bytes()) {
        bytes = rest;
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.contains('\0')
    {
        return Decoded::new(text.to_owned(), UTF_8.name()).repaired();
    }
    if let Some(decoded) = by_zeros(bytes) {
        return decoded;
    }
    if is_nearly_utf8(bytes) {
        return by_encoding(bytes, UTF_8).repaired();
    }
    let label = declared.map(|label| label.trim().trim_matches(['"', '\'']).trim().to_ascii_lowercase());
    if let Some(legacy) = label.as_deref().and_then(legacy_label) {
        let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
        return Decoded { repaired: Some(legacy), ..Decoded::new(convert(&text, legacy), WINDOWS_1252.name()) };
    }
    match label.as_deref().and_then(|label| Encoding::for_label(label.as_bytes())) {
        Some(encoding) if encoding == WINDOWS_1258 => windows_1258(bytes),
        // UTF-8 and UTF-16 were tried: the label is wrong.
        Some(encoding) if ![WINDOWS_1252, UTF_8, UTF_16LE, UTF_16BE].contains(&encoding) => {
            by_encoding(bytes, encoding)
        }
        _ => by_encoding(bytes, WINDOWS_1252).repaired(),
    }
}

/// Declared windows-1258 is believed, unless the bytes are convincingly TCVN3 or VNI.
fn windows_1258(bytes: &[u8]) -> Decoded {
    let (shown, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    if let Some(better) = repair(&shown).filter(|better| better.from != Legacy::Windows1258) {
        return Decoded { repaired: Some(better.from), ..Decoded::new(better.text, WINDOWS_1252.name()) };
    }
    let decoded = by_encoding(bytes, WINDOWS_1258);
    Decoded { text: nfc(&decoded.text).into_owned(), ..decoded }
}

/// By byte order mark: UTF-32 before UTF-16, whose mark it begins with. That of UTF-8 is no proof and only skipped.
fn by_mark(bytes: &[u8]) -> Option<Decoded> {
    match bytes {
        [0xff, 0xfe, 0, 0, rest @ ..] => Some(utf_32(rest, u32::from_le_bytes)),
        [0, 0, 0xfe, 0xff, rest @ ..] => Some(utf_32(rest, u32::from_be_bytes)),
        [0xff, 0xfe, rest @ ..] => Some(by_encoding(rest, UTF_16LE)),
        [0xfe, 0xff, rest @ ..] => Some(by_encoding(rest, UTF_16BE)),
        _ => None,
    }
}

fn by_encoding(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    Decoded { lossy, ..Decoded::new(text.into_owned(), encoding.name()) }
}

/// By where the zeros of the first characters stand, as in XML 1.0 appendix F: markup begins with ASCII.
fn by_zeros(bytes: &[u8]) -> Option<Decoded> {
    let zeros = bytes.first_chunk::<4>().map(|first| first.map(|byte| byte == 0));
    match zeros? {
        [true, true, true, false] => Some(utf_32(bytes, u32::from_be_bytes)),
        [false, true, true, true] => Some(utf_32(bytes, u32::from_le_bytes)),
        [true, false, true, false] => Some(by_encoding(bytes, UTF_16BE)),
        [false, true, false, true] => Some(by_encoding(bytes, UTF_16LE)),
        _ => None,
    }
}

fn utf_32(bytes: &[u8], read: fn([u8; 4]) -> u32) -> Decoded {
    let (units, rest) = bytes.as_chunks::<4>();
    let mut lossy = !rest.is_empty();
    let text = units
        .iter()
        .map(|unit| {
            char::from_u32(read(*unit)).unwrap_or_else(|| {
                lossy = true;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    Decoded { lossy, ..Decoded::new(text, "utf-32") }
}

/// Whether at least four in five sequences beyond ASCII are valid UTF-8. Legacy bytes hardly ever make one.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= bad * 4
}

/// Labels that no standard knows but pages carry.
fn legacy_label(label: &str) -> Option<Legacy> {
    match label {
        "tcvn3" | "tcvn" | "tcvn-5712" | "tcvn5712" | "x-viet-tcvn5712" | "x-viet-tcvn" | "abc" => Some(Legacy::Tcvn3),
        "vni" | "vni-windows" | "x-viet-vni" => Some(Legacy::Vni),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
