//! Bytes to text: byte-order mark, then valid UTF-8 whatever the label says, then the label of the transport, the label
//! of the XML declaration, and a guess (RFC 7303 with the lies of real servers).
//!
//! Valid UTF-8 is borrowed, nearly valid UTF-8 repaired. TCVN3, VNI and doubly encoded UTF-8 are recoded by
//! `text::legacy` when the result is convincingly Vietnamese.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::text::legacy;

use super::super::warnings::{WarningKind as W, Warnings};

/// Decoded input.
#[derive(Debug)]
pub(in crate::feed) struct Decoded<'a> {
    pub(in crate::feed) text: Cow<'a, str>,
    /// Name of the encoding, as in the WHATWG standard (UTF-32 besides).
    pub(in crate::feed) name: &'static str,
    /// The text was in a legacy encoding and recoded.
    pub(in crate::feed) recoded: bool,
}

impl<'a> Decoded<'a> {
    fn new(text: Cow<'a, str>, name: &'static str) -> Self {
        Self { text, name, recoded: false }
    }
}

/// How far into the file the XML declaration may reach, in bytes.
const DECLARATION_BYTES: usize = 1024;

/// Decodes `bytes`.
pub(in crate::feed) fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>, warnings: &mut Warnings) -> Decoded<'a> {
    if let Some(decoded) = by_mark(bytes, warnings).or_else(|| by_pattern(bytes)) {
        return decoded;
    }
    let header = content_type.and_then(charset);
    let prolog = declared(bytes);
    let label = header.or(prolog);
    // Much faster beyond ASCII than the standard library's check.
    if let Some(Cow::Borrowed(text)) = UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
        let other = label.and_then(known).is_some_and(|label| label != UTF_8);
        if other && !text.is_ascii() {
            warnings.add(W::EncodingMislabelled, 0);
        }
        // ASCII is ASCII in all of these: the label is as good as ours.
        let name = if text.is_ascii() { label.and_then(known).unwrap_or(UTF_8) } else { UTF_8 };
        let name = if [UTF_16BE, UTF_16LE].contains(&name) { UTF_8 } else { name };
        return repaired(Decoded::new(Cow::Borrowed(text), name.name()), warnings);
    }
    let chosen = [header, prolog].into_iter().flatten().filter_map(known).find(|label| *label != UTF_8);
    if nearly_utf8(bytes) {
        warnings.add(W::InvalidBytes, 0);
        return repaired(Decoded::new(String::from_utf8_lossy(bytes), UTF_8.name()), warnings);
    }
    if let Some(decoded) = by_legacy(bytes, chosen, warnings) {
        return decoded;
    }
    match chosen {
        Some(encoding) if ![UTF_16BE, UTF_16LE].contains(&encoding) => {
            let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
            if had_errors {
                warnings.add(W::InvalidBytes, 0);
            }
            Decoded::new(text, encoding.name())
        }
        _ => {
            warnings.add(W::EncodingUndeclared, 0);
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
            Decoded::new(text, WINDOWS_1252.name())
        }
    }
}

/// A byte-order mark decides, unless the bytes after it are not even nearly what it says.
fn by_mark<'a>(bytes: &'a [u8], warnings: &mut Warnings) -> Option<Decoded<'a>> {
    if let Some(rest) = bytes.strip_prefix(&[0, 0, 0xFE, 0xFF]) {
        return Some(Decoded::new(utf32(rest, u32::from_be_bytes).into(), "UTF-32BE"));
    }
    if let Some(rest) = bytes.strip_prefix(&[0xFF, 0xFE, 0, 0]) {
        return Some(Decoded::new(utf32(rest, u32::from_le_bytes).into(), "UTF-32LE"));
    }
    let (encoding, length) = Encoding::for_bom(bytes)?;
    let rest = bytes.get(length..).unwrap_or_default();
    if encoding != UTF_8 {
        let (text, _) = encoding.decode_without_bom_handling(rest);
        return Some(Decoded::new(text, encoding.name()));
    }
    if let Ok(text) = std::str::from_utf8(rest) {
        return Some(repaired(Decoded::new(Cow::Borrowed(text), UTF_8.name()), warnings));
    }
    warnings.add(W::InvalidBytes, 0);
    if nearly_utf8(rest) {
        return Some(repaired(Decoded::new(String::from_utf8_lossy(rest), UTF_8.name()), warnings));
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(rest);
    Some(Decoded::new(text, WINDOWS_1252.name()))
}

