//! Which collection holds a record at the moment of a release (decision 22).
//!
//! Pure: kind, dates and the release's time decide, never what was before, so that a ledger can be rebuilt. A record that moves is
//! dropped here and put there with its line unchanged; where no collection holds it, phones forget it.

use app4g_core::Timestamp;
use app4g_core::model::Kind;
use app4g_core::model::kinds::definition;
use chrono::{Datelike as _, Days, Months, NaiveDate};

/// What every phone has: units, terms, calendars, sources, lexicons, and tombstones.
pub const BASE: &str = "base";

/// Days that a notice stays after it ended.
const NOTICE_DAYS: i64 = 30;

/// Days that `news` reaches back, at least.
const NEWS_DAYS: u64 = 180;

/// Months that a listing stays after it ended.
const LISTING_MONTHS: u32 = 24;

/// Seconds of a day.
const DAY: i64 = 86_400;

/// The collection of a record, if one holds it at `now`.
///
/// Articles leave `news` at the first release of a month, when they are older than 180 days before its first day, and are in
/// `news-YYYY` from then on (the year in which they were published, in Việt Nam): the archive changes once a month, and no record
/// is between the two.
pub fn at(kind: Kind, published: Timestamp, valid_until: Option<Timestamp>, now: Timestamp) -> Option<String> {
    match definition(kind).collection {
        "news" if published < news_begin(now) => Some(format!("news-{:04}", published.in_vietnam().year())),
        "notices" if !still(valid_until.map(|end| end.plus(NOTICE_DAYS * DAY)), now) => None,
        "listings" if !still(valid_until.map(listing_end), now) => None,
        collection => Some(collection.to_owned()),
    }
}

/// Until when [`at`] says the same as at `now`, as far as time alone decides; `None`: for ever.
pub fn quiet_until(
    kind: Kind,
    published: Timestamp,
    valid_until: Option<Timestamp>,
    now: Timestamp,
) -> Option<Timestamp> {
    let end = match definition(kind).collection {
        "news" if published >= news_begin(now) => Some(month_end(now)),
        "notices" => valid_until.map(|end| end.plus(NOTICE_DAYS * DAY)),
        "listings" => valid_until.map(listing_end),
        _ => None,
    };
    end.filter(|end| *end >= now)
}

/// Whether `collection` may hold, or may have held, a record of this kind: it, its archive of a year, or its tombstone.
pub fn may_hold(kind: Kind, collection: &str) -> bool {
    let home = definition(kind).collection;
    let is_archive = || collection.strip_prefix(home).is_some_and(|rest| rest.starts_with('-'));
    collection == home || collection == BASE || is_archive()
}

/// Whether records of this kind live in [`BASE`]; others are there as tombstones only.
pub fn is_base(kind: Kind) -> bool {
    definition(kind).collection == BASE
}

/// Whether `now` is not after `end`; what has no end stays.
fn still(end: Option<Timestamp>, now: Timestamp) -> bool {
    end.is_none_or(|end| now <= end)
}

/// The first moment that `news` holds: 180 days before the month of `now` began.
fn news_begin(now: Timestamp) -> Timestamp {
    let today = now.in_vietnam();
    let first = today.date_naive().with_day(1).and_then(|first| first.checked_sub_days(Days::new(NEWS_DAYS)));
    midnight(first.unwrap_or(NaiveDate::MIN))
}

fn listing_end(valid_until: Timestamp) -> Timestamp {
    let end = valid_until.in_vietnam().checked_add_months(Months::new(LISTING_MONTHS));
    end.map_or(valid_until, |end| Timestamp::from_unix(end.timestamp()))
}

/// The last second of the month of `now`.
fn month_end(now: Timestamp) -> Timestamp {
    let next = now.in_vietnam().date_naive().with_day(1).and_then(|first| first.checked_add_months(Months::new(1)));
    next.map_or(now, |next| midnight(next).plus(-1))
}

/// The beginning of a day in Việt Nam.
fn midnight(date: NaiveDate) -> Timestamp {
    let utc = date.and_time(chrono::NaiveTime::MIN).and_utc().timestamp();
    Timestamp::from_unix(utc - i64::from(app4g_core::clock::VIETNAM_OFFSET_SECONDS))
}

#[cfg(test)]
mod tests;
