//! Columns are counted as a terminal counts them.
use super::*;

#[test]
fn stacked_marks_take_no_column_of_their_own() {
    assert_eq!(width("Tiếng Việt"), 10);
    assert_eq!(width("Tie\u{302}\u{301}ng"), 5);
    assert_eq!(width("\u{1b}[1mđậm\u{1b}[0m"), 3);
}

#[test]
fn no_line_is_longer_than_asked_and_no_word_is_lost() {
    let text = "Một hội thảo về chuyển giao công nghệ chế biến vải thiều tại Lục Ngạn";
    let lines = wrap(text, 20);
    assert!(lines.iter().all(|line| width(line) <= 20), "{lines:?}");
    assert_eq!(lines.join(" "), text);
}

#[test]
fn an_endless_word_is_broken() {
    assert_eq!(wrap("aaaaaaaa", 3), ["aaa", "aaa", "aa"]);
}

#[test]
fn a_cut_text_says_that_it_was_cut() {
    assert_eq!(truncate("công nghệ", 9), "công nghệ");
    assert_eq!(truncate("công nghệ", 7), "công n…");
}

#[test]
fn an_article_cannot_steer_the_terminal() {
    assert_eq!(harmless("a\u{1b}[31mb\u{9b}2J\u{202e}c\nd"), "a[31mb2Jc d");
}
