//! A cut never falls inside what a reader sees as one character.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::*;

/// What is left of `text` if it should end at byte `end`.
fn cut(text: &str, end: usize) -> &str {
    text.get(..whole(text, 0..end)).unwrap()
}

#[test]
fn a_letter_keeps_its_marks() {
    let text = "toe\u{302}\u{323}x";
    assert_eq!(cut(text, 3), "to", "before the letter whose marks do not fit");
    assert_eq!(cut(text, 5), "to");
    assert_eq!(cut(text, 7), "toe\u{302}\u{323}");
    assert_eq!(cut(text, 8), text);
}

#[test]
fn emoji_of_several_characters_stay_whole() {
    let family = "👨\u{200d}👩\u{200d}👧";
    for (end, _) in family.char_indices().skip(1) {
        assert_eq!(cut(family, end), "", "{end}");
    }
    assert_eq!(cut("👍🏽!", 4), "", "skin tone");
    assert_eq!(cut("👍🏽!", 8), "👍🏽");
    assert_eq!(cut("1\u{fe0f}\u{20e3} là", 4), "", "keycap");
}

#[test]
fn flags_are_pairs_and_lines_end_once() {
    let flags = "🇻🇳🇱🇦";
    assert_eq!([4, 8, 12, 16].map(|end| cut(flags, end).len()), [0, 8, 8, 16]);
    assert_eq!(cut("a\r\nb", 2), "a");
    assert_eq!(cut("a\r\nb", 3), "a\r\n");
}

#[test]
fn hangul_written_in_parts_stays_together() {
    assert_eq!(cut("\u{1112}\u{1161}\u{11ab}", 3), "");
    assert_eq!(cut("한국", 3), "한");
}

#[test]
fn nothing_is_left_of_a_character_that_is_longer_than_the_piece() {
    let tower = format!("a{}", "\u{301}".repeat(500));
    assert_eq!(whole(&tower, 0..101), 0);
    assert_eq!(whole(&tower, 1..101), 1, "never before the beginning of the piece");
}

proptest! {
    #[test]
    fn every_cut_is_one_that_unicode_allows(
        text in "(a|e|ế|\u{323}|\u{302}|👩|👍|\u{200d}|\u{1f3fd}|🇻|🇳|1|\u{fe0f}|\u{20e3}|\r|\n| |ก|\u{e33}|한|\u{1100}|\u{1161}|न|\u{93f}){0,24}",
    ) {
        let boundaries: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
        for (end, _) in text.char_indices() {
            let at = whole(&text, 0..end);
            prop_assert!(at <= end && boundaries.contains(&at), "{at} is none of {boundaries:?}");
        }
    }

    #[test]
    fn a_cut_that_unicode_allows_in_ordinary_text_is_kept(text in "([a-zA-Zếộđ]{1,4}|e\u{323}| |,|👍|🏽|🇻🇳|\n){0,24}") {
        for (end, _) in text.grapheme_indices(true) {
            prop_assert_eq!(whole(&text, 0..end), end);
        }
    }
}
