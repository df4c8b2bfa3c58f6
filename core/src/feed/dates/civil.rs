//! Calendar arithmetic on checked fields (proleptic Gregorian).

use chrono::{Datelike, Duration, NaiveDate, Weekday};

/// A wall-clock time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Civil {
    pub(super) year: i32,
    pub(super) month: u32,
    pub(super) day: u32,
    pub(super) hour: u32,
    pub(super) minute: u32,
    pub(super) second: u32,
}

impl Civil {
    /// 31 June is 1 July: software that adds days without looking at the month writes such dates.
    fn rolled_over(self) -> Option<NaiveDate> {
        let first = NaiveDate::from_ymd_opt(self.year, self.month, 1).filter(|_| (29..=31).contains(&self.day))?;
        first.checked_add_signed(Duration::days(i64::from(self.day) - 1))
    }

    /// Seconds since 1970 on that clock. `None` if a field is out of range; 24:00 is the next day, :60 the next minute.
    pub(super) fn seconds(self) -> Option<i64> {
        if self.hour > 24
            || self.minute > 59
            || self.second > 60
            || (self.hour == 24 && self.minute > 0)
            || self.year > 9999
        {
            return None;
        }
        let date = NaiveDate::from_ymd_opt(self.year, self.month, self.day).or_else(|| self.rolled_over())?;
        let days = days(date);
        Some(days * 86_400 + i64::from(self.hour) * 3600 + i64::from(self.minute) * 60 + i64::from(self.second))
    }
}

/// Days since 1970-01-01.
pub(super) fn days(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce()) - 719_163
}

/// The date of an ordinal day.
pub(super) fn of_ordinal(year: i32, ordinal: u32) -> Option<(i32, u32, u32)> {
    parts(NaiveDate::from_yo_opt(year, ordinal)?)
}

/// The date of an ISO week and weekday (1 is Monday).
pub(super) fn of_week(year: i32, week: u32, weekday: u32) -> Option<(i32, u32, u32)> {
    let monday = NaiveDate::from_isoywd_opt(year, week, Weekday::Mon)?;
    parts(monday.checked_add_signed(Duration::days(i64::from(weekday) - 1))?)
}

/// The `nth` Sunday of a month, from 1; 0 is the last.
pub(super) fn sunday(year: i32, month: u32, nth: u8) -> Option<NaiveDate> {
    if nth > 0 {
        return NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Sun, nth);
    }
    NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Sun, 5)
        .or_else(|| NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Sun, 4))
}

fn parts(date: NaiveDate) -> Option<(i32, u32, u32)> {
    Some((date.year(), date.month(), date.day()))
}
