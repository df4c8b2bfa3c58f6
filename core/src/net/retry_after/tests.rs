//! Both forms of the field and what is neither.

use proptest::prelude::*;

use super::*;

/// 1994-11-06T08:49:00Z, half a minute before the date of RFC 9110's examples.
const NOW: Timestamp = Timestamp::from_unix(784_111_740);

#[test]
fn seconds_are_seconds() {
    assert_eq!(parse("120", NOW), Some(Duration::from_secs(120)));
    assert_eq!(parse(" 0 ", NOW), Some(Duration::ZERO));
}

#[test]
fn all_three_date_forms_of_the_standard_are_read() {
    for date in ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"] {
        assert_eq!(parse(date, NOW), Some(Duration::from_secs(37)), "{date}");
    }
}

#[test]
fn a_date_in_the_past_asks_for_no_pause() {
    assert_eq!(parse("Sun, 06 Nov 1994 08:00:00 GMT", NOW), Some(Duration::ZERO));
}

#[test]
fn what_is_neither_number_nor_date_is_no_wish() {
    for nonsense in ["", "soon", "-5", "1.5", "12 minutes", "2026-11-22T00:00:00Z"] {
        assert_eq!(parse(nonsense, NOW), None, "{nonsense}");
    }
}

#[test]
fn a_number_too_long_for_the_machine_is_a_very_long_wait() {
    assert!(parse("99999999999999999999999", NOW) > Some(Duration::from_secs(86_400)));
}

proptest! {
    #[test]
    fn any_text_is_survived(value in "\\PC{0,40}") {
        let _ = parse(&value, NOW);
    }
}
