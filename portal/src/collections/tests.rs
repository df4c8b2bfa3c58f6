//! Tests of the parent module.

use super::*;
use proptest::prelude::*;

fn time(text: &str) -> Timestamp {
    Timestamp::parse_rfc3339(text).unwrap()
}

#[test]
fn news_moves_to_the_archive_of_its_year_at_the_first_release_of_a_month() {
    let published = time("2025-12-31T23:00:00+07:00");
    let at = |now: &str| at(Kind::Article, published, None, time(now)).unwrap();
    assert_eq!(at("2026-01-01T00:00:00+07:00"), "news");
    // 180 days have passed on 29 June; the month in which they passed ends first.
    assert_eq!(at("2026-06-30T23:59:59+07:00"), "news");
    assert_eq!(at("2026-07-01T00:00:00+07:00"), "news-2025");
}

#[test]
fn the_year_of_an_archive_is_that_of_viet_nam() {
    let published = time("2024-12-31T20:00:00Z");
    assert_eq!(at(Kind::Article, published, None, time("2026-07-01T00:00:00Z")).unwrap(), "news-2025");
}

#[test]
fn a_notice_stays_thirty_days_after_its_end() {
    let end = time("2026-03-01T12:00:00+07:00");
    let at = |now: Timestamp| at(Kind::Notice, end.plus(-DAY), Some(end), now);
    assert_eq!(at(end.plus(30 * DAY)).as_deref(), Some("notices"));
    assert_eq!(at(end.plus(30 * DAY + 1)), None);
}

#[test]
fn a_listing_stays_two_years_after_its_end() {
    let end = time("2024-02-29T12:00:00+07:00");
    let at = |now: &str| at(Kind::Listing, end.plus(-DAY), Some(end), time(now));
    assert_eq!(at("2026-02-28T12:00:00+07:00").as_deref(), Some("listings"));
    assert_eq!(at("2026-02-28T12:00:01+07:00"), None);
}

proptest! {
    /// Time never brings a record back: from `news` it goes to one archive and stays, from the others it vanishes and stays away.
    #[test]
    fn a_record_moves_at_most_once_as_time_passes(
        kind in prop::sample::select(Kind::ALL.to_vec()),
        published in 1_500_000_000_i64..1_900_000_000,
        lasts in prop::option::of(0_i64..3 * 365 * DAY),
        mut days in prop::collection::vec(0_i64..2_000, 2..20),
    ) {
        let published = Timestamp::from_unix(published);
        let end = lasts.map(|lasts| published.plus(lasts));
        days.sort_unstable();
        let mut stays: Vec<_> = days.iter().map(|day| at(kind, published, end, published.plus(day * DAY))).collect();
        stays.dedup();
        prop_assert!(stays.len() <= 2, "{stays:?}");
    }

    /// A release before that time need not look at the records; right after it may be another.
    #[test]
    fn nothing_moves_while_it_is_quiet(
        kind in prop::sample::select(Kind::ALL.to_vec()),
        published in 1_500_000_000_i64..1_900_000_000,
        lasts in prop::option::of(0_i64..3 * 365 * DAY),
        age in 0_i64..1_200 * DAY,
        later in 0_i64..1_200 * DAY,
    ) {
        let published = Timestamp::from_unix(published);
        let end = lasts.map(|lasts| published.plus(lasts));
        let now = published.plus(age);
        let quiet = quiet_until(kind, published, end, now);
        prop_assert!(quiet.is_none_or(|quiet| quiet >= now));
        let then = quiet.map_or(now.plus(later), |quiet| now.plus(later).min(quiet));
        prop_assert_eq!(at(kind, published, end, now), at(kind, published, end, then));
    }

    /// `news` holds everything of the last 180 days and nothing older than 212.
    #[test]
    fn news_reaches_back_half_a_year(published in 1_500_000_000_i64..1_900_000_000, age in 0_i64..400 * DAY) {
        let published = Timestamp::from_unix(published);
        let is_news = at(Kind::Article, published, None, published.plus(age)).as_deref() == Some("news");
        prop_assert!(is_news || age > 180 * DAY);
        prop_assert!(!is_news || age < 212 * DAY);
    }
}
