//! Time as the core knows it: whole seconds, handed in, never taken.
//!
//! Logic receives a [`Timestamp`] or a [`Clock`]; only [`SystemClock`] reads the machine. `Timestamp` formats itself for
//! storage only (RFC 3339, `+07:00`, decision 3); what a person sees is formatted by `text::dates`.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, FixedOffset, SecondsFormat, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Seconds east of UTC in Việt Nam, which has had one zone and no summer time since 1975.
pub const VIETNAM_OFFSET_SECONDS: i32 = 7 * 3600;

/// 0001-01-01T00:00:00Z.
const FIRST_SECOND: i64 = -62_135_596_800;

/// 9999-12-31T16:59:59Z, the last second of year 9999 in Việt Nam.
const LAST_SECOND: i64 = 253_402_275_599;

/// Whole seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp(i64);

impl Timestamp {
    /// From Unix seconds.
    pub const fn from_unix(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Unix seconds.
    pub const fn unix(self) -> i64 {
        self.0
    }

    /// Reads RFC 3339 with any offset; fractions are cut off. `None` if the text is anything else.
    pub fn parse_rfc3339(text: &str) -> Option<Self> {
        DateTime::parse_from_rfc3339(text).ok().map(|time| Self(time.timestamp()))
    }

    /// `YYYY-MM-DDThh:mm:ss+07:00`, the one form that is stored and published (decision 3).
    ///
    /// A moment outside the years 1 to 9999 is written as the nearest one inside: RFC 3339 has four digits.
    pub fn rfc3339(self) -> String {
        self.in_vietnam().to_rfc3339_opts(SecondsFormat::Secs, false)
    }

    /// The moment on the wall clock of Việt Nam, kept within the years 1 to 9999.
    pub fn in_vietnam(self) -> DateTime<FixedOffset> {
        let utc = DateTime::<Utc>::from_timestamp(self.0.clamp(FIRST_SECOND, LAST_SECOND), 0).unwrap_or_default();
        // UTC+07:00 is a constant inside chrono's range; the fallback keeps the same moment in UTC.
        match FixedOffset::east_opt(VIETNAM_OFFSET_SECONDS) {
            Some(offset) => utc.with_timezone(&offset),
            None => utc.fixed_offset(),
        }
    }

    /// Seconds from `earlier` to `self`; negative if `earlier` is later.
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// The moment `seconds` later (earlier if negative).
    pub const fn plus(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.rfc3339())
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.rfc3339())
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse_rfc3339(&text).ok_or_else(|| serde::de::Error::custom(format!("`{text}` is no RFC 3339 time")))
    }
}

/// Where "now" comes from.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Timestamp;
}

/// The machine's clock. It may be wrong: 1970 and 2100 are tested.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let seconds = match SystemTime::now().duration_since(UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_secs()).unwrap_or(i64::MAX),
            Err(before) => -i64::try_from(before.duration().as_secs()).unwrap_or(i64::MAX),
        };
        Timestamp(seconds)
    }
}

/// A clock that stands still: `--now` of the terminal shell, and tests.
#[derive(Clone, Copy, Debug)]
pub struct FixedClock(pub Timestamp);

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        self.0
    }
}

#[cfg(test)]
mod tests;
