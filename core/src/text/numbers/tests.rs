//! Written and read, in both languages.
use super::*;
use proptest::prelude::*;

const LANGS: [Lang; 2] = [Lang::Vi, Lang::En];

#[test]
fn whole_numbers_are_grouped_by_the_language() {
    assert_eq!(integer(1912, Lang::Vi), "1.912");
    assert_eq!(integer(1912, Lang::En), "1,912");
    assert_eq!(integer(-1_250_000, Lang::Vi), "-1.250.000");
    assert_eq!(integer(912, Lang::Vi), "912");
    assert_eq!(integer(i64::MIN, Lang::Vi), "-9.223.372.036.854.775.808");
}

#[test]
fn fractions_have_the_decimal_mark_of_the_language_and_no_trailing_zeros() {
    assert_eq!(percent(13.3, Lang::Vi), "13,3%");
    assert_eq!(percent(13.0, Lang::Vi), "13%");
    assert_eq!(percent(13.3, Lang::En), "13.3%");
    assert_eq!(decimal(-1234.5, 2, Lang::Vi), "-1.234,5");
    assert_eq!(decimal(-0.001, 2, Lang::Vi), "0", "no minus zero");
    assert_eq!(decimal(f64::NAN, 2, Lang::Vi), "–");
}

#[test]
fn money_and_sizes_keep_their_unit_on_the_line() {
    assert_eq!(dong(1_250_000, Lang::Vi), "1.250.000\u{a0}₫");
    assert_eq!(bytes(0, Lang::Vi), "0\u{a0}B");
    assert_eq!(bytes(1_234_567, Lang::Vi), "1,2\u{a0}MB");
    assert_eq!(bytes(1_234_567, Lang::En), "1.2\u{a0}MB");
    assert_eq!(bytes(999_960, Lang::Vi), "1\u{a0}MB");
    assert_eq!(bytes(u64::MAX, Lang::En), "18,446.7\u{a0}PB");
}

#[test]
fn what_people_type_is_read() {
    assert_eq!(parse_percent("13,3 %", Lang::Vi), Some(13.3));
    assert_eq!(parse_percent("13,3%", Lang::Vi), Some(13.3));
    assert_eq!(parse_decimal("1.250,75", Lang::Vi), Some(1250.75));
    assert_eq!(parse_decimal("1.5", Lang::Vi), Some(1.5), "a point that cannot group is a decimal point");
    assert_eq!(parse_decimal("1.500", Lang::Vi), Some(1500.0));
    assert_eq!(parse_bytes("1,2 MB", Lang::Vi), Some(1_200_000));
    assert_eq!(parse_bytes("500kB", Lang::Vi), Some(500_000));
    assert_eq!(parse_bytes("2 MiB", Lang::En), Some(2_097_152));
    assert_eq!(parse_bytes("300", Lang::Vi), Some(300));
}

#[test]
fn what_is_no_number_is_refused() {
    for text in ["", "-", "1.9.12", "12a", "1,2,3", ",", "1,", "1.", "--5", "1.2345.678", "٣"] {
        assert_eq!(parse_integer(text, Lang::Vi), None, "{text}");
        assert_eq!(parse_decimal(text, Lang::Vi), None, "{text}");
    }
    for text in ["", "MB", "-5 MB", "5 XB", "1e9", "99999999999999 TB"] {
        assert_eq!(parse_bytes(text, Lang::Vi), None, "{text}");
    }
    assert_eq!(parse_percent("13,3", Lang::Vi), None);
}

#[test]
fn the_largest_unit_that_is_written_is_read() {
    for lang in LANGS {
        assert_eq!(parse_bytes(&bytes(999_950_000_000_000, lang), lang), Some(1_000_000_000_000_000));
    }
}

proptest! {
    #[test]
    fn whole_numbers_come_back(value: i64) {
        for lang in LANGS {
            prop_assert_eq!(parse_integer(&integer(value, lang), lang), Some(value));
        }
    }

    #[test]
    fn fractions_come_back(thousandths in -1_000_000_000i64..1_000_000_000) {
        let value = thousandths as f64 / 1000.0;
        for lang in LANGS {
            prop_assert_eq!(parse_decimal(&decimal(value, 3, lang), lang), Some(value));
        }
    }

    #[test]
    fn sizes_come_back_within_their_rounding(count in 0u64..1_000_000_000_000_000) {
        for lang in LANGS {
            let read = parse_bytes(&bytes(count, lang), lang).unwrap();
            prop_assert!(read.abs_diff(count) as f64 <= 1.0 + count as f64 * 0.051, "{count} {read}");
        }
    }

    #[test]
    fn reading_never_fails_badly(text in "\\PC{0,16}|[0-9.,%kMB −-]{0,16}") {
        for lang in LANGS {
            let _ = (parse_integer(&text, lang), parse_decimal(&text, lang), parse_percent(&text, lang), parse_bytes(&text, lang));
        }
    }
}
