//! ISO 8601 and its misspellings: `2024-03-14T09:30:00+07:00`, `20240314`, `2024-W11-4`, `2024-074`, `03335`, `-03-12`.

use super::civil::{self, Civil};
use super::lex::{self, Lexeme, Separator};
use super::{FIRST_YEAR, Moment, zones};

/// Reads a date that begins like ISO 8601; `None` leaves it to the general reader.
pub(super) fn read(text: &str) -> Option<Moment> {
    let ((year, month, day), rest) = date(text)?;
    if year < FIRST_YEAR {
        return None;
    }
    let rest_trimmed = rest.trim_start_matches(['T', 't', ' ', ',', '\u{A0}']);
    let lexemes = lex::lex(rest_trimmed);
    let (time, used) = match lex::time(&lexemes) {
        Some(time) => time,
        None if rest_trimmed.is_empty() => ((0, 0, 0), 0),
        None => compact_time(&lexemes)?,
    };
    let tail = lexemes.get(used..).unwrap_or_default();
    let tail = tail.get(tail.iter().take_while(|l| **l == Lexeme::Separator(Separator::Space)).count()..)?;
    let offset = match tail.first() {
        None => None,
        Some(Lexeme::Word(word)) => Some((zones::by_name(word)?, tail.get(1..)?)),
        Some(_) => zones::offset(tail)
            .map(|(seconds, used)| (zones::Zone::Fixed(seconds), tail.get(used..).unwrap_or_default())),
    };
    let left = offset.as_ref().map_or(tail, |(_, left)| left);
    // Something follows that this reader does not know (`CH`, `GMT+7`): the general one reads it all again.
    if left.iter().any(|lexeme| !matches!(lexeme, Lexeme::Separator(_))) || (offset.is_none() && !left.is_empty()) {
        return None;
    }
    let (hour, minute, second) = time;
    let wall = Civil { year, month, day, hour, minute, second }.seconds()?;
    let standard = text.as_bytes().get(10) == Some(&b'T') && offset.is_some();
    Some(Moment { wall, offset: offset.map(|(zone, _)| zone.offset(wall)), standard })
}

fn compact_time(lexemes: &[Lexeme<'_>]) -> Option<((u32, u32, u32), usize)> {
    match *lexemes.first()? {
        Lexeme::Number { value, digits: 6 } => Some(((value / 10_000, value / 100 % 100, value % 100), 1)),
        Lexeme::Number { value, digits: 4 } => Some(((value / 100, value % 100, 0), 1)),
        _ => None,
    }
}

type Date = (i32, u32, u32);

/// The date at the start, and what follows it.
fn date(text: &str) -> Option<(Date, &str)> {
    let (digits, rest) = digits(text);
    let year = |text: &str| text.parse::<i32>().ok();
    let number = |text: &str| text.parse::<u32>().ok();
    match digits.len() {
        // `-03-12` and `-0312`: year and month of this century (ISO 8601:1988).
        0 => {
            let (short, rest) = self::digits(text.strip_prefix('-')?);
            let (short_year, month, rest) = match short.len() {
                4 => (short.get(..2)?, short.get(2..)?, rest),
                2 => {
                    let (month, rest) = self::digits(rest.strip_prefix('-')?);
                    (short, month, rest)
                }
                _ => return None,
            };
            Some(((century(number(short_year)?), number(month)?, 1), rest))
        }
        4 => after_year(year(digits)?, rest),
        2 if rest.starts_with('-') => {
            let (value, after) = after_year(century(number(digits)?), rest)?;
            // `14-03-2024` is no year 14.
            (!after.starts_with(|c: char| c.is_ascii_digit())).then_some((value, after))
        }
        5 => {
            let (y, ordinal) = digits.split_at_checked(2)?;
            Some((civil::of_ordinal(century(number(y)?), number(ordinal)?)?, rest))
        }
        6 => {
            let (long_year, month) = digits.split_at_checked(4)?;
            let month = number(month).filter(|month| (1..=12).contains(month));
            if let Some(month) = month.filter(|_| begins_a_year(long_year)) {
                return Some(((year(long_year)?, month, 1), rest));
            }
            Some(((century(number(digits.get(..2)?)?), number(digits.get(2..4)?)?, number(digits.get(4..)?)?), rest))
        }
        7 => {
            let (y, ordinal) = digits.split_at_checked(4)?;
            Some((civil::of_ordinal(year(y)?, number(ordinal)?)?, rest))
        }
        8 => {
            let (y, md) = digits.split_at_checked(4)?;
            let (m, d) = md.split_at_checked(2)?;
            // `14032024` is no year 1403.
            begins_a_year(y).then_some(((year(y)?, number(m)?, number(d)?), rest))
        }
        14 => {
            let (date_part, _) = digits.split_at_checked(8)?;
            let (date, _) = date(date_part)?;
            Some((date, text.get(8..)?))
        }
        _ => None,
    }
}

fn begins_a_year(digits: &str) -> bool {
    digits.starts_with("19") || digits.starts_with("20")
}

/// `-03-14`, `-03`, `-074`, `-W11-4`, or nothing after the year.
fn after_year(year: i32, rest: &str) -> Option<(Date, &str)> {
    let compact_week = rest.starts_with(['W', 'w']).then_some(rest);
    let Some(tail) = rest.strip_prefix('-').or(compact_week) else {
        return rest.trim().is_empty().then_some(((year, 1, 1), ""));
    };
    if let Some(week) = tail.strip_prefix(['W', 'w']) {
        let (digits, after) = digits(week);
        let (number, after) = if digits.len() == 3 { week.split_at_checked(2)? } else { (digits, after) };
        let (weekday, after) = self::digits(after.strip_prefix('-').unwrap_or(after));
        let date = civil::of_week(year, number.parse().ok()?, weekday.parse().unwrap_or(1))?;
        return Some((date, after));
    }
    let (first, after) = digits(tail);
    let Some((second, after)) = after.strip_prefix('-').map(digits) else {
        return match first.len() {
            3 => Some((civil::of_ordinal(year, first.parse().ok()?)?, after)),
            4 => Some(((year, first.get(..2)?.parse().ok()?, first.get(2..)?.parse().ok()?), after)),
            1 | 2 => Some(((year, first.parse().ok()?, 1), after)),
            _ => None,
        };
    };
    (first.len() <= 3 && matches!(second.len(), 1 | 2)).then_some(())?;
    Some(((year, first.parse().ok()?, second.parse().ok()?), after))
}

fn century(year: u32) -> i32 {
    2000 + i32::try_from(year % 100).unwrap_or_default()
}

fn digits(text: &str) -> (&str, &str) {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    text.split_at_checked(length).unwrap_or((text, ""))
}
