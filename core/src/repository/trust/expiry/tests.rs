//! Dates at their edges.

use super::*;

fn at(text: &str) -> Timestamp {
    Timestamp::parse_rfc3339(text).unwrap()
}

#[test]
fn clocks_of_1970_and_2100_cannot_be_right() {
    assert!(!is_plausible(at("1970-01-01T00:00:05Z")));
    assert!(!is_plausible(at("2023-12-31T23:59:59Z")));
    assert!(is_plausible(at("2024-01-01T00:00:00Z")));
    assert!(is_plausible(at("2079-12-31T23:59:59Z")));
    assert!(!is_plausible(at("2080-01-01T00:00:00Z")));
    assert!(!is_plausible(at("2100-06-01T00:00:00Z")));
}

#[test]
fn a_role_ends_with_its_second() {
    let end = at("2026-12-01T00:00:00Z");
    assert!(check(&[(Role::Timestamp, end)], end.plus(-1)).is_ok());
    let over = check(&[(Role::Root, end.plus(9)), (Role::Timestamp, end)], end);
    assert!(matches!(over, Err(TrustError::Expired { role: Role::Timestamp, since }) if since == end));
}

#[test]
fn the_root_is_asked_for_once_a_day_and_after_the_clock_was_turned_back() {
    let now = at("2026-12-01T00:00:00Z");
    assert!(root_was_asked(Some(now), now));
    assert!(root_was_asked(Some(now.plus(-86_399)), now));
    assert!(!root_was_asked(Some(now.plus(-86_400)), now));
    assert!(!root_was_asked(Some(now.plus(1)), now));
    assert!(!root_was_asked(None, now));
}

#[test]
fn a_pack_on_a_phone_without_time_is_judged_by_the_newest_release() {
    let release = at("2026-12-01T00:00:00Z");
    assert_eq!(pack_moment(at("1970-01-01T00:00:00Z"), release), release);
    assert_eq!(pack_moment(at("2027-01-01T00:00:00Z"), release), at("2027-01-01T00:00:00Z"));
}
