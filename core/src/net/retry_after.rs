//! Reads `Retry-After` (RFC 9110 §10.2.3): seconds or a date in any of the three forms of §5.6.7.
//!
//! Called by the client for 429 and 503. Pure; what cannot be read is no wish at all.

use std::time::Duration;

use chrono::{DateTime, NaiveDateTime};

use crate::clock::Timestamp;

/// How long the server wants us to wait, counted from `now`. A date in the past is zero.
///
/// `None` for anything that is neither digits nor an HTTP date.
pub(super) fn parse(value: &str, now: Timestamp) -> Option<Duration> {
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than fit is "very long", which the policy cuts down.
        return Some(Duration::from_secs(value.parse().unwrap_or(u64::from(u32::MAX))));
    }
    let wait = http_date(value)?.since(now);
    Some(Duration::from_secs(u64::try_from(wait).unwrap_or(0)))
}

/// IMF-fixdate, RFC 850 date (two-digit year) or asctime date, all in GMT.
fn http_date(value: &str) -> Option<Timestamp> {
    if let Ok(time) = DateTime::parse_from_rfc2822(value) {
        return Some(Timestamp::from_unix(time.timestamp()));
    }
    ["%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(value, format).ok())
        .map(|time| Timestamp::from_unix(time.and_utc().timestamp()))
}

#[cfg(test)]
mod tests;
