//! Reading a moment that a person types: a date, a date with a time, or a span back from now.
//!
//! Day before month, as in Việt Nam; a date alone is its local midnight. Case and marks do not matter («7 ngay»). Dates of
//! feeds are another matter and live in `feed`: pages are careless in ways that people are not.

use chrono::{DateTime, Days, FixedOffset, Months, NaiveDate, NaiveDateTime, NaiveTime};

use crate::clock::{Timestamp, VIETNAM_OFFSET_SECONDS};
use crate::error::{Error, ErrorKind, Message};
use crate::text::fold::fold;

/// What was typed is no moment that we understand.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a date or a span")]
pub struct DateInputError {
    /// As typed, for the person who typed it; never for logs.
    pub input: String,
}

impl From<DateInputError> for Error {
    fn from(error: DateInputError) -> Self {
        let message = Message::new("error.text.date").with("input", error.input.clone());
        Self::caused_by(ErrorKind::InvalidInput, message, error)
    }
}

/// The moment meant by `input`, seen from `now`.
///
/// | form | example |
/// |---|---|
/// | day | `14/03/2024`, `14-3-2024`, `14.3.2024`, `14/3` (this year), `2024-03-14` |
/// | day and time | `14/03/2024 09:30`, `09:30 14/03/2024`, `2024-03-14T09:30`, RFC 3339 |
/// | span back | `30m`, `12h`, `7d`, `2w`, `7 ngày`, `3 giờ`, `2 tuần`, `1 tháng`, `1 năm`, `7 days` |
/// | word | `hôm nay`, `hôm qua`, `today`, `yesterday` |
///
/// # Errors
/// [`DateInputError`] for anything else, for dates that do not exist (31/02), and for years before 1900 or after 9999.
pub fn parse_since(input: &str, now: Timestamp) -> Result<Timestamp, DateInputError> {
    let text = fold(input.trim());
    moment(&text, now).ok_or_else(|| DateInputError { input: input.trim().to_owned() })
}

fn moment(text: &str, now: Timestamp) -> Option<Timestamp> {
    let today = now.in_vietnam().date_naive();
    match text {
        "hom nay" | "today" => return midnight(today),
        "hom qua" | "yesterday" => return midnight(today.checked_sub_days(Days::new(1))?),
        _ => {}
    }
    if let Some(time) = Timestamp::parse_rfc3339(&text.to_ascii_uppercase()) {
        return Some(time);
    }
    if let Some(time) = span_back(text, now) {
        return Some(time);
    }
    match text.split_once([' ', 't']) {
        None => midnight(day(text, today)?),
        Some((first, second)) => {
            let (date, time) = (day(first, today), clock_time(second));
            match (date, time) {
                (Some(date), Some(time)) => local(date.and_time(time)),
                _ => local(day(second.trim(), today)?.and_time(clock_time(first)?)),
            }
        }
    }
}

/// `7d`, `7 ngay`: the number, then the unit.
fn span_back(text: &str, now: Timestamp) -> Option<Timestamp> {
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    let (count, unit) = text.split_at_checked(end)?;
    let count: u32 = count.parse().ok()?;
    let seconds = match unit.trim() {
        "m" | "min" | "phut" | "minute" | "minutes" => 60,
        "h" | "gio" | "tieng" | "hour" | "hours" => 3600,
        "d" | "ngay" | "day" | "days" => 86_400,
        "w" | "tuan" | "week" | "weeks" => 7 * 86_400,
        "thang" | "month" | "months" => return months_back(count, now),
        "y" | "nam" | "year" | "years" => return months_back(count.checked_mul(12)?, now),
        _ => return None,
    };
    in_range(now.plus(-seconds * i64::from(count)))
}

/// The same day of an earlier month, or its last day if that is shorter.
fn months_back(months: u32, now: Timestamp) -> Option<Timestamp> {
    local(now.in_vietnam().naive_local().checked_sub_months(Months::new(months))?)
}

fn day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    use chrono::Datelike;
    let mut parts = text.split(['/', '-', '.']);
    let first = parts.next()?;
    let (second, third) = (parts.next()?, parts.next());
    if parts.next().is_some() {
        return None;
    }
    let number =
        |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<u32>().ok()).flatten();
    let (day, month, year) = match third {
        Some(third) if first.len() == 4 => (number(third)?, number(second)?, number(first)?),
        Some(third) if third.len() == 4 => (number(first)?, number(second)?, number(third)?),
        Some(_) => return None,
        None => (number(first)?, number(second)?, today.year().unsigned_abs()),
    };
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

fn clock_time(text: &str) -> Option<NaiveTime> {
    let mut parts = text.trim().split([':', 'h']);
    let hour = parts.next()?.parse().ok()?;
    let minute = match parts.next()? {
        "" => 0,
        minute => minute.parse().ok()?,
    };
    let second = parts.next().map_or(Some(0), |second| second.parse().ok())?;
    if parts.next().is_some() { None } else { NaiveTime::from_hms_opt(hour, minute, second) }
}

fn midnight(date: NaiveDate) -> Option<Timestamp> {
    local(date.and_time(NaiveTime::MIN))
}

fn local(time: NaiveDateTime) -> Option<Timestamp> {
    let offset = FixedOffset::east_opt(VIETNAM_OFFSET_SECONDS)?;
    let utc = time.checked_sub_offset(offset)?;
    in_range(Timestamp::from_unix(DateTime::<FixedOffset>::from_naive_utc_and_offset(utc, offset).timestamp()))
}

/// Years 1900 to 9999: anything else is a slip of the finger.
fn in_range(time: Timestamp) -> Option<Timestamp> {
    const FIRST: i64 = -2_209_014_000;
    const LAST: i64 = 253_402_275_599;
    (FIRST..=LAST).contains(&time.unix()).then_some(time)
}
