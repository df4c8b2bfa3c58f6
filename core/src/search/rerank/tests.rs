//! What the second look sees in a text: nearness, order, titles; never more than there is.

use proptest::prelude::*;

use super::*;
use crate::cancel::CancelToken;
use crate::search::index::Snapshot;
use crate::search::index::change::tests::{add_all, database};
use crate::search::known::Known;
use crate::search::understand::understand;

fn features(title: &str, body: &str, query: &str) -> Features {
    let mut conn = database();
    add_all(&mut conn, &[(1, title, body), (2, "", "chữ khác"), (3, "", "máy sấy lạnh công nghệ vải thiều")]);
    let (snapshot, cancel, query) = (Snapshot::read(&conn).unwrap(), CancelToken::new(), Query::parse(query));
    let index = Index { conn: &conn, snapshot: &snapshot, known: &Known::default(), cancel: &cancel };
    let meaning = understand(&index, &query, &Weights::SHIPPED).unwrap();
    let wanted = Wanted::new(&index, &query, &meaning, &Weights::SHIPPED);
    wanted.features(&DocText { title: title.to_owned(), body: body.to_owned(), published: None })
}

#[test]
fn words_that_stand_together_are_worth_more_than_words_far_apart() {
    let near = features("", "Hợp tác xã dùng công nghệ sấy lạnh cho quả.", "công nghệ sấy lạnh ");
    let far = "Công việc này lạnh. ".to_owned() + &"chữ ".repeat(60) + "sấy. " + &"chữ ".repeat(60) + "nghệ";
    let far = features("", &far, "công nghệ sấy lạnh ");
    assert_eq!((near.cover, far.cover), (1.0, 1.0));
    assert!(near.tight > far.tight && near.wide > far.wide);
    assert!(near.phrase == 1.0 && far.phrase == 0.0);
}

#[test]
fn the_same_words_in_another_order_are_no_run() {
    let other = features("", "lạnh sấy nghệ công", "công nghệ sấy lạnh ");
    assert_eq!((other.phrase, other.cover), (0.0, 1.0));
}

#[test]
fn a_title_that_is_the_query_is_known() {
    let title = features("Công nghệ sấy lạnh", "chữ", "công nghệ sấy lạnh ");
    assert_eq!((title.title_cover, title.title_share, title.title_phrase), (1.0, 1.0, 1.0));
    let longer = features("Công nghệ sấy lạnh cho vải và nhãn", "chữ", "công nghệ sấy lạnh ");
    assert!(longer.title_share < 0.7 && longer.title_phrase == 1.0);
    let other = features("Công nghệ sấy nóng", "chữ", "công nghệ sấy lạnh ");
    assert!(other.title_phrase == 0.0 && other.title_cover < 1.0);
}

#[test]
fn other_marks_than_the_typed_ones_are_nothing() {
    assert_eq!(features("", "say lanh, sầy lành", "sấy lạnh ").cover, 0.0);
    assert_eq!(features("", "sấy lạnh", "say lanh ").cover, 1.0);
}

#[test]
fn a_name_is_known_by_its_capitals_there_and_here() {
    let name = features("", "Ông Sấy Lạnh là người sáng chế", "ai là Sấy Lạnh ");
    assert!(name.names > 0.3, "{name:?}");
    assert_eq!(features("", "máy sấy lạnh", "ai là Sấy Lạnh ").names, 0.0);
    assert_eq!(features("", "Ông Sấy Lạnh là người sáng chế", "ai là sấy lạnh ").names, 0.0);
}

#[test]
fn a_number_that_was_asked_for_is_a_feature_of_its_own() {
    assert_eq!(features("", "Năm 1939 có lũ", "lũ năm 1939 ").digits, 1.0);
    assert_eq!(features("", "Năm 1940 có lũ", "lũ năm 1939 ").digits, 0.0);
    assert_eq!(features("", "Năm 1939 có lũ", "lũ lụt ").digits, 0.0);
}

#[test]
fn a_phrase_with_a_guessed_word_is_worth_less_than_the_phrase_that_was_typed() {
    let typed = features("", "hội thả, hội thảo", "hội thả");
    assert_eq!(typed.phrase, 1.0);
    let guessed = features("", "hội thảo, sấy, thả", "hội thả");
    assert!(guessed.phrase > 0.0 && guessed.phrase < 1.0, "{guessed:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn every_feature_is_a_share(title: String, body: String, query: String) {
        let found = features(&title, &body, &query);
        for value in found.values() {
            prop_assert!((0.0..=1.0).contains(&value), "{:?}", found);
        }
    }
}
