//! Suggestions go on from what was typed, with its marks, and lead to something.

use rusqlite::Connection;

use super::*;
use crate::cancel::CancelToken;
use crate::search::Weights;
use crate::search::index::Snapshot;
use crate::search::index::change::tests::{add_all, database};
use crate::search::known::Known;
use crate::search::understand::understand;

fn library() -> Connection {
    let mut conn = database();
    let texts = [
        "chuyển giao công nghệ",
        "chuyển giao công nghệ sấy",
        "chuyển giao quyền",
        "công nghệ sinh học",
        "công nghệ sinh học",
        "công an",
        "công an",
        "công trình",
    ];
    let docs: Vec<(i64, &str, &str)> = (1..).zip(texts).map(|(doc, text)| (doc, "", text)).collect();
    add_all(&mut conn, &docs);
    conn
}

fn suggestions(text: &str) -> Vec<String> {
    let (conn, cancel, query) = (library(), CancelToken::new(), Query::parse(text));
    let snapshot = Snapshot::read(&conn).unwrap();
    let index = Index { conn: &conn, snapshot: &snapshot, known: &Known::default(), cancel: &cancel };
    let meaning = understand(&index, &query, &Weights::SHIPPED).unwrap();
    suggest(&index, &query, &meaning, 5).unwrap()
}

#[test]
fn a_half_typed_word_is_completed_with_its_marks() {
    assert!(suggestions("chuyển gi").contains(&"chuyển giao".to_owned()), "{:?}", suggestions("chuyển gi"));
    assert!(suggestions("chuyen gi").contains(&"chuyển giao".to_owned()), "{:?}", suggestions("chuyen gi"));
}

#[test]
fn a_whole_word_is_followed_by_what_follows_it_often() {
    let found = suggestions("chuyển giao");
    assert!(found.contains(&"chuyển giao công".to_owned()), "{found:?}");
    assert!(!found.iter().any(|text| text.ends_with("quyền")), "once is no phrase: {found:?}");
}

#[test]
fn nothing_is_suggested_twice_and_never_what_was_typed() {
    for text in ["công ngh", "cong", "công nghệ ", "x", ""] {
        let found = suggestions(text);
        let distinct: std::collections::BTreeSet<_> = found.iter().collect();
        assert_eq!(distinct.len(), found.len());
        assert!(!found.iter().any(|found| found.trim_end() == text.trim_end()), "{found:?}");
    }
}
