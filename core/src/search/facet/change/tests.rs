//! What is filed is what is found; removed documents leave nothing, damage stops nothing, a newer store is left alone.

use rusqlite::Connection;

use super::*;
use crate::search::facet::field::{Arity, Field, Shape};
use crate::search::facet::value::Given;

static SOURCE: Field = Field { key: "source", shape: Shape::Code, arity: Arity::Many };
static PRICE: Field = Field { key: "price", shape: Shape::Number(&[]), arity: Arity::One };

/// A database with the tables of search and nothing else.
pub(in crate::search) fn database() -> Connection {
    let conn = crate::search::index::change::tests::database();
    conn.execute_batch(include_str!("../../../store/sql/content/003_facets.sql")).unwrap();
    conn
}

/// Insists that none of these statements looks through a table.
pub(in crate::search) fn assert_searches(statements: &[&str]) {
    let conn = database();
    for sql in statements {
        let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let count = statement.parameter_count();
        let plan: Vec<String> = statement
            .query_map(rusqlite::params_from_iter((0..count).map(|_| 1)), |row| row.get(3))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert!(plan.iter().all(|step| step.starts_with("SEARCH")), "{sql}: {plan:?}");
    }
}

/// Changes in one transaction.
fn change<T>(conn: &mut Connection, work: impl FnOnce(&Transaction<'_>) -> Result<T, SearchError>) -> T {
    let tx = conn.transaction().unwrap();
    let value = work(&tx).unwrap();
    tx.commit().unwrap();
    value
}

fn doc(doc: i64, values: &[Given]) -> DocFacets {
    DocFacets { doc, values: values.to_vec() }
}

fn from(sources: &[&str]) -> Vec<Given> {
    sources.iter().map(|source| Given::code(&SOURCE, *source)).collect()
}

/// Everything that is filed: field, document, values.
fn filed(conn: &Connection) -> Vec<(u32, u32, Vec<i64>)> {
    let mut all = Vec::new();
    for field in dictionary::fields(conn).unwrap() {
        for (number, chunk) in rows::read_all(conn, field).unwrap() {
            let own = chunk.unpack();
            all.extend(own.iter().map(|(slot, values)| (field, number * SLOTS + u32::from(slot), values.to_vec())));
        }
    }
    all
}

#[test]
fn what_is_filed_again_stands_in_the_place_of_what_was() {
    let mut conn = database();
    change(&mut conn, |tx| put(tx, &[doc(1, &from(&["a", "b", "a"])), doc(5_000, &[Given::number(&PRICE, 70)])]));
    assert_eq!(filed(&conn), [(1, 1, vec![0, 1]), (2, 5_000, vec![70])]);
    change(&mut conn, |tx| put(tx, &[doc(1, &[Given::number(&PRICE, 9)]), doc(5_000, &from(&["b"]))]));
    assert_eq!(filed(&conn), [(1, 5_000, vec![1]), (2, 1, vec![9])]);
}

#[test]
fn equal_values_change_nothing_that_readers_keep() {
    let mut conn = database();
    change(&mut conn, |tx| put(tx, &[doc(1, &from(&["a"]))]));
    let before = rows::state(&conn).unwrap();
    change(&mut conn, |tx| put(tx, &[doc(1, &from(&["a"]))]));
    change(&mut conn, |tx| remove(tx, &[2, 99_999, -4]));
    assert_eq!(rows::state(&conn).unwrap(), before);
    change(&mut conn, |tx| remove(tx, &[1]));
    assert_ne!(rows::state(&conn).unwrap(), before);
    assert_eq!(filed(&conn), []);
}

#[test]
fn a_value_of_another_form_and_a_second_where_one_may_be_are_left_out() {
    let mut conn = database();
    let odd = [
        Given::number(&SOURCE, 4),
        Given::code(&SOURCE, ""),
        Given::code(&SOURCE, "x".repeat(201)),
        Given::path(&SOURCE, ["a", "b"]),
        Given::code(&PRICE, "dear"),
        Given::number(&PRICE, 3),
        Given::number(&PRICE, 2),
    ];
    change(&mut conn, |tx| put(tx, &[doc(1, &odd)]));
    assert_eq!(filed(&conn), [(1, 1, vec![3])]);
}

#[test]
fn erasing_forgets_codes_that_nobody_has_and_keeps_those_of_others() {
    let mut conn = database();
    change(&mut conn, |tx| put(tx, &[doc(1, &from(&["secret", "shared"])), doc(2, &from(&["shared"]))]));
    change(&mut conn, |tx| erase(tx, &[1]));
    let mut statement = conn.prepare("SELECT code FROM facet_value").unwrap();
    let codes: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert_eq!(codes, ["shared"]);
    drop(statement);
    change(&mut conn, |tx| put(tx, &[doc(3, &from(&["later"]))]));
    assert_eq!(filed(&conn), [(1, 2, vec![1]), (1, 3, vec![2])], "a number is never given twice");
}

#[test]
fn a_damaged_chunk_stops_no_sync_and_is_known_to_be_missing() {
    let mut conn = database();
    change(&mut conn, |tx| put(tx, &[doc(1, &from(&["a"])), doc(5_000, &from(&["b"]))]));
    conn.execute("UPDATE facet_chunk SET data = zeroblob(length(data)) WHERE id & 4294967295 = 0", ()).unwrap();
    assert!(matches!(rows::read_all(&conn, 1), Err(SearchError::Damaged(_))));
    assert!(rows::state(&conn).unwrap().is_built);
    change(&mut conn, |tx| put(tx, &[doc(2, &from(&["a"]))]));
    assert_eq!(filed(&conn), [(1, 2, vec![0]), (1, 5_000, vec![1])]);
    assert!(!rows::state(&conn).unwrap().is_built);
    change(&mut conn, clear);
    assert!(rows::state(&conn).unwrap().is_built);
}

#[test]
fn every_changed_bit_of_a_chunk_is_noticed() {
    let mut conn = database();
    change(&mut conn, |tx| put(tx, &[doc(1, &from(&["a", "b"])), doc(7, &from(&["b"]))]));
    let data: Vec<u8> = conn.query_row("SELECT data FROM facet_chunk", (), |row| row.get(0)).unwrap();
    for bit in 0..data.len() * 8 {
        let mut changed = data.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        conn.execute("UPDATE facet_chunk SET data = ?1", [changed]).unwrap();
        assert!(matches!(rows::read_all(&conn, 1), Err(SearchError::Damaged(_))), "bit {bit}");
    }
}

#[test]
fn a_store_of_a_newer_version_is_refused_and_left_alone() {
    let mut conn = database();
    conn.execute("UPDATE facet_state SET format = 9", ()).unwrap();
    let tx = conn.transaction().unwrap();
    for refused in [put(&tx, &[]), remove(&tx, &[1])] {
        assert!(matches!(refused, Err(SearchError::TooNew { found: 9, known: 1 })));
    }
}

#[test]
fn no_row_of_the_store_looks_like_one_that_recovery_reads() {
    let conn = database();
    let types = |table: &str| -> Vec<String> {
        let mut columns = conn.prepare(&format!("SELECT type FROM pragma_table_info('{table}')")).unwrap();
        columns.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let shapes = ["facet_state", "facet_field", "facet_value", "facet_chunk"].map(types);
    // source_key and image_use; the other tables that recovery reads are wider than any here.
    for taken in [vec!["INTEGER", "TEXT", "INTEGER"], vec!["INTEGER", "BLOB"]] {
        let alike = shapes.iter().filter(|shape| **shape == taken).count();
        assert_eq!(
            alike,
            usize::from(taken.len() == 2),
            "only facet_chunk, which has a rowid where image_use has none"
        );
    }
    assert!(shapes.iter().all(|shape| shape.len() <= 5));
    assert!(!shapes.iter().any(|shape| shape.len() == 5 && shape[2] == "INTEGER" && shape[4] != "TEXT"));
}
