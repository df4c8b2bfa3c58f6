//! Numbers in a text.
//!
//! Every number has a slash, so the text is searched for slashes and only their surroundings are read: a fast pass for
//! indexing. Without evidence (a known symbol, a year, `số`, the name of a kind) a number is none: dates, fractions,
//! prices, speeds and `24/7` stay what they are. Linear: each slash costs a bounded look around.

use std::ops::Range;

use super::DocumentNumber;
use super::context::{self, Context};
use super::reading::{Reading, Separators, read};
use super::units::{Unit, Units};

/// Characters that are looked at before and behind a slash.
const BEFORE: usize = 64;
const BEHIND: usize = 96;

/// Symbols of certificates that are written like those of documents: copyright is none.
const CERTIFICATES: &[&str] = &["QTG"];

/// A number in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its bytes in the text, on character boundaries. The name of the kind belongs to it where it stands for the symbol
    /// (`NĐ 76/2018`).
    pub range: Range<usize>,
    /// What it is.
    pub number: DocumentNumber,
}

/// The numbers in `text`, in order, without overlap.
pub fn find(text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut units = Units::default();
    let mut done = 0;
    for slash in slashes(text) {
        if slash < done || !may_belong(text, slash) {
            continue;
        }
        units.read(text, surroundings(text, slash));
        let Some(at) = units.at_byte(slash).and_then(|slash| first_digit(&units, slash)) else { continue };
        let Some((range, number)) = weighed(&units, at) else { continue };
        let Some(bytes) = units.bytes(range).filter(|bytes| bytes.start >= done) else { continue };
        done = bytes.end;
        found.push(Found { range: bytes, number });
    }
    found
}

/// The number that `text` is as a whole.
pub(super) fn whole(text: &str) -> Option<DocumentNumber> {
    let text = text.trim();
    let mut units = Units::default();
    units.read(text, 0..text.len().min(BEFORE * 4));
    let start = units.end_of(0, |unit| !unit.is_digit());
    let (range, number) = weighed(&units, start).or_else(|| {
        let reading = read(&units, start, Separators::Slashes).filter(|reading| reading.has_slash)?;
        Some((start..reading.end, number_of(&reading)))
    })?;
    (range.end == units.len() && units.bytes(0..units.len())?.end == text.len() && range.start == 0).then_some(number)
}

/// Bytes of all slashes, wide ones too.
fn slashes(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    memchr::memchr3_iter(b'/', 0xe2, 0xef, bytes).filter(move |at| {
        let rest = bytes.get(*at..).unwrap_or_default();
        // U+2044, U+2215, U+29F8, U+FF0F.
        rest.starts_with(b"/") || ["⁄", "∕", "⧸", "／"].iter().any(|slash| rest.starts_with(slash.as_bytes()))
    })
}

/// A quick look at the bytes around a slash: most slashes of dates, addresses and units are passed over here. In doubt, and
/// wherever a byte is not ASCII, the answer is yes.
fn may_belong(text: &str, slash: usize) -> bool {
    let (before, from_slash) = text.as_bytes().split_at(slash);
    let behind = match from_slash.strip_prefix(b"/") {
        Some(behind) => is_plausible_start(behind.trim_ascii_start()),
        None => true,
    };
    behind && is_plausible_end(before.trim_ascii_end())
}

/// Behind a slash: letters, or four characters that can be a year.
fn is_plausible_start(behind: &[u8]) -> bool {
    let word = behind.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    match behind.first() {
        Some(first) if first.is_ascii_digit() => word == 4 || behind.get(word).is_some_and(|byte| !byte.is_ascii()),
        Some(first) => first.is_ascii_alphabetic() || !first.is_ascii(),
        None => false,
    }
}

