//! Every form of date that feeds were seen to write.

use super::*;

const VIETNAM: i32 = 7 * 3600;

fn at(text: &str) -> Option<String> {
    read(text).map(|moment| moment.at(VIETNAM).rfc3339())
}

#[track_caller]
fn is(text: &str, expected: &str) {
    assert_eq!(at(text).as_deref(), Some(expected), "{text}");
}

#[test]
fn the_standards_forms_are_read() {
    is("Thu, 14 Mar 2024 09:30:00 +0700", "2024-03-14T09:30:00+07:00");
    is("14 Mar 24 02:30 GMT", "2024-03-14T09:30:00+07:00");
    is("2024-03-14T09:30:00+07:00", "2024-03-14T09:30:00+07:00");
    is("2024-03-14T02:30:00Z", "2024-03-14T09:30:00+07:00");
    assert!(read("Thu, 14 Mar 2024 09:30:00 +0700").unwrap().standard);
    assert!(read("2024-03-14T02:30:00Z").unwrap().standard);
    assert!(!read("14/03/2024 09:30").unwrap().standard);
}

#[test]
fn the_hour_may_come_before_the_day() {
    for text in [
        "09:30 14/03/2024",
        "09:30, 14/03/2024",
        "9h30 ngày 14/03/2024",
        "9 giờ 30 phút ngày 14/3/2024",
        "09:30 - 14/03/2024",
    ] {
        is(text, "2024-03-14T09:30:00+07:00");
    }
}

#[test]
fn vietnamese_words_are_read() {
    for text in [
        "Thứ năm, 14/3/2024, 09:30 (GMT+7)",
        "T5, 14 Thg3 2024 09:30:00 +0700",
        "Thứ Năm, 14 Tháng Ba 2024 09:30:00 +0700",
        "Thứ 5, ngày 14 tháng 3 năm 2024 lúc 9:30",
        "CN, 14/03/2024 09:30",
    ] {
        is(text, "2024-03-14T09:30:00+07:00");
    }
    is("Ngày 14 tháng 3 năm 2024", "2024-03-14T00:00:00+07:00");
    is("02 Tháng Mười Hai 2024 08:00", "2024-12-02T08:00:00+07:00");
    is("02 Tháng Mười 2024 08:00", "2024-10-02T08:00:00+07:00");
    is("20 tháng Giêng 2024", "2024-01-20T00:00:00+07:00");
    is("05 Tháng Năm 2024 08:00", "2024-05-05T08:00:00+07:00");
}

#[test]
fn sa_and_ch_are_the_halves_of_the_day() {
    is("14/03/2024 4:05:00 CH", "2024-03-14T16:05:00+07:00");
    is("14/03/2024 12:15:00 CH", "2024-03-14T12:15:00+07:00");
    is("14/03/2024 12:15:00 SA", "2024-03-14T00:15:00+07:00");
}

#[test]
fn the_day_comes_first_unless_that_cannot_be_or_the_clock_is_english() {
    is("06/08/2021 01:08", "2021-08-06T01:08:00+07:00");
    is("3/14/2024 9:30:00 AM", "2024-03-14T09:30:00+07:00");
    is("6/8/2021 1:08:00 PM", "2021-06-08T13:08:00+07:00");
    is("03/30/2020 - 19:19", "2020-03-30T19:19:00+07:00");
    is("14/03/2024", "2024-03-14T00:00:00+07:00");
    is("30.10.23", "2023-10-30T00:00:00+07:00");
    is("14-03-2024 09:30", "2024-03-14T09:30:00+07:00");
}

#[test]
fn zones_come_in_many_spellings() {
    for zone in [
        "GMT+7",
        "GMT+0700",
        "GMT +07:00",
        "UTC+7",
        "+07",
        "+7:00",
        "+0700",
        "ICT",
        "(GMT+7)",
        "Asia/Ho_Chi_Minh",
        "SE Asia +07:00",
    ] {
        is(&format!("Thu, 14 Mar 2024 09:30:00 {zone}"), "2024-03-14T09:30:00+07:00");
    }
    for (zone, expected) in [
        ("EST", "21:30"),
        ("EDT", "20:30"),
        ("PT", "00:30"),
        ("AT", "20:30"),
        ("CET", "15:30"),
        ("MEST", "14:30"),
        ("KST", "07:30"),
    ] {
        let moment = at(&format!("Thu, 14 Mar 2024 09:30:00 {zone}")).unwrap();
        assert_eq!(moment.get(11..16), Some(expected), "{zone}");
    }
}

#[test]
fn regions_know_summer_time() {
    is("Fri, 31 Mar 2023 20:19:00 America/Los_Angeles", "2023-04-01T10:19:00+07:00");
    is("Fri, 31 Jan 2023 20:19:00 America/Los_Angeles", "2023-02-01T11:19:00+07:00");
    is("14 Jul 2023 10:00 Europe/Paris", "2023-07-14T15:00:00+07:00");
    is("14 Jan 2023 10:00 Europe/Paris", "2023-01-14T16:00:00+07:00");
}

#[test]
fn no_zone_is_left_to_the_feed() {
    let moment = read("2024-03-14T09:30:00").unwrap();
    assert!(!moment.has_zone());
    assert_eq!(moment.at(0).unix() - moment.at(VIETNAM).unix(), i64::from(VIETNAM));
    assert!(read("2024-03-14T09:30:00Z").unwrap().has_zone());
}

