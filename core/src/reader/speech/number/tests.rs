//! Whole numbers, fractions and Roman numbers are said as people say them in Vietnamese.

use super::*;

#[test]
fn numbers_are_said_as_people_say_them() {
    for (number, words) in [
        (0, "không"),
        (4, "bốn"),
        (10, "mười"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (40, "bốn mươi"),
        (101, "một trăm linh một"),
        (104, "một trăm linh bốn"),
        (110, "một trăm mười"),
        (111, "một trăm mười một"),
        (555, "năm trăm năm mươi lăm"),
        (1_000, "một nghìn"),
        (1_005, "một nghìn không trăm linh năm"),
        (1_912, "một nghìn chín trăm mười hai"),
        (2_024, "hai nghìn không trăm hai mươi tư"),
        (10_000, "mười nghìn"),
        (1_000_005, "một triệu không trăm linh năm"),
        (1_250_000, "một triệu hai trăm năm mươi nghìn"),
        (3_000_000_000, "ba tỷ"),
        (2_000_000_000_000, "hai nghìn tỷ"),
    ] {
        assert_eq!(cardinal(number), words);
    }
}

#[test]
fn the_largest_number_ends() {
    assert!(cardinal(u64::MAX).starts_with("mười tám tỷ"));
}

#[test]
fn fractions_with_zeros_are_said_digit_by_digit() {
    assert_eq!(
        (fraction("3"), fraction("25"), fraction("05"), fraction("125")),
        ("ba".into(), "hai mươi lăm".into(), "không năm".into(), "một hai năm".into())
    );
}

#[test]
fn only_well_written_roman_numbers_are_numbers() {
    assert_eq!((roman("XIV"), roman("IV"), roman("LXXXIX")), (Some(14), Some(4), Some(89)));
    assert_eq!((roman("IIII"), roman("VX"), roman(""), roman("xiv"), roman("M")), (None, None, None, None, None));
}
