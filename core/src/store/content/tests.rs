//! Readers work side by side, can be stopped from outside, and answer clearly once they are closed.

use super::*;
use crate::store::fixtures::store;

fn one(conn: &Connection) -> Result<i64, StoreError> {
    Ok(conn.query_row("SELECT 1", [], |row| row.get(0))?)
}

#[test]
fn a_second_read_does_not_wait_for_the_first() {
    let (_folder, store) = store();
    // The second read begins before the first has ended; with one connection this would never return.
    let both = store.content().read(|first| Ok::<_, StoreError>(one(first)? + store.content().read(one)?)).unwrap();
    assert_eq!(both, 2);
}

#[test]
fn a_read_that_was_cancelled_before_it_began_runs_nothing() {
    let (_folder, store) = store();
    let cancel = CancelToken::new();
    cancel.cancel();
    let read = store.content().read_cancellable(&cancel, |_| -> Result<i64, StoreError> { panic!("was run") });
    assert!(matches!(read, Err(StoreError::Cancelled(_))));
}

#[test]
fn closed_readers_say_so_until_they_are_opened_again() {
    let (_folder, store) = store();
    store.content().close();
    assert!(matches!(store.content().read(one), Err(StoreError::Closed)));
    store.content().reopen();
    assert_eq!(store.content().read(one).unwrap(), 1);
}
