//! Numbers in a query, where people leave out what they do not know and the slashes with it.
//!
//! `28 2018 qd ttg`, `128-kh-ubnd`, `nghị định 28 năm 2018`, `28/2018`, `nghị định 100`: what is left out stays unknown in the
//! value, so that whoever searches takes any kind, issuer or year for it.

use std::ops::Range;

use super::DocumentNumber;
use super::context::{self, Context};
use super::find::{number_of, weighed, with_symbol};
use super::reading::{Reading, Separators, read, year_of};
use super::units::{Unit, Units};

/// Bytes of a query that are looked at.
const MAX_BYTES: usize = 2_000;

/// Words that make a count of the number before them: `quyết định 15 ngày`.
const COUNTED: &[&str] = &[
    "bo", "buoc", "con", "dieu", "diem", "dong", "gio", "ho", "ky", "lan", "loai", "mau", "muc", "nam", "ngay",
    "nguoi", "phut", "quy", "thang", "trieu", "truong", "tuan", "ty", "van", "xa",
];

/// How sure it is that a number was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// `28/2018` may be a month, `nghị định 100` lacks a year.
    Partial,
    /// A kind or an issuer was named.
    Named,
}

/// A number that a query asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Its bytes in the query, on character boundaries.
    pub range: Range<usize>,
    /// What is known of it.
    pub number: DocumentNumber,
    /// How sure that is.
    pub evidence: Evidence,
}

/// The numbers that `query` asks for, in order, without overlap. Linear; what is beyond 2,000 bytes is not looked at.
pub fn asked(query: &str) -> Vec<Asked> {
    let mut units = Units::default();
    let mut end = query.len().min(MAX_BYTES);
    while !query.is_char_boundary(end) {
        end -= 1;
    }
    units.read(query, 0..end);
    let (mut at, mut done, mut found) = (0, 0, Vec::new());
    while at < units.len() {
        if !units.is_digit(at) {
            at += 1;
            continue;
        }
        let read = weighed(&units, at).map(|(range, number)| (range, number, Evidence::Named));
        if let Some((range, number, evidence)) = read.or_else(|| guessed(&units, at)).filter(|(r, ..)| r.start >= done)
            && let Some(bytes) = units.bytes(range.clone())
        {
            found.push(Asked { range: bytes, number, evidence });
            (at, done) = (range.end, range.end);
        } else {
            at = units.end_of(at, Unit::is_digit);
        }
    }
    found
}

fn guessed(units: &Units, start: usize) -> Option<(Range<usize>, DocumentNumber, Evidence)> {
    let context = context::before(units, start);
    if context == Context::Inside {
        return None;
    }
    let strict = read(units, start, Separators::Slashes)?;
    if strict.has_slash && !strict.segments.is_empty() {
        // `128/KH`: one part of a symbol after a slash.
        return strict.segments.first().filter(|first| first.is_known()).map(|_| {
            let number = number_of(&strict);
            (start..strict.end, number, Evidence::Named)
        });
    }
    let loose = read(units, start, Separators::Any)?;
    if is_symbol(&loose) {
        return Some((start..loose.end, number_of(&loose), Evidence::Named));
    }
    match context {
        Context::Kind(named) => {
            let from = named.start;
            if let Some(end) = year_end(units, start, &loose) {
                let year_only = Reading { segments: Vec::new(), end, ..loose };
                return Some((from..end, with_symbol(&year_only, named.symbol), Evidence::Named));
            }
            let end = units.end_of(start, Unit::is_digit);
            let alone = named.called_by_number && end - start >= 2 && !is_counted(units, end);
            let number = Reading { part: None, year: None, segments: Vec::new(), end, ..loose };
            let plausible = year_of(&number.digits).is_none();
            (alone && plausible).then(|| (from..end, with_symbol(&number, named.symbol), Evidence::Partial))
        }
        Context::Bare | Context::Numbered | Context::Inside => {
            let goes_on = units.is(strict.end, '/') && units.is_digit(strict.end + 1);
            let bare = strict.has_slash && strict.year.is_some() && !goes_on;
            bare.then(|| (start..strict.end, number_of(&strict), Evidence::Partial))
        }
    }
}

/// Without slashes only a listed kind, with a year or a listed issuer, is a symbol.
fn is_symbol(loose: &Reading) -> bool {
    let Some((first, rest)) = loose.segments.split_first() else {
        return false;
    };
    let has_kind = first.is_kind() || (first.is_known() && !first.is_body());
    let has_body = rest.iter().any(|segment| segment.is_body()) || (first.is_known() && !first.is_kind());
    (has_kind && has_body) || (loose.year.is_some() && first.is_known() && first.plain.len() > 1)
}

/// Where the year of a reading ends whose segments are no symbol.
fn year_end(units: &Units, start: usize, loose: &Reading) -> Option<usize> {
    loose.year?;
    let digits = units.end_of(start, |unit| unit.is_digit() || unit.plain == '.');
    let before = units.end_of(digits, |unit| !unit.is_digit());
    Some(units.end_of(before, Unit::is_digit))
}

/// Whether the word behind `end` makes a count of the number.
fn is_counted(units: &Units, end: usize) -> bool {
    let from = units.end_of(end, |unit| unit.plain == ' ');
    let word: String = units.slice(from..units.end_of(from, Unit::is_letter)).iter().map(|unit| unit.plain).collect();
    units.is(from, '%') || COUNTED.contains(&word.as_str())
}

#[cfg(test)]
mod tests;