#[test]
fn fractions_of_any_length_are_cut_off() {
    is("2024-03-14T09:30:00.1234567+07:00", "2024-03-14T09:30:00+07:00");
    is("2024-03-14 09:30:00.0", "2024-03-14T09:30:00+07:00");
}

#[test]
fn seconds_and_milliseconds_since_1970_are_dates() {
    is("1710383400", "2024-03-14T09:30:00+07:00");
    is("1710383400000", "2024-03-14T09:30:00+07:00");
    is("1710383400.25", "2024-03-14T09:30:00+07:00");
    is("/Date(1710383400000)/", "2024-03-14T09:30:00+07:00");
    is("/Date(1710383400000+0700)/", "2024-03-14T09:30:00+07:00");
}

#[test]
fn a_wrong_weekday_is_ignored() {
    is("Mon, 14 Mar 2024 09:30:00 +0700", "2024-03-14T09:30:00+07:00");
}

#[test]
fn twenty_four_oclock_is_the_next_day() {
    is("Thu, 14 Mar 2024 24:00:00 +0700", "2024-03-15T00:00:00+07:00");
    is("31 Jun 2024 10:00 +0700", "2024-07-01T10:00:00+07:00");
}

#[test]
fn a_year_before_1900_is_no_date() {
    for text in ["Mon, 01 Jan 0001 00:00:00 GMT", "0001-01-01T00:00:00", "01/01/0001", "1776-07-04T00:00:00Z"] {
        assert_eq!(at(text), None, "{text}");
    }
}

#[test]
fn what_is_no_date_is_none() {
    for text in [
        "",
        "đang cập nhật",
        "n/a",
        "32/13/2024",
        "2024-13-01",
        "25:61 14/03/2024",
        "1",
        "+",
        "T",
        "::",
        "-",
        "2024-W60-1",
    ] {
        assert_eq!(at(text), None, "{text}");
    }
}

#[test]
fn weeks_ordinals_and_short_years_of_iso_8601_are_read() {
    for text in
        ["2003-335", "03335", "2003335", "-03-12", "-0312", "2003-12", "200312", "031201", "20031201", "03-12-01"]
    {
        is(text, "2003-12-01T00:00:00+07:00");
    }
    is("2024-W11-4", "2024-03-14T00:00:00+07:00");
    is("2024W114", "2024-03-14T00:00:00+07:00");
    is("2003", "2003-01-01T00:00:00+07:00");
    is("2003-012-31T10:14:55Z", "2003-12-31T17:14:55+07:00");
    is("20240314T093000Z", "2024-03-14T16:30:00+07:00");
    is("20240314093000", "2024-03-14T09:30:00+07:00");
}

#[test]
fn korean_greek_hungarian_and_others_are_read() {
    is("2004년 05월 28일  오후 01:31:15", "2004-05-28T11:31:15+07:00");
    is("2004-05-28 오전 01:31:15", "2004-05-27T23:31:15+07:00");
    is("Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-12T00:00:00+07:00");
    is("2004-július-13T9:15-05:00", "2004-07-13T21:15:00+07:00");
    is("ven., 03 juil. 2020 15:09:58 +0000", "2020-07-03T22:09:58+07:00");
    is("mar., 14 avril 2020 00:00:00 +0700", "2020-04-14T00:00:00+07:00");
    is("Di, 23 Jan 2018 00:00:00 +0700", "2018-01-23T00:00:00+07:00");
    is("14 Μαρ 2024 09:30", "2024-03-14T09:30:00+07:00");
}

#[test]
fn american_prose_is_read() {
    is("Thu, June 22, 2023 at 01:11 PM EDT", "2023-06-23T00:11:00+07:00");
    is("Nov. 16, 2020, 10:57 a.m.", "2020-11-16T10:57:00+07:00");
    is("Sun Jul 15 01:16:00 +0000 2012", "2012-07-15T08:16:00+07:00");
    is("Sun Jan  4 16:29:06 2004", "2004-01-04T16:29:06+07:00");
    is("Fri, 2006/09/15 08:19:53 EDT", "2006-09-15T19:19:53+07:00");
}

#[test]
fn a_flood_of_numbers_takes_no_time() {
    assert_eq!(at(&"1 ".repeat(200_000)), at(&"1 ".repeat(100)));
}

proptest::proptest! {
    #[test]
    fn reading_never_panics(text in "\\PC{0,40}|[0-9a-zA-Z:/+. ,-]{0,40}") {
        let _ = at(&text);
    }

    #[test]
    fn what_we_write_we_read(seconds in 0i64..4_000_000_000) {
        let time = Timestamp::from_unix(seconds);
        proptest::prop_assert_eq!(read(&time.rfc3339()).map(|moment| moment.at(0)), Some(time));
        let general = time.in_vietnam().format("%a, %d %b %Y %H:%M:%S %z").to_string();
        proptest::prop_assert_eq!(read(&general).map(|moment| moment.at(0)), Some(time));
        let portal = time.in_vietnam().format("%d/%m/%Y %H:%M:%S").to_string();
        proptest::prop_assert_eq!(read(&portal).map(|moment| moment.at(VIETNAM)), Some(time));
    }
}
