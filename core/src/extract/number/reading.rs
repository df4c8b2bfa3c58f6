//! The grammar of a number, from its first digit onwards.
//!
//! ```text
//! number    digits [ "." digits ] [ sep year ] [ sep symbol ]      28/2018/QĐ-TTg   66.13/2026/NQ-CP   128/KH-UBND
//! party     digits "-" kind "/" issuer                             57-NQ/TW
//! symbol    segment { joiner segment }                             TTLT-BTC-BKHCN   NĐCP   NQ- HĐND
//! ```
//! Bounded: at most five digits, five segments of twelve letters, two spaces around a separator.

use super::symbol::{Segment, Symbol};
use super::units::{Unit, Units};

const MAX_DIGITS: usize = 5;
const MAX_LETTERS: usize = 12;
const MAX_SEGMENTS: usize = 5;
const MAX_SPACES: usize = 2;

/// What may stand between the parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Separators {
    /// Slashes, as in a text.
    Slashes,
    /// Also spaces, hyphens, dots, low lines and `năm`, as in a hurried query.
    Any,
}

/// A number that was read, not yet weighed.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub(super) digits: String,
    pub(super) part: Option<String>,
    pub(super) year: Option<u16>,
    pub(super) segments: Vec<Segment>,
    /// Whether a slash follows the digits, or the kind that follows them.
    pub(super) has_slash: bool,
    /// Unit behind the last one.
    pub(super) end: usize,
}

impl Reading {
    pub(super) fn symbol(&self) -> Symbol {
        Symbol::of(&self.segments)
    }
}

/// Reads the number whose first digit is unit `start`. `None` if there is none; a reading may be digits only.
pub(super) fn read(units: &Units, start: usize, separators: Separators) -> Option<Reading> {
    let mut end = units.end_of(start, Unit::is_digit);
    if end == start || end - start > MAX_DIGITS {
        return None;
    }
    let digits = text(units, start, end);
    if digits.bytes().all(|digit| digit == b'0') {
        return None;
    }
    let mut part = None;
    let part_end = units.end_of(end + 1, Unit::is_digit);
    // `1.234` is a number in thousands; with more it is a price.
    let fits = part_end - end <= 3 || part_end - start <= MAX_DIGITS + 1;
    if units.is(end, '.') && (2..=4).contains(&(part_end - end)) && fits {
        part = Some(text(units, end + 1, part_end));
        end = part_end;
    }
    let mut reading = Reading { digits, part, year: None, segments: Vec::new(), has_slash: false, end };
    if let Some(at) = party(units, end) {
        reading.has_slash = true;
        reading.end = symbol(units, at, &mut reading.segments);
        return Some(reading);
    }
    if let Some((at, slash)) = separator(units, end, separators)
        && let Some((year, year_end)) = year(units, after_year_word(units, at, separators))
    {
        reading.year = Some(year);
        reading.end = year_end;
        reading.has_slash = slash;
    } else if separators == Separators::Slashes
        && units.is(end, '-')
        && year_of(&reading.digits).is_none()
        && let Some((year, year_end)) = year(units, end + 1)
        && units.is(year_end, '/')
    {
        // `19-2016/NQ-CP`, not `2025-2026/…`.
        (reading.year, reading.end, reading.has_slash) = (Some(year), year_end, true);
    }
    let hyphen = reading.year.is_some() && units.is(reading.end, '-');
    let next = match separator(units, reading.end, separators) {
        None if hyphen => Some((reading.end + 1, false)),
        found => found,
    };
    if let Some((at, slash)) = next {
        let symbol_end = symbol(units, at, &mut reading.segments);
        if !reading.segments.is_empty() {
            reading.end = symbol_end;
            reading.has_slash |= slash;
        }
    }
    Some(reading)
}

fn text(units: &Units, start: usize, end: usize) -> String {
    units.slice(start..end).iter().map(|unit| unit.plain).collect()
}

fn after_spaces(units: &Units, at: usize) -> usize {
    let end = units.end_of(at, |unit| unit.plain == ' ');
    if end - at > MAX_SPACES { at } else { end }
}

/// What follows a separator at `at`, and whether it is a slash.
fn separator(units: &Units, at: usize, separators: Separators) -> Option<(usize, bool)> {
    let first = after_spaces(units, at);
    if units.is(first, '/') {
        return Some((after_spaces(units, first + 1), true));
    }
    let other = |at: usize| ['-', '.', '_'].iter().any(|c| units.is(at, *c));
    match separators {
        Separators::Slashes => None,
        Separators::Any if other(first) => Some((after_spaces(units, first + 1), false)),
        Separators::Any => (first > at).then_some((first, false)),
    }
}