/// Before a slash: digits that no slash precedes, or a kind behind a hyphen (`57-NQ`).
fn is_plausible_end(before: &[u8]) -> bool {
    let ends_in = |wanted: fn(&u8) -> bool| before.iter().rev().take_while(|byte| wanted(byte)).count();
    let byte_before = |count: usize| before.len().checked_sub(count + 1).and_then(|at| before.get(at)).copied();
    match before.last() {
        Some(last) if last.is_ascii_digit() => byte_before(ends_in(u8::is_ascii_digit)) != Some(b'/'),
        Some(last) if last.is_ascii_alphabetic() => {
            let byte = byte_before(ends_in(|byte| byte.is_ascii_alphabetic() || *byte == b' '));
            byte.is_some_and(|byte| byte == b'-' || !byte.is_ascii())
        }
        Some(last) => !last.is_ascii(),
        None => false,
    }
}

fn surroundings(text: &str, at: usize) -> Range<usize> {
    let before = text.get(..at).unwrap_or_default().char_indices().rev().take(BEFORE).last();
    let behind = text.get(at..).unwrap_or_default().char_indices().nth(BEHIND);
    before.map_or(at, |(start, _)| start)..behind.map_or(text.len(), |(end, _)| at + end)
}

/// The first digit of the number that a slash may belong to.
fn first_digit(units: &Units, slash: usize) -> Option<usize> {
    let is_space = |unit: &Unit| unit.plain == ' ';
    let mut end = units.start_of(slash, is_space);
    if units.is_letter(end.checked_sub(1)?) {
        // `57-NQ/TW`: over the kind and the hyphen.
        let hyphen = units.start_of(units.start_of(end, Unit::is_letter), is_space).checked_sub(1)?;
        if !units.is(hyphen, '-') {
            return None;
        }
        end = units.start_of(hyphen, is_space);
    }
    let mut start = units.start_of(end, Unit::is_digit);
    // `66.13/2026`, `19-2016/NQ-CP`
    if start >= 2 && start < end && (units.is(start - 1, '.') || units.is(start - 1, '-')) && units.is_digit(start - 2)
    {
        let before = units.start_of(start - 1, Unit::is_digit);
        if units.is(start - 1, '.') || end - start == 4 {
            start = before;
        }
    }
    (start < end).then_some(start)
}

/// The number that begins at unit `start`, if there is evidence for it, and its units.
pub(super) fn weighed(units: &Units, start: usize) -> Option<(Range<usize>, DocumentNumber)> {
    let reading = read(units, start, Separators::Slashes).filter(|reading| reading.has_slash)?;
    let context = context::before(units, start);
    if context == Context::Inside {
        return None;
    }
    let symbol = reading.symbol();
    if symbol.body.as_deref().is_some_and(|body| CERTIFICATES.contains(&body)) {
        return None;
    }
    if reading.segments.is_empty() {
        let goes_on = units.is(reading.end, '/') && units.is_digit(reading.end + 1);
        if reading.year.is_none() || goes_on {
            return None;
        }
        return match context {
            Context::Kind(named) => {
                let number = with_symbol(&reading, named.symbol);
                Some((named.start..reading.end, number))
            }
            Context::Numbered => Some((start..reading.end, number_of(&reading))),
            Context::Bare | Context::Inside => None,
        };
    }
    let is_known = match (&symbol.kind, &symbol.body) {
        (Some(_), Some(_)) => true,
        (Some(_), None) => false,
        (None, body) => {
            let office = matches!(body.as_deref(), Some("UBND" | "HĐND"));
            office || (reading.segments.len() > 1 && reading.segments.iter().any(|segment| segment.is_body()))
        }
    };
    let evident = reading.year.is_some() || is_known || context != Context::Bare;
    evident.then(|| (start..reading.end, number_of(&reading)))
}

pub(super) fn number_of(reading: &Reading) -> DocumentNumber {
    with_symbol(reading, reading.symbol())
}

pub(super) fn with_symbol(reading: &Reading, symbol: super::symbol::Symbol) -> DocumentNumber {
    DocumentNumber::new(&reading.digits, reading.part.as_deref(), reading.year, symbol)
}

#[cfg(test)]
mod tests;
