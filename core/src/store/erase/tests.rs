//! Erasing leaves no trace of the person in any file of the profile, and touches no other file.

use super::*;
use crate::store::content::article::prepare;
use crate::store::content::image::{self, StoredImage};
use crate::store::fixtures::{NOW, id, put, record, seen, store};
use crate::store::personal::status::{self, Star};
use crate::store::{OpenOptions as Options, Store};

const MARKER: &[u8] = b"dau-vet-can-xoa";

/// Whether any file below `folder` holds the marker.
fn leaves_traces(folder: &Path) -> bool {
    fs::read_dir(folder).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            leaves_traces(&path)
        } else {
            fs::read(path).unwrap().windows(MARKER.len()).any(|window| window == MARKER)
        }
    })
}

/// A profile whose files hold the marker in a headline, a position, an image, staging, the widget, the reports of
/// panics and a copy.
fn marked() -> (tempfile::TempDir, Store) {
    let (folder, store) = store();
    let writer = store.writer().unwrap();
    let mut article = record(1);
    article.data.title = String::from_utf8(MARKER.to_vec()).unwrap();
    put(&writer, prepare(article, seen("nguon-a", 1)).unwrap());
    let doc = store.find(&id(1)).unwrap().unwrap().doc.unwrap();
    let picture =
        StoredImage { url_hash: [1; 32], width: 1, height: 1, mime: "image/png".into(), bytes: MARKER.into() };
    writer.write(move |tx| image::put(tx, doc, &picture, 1 << 20, NOW)).unwrap();
    writer.close();
    store.star(&id(1), Star::Set, NOW).unwrap();
    store.personal().write(|tx| status::set_position(tx, &id(1), Some("dau-vet-can-xoa"), NOW)).unwrap();
    store.copy_personal(NOW).unwrap();
    fs::create_dir(store.paths().staging()).unwrap();
    fs::write(store.paths().staging().join("a.part"), MARKER).unwrap();
    let panics = store.paths().panics();
    for file in [store.paths().widget(), store.paths().widget_unfinished(), Ring::unfinished(&panics), panics] {
        fs::write(file, MARKER).unwrap();
    }
    (folder, store)
}

#[test]
fn nothing_of_the_person_is_left_and_other_files_are() {
    let (folder, store) = marked();
    fs::write(folder.path().join("thu-cua-nguoi-khac.txt"), b"khong dung den").unwrap();
    assert!(leaves_traces(folder.path()));
    store.erase().unwrap();
    assert!(!leaves_traces(folder.path()));
    let mut left: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    left.sort();
    assert_eq!(left, ["content.lock", "thu-cua-nguoi-khac.txt"]);
    let opened = Store::open(folder.path(), Options::default()).unwrap();
    assert!(opened.report.created);
    assert!(opened.store.find(&id(1)).unwrap().is_none());
}

#[test]
fn nothing_is_erased_under_a_running_sync() {
    let (folder, store) = marked();
    let other = Store::open(folder.path(), Options::default()).unwrap().store;
    let writer = other.writer().unwrap();
    assert!(matches!(store.erase(), Err(StoreError::Busy)));
    assert!(other.find(&id(1)).unwrap().is_some());
    writer.close();
}

#[test]
fn a_removed_article_leaves_no_trace_in_the_file_after_a_checkpoint() {
    let (folder, store) = store();
    let writer = store.writer().unwrap();
    let mut article = record(1);
    article.data.title = String::from_utf8(MARKER.to_vec()).unwrap();
    put(&writer, prepare(article, seen("nguon-a", 1)).unwrap());
    writer.checkpoint().unwrap();
    assert!(leaves_traces(folder.path()));
    writer.write(|tx| crate::store::content::article::remove(tx, &id(1))).unwrap();
    store.content().close();
    writer.checkpoint().unwrap();
    assert!(!leaves_traces(folder.path()));
}
