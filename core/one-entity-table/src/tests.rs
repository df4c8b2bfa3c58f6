//! References that are replaced, and those that are not.

use std::borrow::Cow;

use proptest::prelude::*;

use super::decode_html_entities;

#[test]
fn names_and_numbers_are_replaced() {
    assert_eq!(decode_html_entities("B&#7855;c &amp; Giang &#x111;&#X111;&nbsp;&hellip;"), "Bắc & Giang đđ\u{a0}…");
    assert_eq!(decode_html_entities("&NotEqualTilde;"), "≂̸", "two characters");
    assert_eq!(decode_html_entities("&CounterClockwiseContourIntegral;"), "∳", "the longest name");
}

#[test]
fn what_names_nothing_stays() {
    for text in [
        "a & b",
        "&",
        "&;",
        "&#;",
        "&#x;",
        "&#+65;",
        "&#0;",
        "&#27;",
        "&#xD800;",
        "&#99999999999;",
        "&amp",
        "&hellipse;",
        "&hel;",
    ] {
        assert!(matches!(decode_html_entities(text), Cow::Borrowed(same) if same == text), "{text}");
    }
    assert_eq!(decode_html_entities("&&amp;"), "&&");
    assert_eq!(decode_html_entities("&amp;lt;"), "&lt;", "decoded once");
}

proptest! {
    #[test]
    fn any_text_is_survived_and_text_without_semicolon_is_kept(text in "[&#xa-z0-9;đề ]{0,40}") {
        let decoded = decode_html_entities(text.as_str());
        if !text.contains(';') {
            prop_assert_eq!(decoded.as_ref(), text.as_str());
        }
    }
}
