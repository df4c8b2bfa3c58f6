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
    assert!(matches!(refused, Err(StoreError::TooNew { file: "personal.db", found: 99, known: 3 })));
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

/// Every table and index with the text that made it, comments and spacing left out.
fn schema_of(conn: &Connection) -> Vec<String> {
    let mut statement = conn
        .prepare("SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY type, name")
        .unwrap();
    let rows = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
    rows.map(|row| row.unwrap().split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// Rows of every table, counted.
fn rows_of(conn: &Connection) -> Vec<(String, i64)> {
    let mut statement = conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").unwrap();
    let names = statement.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap);
    names
        .map(|name| {
            let count = conn.query_row(&format!("SELECT count(*) FROM {name}"), [], |row| row.get(0)).unwrap();
            (name, count)
        })
        .collect()
}

#[test]
fn every_released_schema_upgrades_to_the_same_as_a_new_one_and_keeps_its_rows() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fixtures/schemas");
    let mut seen = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let schema = if name.starts_with("content") { &CONTENT } else { &PERSONAL };
        let mut old = empty();
        old.execute_batch(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let before = rows_of(&old);
        schema.upgrade(&mut old, |_| Ok(())).unwrap();
        let mut new = empty();
        schema.upgrade(&mut new, |_| Ok(())).unwrap();
        assert_eq!(schema_of(&old), schema_of(&new), "{name}");
        let after = rows_of(&old);
        for table in before {
            assert!(after.contains(&table), "{name}: {table:?} became {after:?}");
        }
        seen.push(name);
    }
    seen.sort();
    assert_eq!(seen, ["content-1", "personal-1"], "one for each released version");
}

#[test]
fn no_two_tables_of_personal_look_alike_to_recovery() {
    let mut conn = empty();
    PERSONAL.upgrade(&mut conn, |_| Ok(())).unwrap();
    let mut tables = conn
        .prepare("SELECT name, sql LIKE '%WITHOUT ROWID' FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        .unwrap();
    let mut shapes = std::collections::BTreeMap::new();
    for table in tables.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, bool>(1)?))).unwrap() {
        let (name, clustered) = table.unwrap();
        let mut columns = conn.prepare(&format!("SELECT type FROM pragma_table_info('{name}')")).unwrap();
        let types: Vec<String> = columns.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        if let Some(other) = shapes.insert((clustered, types), name.clone()) {
            panic!("{name} and {other} look alike");
        }
    }
    assert!(shapes.len() > 9);
}
