//! The drawing is well-formed, keeps columns and escapes what it draws.

use super::super::screen::Screen;
use super::{Colour, draw};

fn drawn(text: &str) -> String {
    draw(Screen::after(text, 40).lines(), 40, "a & b")
}

#[test]
fn markup_in_the_output_is_drawn_as_text() {
    let svg = drawn("<script> & \"x\"");
    assert!(svg.contains("&lt;script&gt; &amp; &quot;x&quot;") && svg.contains("a &amp; b"), "{svg}");
    assert!(!svg.contains("<script"));
}

#[test]
fn each_run_of_a_style_starts_at_its_own_column() {
    let svg = drawn("ab\u{1b}[31mcd\u{1b}[0m");
    assert!(svg.contains("x=\"18.0\" textLength=\"16.8\""), "{svg}");
    assert!(svg.contains("x=\"34.8\" textLength=\"16.8\" fill=\"#ef6b73\">cd"), "{svg}");
}

#[test]
fn reverse_swaps_ink_and_paper() {
    let svg = drawn("\u{1b}[7mx");
    assert!(svg.contains("fill=\"#d5dae4\"/>") && svg.contains("fill=\"#161b26\">x"), "{svg}");
}

#[test]
fn blank_lines_take_room_but_draw_nothing() {
    let svg = drawn("a\n\n\nb");
    assert_eq!(svg.matches("<tspan").count(), 2);
    assert!(svg.contains("height=\"143\""), "{svg}");
}

#[test]
fn the_palette_has_its_cube_and_greys_at_the_right_places() {
    assert_eq!(Colour::palette(16), Some(Colour(0, 0, 0)));
    assert_eq!(Colour::palette(231), Some(Colour(255, 255, 255)));
    assert_eq!(Colour::palette(255), Some(Colour(238, 238, 238)));
    assert_eq!(Colour::palette(256), None);
}
