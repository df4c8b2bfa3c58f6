//! A reading position finds its paragraph again after edits, moves and other spellings of the same text.

use super::*;
use crate::reader::blocks;

fn article(paragraphs: &[&str]) -> Vec<Block> {
    blocks(&paragraphs.iter().map(|text| format!("<p>{text}</p>")).collect::<String>(), None)
}

#[test]
fn spaces_and_tone_placement_do_not_change_the_name_of_a_paragraph() {
    assert_eq!(paragraph_hash("Hoà  bình và\nthuỷ lợi"), paragraph_hash("hòa bình và thủy lợi"));
    assert_ne!(paragraph_hash("bạn"), paragraph_hash("bàn"));
    assert_eq!(paragraph_hash("x").len(), 16);
}

#[test]
fn the_name_of_a_paragraph_is_the_same_in_every_version() {
    assert_eq!(paragraph_hash("Vườn ươm giống cây"), STORED);
}

const STORED: &str = "d1b4ec941aebb40e";

#[test]
fn a_position_moves_with_its_paragraph() {
    let position = at(&article(&["một", "hai", "ba"]), 2);
    assert_eq!(find(&article(&["mới", "một", "hai", "thêm", "ba"]), &position), 4);
    assert_eq!(find(&article(&["ba"]), &position), 0);
}

#[test]
fn of_equal_paragraphs_the_nearest_is_found() {
    let position = at(&article(&["***", "một", "***", "hai", "***"]), 2);
    assert_eq!(find(&article(&["***", "một", "thêm", "***", "hai", "***"]), &position), 3);
}

#[test]
fn an_edited_paragraph_is_found_between_its_neighbours() {
    let position = at(&article(&["một", "hai", "ba", "bốn"]), 2);
    assert_eq!(find(&article(&["không", "một", "hai", "ba đã sửa", "bốn"]), &position), 3);
    assert_eq!(find(&article(&["khác", "mới", "ba đã sửa", "bốn"]), &position), 2);
}

#[test]
fn in_an_article_written_anew_the_share_is_kept() {
    let position = at(&article(&["1", "2", "3", "4"]), 2);
    assert_eq!(find(&article(&["a", "b", "c", "d", "e", "f", "g", "h"]), &position), 4);
}

#[test]
fn nothing_is_found_in_nothing_without_failing() {
    assert_eq!(find(&[], &at(&[], 5)), 0);
    assert_eq!(find(&article(&["một"]), &Position::default()), 0);
}
