//! Opening a profile: created once, refused when newer, one writer at a time, nothing queued is lost at the end.

use super::*;
use crate::store::content::writer::Pending;

fn open(folder: &Path) -> Result<Opened, StoreError> {
    Store::open(folder, OpenOptions::default())
}

#[test]
fn a_new_profile_is_created_once() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("new/profile");
    assert!(open(&folder).unwrap().report.created);
    assert!(!open(&folder).unwrap().report.created);
}

#[test]
fn a_profile_of_a_newer_version_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).unwrap().store;
    store.personal().write(|tx| -> Result<_, StoreError> { Ok(tx.pragma_update(None, "user_version", 7)?) }).unwrap();
    drop(store);
    let before = std::fs::read(folder.path().join("personal.db")).unwrap();
    let refused = open(folder.path()).map(|_| ());
    assert!(matches!(refused, Err(StoreError::TooNew { file: "personal.db", found: 7, .. })), "{refused:?}");
    assert_eq!(std::fs::read(folder.path().join("personal.db")).unwrap(), before);
}

#[test]
fn a_second_writer_is_told_busy_at_once_and_the_next_gets_in() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (open(folder.path()).unwrap().store, open(folder.path()).unwrap().store);
    let writer = one.writer().unwrap();
    assert!(matches!(two.writer(), Err(StoreError::Busy)));
    assert!(matches!(one.writer(), Err(StoreError::Busy)), "also within one process");
    writer.close();
    two.writer().unwrap().close();
}

#[test]
fn dropping_the_writer_still_writes_what_is_queued() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).unwrap().store;
    let writer = store.writer().unwrap();
    let pending: Pending<_, StoreError> = writer
        .submit(&crate::CancelToken::new(), |tx| Ok(tx.execute("INSERT INTO source_key (id) VALUES ('a')", [])?))
        .unwrap();
    drop(writer);
    assert_eq!(pending.wait().unwrap(), 1);
    let count: i64 = store
        .content()
        .read(|conn| -> Result<_, StoreError> {
            Ok(conn.query_row("SELECT count(*) FROM source_key", [], |row| row.get(0))?)
        })
        .unwrap();
    assert_eq!(count, 1);
}
