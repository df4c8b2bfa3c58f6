//! Tests of the parent module.

use super::*;
use crate::store::fixtures::{self, NOW};

#[test]
fn what_protects_against_old_releases_is_kept_as_one() {
    let (_folder, store) = fixtures::store();
    let personal = store.personal();
    assert!(personal.read(files).unwrap().is_empty());
    personal.write(|tx| replace_files(tx, [("root", &b"r1"[..]), ("timestamp", b"t1")])).unwrap();
    personal.write(|tx| replace_files(tx, [("root", &b"r2"[..])])).unwrap();
    assert_eq!(personal.read(files).unwrap(), [("root".to_owned(), b"r2".to_vec())]);
}

#[test]
fn how_asking_went_is_kept() {
    let (_folder, store) = fixtures::store();
    let personal = store.personal();
    assert_eq!(personal.read(check).unwrap(), None);
    let asked = RepositoryCheck {
        checked: NOW,
        sequence: 7,
        needs_format: 2,
        timestamp_etag: Some("\"abc\"".into()),
        published_at: Some(NOW.plus(-5)),
        ..RepositoryCheck::default()
    };
    personal.write(|tx| put_check(tx, &asked)).unwrap();
    assert_eq!(personal.read(check).unwrap(), Some(asked));
    let mirror =
        MirrorRow { url: "https://a.example/".into(), failures: 2, not_before: NOW, lied_at: Some(NOW), last_ok: None };
    personal.write(|tx| put_mirror(tx, &mirror)).unwrap();
    assert_eq!(personal.read(mirrors).unwrap(), [mirror]);
}
