//! Character references: `&amp;`, `&#233;`, `&#xE9;` (HTML §13.5, XML 1.0 §4.1).
//!
//! `entities.txt` is the table of the HTML standard, one name a line, sorted by bytes; `!` marks the old names that HTML
//! also reads without a semicolon. A name is looked for in at most [`LONGEST`] bytes, so a flood of `&` stays linear.

use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::memchr;

use crate::packed;

static TABLE: LazyLock<String> = LazyLock::new(|| packed::ENTITIES.text());

/// How far after `&` the semicolon is looked for, in bytes (feeds.md §4).
pub const LONGEST: usize = 32;

/// What windows-1252 has at 0x80 to 0x9F: HTML reads `&#146;` as `’`.
const WINDOWS_1252: [u32; 32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D,
    0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
    0x017E, 0x0178,
];

/// Which references count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grammar {
    /// Only with a semicolon: `?a=1&copy=2` in a link stays as it is.
    Xml,
    /// Old names also without one, unless a letter, a digit or `=` follows.
    Html,
}

/// A decoded reference.
#[derive(Clone, Copy, Debug)]
pub struct Reference {
    /// The characters it stands for.
    pub value: Characters,
    /// Bytes of the reference, `&` and `;` included.
    pub length: usize,
}

/// One or two characters; none for a reference to a control character.
#[derive(Clone, Copy, Debug)]
pub struct Characters {
    bytes: [u8; 8],
    length: u8,
}

impl Characters {
    const NONE: Self = Self { bytes: [0; 8], length: 0 };

    fn push(&mut self, character: char) {
        let start = usize::from(self.length);
        let width = character.len_utf8();
        if let Some(slot) = self.bytes.get_mut(start..start + width) {
            character.encode_utf8(slot);
            self.length += width as u8;
        }
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        self.bytes.get(..usize::from(self.length)).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

/// Decodes every reference once, by the rules of HTML. Borrows when there is none.
pub fn decode_entities(text: &str) -> Cow<'_, str> {
    decode(text, |rest| reference(rest, Grammar::Html))
}

/// Decodes with the given reader of references; what it does not know stays as it is.
pub(crate) fn decode<'a>(text: &'a str, mut read: impl FnMut(&str) -> Option<Reference>) -> Cow<'a, str> {
    let Some(first) = memchr(b'&', text.as_bytes()) else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len());
    let mut start = 0;
    let mut next = Some(first);
    while let Some(at) = next {
        let rest = text.get(at..).unwrap_or_default();
        let mut from = at + 1;
        if let Some(found) = read(rest) {
            out.push_str(text.get(start..at).unwrap_or_default());
            out.push_str(found.value.as_str());
            start = at + found.length;
            from = start;
        }
        next = text.as_bytes().get(from..).and_then(|rest| memchr(b'&', rest)).map(|offset| from + offset);
    }
    out.push_str(text.get(start..).unwrap_or_default());
    Cow::Owned(out)
}

/// Reads the reference at the start of `text`, which begins with `&`. `None` if there is none.
pub fn reference(text: &str, grammar: Grammar) -> Option<Reference> {
    let rest = text.strip_prefix('&')?;
    match rest.as_bytes().first()? {
        b'#' => numeric(rest.get(1..)?, grammar),
        byte if byte.is_ascii_alphabetic() => named(rest, grammar),
        _ => None,
    }
}

fn numeric(digits: &str, grammar: Grammar) -> Option<Reference> {
    let (radix, digits, prefix) = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => (16, hex, 3),
        None => (10, digits, 2),
    };
    let length = digits.bytes().take(LONGEST).take_while(|byte| char::from(*byte).is_digit(radix)).count();
    let number = digits.get(..length).filter(|number| !number.is_empty())?;
    let closed = digits.as_bytes().get(length) == Some(&b';');
    if !closed && grammar == Grammar::Xml {
        return None;
    }
    let code = u32::from_str_radix(number, radix).unwrap_or(u32::MAX);
    let mut value = Characters::NONE;
    if let Some(character) = character(code) {
        value.push(character);
    }
    Some(Reference { value, length: prefix + length + usize::from(closed) })
}

fn character(code: u32) -> Option<char> {
    match code {
        0x09 | 0x0A | 0x0D => char::from_u32(code),
        0..=0x1F | 0x7F => None,
        0x80..=0x9F => WINDOWS_1252.get(code as usize - 0x80).and_then(|&mapped| char::from_u32(mapped)),
        _ => Some(char::from_u32(code).unwrap_or('\u{FFFD}')),
    }
}