/// UTF-16 and UTF-32 without a mark: `<` and what follows it have zero bytes around them.
fn by_pattern(bytes: &[u8]) -> Option<Decoded<'_>> {
    let head: [u8; 4] = bytes.get(..4)?.try_into().ok()?;
    let decoded = match head {
        [0, 0, 0, b'<'] => Decoded::new(utf32(bytes, u32::from_be_bytes).into(), "UTF-32BE"),
        [b'<', 0, 0, 0] => Decoded::new(utf32(bytes, u32::from_le_bytes).into(), "UTF-32LE"),
        [0, b'<' | b'{', 0, _] => Decoded::new(UTF_16BE.decode_without_bom_handling(bytes).0, UTF_16BE.name()),
        [b'<' | b'{', 0, _, 0] => Decoded::new(UTF_16LE.decode_without_bom_handling(bytes).0, UTF_16LE.name()),
        _ => return None,
    };
    Some(decoded)
}

fn utf32(bytes: &[u8], read: fn([u8; 4]) -> u32) -> String {
    bytes
        .chunks_exact(4)
        .filter_map(|chunk| chunk.try_into().ok())
        .map(|chunk| char::from_u32(read(chunk)).unwrap_or('\u{FFFD}'))
        .collect()
}

/// The charset parameter of a media type (RFC 9110 §8.3.2), quotes of any sort and spaces tolerated.
fn charset(content_type: &str) -> Option<&str> {
    let at = content_type.to_ascii_lowercase().find("charset")?;
    let value = content_type.get(at + "charset".len()..)?.trim_start().strip_prefix('=')?;
    let value = value.trim_start_matches([' ', '"', '\'']);
    let value = value.split(|c: char| matches!(c, ';' | '"' | '\'' | ',') || c.is_whitespace()).next()?;
    (!value.is_empty()).then_some(value)
}

/// The encoding of the XML declaration, if there is one near the start.
fn declared(bytes: &[u8]) -> Option<&str> {
    let head = bytes.get(..bytes.len().min(DECLARATION_BYTES))?;
    let start = memchr::memmem::find(head, b"<?xml")?;
    let head = head.get(start..)?;
    let head = head.get(..memchr::memchr(b'>', head)?)?;
    let at = memchr::memmem::find(head, b"encoding")?;
    let value = std::str::from_utf8(head.get(at + 8..)?).ok()?.trim_start().strip_prefix('=')?;
    let value = value.trim_start_matches([' ', '"', '\'']);
    value.split(['"', '\'', ' ', '?']).next().filter(|value| !value.is_empty())
}

/// Encodings by label, with the spellings that only feeds use.
fn known(label: &str) -> Option<&'static Encoding> {
    let label = label.trim();
    Encoding::for_label(label.as_bytes()).or_else(|| {
        let lower = label.to_ascii_lowercase().replace(['_', ' '], "-");
        let usual = match lower.as_str() {
            "utf" | "u8" | "unicode-utf8" | "utf-8-sig" => "utf-8",
            "cp1258" | "windows1258" | "win1258" | "ms1258" => "windows-1258",
            "cp936" | "ms936" => "gbk",
            "cp949" | "uhc" => "euc-kr",
            "cp950" => "big5",
            "cp932" => "shift_jis",
            "latin-1" | "iso8859-1" | "iso-latin-1" => "iso-8859-1",
            other => other.strip_prefix("x-").unwrap_or(other),
        };
        Encoding::for_label(usual.as_bytes())
    })
}

/// UTF-8 with a few bad bytes: at most one for ten good characters beyond ASCII, or just a cut-off end.
fn nearly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad, mut cut_off) = (0usize, 0usize, false);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
        cut_off = std::str::from_utf8(chunk.invalid()).is_err_and(|error| error.error_len().is_none());
    }
    bad * 10 <= good || (bad == 1 && cut_off)
}

/// Bytes in TCVN3, VNI or windows-1258 without an honest label.
fn by_legacy<'a>(bytes: &'a [u8], label: Option<&'static Encoding>, warnings: &mut Warnings) -> Option<Decoded<'a>> {
    if label.is_some_and(|label| label != WINDOWS_1252) {
        return None;
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    let decoded = repaired(Decoded::new(text, WINDOWS_1252.name()), warnings);
    decoded.recoded.then_some(decoded)
}

/// Text that decoded well but is in a legacy encoding all the same.
fn repaired<'a>(decoded: Decoded<'a>, warnings: &mut Warnings) -> Decoded<'a> {
    match legacy::repair(&decoded.text) {
        Some(repaired) => {
            warnings.add(W::LegacyEncoding, 0);
            let name = if repaired.from == legacy::Legacy::Windows1258 { "windows-1258" } else { decoded.name };
            Decoded { text: repaired.text.into(), name, recoded: true }
        }
        None => decoded,
    }
}

#[cfg(test)]
mod tests;
