//! Export, erase and import give the same profile; importing merges; a bad file changes nothing.

use std::path::Path;

use rusqlite::Transaction;

use crate::cancel::CancelToken;
use crate::model::ArticleId;
use crate::store::content::image::{self, StoredImage};
use crate::store::fixtures::{NOW, id, store, store_with};
use crate::store::news::{self, Filter, Page, StateFilter};
use crate::store::personal::ledger::{self, Network, Use};
use crate::store::personal::revision_notice::{self, RevisionNotice};
use crate::store::personal::setting;
use crate::store::personal::status::{self, Mark, Star};
use crate::store::{OpenOptions, Store, StoreError};

fn export(store: &Store) -> Vec<u8> {
    let mut bytes = Vec::new();
    store.export(&mut bytes, NOW, &CancelToken::new()).unwrap();
    bytes
}

fn no_index(_: &Transaction<'_>, _: &[i64], _: &[i64]) -> Result<(), StoreError> {
    Ok(())
}

fn import(store: &Store, bytes: &[u8]) -> Result<super::Imported, StoreError> {
    store.import(bytes, &CancelToken::new(), NOW, no_index)
}

fn list(store: &Store, state: StateFilter) -> Vec<(ArticleId, String, bool, bool, String)> {
    let filter = Filter { state, ..Filter::default() };
    let Page { rows, .. } = store.content().read(|conn| news::page(conn, &filter, None, 100)).unwrap();
    rows.into_iter()
        .map(|row| (row.id, row.title, row.is_read, row.is_starred, format!("{:?} {}", row.offline, row.source)))
        .collect()
}

fn used() -> Use {
    Use {
        month: "2026-11".into(),
        source: "nguon-a".into(),
        host: "example.vn".into(),
        network: Network::Metered,
        requests: 3,
        sent: 400,
        received: 5000,
    }
}

fn picture() -> StoredImage {
    StoredImage { url_hash: image::url_hash("x"), width: 2, height: 2, mime: "image/png".into(), bytes: vec![9; 999] }
}

fn notice(number: u32) -> RevisionNotice {
    let (id, change) = (format!("b{number}"), "correct".to_owned());
    RevisionNotice { id, rev: 2, at: NOW, change, title: "Bài".into(), note: "Sửa ngày".into() }
}

/// Forty articles; some read, two starred, one of them with an image, a position, a setting, an account.
fn lived_in() -> (tempfile::TempDir, Store) {
    let (folder, store) = store_with(40);
    let doc = store.find(&id(3)).unwrap().unwrap().doc.unwrap();
    let writer = store.writer().unwrap();
    writer.write(move |tx| image::put(tx, doc, &picture(), 1 << 20, NOW)).unwrap();
    writer.close();
    store.star(&id(3), Star::Set, NOW).unwrap();
    store.star(&id(7), Star::Set, NOW).unwrap();
    store
        .personal()
        .write(|tx| -> Result<_, StoreError> {
            status::mark(tx, &id(1), Mark::Read, NOW)?;
            status::set_position(tx, &id(2), Some("p3"), NOW)?;
            setting::set(tx, "lang", Some("vi"), NOW)?;
            revision_notice::merge(tx, &notice(1), Some(NOW))?;
            revision_notice::merge(tx, &notice(2), None)?;
            ledger::add(tx, &used())
        })
        .unwrap();
    (folder, store)
}

#[test]
fn export_erase_import_shows_the_same_home_stars_positions_and_bodies() {
    let (folder, store) = lived_in();
    let (home, starred) = (list(&store, StateFilter::Any), list(&store, StateFilter::Starred));
    let body = store.find(&id(7)).unwrap().unwrap().record;
    let file = export(&store);
    store.erase().unwrap();

    let store = Store::open(folder.path(), OpenOptions::default()).unwrap().store;
    assert!(list(&store, StateFilter::Any).is_empty());
    let imported = import(&store, &file).unwrap();
    assert_eq!((imported.articles, imported.starred), (40, 2));
    assert_eq!(list(&store, StateFilter::Any), home);
    assert_eq!(list(&store, StateFilter::Starred), starred);
    assert_eq!(store.find(&id(7)).unwrap().unwrap().record, body);
    assert_eq!(store.images(&id(3)).unwrap(), [picture()]);
    let position = store.personal().read(|conn| status::get(conn, &id(2))).unwrap().position;
    assert_eq!(position.as_deref(), Some("p3"));
    assert_eq!(store.personal().read(|conn| setting::get(conn, "lang")).unwrap().as_deref(), Some("vi"));
    assert_eq!(store.personal().read(ledger::all).unwrap(), [used()]);
    let told = store.personal().read(revision_notice::all).unwrap();
    assert_eq!(told, [(notice(1), Some(NOW)), (notice(2), None)], "what was told once is not told again");
}

