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

#[test]
fn an_index_of_an_older_version_answers_nothing_says_so_and_makes_room_for_the_new_one() {
    let mut conn = database();
    add_all(&mut conn, &[(1, "", "một hai")]);
    conn.execute("UPDATE search_state SET format = 0", ()).unwrap();
    assert!(is_outdated(&conn).unwrap());
    let snapshot = Snapshot::read(&conn).unwrap();
    assert!(snapshot.is_damaged() && snapshot.segments.is_empty(), "searched, and known to be incomplete");
    add_all(&mut conn, &[(2, "", "ba bốn năm")]);
    assert!(!is_outdated(&conn).unwrap());
    assert!(!Snapshot::read(&conn).unwrap().is_damaged());
    assert_eq!(counted(&conn), (1, 1.0, 3.0));
}

#[test]
fn a_change_after_one_that_was_rolled_back_never_gets_its_generation() {
    let mut conn = database();
    let doc = |body| [IndexDoc { doc: 1, title: "", body }];
    let tx = conn.transaction().unwrap();
    add(&tx, &doc("một")).unwrap();
    let undone = Snapshot::read(&tx).unwrap().generation;
    tx.rollback().unwrap();
    let tx = conn.transaction().unwrap();
    add(&tx, &doc("hai")).unwrap();
    tx.commit().unwrap();
    assert_ne!(Snapshot::read(&conn).unwrap().generation, undone);
}

#[test]
fn documents_one_at_a_time_are_the_same_index_and_must_ascend() {
    let (mut one, mut other) = (database(), database());
    let texts = [(3, "Một", "hai ba"), (4, "", "ba bốn"), (9, "hai", "")];
    add_all(&mut one, &texts);
    let tx = other.transaction().unwrap();
    let mut bulk = Bulk::new();
    for (doc, title, body) in texts {
        bulk.push(&tx, &IndexDoc { doc, title, body }).unwrap();
    }
    let again = bulk.push(&tx, &IndexDoc { doc: 9, title: "", body: "" });
    assert!(matches!(again, Err(SearchError::DocNumber(9))));
    bulk.finish(&tx).unwrap();
    bulk.finish(&tx).unwrap();
    tx.commit().unwrap();
    let rows = |conn: &Connection| -> Vec<(i64, Vec<u8>)> {
        let mut statement = conn.prepare("SELECT id, data FROM search_row ORDER BY id").unwrap();
        statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
    };
    assert_eq!(rows(&one), rows(&other));
}
