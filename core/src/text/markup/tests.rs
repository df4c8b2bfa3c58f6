//! What a fragment reads like.

use unicode_normalization::UnicodeNormalization;

use super::*;

#[test]
fn tags_vanish_and_blocks_separate_words() {
    assert_eq!(plain_text("<p>Một</p><p>hai <b>b</b>a<br/>bốn</p>"), "Một hai ba bốn");
    assert_eq!(plain_text("x<sup>2</sup>"), "x2");
}

#[test]
fn scripts_styles_and_comments_are_not_text() {
    assert_eq!(plain_text("a<script>var x = '<p>';</script>b<style>p{}</style><!-- no --> c"), "ab c");
    assert_eq!(plain_text("a<SCRIPT>1</script >b"), "ab");
}

#[test]
fn a_less_than_sign_that_opens_no_tag_stays() {
    assert_eq!(plain_text("p < 0,05 và <10°C"), "p < 0,05 và <10°C");
    assert!(!has_markup("p < 0,05 và <10°C, R&D, a<b"));
    assert!(!has_markup("danh sách <rỗng> và <x>"));
    assert!(has_markup("<b>đậm</b>") && has_markup("a &amp; b") && has_markup("&#7913;"));
}

#[test]
fn white_space_collapses_and_zero_width_spaces_vanish() {
    assert_eq!(plain_text("\n a\u{A0}\u{A0} b\t\r\nc\u{200B}d&nbsp;&nbsp;e "), "a b cd e");
    assert_eq!(tidy("  &amp; <b> "), "&amp; <b>");
}

#[test]
fn decomposed_letters_come_out_composed() {
    assert_eq!(plain_text("Tie\u{302}\u{301}ng Vie\u{302}\u{323}t"), "Tiếng Việt");
}

#[test]
fn references_are_decoded_once() {
    assert_eq!(decode_entities("&lt;a&gt; &amp;lt; &aacute;&#225;&#xE1;&#146;"), "<a> &lt; ááá’");
    assert_eq!(decode_entities("&CounterClockwiseContourIntegral;&NotEqualTilde;"), "∳≂̸");
    assert_eq!(decode_entities("&khongco; R&D AT&T &; &#; &#x;"), "&khongco; R&D AT&T &; &#; &#x;");
    assert_eq!(decode_entities("&#x110000;&#0;|"), "\u{FFFD}|");
    assert!(matches!(decode_entities("khoa học"), Cow::Borrowed(_)));
}

#[test]
fn old_names_need_no_semicolon_but_parameters_stay() {
    assert_eq!(decode_entities("&copy 2024 ?a=1&copy=2&copyx"), "© 2024 ?a=1&copy=2&copyx");
    assert!(entities::reference("&copy 2024", entities::Grammar::Xml).is_none());
}

#[test]
fn every_name_of_the_table_is_found() {
    let table = include_str!("entities.txt");
    assert_eq!(table.lines().count(), 2125);
    for line in table.lines() {
        let name = line.split('\t').next().unwrap().trim_end_matches('!');
        assert!(entities::reference(&format!("&{name};"), entities::Grammar::Xml).is_some(), "{name}");
    }
}

#[test]
fn floods_stay_linear() {
    // Each of these took seconds when the search for an end started anew at every `&` or `<`.
    for flood in ["&", "<", "<!--", "<a b=\"", "<script>", "</", "<a b='x\""] {
        let text = flood.repeat(300_000 / flood.len());
        assert!(plain_text(&text).len() <= text.len());
    }
}

proptest::proptest! {
    #[test]
    fn a_run_taken_at_once_reads_like_one_taken_byte_by_byte(
        text in "([a-zđươàáếợ“”…–\u{a0}\u{ad}\u{200b}\u{2003}\u{feff}\u{301}\u{3000}\u{7f}\t\n  ]|é|ₓ){0,24}"
    ) {
        let mut slowly = Reduced::with_capacity(text.len());
        slowly.push("x");
        slowly.push_slowly(&text);
        slowly.push("y");
        let mut at_once = Reduced::with_capacity(text.len());
        at_once.push("x");
        at_once.push(&text);
        at_once.push("y");
        proptest::prop_assert_eq!(at_once.finish(), slowly.finish());
    }

    #[test]
    fn plain_text_has_no_double_spaces_and_is_nfc(html in "\\PC{0,60}|([<>&;/!\" a-z#0-9\u{301}-]|script){0,60}") {
        let text = plain_text(&html);
        proptest::prop_assert!(!text.contains("  "));
        proptest::prop_assert_eq!(text.trim(), text.as_str());
        proptest::prop_assert_eq!(text.nfc().collect::<String>(), text);
    }

    #[test]
    fn text_without_markup_only_loses_white_space(text in "[a-z àáảãạăắằâấđêếôốơớưứỹ.,]{0,80}") {
        proptest::prop_assert_eq!(plain_text(&text), text.split_whitespace().collect::<Vec<_>>().join(" "));
    }
}

#[test]
fn letters_by_name_are_what_the_table_says() {
    for line in include_str!("entities.txt").lines() {
        let (name, codes) = line.split_once('\t').unwrap();
        let expected: String =
            codes.split(' ').map(|code| char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap()).collect();
        assert_eq!(decode_entities(&format!("&{};", name.trim_end_matches('!'))), expected, "{name}");
    }
}

#[test]
fn element_names_are_known_in_any_case_and_no_others_are() {
    for name in ["p", "P", "blockquote", "BLOCKQUOTE", "h1", "H6", "figcaption", "iframe", "wbr"] {
        assert!(is_known_tag(name), "{name}");
    }
    for name in ["", "pp", "h7", "blockquotes", "averylongnameindeedofanelement", "q1"] {
        assert!(!is_known_tag(name), "{name}");
    }
}
