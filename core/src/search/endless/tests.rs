//! They are read until somebody stops it, and leave nothing behind.

use super::*;
use crate::store::OpenOptions;

fn store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), OpenOptions::default()).unwrap().store;
    (folder, store)
}

/// Looks until `met`, which nothing but time can bring about.
fn eventually(what: &str, met: impl Fn() -> bool) {
    for _ in 0..30_000 {
        if met() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    panic!("{what}: not met");
}

#[test]
fn they_are_read_until_it_is_cancelled() {
    let (_folder, store) = store();
    let rows = Arc::new(EndlessRows::begin(&store).unwrap());
    let (cancel, reading, token) = (CancelToken::new(), Arc::clone(&rows), CancelToken::new());
    let stopped = cancel.clone();
    let reader = std::thread::spawn(move || reading.read(&stopped));
    eventually("rows are read", || rows.seen() > 10 && rows.is_read());
    token.cancel();
    let before = rows.seen();
    eventually("another token stops nothing", || rows.seen() > before);
    cancel.cancel();
    assert!(matches!(reader.join().unwrap(), Err(StoreError::Cancelled(_))));
    let after = rows.seen();
    assert!(!rows.is_read());
    std::thread::sleep(std::time::Duration::from_millis(20));
    assert_eq!(rows.seen(), after);
}

#[test]
fn when_they_end_the_readers_are_as_they_were() {
    let (_folder, store) = store();
    let rows = Arc::new(EndlessRows::begin(&store).unwrap());
    let reading = Arc::clone(&rows);
    let reader = std::thread::spawn(move || reading.read(&CancelToken::new()));
    eventually("rows are read", || rows.seen() > 0);
    rows.end().unwrap();
    assert!(reader.join().unwrap().is_err());
    assert_eq!(rows.read(&CancelToken::new()).unwrap(), 0, "an empty index");
    let write = |conn: &Connection| Ok::<_, StoreError>(conn.execute_batch("CREATE TEMP TABLE t (i)")?);
    assert!(store.content().read(write).is_err(), "a reader writes nothing");
}

#[test]
fn of_a_closed_store_there_are_none() {
    let (_folder, store) = store();
    store.content().read(|_| Ok::<_, StoreError>(())).unwrap();
    let rows = EndlessRows::begin(&store).unwrap();
    store.clone().close().unwrap();
    assert!(matches!(rows.end(), Err(StoreError::Closed)));
    assert!(EndlessRows::begin(&store).is_err());
}
