//! A day of the calendar, without a time: when a decree takes effect, when a unit ceases.
//!
//! Stored as ISO 8601 (`2025-07-01`); a person sees `01/07/2025`.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::clock::Timestamp;

/// A day in Việt Nam.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

impl Date {
    /// Reads `YYYY-MM-DD` and nothing else; `None` for a day that no calendar has.
    pub fn parse(text: &str) -> Option<Self> {
        let date = Self(NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?);
        (date.to_string() == text).then_some(date)
    }

    /// The day on which `moment` falls in Việt Nam.
    pub fn of(moment: Timestamp) -> Self {
        Self(moment.in_vietnam().date_naive())
    }

    /// `01/07/2025`.
    pub fn shown(self) -> String {
        self.0.format("%d/%m/%Y").to_string()
    }

    /// The year, as people count.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The day after; the last day of the calendar stays itself.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.succ_opt().unwrap_or(self.0))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%d"))
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom(format!("`{text}` is no date")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_in_one_form_only() {
        assert_eq!(Date::parse("2025-07-01").map(Date::shown).as_deref(), Some("01/07/2025"));
        for wrong in ["2025-7-1", "01/07/2025", "2025-02-29", "2025-07-01T00:00:00+07:00", ""] {
            assert_eq!(Date::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_day_of_a_moment_is_that_of_viet_nam() {
        let evening = Timestamp::parse_rfc3339("2025-06-30T17:00:00Z").unwrap();
        assert_eq!(Date::of(evening).to_string(), "2025-07-01");
        assert_eq!(Date::of(evening.plus(-1)).next(), Date::of(evening));
    }
}
