//! A full disk and a disk that may not be written: named as what they are, nothing lost, nothing recreated.
//!
//! Real ones where the test may mount a tmpfs (as root); otherwise SQLite's own page limit and a folder without
//! permission, which reach the same code.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "tests may fail and say why"
)]

use std::fs;
use std::ops::Range;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use app4g_core::store::content::ContentWriter;
use app4g_core::store::news::StateFilter;
use app4g_core::store::personal::status::Star;
use app4g_core::store::recovery::Recovered;
use app4g_core::store::{OpenOptions, Store, StoreError};
use app4g_core::{CancelToken, Error, ErrorKind};
use app4g_tests::small_disk::SmallDisk;
use app4g_tests::stock::{self, NOW, id, listed, noise, record};

/// About 3 kB each.
fn put(writer: &ContentWriter, numbers: Range<u32>) -> Result<(), StoreError> {
    writer.write(move |tx| {
        numbers.into_iter().try_for_each(|number| stock::put(tx, record(number, noise(number, 400)), "nguon"))
    })
}

fn count(store: &Store) -> u32 {
    u32::try_from(listed(store, StateFilter::Any).unwrap().len()).unwrap()
}

/// Writes until the disk is full; then what was acknowledged is there and reading goes on.
fn fill(folder: &Path, limit: impl Fn(&ContentWriter)) {
    let store = Store::open(folder, OpenOptions::default()).unwrap().store;
    let writer = store.writer().unwrap();
    limit(&writer);
    let mut written = 0;
    let error = loop {
        match put(&writer, written..written + 50) {
            Ok(()) => written += 50,
            Err(error) => break error,
        }
        assert!(written < 100_000, "the disk is never full");
    };
    assert!(matches!(error, StoreError::Full(_)), "{error:?}");
    let public: Error = error.into();
    assert_eq!(public.kind, ErrorKind::StorageFull);
    assert!(written > 0);
    assert_eq!(count(&store), written, "a batch is whole or not there");
    let sound = store.check(&CancelToken::new()).unwrap();
    assert!(sound.content && sound.personal, "full is no damage");
    writer.close();
    drop(store);
    let opened = Store::open(folder, OpenOptions::default()).unwrap();
    assert_eq!(opened.report.recovered, Recovered::default(), "nothing is recreated");
    assert_eq!(count(&opened.store), written);
}

#[test]
fn a_full_disk_is_called_full_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fill(folder.path(), |writer| {
        let limited = writer.write(|tx| -> Result<_, StoreError> {
            Ok(tx.query_row("PRAGMA max_page_count = 120", [], |row| row.get::<_, i64>(0))?)
        });
        assert_eq!(limited.unwrap(), 120);
    });
    let Some(disk) = SmallDisk::mount("6m").unwrap() else { return };
    fill(&disk.path, |_| {});
}

#[test]
fn a_star_on_a_full_disk_fails_as_full_and_is_not_half_set() {
    let Some(disk) = SmallDisk::mount("3m").unwrap() else { return };
    let store = Store::open(&disk.path, OpenOptions::default()).unwrap().store;
    let writer = store.writer().unwrap();
    put(&writer, 0..20).unwrap();
    store.star(&id(1), Star::Set, NOW).unwrap();
    let mut ballast = vec![0_u8; 8 << 20];
    while fs::write(disk.path.join("ballast"), &ballast).is_err() && ballast.len() > 4096 {
        ballast.truncate(ballast.len() / 2);
    }
    let free = 4096_usize;
    fs::write(disk.path.join("ballast2"), vec![0; free]).ok();
    let mut refused = 0;
    for number in 2..20 {
        match store.star(&id(number), Star::Set, NOW) {
            Ok(()) => {}
            Err(StoreError::Full(_) | StoreError::Io(_)) => refused += 1,
            Err(other) => panic!("{other:?}"),
        }
    }
    fs::remove_file(disk.path.join("ballast")).unwrap();
    assert!(store.find(&id(1)).unwrap().is_some());
    store.star(&id(2), Star::Set, NOW).unwrap();
    let sound = store.check(&CancelToken::new()).unwrap();
    assert!(sound.content && sound.personal);
    eprintln!("{refused} of 18 stars were refused");
}

#[test]
fn a_folder_that_may_not_be_written_is_said_to_be_so() {
    let (folder, _disk) = match SmallDisk::where_allowed("8m").unwrap() {
        Some(disk) => {
            disk.remount("ro").unwrap();
            (disk.path.clone(), Some(disk))
        }
        None => {
            let folder = tempfile::tempdir().unwrap().keep();
            fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
            (folder, None)
        }
    };
    let error = Store::open(&folder.join("profile"), OpenOptions::default()).map(|_| ()).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly(_)), "{error:?}");
    let public: Error = error.into();
    assert_eq!((public.kind, public.message.key), (ErrorKind::StorageFailed, "error.store.read_only"));
}

#[test]
fn a_profile_on_a_disk_that_became_read_only_is_not_recreated() {
    let Some(disk) = SmallDisk::mount("16m").unwrap() else { return };
    let store = Store::open(&disk.path, OpenOptions::default()).unwrap().store;
    let writer = store.writer().unwrap();
    put(&writer, 0..50).unwrap();
    writer.close();
    store.close().unwrap();
    disk.remount("ro").unwrap();
    match Store::open(&disk.path, OpenOptions::default()) {
        Ok(opened) => {
            assert_eq!(opened.report.recovered, Recovered::default());
            assert!(matches!(opened.store.writer().map(|_| ()), Err(StoreError::ReadOnly(_))));
        }
        Err(error) => assert!(matches!(error, StoreError::ReadOnly(_) | StoreError::CannotOpen(_)), "{error:?}"),
    }
    disk.remount("rw").unwrap();
    let opened = Store::open(&disk.path, OpenOptions::default()).unwrap();
    assert_eq!(opened.report.recovered, Recovered::default());
    assert_eq!(count(&opened.store), 50);
}

#[test]
fn a_file_in_place_of_the_folder_is_named_as_what_cannot_be_opened() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("profile");
    fs::write(&file, b"not a folder").unwrap();
    let error = Store::open(&file, OpenOptions::default()).map(|_| ()).unwrap_err();
    let public: Error = error.into();
    assert_eq!(public.kind, ErrorKind::StorageFailed);
    assert_eq!(fs::read(&file).unwrap(), b"not a folder");
}
