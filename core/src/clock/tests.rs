//! Storage form of time.
use super::*;

#[test]
fn time_is_stored_in_vietnamese_wall_clock_without_fraction() {
    assert_eq!(Timestamp::from_unix(1_710_383_400).rfc3339(), "2024-03-14T09:30:00+07:00");
}

#[test]
fn every_offset_reads_to_the_same_moment_and_other_text_is_refused() {
    let expected = Some(Timestamp::from_unix(1_710_383_400));
    assert_eq!(Timestamp::parse_rfc3339("2024-03-14T02:30:00Z"), expected);
    assert_eq!(Timestamp::parse_rfc3339("2024-03-14T09:30:00.750+07:00"), expected);
    assert_eq!(Timestamp::parse_rfc3339("14/03/2024 09:30"), None);
}

#[test]
fn absurd_moments_neither_wrap_nor_panic() {
    assert_eq!(Timestamp::from_unix(i64::MAX).rfc3339(), "9999-12-31T23:59:59+07:00");
    assert_eq!(Timestamp::from_unix(i64::MIN).rfc3339(), "0001-01-01T07:00:00+07:00");
    assert_eq!(Timestamp::from_unix(i64::MAX).plus(1), Timestamp::from_unix(i64::MAX));
}
