//! Every connection has every pragma, readers cannot write, and opening creates no file.

use super::*;

fn profile() -> (tempfile::TempDir, ProfilePaths) {
    let folder = tempfile::tempdir().unwrap();
    let paths = ProfilePaths::new(folder.path());
    create(&paths.personal(), Role::Personal).unwrap();
    create(&paths.content(), Role::ContentWriter).unwrap();
    (folder, paths)
}

fn pragma(conn: &Connection, name: &str) -> String {
    conn.pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0))
        .map(|value| match value {
            rusqlite::types::Value::Integer(number) => number.to_string(),
            rusqlite::types::Value::Text(text) => text,
            other => format!("{other:?}"),
        })
        .unwrap()
}

#[test]
fn every_connection_has_every_pragma() {
    let (_folder, paths) = profile();
    for role in [Role::ContentReader, Role::ContentWriter, Role::Personal] {
        let conn = open(&paths, role).unwrap();
        assert_eq!(pragma(&conn, "journal_mode"), "wal", "{role:?}");
        assert_eq!(pragma(&conn, "temp_store"), "2", "{role:?}");
        assert_eq!(pragma(&conn, "foreign_keys"), "1", "{role:?}");
        assert_eq!(pragma(&conn, "auto_vacuum"), "2", "{role:?}");
        assert_eq!(pragma(&conn, "busy_timeout"), "5000", "{role:?}");
        assert_eq!(pragma(&conn, "mmap_size"), "0", "{role:?}");
    }
    assert_eq!(pragma(&open(&paths, Role::Personal).unwrap(), "synchronous"), "2");
    assert_eq!(pragma(&open(&paths, Role::ContentWriter).unwrap(), "synchronous"), "1");
    assert_eq!(pragma(&open(&paths, Role::ContentWriter).unwrap(), "secure_delete"), "1");
}

#[test]
fn a_reader_writes_to_neither_file() {
    let (_folder, paths) = profile();
    let reader = open(&paths, Role::ContentReader).unwrap();
    assert!(reader.execute_batch("CREATE TABLE t (a)").is_err());
    assert!(reader.execute_batch("CREATE TABLE personal.t (a)").is_err());
}

#[test]
fn opening_never_creates_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let paths = ProfilePaths::new(folder.path());
    assert!(matches!(open(&paths, Role::Personal), Err(StoreError::CannotOpen(_))));
    assert!(!paths.personal().exists());
}
