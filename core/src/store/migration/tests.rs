//! Every schema reaches the latest version whole or stays as it was; a newer one is refused.

use super::*;

fn empty() -> Connection {
    Connection::open_in_memory().unwrap()
}

#[test]
fn an_empty_file_reaches_the_latest_version() {
    for schema in [&CONTENT, &PERSONAL] {
        let mut conn = empty();
        schema.upgrade(&mut conn, |_| Ok(())).unwrap();
        assert_eq!(version(&conn, "main").unwrap(), schema.latest());
    }
}

#[test]
fn a_newer_schema_is_refused_and_left_alone() {
    let mut conn = empty();
    conn.execute_batch("CREATE TABLE from_the_future (a); PRAGMA user_version = 99").unwrap();
    let refused = PERSONAL.upgrade(&mut conn, |_| Ok(()));
    assert!(matches!(refused, Err(StoreError::TooNew { file: "personal.db", found: 99, known: 1 })));
    conn.execute_batch("SELECT a FROM from_the_future").unwrap();
    assert!(conn.execute_batch("SELECT * FROM status").is_err());
}

#[test]
fn a_failure_half_way_leaves_the_old_version() {
    let mut conn = empty();
    // A table of the second half is in the way.
    conn.execute_batch("CREATE TABLE cursor (other)").unwrap();
    assert!(PERSONAL.upgrade(&mut conn, |_| Ok(())).is_err());
    assert_eq!(version(&conn, "main").unwrap(), 0);
    assert!(conn.execute_batch("SELECT * FROM status").is_err(), "no table of the first half stays");
}

#[test]
fn an_upgrade_of_the_latest_version_seeds_nothing() {
    let mut conn = empty();
    PERSONAL.upgrade(&mut conn, |_| Ok(())).unwrap();
    PERSONAL.upgrade(&mut conn, |_| Err(StoreError::Closed)).unwrap();
}
