//! Borrowed where nothing changes, and never at odds with the Unicode data.
use super::*;
use proptest::prelude::*;

#[test]
fn text_that_is_nfc_is_borrowed() {
    for text in ["", "Khoa học và Công nghệ – 1.250.000 ₫ …", "Привет, мир", "한국어"] {
        assert!(matches!(nfc(text), Cow::Borrowed(_)), "{text}");
    }
}

#[test]
fn decomposed_vietnamese_is_composed() {
    assert_eq!(nfc("Co\u{302}ng nghe\u{302}\u{323}"), "Công nghệ");
    assert_eq!(nfc("nghe\u{323}\u{302}"), "nghệ", "marks in canonical order");
    assert_eq!(nfc("d\u{323}u\u{31b}\u{301}"), "ḍứ", "a dot under d is no đ");
}

#[test]
fn what_is_called_inert_is_unchanged_by_nfc_wherever_it_stands() {
    for c in (0..0x11_0000).filter_map(char::from_u32).filter(|&c| is_inert(c)) {
        assert!(std::iter::once(c).nfc().eq([c]), "{c:?} alone");
        for before in ['a', 'ơ', 'ụ', 'Z', 'ǭ'] {
            assert!([before, c].into_iter().nfc().eq([before, c]), "{before:?} before {c:?}");
        }
    }
}

proptest! {
    #[test]
    fn the_fast_path_never_disagrees_with_the_full_one(text in "[a-zA-Zàãđơưếợ\u{300}-\u{345}\u{1100}-\u{1180}が \u{212a}]{0,12}") {
        let full: String = text.nfc().collect();
        prop_assert_eq!(nfc(&text).into_owned(), full);
    }
}
