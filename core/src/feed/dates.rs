//! Dates as feeds write them.
//!
//! One reader for all: the text is cut into numbers and words ([`lex`]), time, zone and month names are recognised
//! ([`words`], [`zones`]), what remains is day, month and year. ISO 8601 forms that cannot be told apart that way have
//! their own reader ([`iso`]). Day before month, unless that cannot be or an English AM/PM shows American software.
//!
//! A [`Moment`] without zone is resolved when the whole feed is known: +07:00 for Vietnamese feeds, else UTC.

mod civil;
mod iso;
mod lex;
mod words;
mod zones;

use super::limits;
use crate::clock::Timestamp;

use civil::Civil;
use lex::{Lexeme, Separator};
use words::Word;
use zones::Zone;

/// A point in time as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    /// Seconds since 1970 as if the wall clock showed UTC.
    wall: i64,
    /// Seconds east of UTC, if the text says so.
    offset: Option<i32>,
    /// In the form of RFC 822/5322 or RFC 3339.
    pub(super) standard: bool,
}

impl Moment {
    /// The time, with `default_offset` seconds east of UTC where the text names no zone.
    pub(super) fn at(self, default_offset: i32) -> Timestamp {
        Timestamp::from_unix(self.wall - i64::from(self.offset.unwrap_or(default_offset)))
    }

    /// Whether the text names a zone.
    pub(super) const fn has_zone(self) -> bool {
        self.offset.is_some()
    }

    const fn utc(seconds: i64) -> Self {
        Self { wall: seconds, offset: Some(0), standard: false }
    }
}

/// Seconds east of UTC where Korean is written.
const KOREA: i32 = 9 * 3600;

/// Years before this are the zero of somebody's clock (.NET's 0001), not dates.
const FIRST_YEAR: i32 = 1900;

/// Reads a date. `None` if there is none in the text, or one before 1900.
pub(super) fn read(text: &str) -> Option<Moment> {
    let text = text.trim();
    let text = super::text::head(text, limits::DATE_BYTES);
    epoch(text).or_else(|| iso::read(text)).or_else(|| general(text))
}

/// Seconds or milliseconds since 1970, also as `/Date(…)/`.
fn epoch(text: &str) -> Option<Moment> {
    let inner = text.strip_prefix("/Date(").and_then(|rest| rest.split([')', '+']).next());
    if let Some(milliseconds) = inner {
        return milliseconds.trim().parse::<i64>().ok().filter(|ms| *ms > 0).map(|ms| Moment::utc(ms.div_euclid(1000)));
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) {
        return None;
    }
    let number: i64 = whole.parse().ok()?;
    match whole.len() {
        9 | 10 => Some(Moment::utc(number)),
        12 | 13 => Some(Moment::utc(number / 1000)),
        16 => Some(Moment::utc(number / 1_000_000)),
        _ => None,
    }
}

