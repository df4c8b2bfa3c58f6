//! Tests of the parent module.

use super::*;
use crate::store::fixtures::{self, NOW};

#[test]
fn a_revision_has_one_notice_and_goes_when_it_was_seen() {
    let (_folder, store) = fixtures::store();
    let notice = RevisionNotice {
        id: "a1".into(),
        rev: 2,
        at: NOW,
        change: "correct".into(),
        title: "Bài".into(),
        note: "Sửa".into(),
    };
    let add_again = || store.personal().write(|tx| add(tx, &notice)).unwrap();
    assert!(add_again());
    assert!(!add_again());
    assert_eq!(store.personal().read(|conn| unseen(conn, 5)).unwrap(), std::slice::from_ref(&notice));
    store.personal().write(|tx| see(tx, "a1", NOW)).unwrap();
    assert!(store.personal().read(|conn| unseen(conn, 5)).unwrap().is_empty());
    assert!(!add_again(), "told once");
}
