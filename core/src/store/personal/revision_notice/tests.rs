//! Tests of the parent module.

use super::*;
use crate::model::line::open_line;
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
    let line = r#"{"change":{"kind":"correct","note":"Sửa"},"data":{},"id":"a1","kind":"article","published":"2026-11-01T08:00:00+07:00","rev":2,"sample":true,"unit":"x-so-khcn","updated":"2026-11-01T08:00:00+07:00"}"#;
    let (envelope, _) = open_line(line).unwrap();
    assert_eq!(store.personal().write(|tx| see(tx, &envelope, NOW)).unwrap(), 1);
    assert!(store.personal().read(|conn| unseen(conn, 5)).unwrap().is_empty());
    assert!(!add_again(), "told once");
}
