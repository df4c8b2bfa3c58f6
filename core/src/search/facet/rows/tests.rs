//! What a screen waits for is read by key, never by looking through a table.

use super::*;
use crate::search::facet::change::tests::database;

#[test]
fn no_column_is_read_by_a_scan() {
    let conn = database();
    for sql in [READ, READ_FIELD, STATE] {
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