#[test]
fn importing_twice_changes_nothing() {
    let (_folder, store) = lived_in();
    let home = list(&store, StateFilter::Any);
    let file = export(&store);
    assert_eq!(import(&store, &file).unwrap().articles, 0);
    assert_eq!(list(&store, StateFilter::Any), home);
    assert_eq!(store.personal().read(ledger::all).unwrap(), [used()], "nothing is counted twice");
}

#[test]
fn an_old_export_takes_back_no_later_change() {
    let (_folder, store) = lived_in();
    let file = export(&store);
    store.star(&id(7), Star::Cleared, NOW.plus(9)).unwrap();
    store.star(&id(8), Star::Set, NOW.plus(9)).unwrap();
    store.personal().write(|tx| status::mark(tx, &id(1), Mark::Unread, NOW.plus(9))).unwrap();
    import(&store, &file).unwrap();
    let starred: Vec<_> = list(&store, StateFilter::Starred).into_iter().map(|row| row.0).collect();
    assert_eq!(starred, [id(3), id(8)]);
    assert!(!store.personal().read(|conn| status::get(conn, &id(1))).unwrap().is_read);
}

#[test]
fn what_is_no_export_is_refused_before_anything_changes() {
    let (_folder, store) = store();
    let not_one = [b"".to_vec(), b"plain text that is no tar at all".to_vec(), vec![7; 4096], vec![0; 2048]];
    for bytes in not_one {
        assert!(matches!(import(&store, &bytes), Err(StoreError::NotAnExport(_))), "{bytes:?}");
    }
    let mut other = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(2);
    other.append_data(&mut header, "photos.json", &b"{}"[..]).unwrap();
    let other = other.into_inner().unwrap();
    assert!(matches!(import(&store, &other), Err(StoreError::NotAnExport("no manifest"))));
}

#[test]
fn an_export_of_a_later_format_is_refused_clearly() {
    let (_folder, store) = store();
    let manifest = b"{\"exported\":\"2030-01-01T00:00:00+07:00\",\"format\":2}\n";
    let mut later = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(manifest.len() as u64);
    later.append_data(&mut header, super::MANIFEST, &manifest[..]).unwrap();
    let refused = import(&store, &later.into_inner().unwrap());
    assert!(matches!(refused, Err(StoreError::TooNew { found: 2, known: 1, .. })), "{refused:?}");
}

#[test]
fn names_in_the_file_are_never_paths() {
    let (folder, store) = store();
    let (_source, lived_in) = lived_in();
    let mut bytes = export(&lived_in);
    // The name of an image entry, overwritten in place by one that climbs out of any folder.
    let name = b"images/";
    let at = bytes.windows(name.len()).rposition(|window| window == name).unwrap();
    bytes[at..at + 7].copy_from_slice(b"../../x");
    let _ = import(&store, &bytes);
    assert!(!Path::new(folder.path()).join("../../x").exists());
}

#[test]
fn a_damaged_byte_never_breaks_what_is_here() {
    let (_folder, original) = lived_in();
    let file = export(&original);
    let (_other, store) = store_with(3);
    for at in (0..file.len()).step_by(file.len() / 40) {
        let mut bytes = file.clone();
        bytes[at] ^= 0x21;
        let _ = import(&store, &bytes);
        bytes.truncate(at);
        let _ = import(&store, &bytes);
    }
    assert_eq!(store.find(&id(2)).unwrap().unwrap().record, crate::store::fixtures::record(2));
    let sound = store.check(&CancelToken::new()).unwrap();
    assert!(sound.content && sound.personal);
}
