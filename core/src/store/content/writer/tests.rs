//! A batch is written whole or not at all, whether it fails, panics or is cancelled, and readers never wait for it.

use super::*;
use crate::store::{OpenOptions, Store};

fn store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), OpenOptions::default()).unwrap().store;
    (folder, store)
}

fn keys(store: &Store) -> i64 {
    store
        .content()
        .read(|conn| -> Result<_, StoreError> {
            Ok(conn.query_row("SELECT count(*) FROM source_key", [], |row| row.get(0))?)
        })
        .unwrap()
}

fn add(tx: &Transaction<'_>, id: &str) -> Result<(), StoreError> {
    tx.execute("INSERT INTO source_key (id) VALUES (?1)", [id])?;
    Ok(())
}

#[test]
fn a_failed_batch_leaves_nothing_behind() {
    let (_folder, store) = store();
    let writer = store.writer().unwrap();
    let failed: Result<(), StoreError> = writer.write(|tx| {
        add(tx, "a")?;
        Err(StoreError::Closed)
    });
    assert!(failed.is_err());
    assert_eq!(keys(&store), 0);
}

#[test]
fn a_batch_that_panics_is_rolled_back_and_the_next_one_works() {
    let (_folder, store) = store();
    let writer = store.writer().unwrap();
    let lost: Result<(), StoreError> = writer.write(|tx| {
        add(tx, "a")?;
        panic!("a defect");
    });
    assert!(matches!(lost, Err(StoreError::Lost)));
    writer.write(|tx| add(tx, "b")).unwrap();
    assert_eq!(keys(&store), 1);
}

#[test]
fn a_cancelled_batch_is_rolled_back_even_inside_a_statement() {
    let (_folder, store) = store();
    let writer = store.writer().unwrap();
    let cancel = CancelToken::new();
    let (started, start) = mpsc::channel();
    let pending: Pending<i64, StoreError> = writer
        .submit(&cancel, move |tx| {
            add(tx, "a")?;
            started.send(()).unwrap();
            // Counts for ever, unless interrupted.
            let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
            loop {
                match tx.query_row(endless, [], |row| row.get::<_, i64>(0)) {
                    Ok(_) => {}
                    Err(error) => return Err(error.into()),
                }
            }
        })
        .unwrap();
    start.recv().unwrap();
    // The statement may not have begun yet: interrupting again is harmless.
    std::thread::sleep(std::time::Duration::from_millis(50));
    cancel.cancel();
    assert!(matches!(pending.wait(), Err(StoreError::Cancelled(_))));
    assert_eq!(keys(&store), 0);
    writer.write(|tx| add(tx, "b")).unwrap();
    assert_eq!(keys(&store), 1);
}

#[test]
fn a_reader_never_waits_for_the_writer() {
    let (_folder, store) = store();
    let writer = store.writer().unwrap();
    let (started, start) = mpsc::channel();
    let (finish, finished) = mpsc::channel::<()>();
    let pending = writer
        .submit(&CancelToken::new(), move |tx| {
            add(tx, "a")?;
            started.send(()).unwrap();
            finished.recv().unwrap();
            Ok::<_, StoreError>(())
        })
        .unwrap();
    start.recv().unwrap();
    assert_eq!(keys(&store), 0, "half a batch is seen by nobody");
    finish.send(()).unwrap();
    pending.wait().unwrap();
    assert_eq!(keys(&store), 1);
}
