//! Pages are taken from log and file as SQLite would: committed and checksummed frames only.

use rusqlite::Connection;

use super::*;

/// A database whose second commit is in the log only. Keep the connection: closing it writes the log back.
fn logged() -> (tempfile::TempDir, Connection) {
    let folder = tempfile::tempdir().unwrap();
    let conn = Connection::open(folder.path().join("a.db")).unwrap();
    conn.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;
         CREATE TABLE t (a); INSERT INTO t VALUES ('first'); PRAGMA wal_checkpoint(TRUNCATE);
         INSERT INTO t VALUES ('second');",
    )
    .unwrap();
    (folder, conn)
}

fn contains(folder: &Path, text: &str) -> bool {
    let mut pages = Pages::open(&folder.join("a.db"), 4096).unwrap().unwrap();
    (1..=pages.count()).any(|number| {
        let page = pages.page(number).unwrap();
        page.windows(text.len()).any(|window| window == text.as_bytes())
    })
}

#[test]
fn what_is_committed_in_the_log_stands_above_the_file() {
    let (folder, _conn) = logged();
    assert!(contains(folder.path(), "first"));
    assert!(contains(folder.path(), "second"));
}

#[test]
fn a_torn_log_ends_where_its_checksum_fails() {
    let (folder, conn) = logged();
    conn.execute_batch("INSERT INTO t VALUES ('third')").unwrap();
    let log = folder.path().join("a.db-wal");
    let mut bytes = std::fs::read(&log).unwrap();
    let last = bytes.len() - 4;
    bytes[last] ^= 1;
    std::fs::write(&log, bytes).unwrap();
    assert!(contains(folder.path(), "second"));
    assert!(!contains(folder.path(), "third"));
}

#[test]
fn a_log_of_another_time_is_not_applied() {
    let (folder, _conn) = logged();
    let log = folder.path().join("a.db-wal");
    let mut bytes = std::fs::read(&log).unwrap();
    // Another salt in the header: its frames belong to an earlier log.
    bytes[16] ^= 1;
    std::fs::write(&log, bytes).unwrap();
    assert!(contains(folder.path(), "first"));
    assert!(!contains(folder.path(), "second"));
}

#[test]
fn a_file_that_is_not_there_or_cut_short_is_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    assert!(Pages::open(&path, 4096).unwrap().is_none());
    std::fs::write(&path, b"short").unwrap();
    let mut pages = Pages::open(&path, 4096).unwrap().unwrap();
    assert_eq!(pages.count(), 1);
    assert_eq!(pages.page(1).unwrap().len(), 4096);
    assert!(pages.page(2).is_none() && pages.page(0).is_none());
}
