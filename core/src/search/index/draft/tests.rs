//! A draft gives the rows that the same documents give when their numbers are known from the start.

use rusqlite::Connection;

use super::*;
use crate::search::index::change::tests::{add_all, database};

const DOCS: [(i64, &str, &str); 3] =
    [(3, "Sấy vải thiều", "bằng bơm nhiệt"), (4, "Nghị định 13/2023", "bảo vệ dữ liệu"), (9, "", "vải chín 12,5 %")];

fn add(conn: &mut Connection, draft: Draft, docs: &[i64]) -> Result<(), SearchError> {
    let tx = conn.transaction().unwrap();
    add_draft(&tx, draft, docs)?;
    tx.commit().unwrap();
    Ok(())
}

fn draft(drafting: &mut Drafting, docs: &[(i64, &str, &str)]) -> Draft {
    for (_, title, body) in docs {
        drafting.push(title, body);
    }
    drafting.finish()
}

fn rows(conn: &Connection) -> Vec<(i64, Vec<u8>)> {
    let mut statement = conn.prepare("SELECT id, data FROM search_row ORDER BY id").unwrap();
    let rows = statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

#[test]
fn the_same_rows_are_written() {
    let (mut known, mut later) = (database(), database());
    add_all(&mut known, &DOCS);
    let mut drafting = Drafting::new();
    let drafted = draft(&mut drafting, &DOCS);
    assert_eq!(drafted.len(), 3);
    add(&mut later, drafted, &[3, 4, 9]).unwrap();
    assert_eq!(rows(&known), rows(&later));
    // The next batch begins anew and knows the words.
    let more = [(12, "Sấy nhãn", "bằng bơm nhiệt")];
    add_all(&mut known, &more);
    add(&mut later, draft(&mut drafting, &more), &[12]).unwrap();
    assert_eq!(rows(&known), rows(&later));
}

#[test]
fn numbers_that_do_not_fit_are_refused() {
    let mut conn = database();
    for docs in [&[3, 4][..], &[3, 4, 9, 10], &[3, 9, 4], &[3, 3, 4], &[0, 1, 2]] {
        let drafted = draft(&mut Drafting::new(), &DOCS);
        assert!(matches!(add(&mut conn, drafted, docs), Err(SearchError::DocNumber(_))), "{docs:?}");
    }
    assert!(rows(&conn).is_empty());
    add(&mut conn, Draft::default(), &[]).unwrap();
}