/// Behind `năm `, if that stands at `at` and the separators allow it.
fn after_year_word(units: &Units, at: usize, separators: Separators) -> usize {
    let is_word = separators == Separators::Any && text(units, at, at + 4) == "nam ";
    if is_word { at + 4 } else { at }
}

/// A year of the Republic at `at`; a scanned `2O19` or `20l9` is one.
fn year(units: &Units, at: usize) -> Option<(u16, usize)> {
    let end = at + 4;
    let digits: String = units
        .slice(at..end)
        .iter()
        .map(|unit| match unit.plain {
            'o' => '0',
            'l' | 'i' => '1',
            digit => digit,
        })
        .collect();
    let ends = !units.is_digit(end) && !units.is_letter(end);
    let year = year_of(&digits).filter(|_| units.is_digit(at) && ends)?;
    Some((year, end))
}

/// The year that four digits can be.
pub(super) fn year_of(digits: &str) -> Option<u16> {
    let year = digits.parse().ok().filter(|_| digits.len() == 4)?;
    (1945..=2100).contains(&year).then_some(year)
}

/// Where the kind of `57-NQ/TW` begins, if such a symbol stands at `at`.
fn party(units: &Units, at: usize) -> Option<usize> {
    let hyphen = after_spaces(units, at);
    if !units.is(hyphen, '-') {
        return None;
    }
    let from = after_spaces(units, hyphen + 1);
    let (kind, end) = segment(units, from)?;
    let slash = after_spaces(units, end);
    let (body, _) = segment(units, after_spaces(units, slash + 1))?;
    (units.is(slash, '/') && kind.is_kind() && body.can_begin()).then_some(from)
}

/// Reads the segments from `at` and says where they end; none if no symbol begins there.
fn symbol(units: &Units, at: usize, segments: &mut Vec<Segment>) -> usize {
    let Some((first, mut end)) = segment(units, at).filter(|(first, _)| first.can_begin()) else {
        return at;
    };
    segments.push(first);
    while segments.len() < MAX_SEGMENTS {
        let Some((next, next_end)) = segments.last().and_then(|last| joined(units, end, last, segments.len())) else {
            break;
        };
        segments.push(next);
        end = next_end;
    }
    end
}

/// The segment joined to `last`, the `count`th of its symbol, which ends at `end`.
fn joined(units: &Units, end: usize, last: &Segment, count: usize) -> Option<(Segment, usize)> {
    let is_joiner = |at: usize| ['-', '/', '_'].iter().any(|c| units.is(at, *c));
    if is_joiner(end) && units.is_letter(end + 1) {
        let (next, next_end) = segment(units, end + 1)?;
        return (next.is_known() || (next.is_capital && last.is_capital)).then_some((next, next_end));
    }
    // Between kind and issuer people leave spaces, or write something else: `NQ- HĐND`, `QĐ TTg`, `QĐ.UBND`.
    if count > 1 || !last.is_kind() {
        return None;
    }
    let from = after_spaces(units, end);
    let other = is_joiner(from) || units.is(from, '.');
    let at = if other { after_spaces(units, from + 1) } else { from };
    let (next, next_end) = segment(units, at).filter(|_| at > end)?;
    let one_side = other && (from == end) != (at == from + 1);
    (next.is_body() || (one_side && next.is_capital && next.plain.len() >= 2)).then_some((next, next_end))
}

/// The segment at `at`; the term of an assembly may stand apart: `QH 14`.
fn segment(units: &Units, at: usize) -> Option<(Segment, usize)> {
    let (found, end) = run(units, at)?;
    let term_end = end + 3;
    let is_assembly = matches!(found.plain.as_str(), "qh" | "ubtvqh") && units.is(end, ' ');
    if is_assembly && !units.is_letter(term_end) && !units.is_digit(term_end) {
        let joined: Vec<Unit> = units.slice(at..end).iter().chain(units.slice(end + 1..term_end)).copied().collect();
        let with_term = Segment::new(&joined);
        if joined.len() == end - at + 2 && with_term.is_body() {
            return Some((with_term, term_end));
        }
    }
    Some((found, end))
}

/// Letters (with `&` between them) and up to two digits; `None` if more letters or digits follow.
fn run(units: &Units, at: usize) -> Option<(Segment, usize)> {
    let letters = units.end_of(at, |unit| unit.is_letter() || unit.plain == '&');
    let end = units.end_of(letters, Unit::is_digit);
    let follows = units.is_letter(end) || units.is_digit(end);
    let fits = (1..=MAX_LETTERS).contains(&(letters - at)) && end - letters <= 2;
    let clean = units.is_letter(at) && (end > letters || units.is_letter(letters - 1));
    (fits && clean && !follows).then(|| (Segment::new(units.slice(at..end)), end))
}
