//! Shown, aged, and read back.
use super::*;
use crate::strings::{Lang, render};
use proptest::prelude::*;

fn at(text: &str) -> Timestamp {
    Timestamp::parse_rfc3339(text).unwrap()
}

fn now() -> Timestamp {
    at("2026-01-27T14:05:00+07:00")
}

fn age_in_vietnamese(time: Timestamp) -> String {
    render(&age(time, now()), Lang::Vi)
}

#[test]
fn dates_are_shown_day_first_on_the_clock_of_vietnam() {
    let late = at("2024-03-13T18:30:00Z");
    assert_eq!(date(late), "14/03/2024");
    assert_eq!(date_time(late), "01:30 14/03/2024");
    assert_eq!(time_of_day(now()), "14:05");
    assert_eq!(date_time(now()), "14:05 27/01/2026");
}

#[test]
fn an_age_grows_from_now_to_a_date() {
    for (seconds, shown) in [
        (0, "vừa xong"),
        (59, "vừa xong"),
        (60, "1 phút trước"),
        (3599, "59 phút trước"),
        (2 * HOUR, "2 giờ trước"),
        (DAY, "1 ngày trước"),
        (7 * DAY - 1, "6 ngày trước"),
        (7 * DAY, "20/01/2026"),
    ] {
        assert_eq!(age_in_vietnamese(now().plus(-seconds)), shown);
    }
    assert_eq!(render(&age(now().plus(-DAY), now()), Lang::En), "1 day ago");
}

#[test]
fn a_moment_in_the_future_is_never_an_age() {
    assert_eq!(age_in_vietnamese(now().plus(200)), "vừa xong");
    assert_eq!(age_in_vietnamese(now().plus(301)), "14:10 27/01/2026");
    let clock_of_1970 = Timestamp::from_unix(0);
    assert_eq!(render(&age(now(), clock_of_1970), Lang::Vi), "14:05 27/01/2026");
    assert_eq!(render(&age(Timestamp::from_unix(i64::MIN), now()), Lang::Vi), "01/01/0001");
}

#[test]
fn weekdays_have_names() {
    assert_eq!(render(&weekday(now()), Lang::Vi), "thứ Ba");
    assert_eq!(render(&weekday(at("2026-02-01T00:30:00+07:00")), Lang::Vi), "Chủ nhật");
    assert_eq!(render(&weekday(at("2026-02-01T00:30:00+07:00")), Lang::En), "Sunday");
}

#[test]
fn a_typed_date_is_its_local_midnight() {
    for text in ["14/03/2024", "14/3/2024", "14-3-2024", "14.03.2024", "2024-03-14", " 14/03/2024 "] {
        assert_eq!(parse_since(text, now()), Ok(at("2024-03-14T00:00:00+07:00")), "{text}");
    }
    assert_eq!(parse_since("5/1", now()), Ok(at("2026-01-05T00:00:00+07:00")));
}

#[test]
fn a_typed_date_may_have_a_time() {
    let expected = Ok(at("2024-03-14T09:30:00+07:00"));
    for text in ["14/03/2024 09:30", "09:30 14/03/2024", "9h30 14/3/2024", "2024-03-14T09:30", "2024-03-14T02:30:00Z"] {
        assert_eq!(parse_since(text, now()), expected, "{text}");
    }
}

#[test]
fn spans_go_back_from_now() {
    for text in ["7d", "7 ngày", "7 ngay", "7 NGÀY", "1w", "1 tuần", "7 days"] {
        assert_eq!(parse_since(text, now()), Ok(now().plus(-7 * DAY)), "{text}");
    }
    assert_eq!(parse_since("30m", now()), Ok(now().plus(-30 * MINUTE)));
    assert_eq!(parse_since("12 giờ", now()), Ok(now().plus(-12 * HOUR)));
    assert_eq!(parse_since("1 tháng", now()), Ok(at("2025-12-27T14:05:00+07:00")));
    assert_eq!(parse_since("1 tháng", at("2026-03-31T08:00:00+07:00")), Ok(at("2026-02-28T08:00:00+07:00")));
    assert_eq!(parse_since("2 năm", now()), Ok(at("2024-01-27T14:05:00+07:00")));
    assert_eq!(parse_since("hôm qua", now()), Ok(at("2026-01-26T00:00:00+07:00")));
    assert_eq!(parse_since("today", now()), Ok(at("2026-01-27T00:00:00+07:00")));
}

#[test]
fn what_is_no_moment_is_refused_with_what_to_type() {
    for text in [
        "",
        "x",
        "31/02/2024",
        "14/13/2024",
        "7",
        "7 lần",
        "99999999999d",
        "14/03/24",
        "1/1/0001",
        "25:00 1/1/2024",
        "-7d",
    ] {
        assert!(parse_since(text, now()).is_err(), "{text}");
    }
    let error = crate::error::Error::from(parse_since("hôm kia", now()).unwrap_err());
    assert_eq!(error.code(), "invalid_input");
    let shown = render(&error.message, Lang::Vi);
    assert!(shown.contains("hôm kia") && shown.contains("14/03/2024"), "{shown}");
    assert!(!error.to_string().contains("hôm kia"), "logs do not repeat what was typed");
}

proptest! {
    #[test]
    fn every_shown_date_is_read_back(seconds in -2_000_000_000i64..200_000_000_000) {
        let time = Timestamp::from_unix(seconds);
        let midnight = parse_since(&date(time), now()).unwrap();
        prop_assert!((0..DAY).contains(&time.since(midnight)));
        prop_assert!((0..MINUTE).contains(&time.since(parse_since(&date_time(time), now()).unwrap())));
    }

    #[test]
    fn reading_never_fails_badly(text in "\\PC{0,20}|[0-9/:dhmt .-]{0,20}") {
        let _ = parse_since(&text, now());
    }

    #[test]
    fn every_age_is_in_the_catalogue(seconds: i64) {
        prop_assert!(crate::strings::has(age(Timestamp::from_unix(seconds), now()).key));
    }
}

#[test]
fn an_age_beside_a_date_is_said_only_where_it_is_no_date() {
    let now = Timestamp::from_unix(1_795_000_000);
    assert_eq!(recent_age(now.plus(-2 * HOUR), now).unwrap().key, "age.hours");
    assert_eq!(recent_age(now.plus(-7 * DAY), now), None);
    assert_eq!(recent_age(now.plus(DAY), now), None);
}