fn named(rest: &str, grammar: Grammar) -> Option<Reference> {
    let length = rest.bytes().take(LONGEST).take_while(u8::is_ascii_alphanumeric).count();
    let name = rest.get(..length)?;
    if rest.as_bytes().get(length) == Some(&b';') {
        let value = common(name).or_else(|| look_up(name).map(|(value, _)| value))?;
        return Some(Reference { value, length: length + 2 });
    }
    let next = rest.as_bytes().get(length);
    if grammar == Grammar::Xml || next == Some(&b'=') {
        return None;
    }
    look_up(name).filter(|(_, bare)| *bare).map(|(value, _)| Reference { value, length: length + 1 })
}

/// The names that nearly all references have.
fn common(name: &str) -> Option<Characters> {
    let character = match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        _ => letter(name)?,
    };
    let mut value = Characters::NONE;
    value.push(character);
    Some(value)
}

/// Letters of Latin-1 and typographic signs: editors that write letters by name fill whole Vietnamese articles with them.
fn letter(name: &str) -> Option<char> {
    Some(match name {
        "AElig" => 'Æ',
        "Aacute" => 'Á',
        "Acirc" => 'Â',
        "Agrave" => 'À',
        "Aring" => 'Å',
        "Atilde" => 'Ã',
        "Auml" => 'Ä',
        "Ccedil" => 'Ç',
        "ETH" => 'Ð',
        "Eacute" => 'É',
        "Ecirc" => 'Ê',
        "Egrave" => 'È',
        "Euml" => 'Ë',
        "Iacute" => 'Í',
        "Icirc" => 'Î',
        "Igrave" => 'Ì',
        "Iuml" => 'Ï',
        "Ntilde" => 'Ñ',
        "Oacute" => 'Ó',
        "Ocirc" => 'Ô',
        "Ograve" => 'Ò',
        "Oslash" => 'Ø',
        "Otilde" => 'Õ',
        "Ouml" => 'Ö',
        "THORN" => 'Þ',
        "Uacute" => 'Ú',
        "Ucirc" => 'Û',
        "Ugrave" => 'Ù',
        "Uuml" => 'Ü',
        "Yacute" => 'Ý',
        "aacute" => 'á',
        "acirc" => 'â',
        "aelig" => 'æ',
        "agrave" => 'à',
        "aring" => 'å',
        "atilde" => 'ã',
        "auml" => 'ä',
        "bull" => '•',
        "ccedil" => 'ç',
        "deg" => '°',
        "eacute" => 'é',
        "ecirc" => 'ê',
        "egrave" => 'è',
        "eth" => 'ð',
        "euml" => 'ë',
        "hellip" => '…',
        "iacute" => 'í',
        "icirc" => 'î',
        "igrave" => 'ì',
        "iuml" => 'ï',
        "laquo" => '«',
        "ldquo" => '“',
        "lsquo" => '‘',
        "mdash" => '—',
        "middot" => '·',
        "ndash" => '–',
        "ntilde" => 'ñ',
        "oacute" => 'ó',
        "ocirc" => 'ô',
        "ograve" => 'ò',
        "oslash" => 'ø',
        "otilde" => 'õ',
        "ouml" => 'ö',
        "plusmn" => '±',
        "raquo" => '»',
        "rdquo" => '”',
        "rsquo" => '’',
        "sup2" => '²',
        "sup3" => '³',
        "szlig" => 'ß',
        "thorn" => 'þ',
        "times" => '×',
        "uacute" => 'ú',
        "ucirc" => 'û',
        "ugrave" => 'ù',
        "uuml" => 'ü',
        "yacute" => 'ý',
        "yuml" => 'ÿ',
        _ => return None,
    })
}

/// Characters of a name, and whether HTML reads it without a semicolon.
fn look_up(name: &str) -> Option<(Characters, bool)> {
    let table = TABLE.as_bytes();
    let (mut low, mut high) = (0, table.len());
    while low < high {
        let middle = low.midpoint(high);
        let start = memchr::memrchr(b'\n', table.get(low..middle)?).map_or(low, |offset| low + offset + 1);
        let end = memchr(b'\n', table.get(start..)?).map_or(table.len(), |offset| start + offset);
        let (key, codes) = TABLE.get(start..end)?.split_once('\t')?;
        let (key, bare) = key.strip_suffix('!').map_or((key, false), |key| (key, true));
        match key.cmp(name) {
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
            std::cmp::Ordering::Equal => {
                let mut value = Characters::NONE;
                codes
                    .split(' ')
                    .filter_map(|code| u32::from_str_radix(code, 16).ok().and_then(char::from_u32))
                    .for_each(|character| value.push(character));
                return Some((value, bare));
            }
        }
    }
    None
}
