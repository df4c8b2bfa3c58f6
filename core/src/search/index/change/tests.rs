//! Adding, replacing and removing documents keeps counts and totals true; a newer index is left alone.

use super::*;
use crate::search::index::snapshot::Snapshot;

/// A database with the tables of search and nothing else.
pub(in crate::search) fn database() -> Connection {
    let conn = Connection::open_in_memory().unwrap();
    conn.execute_batch(include_str!("../../../store/sql/content/002_search.sql")).unwrap();
    conn
}

/// Adds documents in one transaction.
pub(in crate::search) fn add_all(conn: &mut Connection, docs: &[(i64, &str, &str)]) {
    let docs: Vec<IndexDoc<'_>> = docs.iter().map(|&(doc, title, body)| IndexDoc { doc, title, body }).collect();
    let tx = conn.transaction().unwrap();
    add(&tx, &docs).unwrap();
    tx.commit().unwrap();
}

fn counted(conn: &Connection) -> (u32, f32, f32) {
    let snapshot = Snapshot::read(conn).unwrap();
    (snapshot.docs, snapshot.mean_title, snapshot.mean_body)
}

#[test]
fn totals_forget_what_was_removed() {
    let mut conn = database();
    add_all(&mut conn, &[(1, "Một cửa", "bốn chữ ở đây")]);
    let before = counted(&conn);
    add_all(&mut conn, &[(2, "Hai", "một hai ba bốn năm sáu bảy tám"), (3, "", "chín mười")]);
    assert_ne!(counted(&conn), before);
    let tx = conn.transaction().unwrap();
    remove(&tx, &[2, 3, 99, -4]).unwrap();
    remove(&tx, &[2]).unwrap();
    tx.commit().unwrap();
    assert_eq!(counted(&conn), before);
}

#[test]
fn a_document_added_twice_is_there_once_with_its_last_text() {
    let mut conn = database();
    add_all(&mut conn, &[(5, "", "một"), (5, "", "một hai")]);
    add_all(&mut conn, &[(5, "", "một hai ba")]);
    assert_eq!(counted(&conn), (1, 1.0, 3.0));
}

#[test]
fn numbers_that_no_row_has_are_refused() {
    let mut conn = database();
    let tx = conn.transaction().unwrap();
    for doc in [0, -1, i64::from(u32::MAX), i64::MAX] {
        let refused = add(&tx, &[IndexDoc { doc, title: "", body: "" }]);
        assert!(matches!(refused, Err(SearchError::DocNumber(number)) if number == doc));
    }
}

#[test]
fn an_index_of_a_newer_version_is_refused_and_left_alone() {
    let mut conn = database();
    conn.execute("UPDATE search_state SET format = 99", ()).unwrap();
    let tx = conn.transaction().unwrap();
    assert!(matches!(add(&tx, &[]), Err(SearchError::TooNew { found: 99, known: 1 })));
    assert!(matches!(Snapshot::read(&tx), Err(SearchError::TooNew { .. })));
}
