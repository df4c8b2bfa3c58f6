//! The life of an article in content.db: first sight, edits, several sources, full text, removal; no doc is used twice.

use super::*;
use crate::store::Store;
use crate::store::content::{change_log, source_key, tombstone};
use crate::store::fixtures::{NOW, id, prepared, put, record, seen, store, store_with};
use crate::store::news::{self, Filter};

fn read(store: &Store, number: u32) -> Option<Stored> {
    store.content().read(|conn| get(conn, &id(number))).unwrap()
}

fn titles(store: &Store, source: Option<&str>) -> Vec<String> {
    let filter = Filter { source: source.map(SourceId::new), ..Filter::default() };
    let page = store.content().read(|conn| news::page(conn, &filter, None, 50)).unwrap();
    page.rows.into_iter().map(|row| row.title).collect()
}

#[test]
fn an_article_comes_back_as_it_was_put() {
    let (_folder, store) = store_with(1);
    let stored = read(&store, 1).unwrap();
    assert_eq!(stored.record, record(1));
    assert_eq!(stored.source, SourceId::new("nguon-a"));
    assert_eq!(stored.offline, Offline::Full { at: NOW });
    assert!(read(&store, 2).is_none());
}

#[test]
fn the_same_item_again_changes_nothing() {
    let (_folder, store) = store_with(1);
    let writer = store.writer().unwrap();
    let mut again = record(1);
    again.envelope.published = NOW;
    again.envelope.updated = NOW;
    let outcome = put(&writer, prepare(again, seen("nguon-a", 1)).unwrap());
    assert!(matches!(outcome, Put::Unchanged { .. }), "{outcome:?}");
    assert_eq!(read(&store, 1).unwrap().record, record(1), "the first date stands");
}

#[test]
fn an_edit_gets_a_new_doc_and_the_old_one_a_tombstone() {
    let (_folder, store) = store_with(1);
    let writer = store.writer().unwrap();
    let mut edited = record(1);
    edited.data.title = "Tiêu đề đã sửa".into();
    edited.envelope.published = NOW.plus(5);
    let Put::Edited { doc, replaced } = put(&writer, prepare(edited, seen("nguon-a", 1)).unwrap()) else {
        panic!("not edited");
    };
    assert!(doc > replaced);
    let stored = read(&store, 1).unwrap();
    assert_eq!((stored.doc, stored.record.data.title.as_str()), (doc, "Tiêu đề đã sửa"));
    assert_eq!(stored.record.envelope.published, record(1).envelope.published, "the first date stands");
    assert_eq!(titles(&store, None), ["Tiêu đề đã sửa"]);
    assert_eq!(titles(&store, Some("nguon-a")), ["Tiêu đề đã sửa"]);
    let (gone, log) = store
        .content()
        .read(|conn| -> Result<_, StoreError> { Ok((tombstone::all(conn)?, change_log::since(conn, 0, 9)?)) })
        .unwrap();
    assert_eq!(gone, [replaced]);
    assert_eq!(log.last().map(|change| change.what), Some(What::Edited { replaced }));
}

#[test]
fn two_sources_of_one_article_list_it_both_and_count_it_once_each() {
    let (_folder, store) = store_with(1);
    let writer = store.writer().unwrap();
    let outcome = put(&writer, prepare(record(1), seen("nguon-b", 1)).unwrap());
    assert!(matches!(outcome, Put::Unchanged { .. }));
    assert_eq!(titles(&store, None), ["Bài số 1"]);
    assert_eq!(titles(&store, Some("nguon-a")), ["Bài số 1"]);
    assert_eq!(titles(&store, Some("nguon-b")), ["Bài số 1"]);
    let counts = store.content().read(source_key::counts).unwrap();
    assert_eq!(counts, [(SourceId::new("nguon-a"), 1), (SourceId::new("nguon-b"), 1)]);
}

#[test]
fn a_feed_never_replaces_what_the_signed_repository_says() {
    let (_folder, store) = store();
    let writer = store.writer().unwrap();
    let mut signed = seen("kho", 1);
    signed.origin = Origin::Repository;
    put(&writer, prepare(record(1), signed.clone()).unwrap());
    let mut other = record(1);
    other.data.title = "Bản của nguồn".into();
    put(&writer, prepare(other, seen("nguon-a", 1)).unwrap());
    assert_eq!(read(&store, 1).unwrap().record.data.title, "Bài số 1");

    let mut newer = record(1);
    newer.envelope.rev = 2;
    newer.data.title = "Bản sửa".into();
    put(&writer, prepare(newer, signed.clone()).unwrap());
    let mut older = record(1);
    older.data.title = "Bản cũ".into();
    put(&writer, prepare(older, signed).unwrap());
    assert_eq!(read(&store, 1).unwrap().record.data.title, "Bản sửa");
}

#[test]
fn a_fetched_full_text_survives_the_next_poll_and_the_next_edit() {
    let (_folder, store) = store();
    let writer = store.writer().unwrap();
    let mut summary = record(1);
    summary.data.body = None;
    summary.data.fulltext = Fulltext::None;
    put(&writer, prepare(summary.clone(), seen("nguon-a", 1)).unwrap());
    assert_eq!(read(&store, 1).unwrap().offline, Offline::Summary);

    writer.write(|tx| set_full_text(tx, &id(1), "<p>Toàn văn</p>".into(), None, NOW)).unwrap();
    assert_eq!(read(&store, 1).unwrap().offline, Offline::Full { at: NOW });

    let polled = put(&writer, prepare(summary.clone(), seen("nguon-a", 1)).unwrap());
    assert!(matches!(polled, Put::Unchanged { .. }), "{polled:?}");
    summary.data.title = "Tiêu đề mới".into();
    put(&writer, prepare(summary, seen("nguon-a", 1)).unwrap());
    let stored = read(&store, 1).unwrap();
    assert_eq!(stored.record.data.title, "Tiêu đề mới");
    assert_eq!(stored.record.data.body.as_deref(), Some("<p>Toàn văn</p>"));
    assert_eq!(stored.offline, Offline::Full { at: NOW });
}

#[test]
fn a_removed_article_is_in_no_table_and_its_doc_is_never_used_again() {
    let (_folder, store) = store_with(2);
    let last = read(&store, 2).unwrap().doc;
    let writer = store.writer().unwrap();
    assert!(writer.write(|tx| remove(tx, &id(2))).unwrap());
    assert!(!writer.write(|tx| remove(tx, &id(2))).unwrap());
    assert_eq!(titles(&store, None), ["Bài số 1"]);
    assert_eq!(titles(&store, Some("nguon-a")), ["Bài số 1"]);
    let Put::Added { doc } = put(&writer, prepared(2)) else { panic!("not added") };
    assert!(doc > last);
}

#[test]
fn nothing_more_than_a_summary_is_never_called_full() {
    let mut data = record(1).data;
    data.body = Some("  ".into());
    assert_eq!(crate::store::content::prepared::offline_of(&data, NOW), Offline::Summary);
    data.lead = None;
    assert_eq!(crate::store::content::prepared::offline_of(&data, NOW), Offline::None);
}

#[test]
fn an_item_whose_url_moved_is_found_by_its_guid() {
    let (_folder, store) = store_with(3);
    let found = store
        .content()
        .read(|conn| sighting::by_guid(conn, &SourceId::new("nguon-a"), "https://example.vn/bai-2"))
        .unwrap();
    assert_eq!(found, Some(id(2)));
    let other = store
        .content()
        .read(|conn| sighting::by_guid(conn, &SourceId::new("nguon-b"), "https://example.vn/bai-2"))
        .unwrap();
    assert_eq!(other, None);
}
