//! Exact offsets, whatever the composition.
use super::*;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

fn texts(text: &str) -> Vec<&str> {
    words(text).map(|word| word.text).collect()
}

#[test]
fn syllables_numbers_and_codes_are_words() {
    assert_eq!(
        texts("Kế hoạch số 128/KH-UBND, ngày 14/03/2024 (5G, 14h30)."),
        ["Kế", "hoạch", "số", "128", "KH", "UBND", "ngày", "14", "03", "2024", "5G", "14h30"]
    );
    assert_eq!(texts("1.250.000 ₫ – 13,3%"), ["1", "250", "000", "13", "3"]);
    assert_eq!(texts("l’hôpital d'été"), ["l", "hôpital", "d", "été"]);
    assert_eq!(texts(""), [""; 0]);
    assert_eq!(texts(" …\u{301}! "), [""; 0]);
}

#[test]
fn decomposed_words_keep_their_marks_and_their_bytes() {
    let text = "«Tie\u{302}\u{301}ng Vie\u{323}\u{302}t»";
    let found: Vec<_> = words(text).map(|word| word.range()).collect();
    assert_eq!(found, [2..11, 12..20]);
    assert_eq!(text.get(2..11), Some("Tie\u{302}\u{301}ng"));
}

#[test]
fn a_soft_hyphen_is_inside_a_word_but_not_at_its_end() {
    assert_eq!(texts("đ\u{ad}ường\u{ad} đi"), ["đ\u{ad}ường", "đi"]);
}

#[test]
fn a_number_is_told_from_a_word() {
    let numbers: Vec<bool> = words("14 tháng 3 5G").map(|word| word.is_number()).collect();
    assert_eq!(numbers, [true, false, true, false]);
}

#[test]
fn the_ranges_agree_with_unicode() {
    for c in (0..0x3000).filter_map(char::from_u32) {
        assert_eq!(is_word_start(c), c.is_alphanumeric() && !is_combining_mark(c), "{c:?}");
        assert_eq!(is_mark(c), is_combining_mark(c), "{c:?}");
    }
}

proptest! {
    #[test]
    fn offsets_are_exact_and_in_order(text in "\\PC{0,40}|[a-zà-ỹ0-9 /.\u{300}-\u{323}\u{ad}]{0,40}") {
        let mut last = 0;
        for word in words(&text) {
            prop_assert_eq!(text.get(word.range()), Some(word.text));
            prop_assert!(!word.text.is_empty() && word.start >= last);
            last = word.end();
        }
    }

    #[test]
    fn both_compositions_have_the_same_words(text in "[a-zà-ỹA-ZÀ-Ỹ0-9 ,.-]{0,40}") {
        let decomposed: String = text.nfd().collect();
        let composed: Vec<String> = words(&text).map(|word| word.text.nfc().collect()).collect();
        let from_decomposed: Vec<String> = words(&decomposed).map(|word| word.text.nfc().collect()).collect();
        prop_assert_eq!(composed, from_decomposed);
    }
}
