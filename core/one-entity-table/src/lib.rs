//! The part of `html-escape` that `dom_smoothie` names, over the names of `markup5ever` (docs/dependencies.md).
//!
//! Both crates bring the 2,231 names of the HTML standard; with this one, patched in under the name, 90 kB of them stay out of
//! phones. `dom_smoothie` calls it on titles, names and summaries of extracted pages.
//!
//! Invariant: text without a complete reference comes back as it is, borrowed.

use std::borrow::Cow;

use markup5ever::data::NAMED_ENTITIES;

/// No name is longer, with its semicolon (`CounterClockwiseContourIntegral;`); digits beyond it name no character either.
const LONGEST: usize = 32;

/// Replaces each character reference that ends with a semicolon (`&gt;`, `&#273;`, `&#x111;`) by what it names. What names
/// nothing, or nothing that a document may hold, stays as it is written.
///
/// Source: HTML Living Standard, 13.5 Named character references; the older references without semicolon are left alone.
pub fn decode_html_entities<S: AsRef<str> + ?Sized>(text: &S) -> Cow<'_, str> {
    let text = text.as_ref();
    let mut decoded = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        match reference(after) {
            Some((first, second, left)) => {
                decoded.push(first);
                decoded.extend(second);
                rest = left;
            }
            None => {
                decoded.push('&');
                rest = after;
            }
        }
    }
    decoded.push_str(rest);
    match decoded == text {
        true => Cow::Borrowed(text),
        false => Cow::Owned(decoded),
    }
}

/// What the reference at the beginning of `text`, after its ampersand, names, and the text behind its semicolon.
fn reference(text: &str) -> Option<(char, Option<char>, &str)> {
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let (name, rest) = (text.get(..end)?, text.get(end + 1..)?);
    let (first, second) = match name.strip_prefix('#') {
        Some(number) => (numbered(number)?, None),
        None => {
            let (first, second) = *NAMED_ENTITIES.get(text.get(..=end)?)?;
            (named(first)?, named(second))
        }
    };
    Some((first, second, rest))
}

/// The table holds beginnings of names too, which name 0.
fn named(number: u32) -> Option<char> {
    char::from_u32(number).filter(|sign| *sign != '\0')
}

fn numbered(number: &str) -> Option<char> {
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    // `from_str_radix` would take a sign.
    let is_number = digits.starts_with(|sign: char| sign.is_digit(radix));
    let sign = is_number.then(|| u32::from_str_radix(digits, radix).ok()).flatten().and_then(char::from_u32)?;
    (!sign.is_ascii_control() || matches!(sign, '\t' | '\n' | '\u{c}' | '\r')).then_some(sign)
}

#[cfg(test)]
mod tests;
