//! What a terminal shows after colours, progress displays and broken sequences.

use super::super::svg::{Colour, Style};
use super::Screen;

fn shown(text: &str) -> Vec<String> {
    let screen = Screen::after(text, 20);
    let plain = |cell: &super::Cell| if cell.text.is_empty() { " ".to_owned() } else { cell.text.clone() };
    screen.lines().iter().map(|line| line.iter().map(plain).collect()).collect()
}

fn style_of(text: &str) -> Style {
    Screen::after(text, 20).lines()[0][0].style
}

#[test]
fn a_progress_line_is_seen_in_its_last_state_only() {
    assert_eq!(shown("tải 1/5\r\u{1b}[Ktải 5/5 xong\r\n"), ["tải 5/5 xong"]);
    assert_eq!(shown("một\nhai\n\u{1b}[2A\u{1b}[Jba\n"), ["ba"]);
    assert_eq!(shown("a\r\nb\r\n\u{1b}[1A\u{1b}[2Kc\r\n"), ["a", "c"]);
}

#[test]
fn a_letter_with_combining_marks_takes_one_column() {
    assert_eq!(Screen::after("e\u{302}\u{301}x", 20).lines()[0].len(), 2);
    assert_eq!(shown("e\u{302}\u{301}x"), ["e\u{302}\u{301}x"]);
}

#[test]
fn a_long_line_wraps_at_the_width() {
    assert_eq!(shown(&"x".repeat(25)), ["x".repeat(20), "x".repeat(5)]);
}

#[test]
fn colours_of_all_three_kinds_are_understood_and_reset() {
    assert_eq!(style_of("\u{1b}[1;31mx").ink, Colour::palette(1));
    assert!(style_of("\u{1b}[1;31mx").bold);
    assert_eq!(style_of("\u{1b}[38;5;196mx").ink, Colour::palette(196));
    assert_eq!(style_of("\u{1b}[48;2;1;2;3mx").paper, Some(Colour(1, 2, 3)));
    assert_eq!(style_of("\u{1b}[7;4;2m\u{1b}[0mx"), Style::default());
    assert_eq!(style_of("\u{1b}[1m\u{1b}[mx"), Style::default());
}

#[test]
fn titles_and_links_of_the_terminal_are_not_drawn() {
    assert_eq!(shown("\u{1b}]0;title\u{7}a\u{1b}]8;;https://x\u{1b}\\b\u{1b}]8;;\u{1b}\\"), ["ab"]);
}

#[test]
fn nothing_panics_on_broken_sequences() {
    for broken in
        ["\u{1b}", "\u{1b}[", "\u{1b}[38;5m", "\u{1b}[99999999999A", "\u{1b}[999999B x", "\u{1b}]", "\u{8}\u{301}"]
    {
        shown(broken);
    }
}
