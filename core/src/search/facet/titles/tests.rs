//! Titles stand as a Vietnamese reader looks for them, whatever page is asked for.

use proptest::prelude::*;
use rusqlite::Connection;

use super::*;
use crate::cancel::CancelToken;
use crate::search::index::Snapshot;
use crate::search::index::change::tests::database;
use crate::search::known::Known;
use crate::search::searcher::{DocText, SeeTitle};

/// Titles by document, shown in the order given.
struct Titles(Vec<(i64, String)>);

impl DocTexts for Titles {
    fn text(&self, _: &Connection, _: i64) -> Result<Option<DocText>, SearchError> {
        Err(SearchError::Damaged("no order by title reads a text"))
    }

    fn titles(&self, _: &Connection, see: &mut SeeTitle<'_>) -> Result<(), SearchError> {
        self.0.iter().try_for_each(|(doc, title)| see(*doc, title))
    }
}

fn sorted(titles: &Titles, docs: &[u32], most: usize, cancel: &CancelToken) -> Result<Vec<u32>, SearchError> {
    let conn = database();
    let snapshot = Snapshot::read(&conn).unwrap();
    by_title(&Index { conn: &conn, snapshot: &snapshot, known: &Known::default(), cancel }, titles, docs.to_vec(), most)
}

/// The titles of documents 1, 2, … in order.
fn in_order(titles: &[&str]) -> Vec<String> {
    let all = Titles((1..).zip(titles).map(|(doc, title)| (doc, (*title).to_owned())).collect());
    let docs: Vec<u32> = (1..=titles.len() as u32).rev().collect();
    let sorted = sorted(&all, &docs, titles.len(), &CancelToken::new()).unwrap();
    sorted.iter().map(|doc| titles[*doc as usize - 1].to_owned()).collect()
}

#[test]
fn letters_and_tones_stand_as_in_a_dictionary_and_not_as_their_bytes() {
    let dictionary =
        ["An", "ăn", "ân", "ba", "bà", "bả", "bã", "bá", "bạ", "Dân", "Đan", "Em", "Ê ke", "xã", "xứ", "yên"];
    let mut bytes = dictionary;
    bytes.sort_unstable();
    assert_ne!(bytes, dictionary, "bytes would stand otherwise");
    assert_eq!(in_order(&bytes), dictionary);
    assert_eq!(in_order(&["Điều 10", "Đất", "dầu", "Điều 9"]), ["dầu", "Đất", "Điều 9", "Điều 10"]);
}

#[test]
fn what_has_no_title_stands_last_and_equal_titles_stand_newest_first() {
    let titles =
        Titles(vec![(1, "Tin".into()), (2, String::new()), (3, "Tin".into()), (5, "An".into()), (9, "A".into())]);
    // Document 4 has none at all, 9 is not among those that match.
    assert_eq!(sorted(&titles, &[5, 4, 3, 2, 1], 9, &CancelToken::new()).unwrap(), [5, 3, 1, 4, 2]);
    assert_eq!(sorted(&titles, &[5, 4, 3, 2, 1], 0, &CancelToken::new()).unwrap(), [0_u32; 0]);
}

#[test]
fn a_newer_keystroke_stops_the_reading_of_titles() {
    let cancel = CancelToken::new();
    cancel.cancel();
    let stopped = sorted(&Titles(vec![(1, "Tin".into())]), &[1], 1, &cancel);
    assert!(matches!(stopped, Err(SearchError::Cancelled(_))));
}

proptest! {
    #[test]
    fn any_page_is_that_of_all_titles_sorted_by_their_keys(
        titles in proptest::collection::vec("[aAăâbđĐdeê0-9 ,]{0,4}( (nghị|quyết|hội|một|2|10)){0,3}", 0..40),
        most in 0_usize..45,
    ) {
        let all = Titles((1..).zip(&titles).map(|(doc, title)| (doc, title.clone())).collect());
        let docs: Vec<u32> = (1..=titles.len() as u32).rev().collect();
        let mut expected = docs.clone();
        expected.sort_by_key(|doc| {
            let title = &titles[*doc as usize - 1];
            (title.trim().is_empty(), if title.trim().is_empty() { Vec::new() } else { collate::key(title) })
        });
        expected.truncate(most);
        prop_assert_eq!(sorted(&all, &docs, most, &CancelToken::new()).unwrap(), expected);
    }
}
