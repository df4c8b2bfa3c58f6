//! Tests of the parent module.

use crate::model::ArticleId;
use crate::model::line::open_line;
use crate::store::content::{published, record};
use crate::store::fixtures::{self, NOW};
use crate::store::personal::revision_notice;
use crate::store::personal::status::{self, Mark, Star};
use crate::store::{ContentWriter, Store};

fn put(writer: &ContentWriter, rev: u32, change: &str, data: &str) {
    let line = format!(
        r#"{{"change":{change},"data":{data},"id":"a1","kind":"article","published":"2026-11-01T08:00:00+07:00","rev":{rev},"sample":true,"unit":"x-so-khcn","updated":"2026-11-01T08:00:00+07:00"}}"#
    );
    let published = published::prepare(&line, [u8::try_from(rev).unwrap(); 32], NOW, |_| None).unwrap();
    writer.write(move |tx| published::put(tx, &published)).unwrap();
}

fn follow(store: &Store) -> usize {
    store
        .follow_revisions(NOW, |_, data| {
            serde_json::from_str::<serde_json::Value>(data).ok()?["title"].as_str().map(str::to_owned)
        })
        .unwrap()
}

/// The person opens the record as it stands. Returns how many notices that settles.
fn see(store: &Store) -> usize {
    let line = store.content().read(|conn| record::get(conn, "a1")).unwrap().unwrap().line;
    let (envelope, _) = open_line(&line).unwrap();
    store.personal().write(|tx| revision_notice::see(tx, &envelope, NOW)).unwrap()
}

const WHOLE: &str = r#"{"body":"<p>bí mật</p>","fulltext":"full","title":"Bài"}"#;

#[test]
fn who_read_the_old_version_is_told_once() {
    let (_folder, store) = fixtures::store();
    let writer = store.writer().unwrap();
    put(&writer, 1, r#"{"kind":"new"}"#, WHOLE);
    put(&writer, 2, r#"{"kind":"correct","note":"Sửa ngày"}"#, WHOLE);
    assert_eq!(follow(&store), 0, "nobody had read it");
    store.personal().write(|tx| status::mark(tx, &ArticleId::new("a1"), Mark::Read, NOW)).unwrap();
    put(&writer, 3, r#"{"kind":"update"}"#, WHOLE);
    assert_eq!(follow(&store), 0, "an update is no correction");
    put(&writer, 4, r#"{"kind":"correct","note":"Sửa giờ"}"#, WHOLE);
    assert_eq!(follow(&store), 1);
    assert_eq!(follow(&store), 0);
    let unseen = store.personal().read(|conn| revision_notice::unseen(conn, 10)).unwrap();
    assert_eq!((unseen[0].title.as_str(), unseen[0].note.as_str(), unseen[0].rev), ("Bài", "Sửa giờ", 4));
    assert_eq!(see(&store), 1);
    assert!(store.personal().read(|conn| revision_notice::unseen(conn, 10)).unwrap().is_empty());
}

#[test]
fn what_is_withdrawn_for_privacy_goes_from_the_kept_copy_too() {
    let (folder, store) = fixtures::store();
    let writer = store.writer().unwrap();
    let id = ArticleId::new("a1");
    put(&writer, 1, r#"{"kind":"new"}"#, WHOLE);
    store.star(&id, Star::Set, NOW).unwrap();
    put(&writer, 2, r#"{"kind":"withdraw","note":"Gỡ","reason":"privacy"}"#, r#"{"title":"Bài"}"#);
    assert_eq!(store.follow_changes(NOW).unwrap(), 1);
    assert_eq!(follow(&store), 1);
    writer.write(|tx| published::remove(tx, "a1")).unwrap();
    let kept = store.find(&id).unwrap().unwrap();
    assert_eq!(kept.record.data.body, None);
    assert_eq!(kept.record.envelope.change.note.as_deref(), Some("Gỡ"));
    writer.close();
    drop(folder);
}

#[test]
fn a_correction_that_was_read_is_not_announced_when_its_record_returns() {
    let (_folder, store) = fixtures::store();
    let writer = store.writer().unwrap();
    put(&writer, 2, r#"{"kind":"correct","note":"Sửa ngày"}"#, WHOLE);
    assert_eq!(follow(&store), 0, "nobody had read an older one");
    store.personal().write(|tx| status::mark(tx, &ArticleId::new("a1"), Mark::Read, NOW)).unwrap();
    assert_eq!(see(&store), 0);
    writer.write(|tx| published::remove(tx, "a1")).unwrap();
    put(&writer, 2, r#"{"kind":"correct","note":"Sửa ngày"}"#, WHOLE);
    assert_eq!(follow(&store), 0, "it was read as it is");
    put(&writer, 3, r#"{"kind":"correct","note":"Sửa giờ"}"#, WHOLE);
    assert_eq!(follow(&store), 1, "the next one is news");
}
