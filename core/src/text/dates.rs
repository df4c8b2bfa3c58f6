//! Dates and ages as people read them: `14/03/2024`, `14:05 27/01/2026`, «2 giờ trước».
//!
//! Always the wall clock of Việt Nam (+07:00), 24 hours, day before month, in both languages. What is stored stays RFC 3339
//! (`clock::Timestamp`). [`parse_since`] reads what a person types after `--since`.

mod read;

pub use read::{DateInputError, parse_since};

use chrono::{Datelike, Weekday};

use crate::clock::Timestamp;
use crate::error::Message;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// From this age on a date says more than a count of days.
const RELATIVE_UP_TO: i64 = 7 * DAY;

/// Two clocks that differ by less are taken as equal: servers run a little ahead of phones.
const CLOCK_TOLERANCE: i64 = 5 * MINUTE;

/// `14/03/2024`.
pub fn date(time: Timestamp) -> String {
    time.in_vietnam().format("%d/%m/%Y").to_string()
}

/// `14:05`.
pub fn time_of_day(time: Timestamp) -> String {
    time.in_vietnam().format("%H:%M").to_string()
}

/// `14:05 27/01/2026`.
pub fn date_time(time: Timestamp) -> String {
    time.in_vietnam().format("%H:%M %d/%m/%Y").to_string()
}

/// How long ago `time` was: «vừa xong», minutes, hours, days, and the date from seven days on.
///
/// A moment in the future (the source schedules, or this device's clock is behind) is never an age: up to five minutes
/// ahead it is «vừa xong», further ahead its date and time.
pub fn age(time: Timestamp, now: Timestamp) -> Message {
    let seconds = now.since(time);
    let count = |n: i64| n.to_string();
    match seconds {
        ..0 if seconds < -CLOCK_TOLERANCE => Message::new("age.date").with("date", date_time(time)),
        ..MINUTE => Message::new("age.now"),
        MINUTE..HOUR => Message::new("age.minutes").with("n", count(seconds / MINUTE)),
        HOUR..DAY => Message::new("age.hours").with("n", count(seconds / HOUR)),
        DAY..RELATIVE_UP_TO => Message::new("age.days").with("n", count(seconds / DAY)),
        _ => Message::new("age.date").with("date", date(time)),
    }
}

/// [`age`], where it is not the date itself: for who says the date beside it.
pub fn recent_age(time: Timestamp, now: Timestamp) -> Option<Message> {
    Some(age(time, now)).filter(|age| age.key != "age.date")
}

/// The day of the week: «thứ Hai» … «Chủ nhật», for the head of a list or a spoken date.
pub fn weekday(time: Timestamp) -> Message {
    match time.in_vietnam().weekday() {
        Weekday::Mon => Message::new("date.monday"),
        Weekday::Tue => Message::new("date.tuesday"),
        Weekday::Wed => Message::new("date.wednesday"),
        Weekday::Thu => Message::new("date.thursday"),
        Weekday::Fri => Message::new("date.friday"),
        Weekday::Sat => Message::new("date.saturday"),
        Weekday::Sun => Message::new("date.sunday"),
    }
}

#[cfg(test)]
mod tests;
