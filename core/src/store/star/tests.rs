//! A star keeps text and images whatever happens to content.db, and never waits for a running sync.

use super::*;
use crate::store::content::article::{Put, prepare};
use crate::store::fixtures::{NOW, id, put, record, seen, store_with};

fn starred(store: &Store, number: u32) -> bool {
    store.personal().read(|conn| status::get(conn, &id(number))).unwrap().is_starred
}

fn picture() -> StoredImage {
    StoredImage {
        url_hash: image::url_hash("https://example.vn/anh.png"),
        width: 4,
        height: 3,
        mime: "image/png".into(),
        bytes: vec![7; 4000],
    }
}

#[test]
fn a_star_keeps_text_and_images_when_content_is_gone() {
    let (_folder, store) = store_with(2);
    let doc = store.find(&id(1)).unwrap().unwrap().doc.unwrap();
    let writer = store.writer().unwrap();
    writer.write(move |tx| image::put(tx, doc, &picture(), 1 << 20, NOW)).unwrap();
    store.star(&id(1), Star::Set, NOW).unwrap();
    writer.write(|tx| article::remove(tx, &id(1))).unwrap();
    writer.write(|tx| image::remove_unused(tx)).unwrap();

    let found = store.find(&id(1)).unwrap().unwrap();
    assert_eq!(found.record, record(1));
    assert_eq!(found.doc, None);
    assert_eq!(store.images(&id(1)).unwrap(), [picture()]);
    assert!(store.find(&id(2)).unwrap().is_some_and(|other| other.doc.is_some()));
}

#[test]
fn clearing_the_star_removes_the_copy() {
    let (_folder, store) = store_with(1);
    store.star(&id(1), Star::Set, NOW).unwrap();
    store.star(&id(1), Star::Cleared, NOW).unwrap();
    assert!(!starred(&store, 1));
    store.writer().unwrap().write(|tx| article::remove(tx, &id(1))).unwrap();
    assert!(store.find(&id(1)).unwrap().is_none());
}

#[test]
fn an_article_nobody_has_cannot_be_starred() {
    let (_folder, store) = store_with(1);
    assert!(matches!(store.star(&id(9), Star::Set, NOW), Err(StoreError::NotFound(_))));
    assert!(!starred(&store, 9));
}

#[test]
fn a_star_does_not_wait_for_a_running_batch() {
    let (_folder, store) = store_with(1);
    let writer = store.writer().unwrap();
    let (held, hold) = std::sync::mpsc::channel::<()>();
    let pending = writer
        .submit(&crate::CancelToken::new(), move |tx| {
            tx.execute("INSERT INTO source_key (id) VALUES ('x')", [])?;
            hold.recv().unwrap();
            Ok::<_, StoreError>(())
        })
        .unwrap();
    store.star(&id(1), Star::Set, NOW).unwrap();
    held.send(()).unwrap();
    pending.wait().unwrap();
    assert!(starred(&store, 1));
}

#[test]
fn a_starred_article_that_changes_is_copied_again() {
    let (_folder, store) = store_with(3);
    store.star(&id(1), Star::Set, NOW).unwrap();
    let mut edited = record(1);
    edited.data.title = "Đã đính chính".into();
    let writer = store.writer().unwrap();
    let outcome = put(&writer, prepare(edited, seen("nguon-a", 1)).unwrap());
    assert!(matches!(outcome, Put::Edited { .. }));
    assert_eq!(store.follow_changes(NOW).unwrap(), 1);
    assert_eq!(store.follow_changes(NOW).unwrap(), 0, "the cursor has moved");
    writer.write(|tx| article::remove(tx, &id(1))).unwrap();
    store.follow_changes(NOW).unwrap();
    assert_eq!(store.find(&id(1)).unwrap().unwrap().record.data.title, "Đã đính chính");
}

#[test]
fn a_paused_store_holds_no_connection_and_comes_back() {
    let (folder, store) = store_with(1);
    store.star(&id(1), Star::Set, NOW).unwrap();
    store.pause().unwrap();
    store.pause().unwrap();
    assert!(matches!(store.find(&id(1)), Err(StoreError::Closed)));
    for log in ["personal.db-wal", "content.db-wal"] {
        let path = folder.path().join(log);
        assert!(!path.exists() || path.metadata().unwrap().len() == 0, "{log} is not empty");
    }
    store.resume();
    assert!(store.find(&id(1)).unwrap().is_some());
}
