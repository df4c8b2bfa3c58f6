//! Lists as a Vietnamese reader expects them.
use super::*;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// Asserts that the list is what sorting it backwards first gives.
fn assert_sorted(expected: &[&str]) {
    let mut sorted: Vec<&str> = expected.iter().rev().copied().collect();
    sorted.sort_by_cached_key(|text| key(text));
    assert_eq!(sorted, expected);
}

#[test]
fn letters_follow_the_vietnamese_alphabet() {
    assert_sorted(&[
        "an", "ăn", "ân", "bo", "co", "do", "đo", "em", "êm", "ho", "on", "ôn", "ơn", "un", "ưng", "xa", "yên",
    ]);
}

#[test]
fn tones_follow_letters_and_case_follows_tones() {
    assert_sorted(&["ma", "Ma", "mà", "Mà", "mả", "mã", "má", "mạ", "man", "mán", "mang"]);
}

#[test]
fn names_are_sorted_syllable_by_syllable() {
    assert_sorted(&[
        "Bùi Thị Ánh",
        "Đặng Văn An",
        "Đinh Công Bình",
        "Hoàng Anh",
        "Hoàng Ánh",
        "Hoàng Ân",
        "Lê Ngọc Hà",
        "Lê Ngọc Hân",
        "Nguyễn Văn An",
        "Nguyễn Văn Ẩn",
        "Trần Đức",
        "Trần Hòa",
        "Trịnh Ái",
        "Võ Thị Sáu",
    ]);
    assert_sorted(&["Ba Vì", "Bà Rịa", "Bà Triệu", "Bá Thước"]);
}

#[test]
fn units_with_numbers_are_sorted_by_value() {
    assert_sorted(&["Phường 1", "Phường 2", "Phường 02 mới", "Phường 10", "Phường Xuân An", "Xã Đạ Tẻh", "Xã Đạ Tông"]);
}

#[test]
fn tone_placement_and_composition_do_not_separate() {
    let order = |text: &str| key(text).split(|&byte| byte == 0).next().unwrap().to_vec();
    assert_eq!(order("Hòa Bình"), order("Hoà Bình"));
    assert_eq!(key("Hoà"), key(&"Hoà".nfd().collect::<String>()));
    assert_sorted(&["hoà an", "hòa bình", "hoà mục"]);
}

#[test]
fn foreign_letters_and_other_scripts_have_a_place() {
    assert_sorted(&["3M", "façade", "fado", "Faraday", "straße", "Zürich", "Αθήνα", "Москва"]);
}

proptest! {
    #[test]
    fn equal_keys_mean_equal_text(a in "[a-bà-ạA-Bđ0-9 -]{0,6}", b in "[a-bà-ạA-Bđ0-9 -]{0,6}") {
        prop_assert_eq!(key(&a) == key(&b), a.nfc().eq(b.nfc()));
    }
}
