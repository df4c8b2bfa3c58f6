//! A write is whole or nothing, a closed file answers clearly, and no change is ever dated before the one it follows.

use super::*;
use crate::store::fixtures::{NOW, store};

#[test]
fn a_write_that_fails_changes_nothing() {
    let (_folder, store) = store();
    let failed = store.personal().write(|tx| -> Result<(), StoreError> {
        setting::set(tx, "keep_days", Some("30"), NOW)?;
        Err(StoreError::Closed)
    });
    assert!(failed.is_err());
    assert!(store.personal().read(setting::all).unwrap().is_empty());
}

#[test]
fn a_closed_file_says_so_until_it_is_opened_again() {
    let (_folder, store) = store();
    store.personal().close();
    assert!(matches!(store.personal().read(setting::all), Err(StoreError::Closed)));
    store.personal().reopen();
    assert!(store.personal().read(setting::all).is_ok());
}

#[test]
fn a_change_is_later_than_the_one_before_it_whatever_the_clock_says() {
    assert_eq!(later(0, NOW), NOW.unix());
    assert_eq!(later(NOW.unix(), NOW), NOW.unix() + 1);
    let in_2100 = 4_102_444_800;
    assert_eq!(later(in_2100, NOW), in_2100 + 1);
    assert_eq!(later(i64::MAX, NOW), i64::MAX);
}