/// What was recognised so far.
#[derive(Default)]
struct Found {
    time: Option<(u32, u32, u32)>,
    half: Option<Half>,
    zone: Option<Zone>,
    /// What the language implies.
    default_zone: Option<Zone>,
    month: Option<u32>,
    /// Where the month's name stands among the numbers.
    month_after: usize,
    numbers: Vec<Number>,
    english_half: bool,
    weekday: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

/// A number that belongs to the date.
#[derive(Clone, Copy)]
struct Number {
    value: u32,
    digits: usize,
    /// `'04`, `năm 2024`, `2024年`.
    is_year: bool,
}

fn general(text: &str) -> Option<Moment> {
    let lexemes = lex::lex(text);
    let mut found = Found::default();
    let mut at = 0;
    while let Some(lexeme) = lexemes.get(at) {
        at += match *lexeme {
            Lexeme::Number { .. } => number(&lexemes, at, &mut found),
            Lexeme::Word(word) => named(&lexemes, at, word, &mut found),
            Lexeme::Separator(_) => 1,
        };
    }
    found.moment()
}

/// Handles the number at `at`; returns how many lexemes were used.
fn number(lexemes: &[Lexeme<'_>], at: usize, found: &mut Found) -> usize {
    let tail = lexemes.get(at..).unwrap_or_default();
    if let Some((time, used)) = lex::time(tail).filter(|_| found.time.is_none()) {
        found.time = Some(time);
        return used + offset(lexemes, at + used, found);
    }
    if let Some(Lexeme::Number { value, digits }) = tail.first().copied() {
        found.numbers.push(Number { value, digits, is_year: digits == 4 });
    }
    1
}

/// Reads `+07:00`, `-0800`, `+7` right after a time.
fn offset(lexemes: &[Lexeme<'_>], at: usize, found: &mut Found) -> usize {
    let mut from = at;
    while matches!(lexemes.get(from), Some(Lexeme::Separator(Separator::Space | Separator::Other))) {
        from += 1;
    }
    // ` - 2020`, ` -12/3`: a date follows, no zone.
    let Some((seconds, used)) = zones::offset(lexemes.get(from..).unwrap_or_default()) else {
        return 0;
    };
    found.zone.get_or_insert(Zone::Fixed(seconds));
    from - at + used
}

/// Handles the word at `at`; returns how many lexemes were used.
fn named(lexemes: &[Lexeme<'_>], at: usize, word: &str, found: &mut Found) -> usize {
    let following = lexemes.get(at + 1..).unwrap_or_default();
    if words::is_korean(word) {
        found.default_zone = Some(Zone::Fixed(KOREA));
    }
    match words::meaning(word, following, found.time.is_some()) {
        Some((Word::Month(month), used)) => {
            // `mar. 14 avril`: the first word was a weekday.
            if found.month.is_none() || found.month_after == 0 {
                found.month = Some(month);
                found.month_after = found.numbers.len();
            }
            used
        }
        Some((Word::Morning { english }, used)) => {
            found.half = Some(Half::Morning);
            found.english_half |= english;
            used
        }
        Some((Word::Afternoon { english }, used)) => {
            found.half = Some(Half::Afternoon);
            found.english_half |= english;
            used
        }
        Some((Word::Weekday, used)) => {
            found.weekday = true;
            used
        }
        Some((Word::YearFollows, used)) => {
            if let Some(Lexeme::Number { value, digits }) = lexemes.get(at + used).copied() {
                found.numbers.push(Number { value, digits, is_year: true });
                return used + 1;
            }
            used
        }
        Some((Word::YearBefore, used)) => {
            if let Some(last) = found.numbers.last_mut() {
                last.is_year = true;
            }
            used
        }
        None => zone_name(lexemes, at, word, found),
    }
}

fn zone_name(lexemes: &[Lexeme<'_>], at: usize, word: &str, found: &mut Found) -> usize {
    let Some(zone) = zones::by_name(word) else {
        return 1;
    };
    if matches!(zone, Zone::Fixed(0)) {
        // `GMT+7`, `UTC+07:00`, `GMT +0700`: the offset counts, from zero.
        let mut from = at + 1;
        while matches!(lexemes.get(from), Some(Lexeme::Separator(Separator::Space))) {
            from += 1;
        }
        if let Some((seconds, used)) = zones::offset(lexemes.get(from..).unwrap_or_default()) {
            found.zone = Some(Zone::Fixed(seconds));
            return from - at + used;
        }
    }
    found.zone.get_or_insert(zone);
    1
}

impl Found {
    fn moment(mut self) -> Option<Moment> {
        let (year, month, day) = self.date()?;
        if year < FIRST_YEAR {
            return None;
        }
        let (mut hour, minute, second) = self.time.unwrap_or_default();
        match self.half {
            Some(Half::Afternoon) if hour < 12 => hour += 12,
            Some(Half::Morning) if hour == 12 => hour = 0,
            _ => {}
        }
        let civil = Civil { year, month, day, hour, minute, second };
        let wall = civil.seconds()?;
        let offset = self.zone.or(self.default_zone).map(|zone| zone.offset(wall));
        // RFC 822: numbers around a month's name, then a time, then a zone.
        let standard = self.month.is_some()
            && self.month_after == 1
            && self.time.is_some()
            && offset.is_some()
            && self.half.is_none();
        Some(Moment { wall, offset, standard })
    }

    fn date(&mut self) -> Option<(i32, u32, u32)> {
        let numbers = std::mem::take(&mut self.numbers);
        let year_at = numbers.iter().position(|number| number.is_year);
        if let Some(month) = self.month {
            return date_around_month(&numbers, year_at, month);
        }
        let [a, b, c] = numbers.get(..3)? else { return None };
        match year_at {
            Some(0) => Some((full_year(*a), b.value, c.value)),
            _ => {
                let american = b.value > 12 || (self.english_half && a.value <= 12);
                let (day, month) = if american { (b.value, a.value) } else { (a.value, b.value) };
                Some((full_year(*c), month, day))
            }
        }
    }
}

fn date_around_month(numbers: &[Number], year_at: Option<usize>, month: u32) -> Option<(i32, u32, u32)> {
    if let Some(at) = year_at {
        let year = full_year(*numbers.get(at)?);
        let day = numbers.iter().enumerate().find(|(other, number)| *other != at && number.value <= 31);
        return Some((year, month, day.map_or(1, |(_, number)| number.value)));
    }
    match numbers {
        [day, year, ..] if day.value <= 31 => Some((full_year(*year), month, day.value)),
        [year, day, ..] => Some((full_year(*year), month, day.value)),
        _ => None,
    }
}

/// Two digits: 00 to 68 are of this century (POSIX).
fn full_year(number: Number) -> i32 {
    let value = i32::try_from(number.value).unwrap_or(i32::MAX);
    match number.digits {
        1 | 2 if value < 69 => 2000 + value,
        1 | 2 => 1900 + value,
        _ => value,
    }
}

#[cfg(test)]
mod tests;
