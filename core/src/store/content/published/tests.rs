//! Tests of the parent module.

use super::*;
use crate::model::ArticleId;
use crate::store::ContentWriter;
use crate::store::fixtures::{self, NOW};
use crate::store::news::{self, Filter};

const NEW: &str = r#"{"kind":"new"}"#;

fn line(id: &str, kind: &str, rev: u32, change: &str, data: &str) -> String {
    format!(
        r#"{{"change":{change},"data":{data},"id":"{id}","kind":"{kind}","published":"2026-11-01T08:00:00+07:00","rev":{rev},"sample":true,"unit":"x-so-khcn","updated":"2026-11-01T08:00:00+07:00"}}"#
    )
}

fn article(rev: u32, change: &str, body: &str) -> String {
    let data = format!(r#"{{"body":"{body}","fulltext":"full","later":[1],"title":"Sấy vải thiều"}}"#);
    line("a000001", "article", rev, change, &data)
}

fn published(line: &str) -> Published {
    let digest = sha2::Digest::finalize(<sha2::Sha256 as sha2::Digest>::new_with_prefix(line)).into();
    prepare(line, digest, NOW, |data| {
        let Data::Other(_, data) = data else { return None };
        let data: serde_json::Value = serde_json::from_str(data).ok()?;
        Some(data.get("title")?.as_str()?.to_owned())
    })
    .unwrap()
}

fn put_line(writer: &ContentWriter, line: &str) -> Put {
    let published = published(line);
    writer.write(move |tx| put(tx, &published)).unwrap()
}

fn rows(store: &crate::store::Store) -> usize {
    store.content().read(|conn| news::page(conn, &Filter::default(), None, 50)).unwrap().rows.len()
}

#[test]
fn a_line_is_kept_byte_for_byte_also_of_a_kind_nobody_knows() {
    let (_folder, store) = fixtures::store();
    let writer = store.writer().unwrap();
    let known = article(1, NEW, "<p>Chữ</p>");
    let unknown = line("k1", "sau-nay", 1, NEW, r#"{"title":"Chưa biết"}"#);
    assert!(matches!(put_line(&writer, &known), Put::Added { .. }));
    assert!(matches!(put_line(&writer, &unknown), Put::Added { .. }));
    for (id, line) in [("a000001", &known), ("k1", &unknown)] {
        let stored = store.content().read(|conn| record::get(conn, id)).unwrap().unwrap();
        assert_eq!(&stored.line, line);
    }
    assert_eq!(store.content().read(|conn| title_of(conn, "k1")).unwrap(), None);
    assert_eq!(rows(&store), 1);
}

#[test]
fn of_two_revs_the_higher_stands() {
    let (_folder, store) = fixtures::store();
    let writer = store.writer().unwrap();
    put_line(&writer, &article(2, NEW, "hai"));
    assert!(matches!(put_line(&writer, &article(1, NEW, "một")), Put::Unchanged { .. }));
    assert!(matches!(put_line(&writer, &article(3, r#"{"kind":"update"}"#, "ba")), Put::Edited { .. }));
    let stored = store.content().read(|conn| record::get(conn, "a000001")).unwrap().unwrap();
    assert!(stored.line.contains("ba"));
}

#[test]
fn the_article_of_a_feed_and_of_the_repository_is_one() {
    let (_folder, store) = fixtures::store();
    let writer = store.writer().unwrap();
    fixtures::put(&writer, fixtures::prepared(1));
    assert!(matches!(put_line(&writer, &article(1, NEW, "của Sở")), Put::Edited { .. }));
    assert_eq!(rows(&store), 1);
    // The feed shows it again: the signed text stays.
    assert!(matches!(fixtures::put(&writer, fixtures::prepared(1)), Put::Unchanged { .. }));
    let found = store.find(&ArticleId::new("a000001")).unwrap().unwrap();
    assert_eq!(found.record.data.body.as_deref(), Some("của Sở"));
    // What a feed brought is not the repository's to take away.
    fixtures::put(&writer, fixtures::prepared(2));
    assert_eq!(writer.write(|tx| remove(tx, "a000002")).unwrap(), None);
    assert!(writer.write(|tx| remove(tx, "a000001")).unwrap().is_some());
    assert_eq!(rows(&store), 1);
}

#[test]
fn what_is_withdrawn_for_privacy_stands_in_no_list_and_says_why() {
    let (_folder, store) = fixtures::store();
    let writer = store.writer().unwrap();
    put_line(&writer, &article(1, NEW, "bí mật"));
    let change = r#"{"kind":"withdraw","note":"Gỡ theo yêu cầu","reason":"privacy"}"#;
    let gone = line("a000001", "article", 2, change, r#"{"title":"Sấy vải thiều"}"#);
    assert!(matches!(put_line(&writer, &gone), Put::Edited { .. }));
    assert_eq!(rows(&store), 0);
    let found = store.find(&ArticleId::new("a000001")).unwrap().unwrap();
    assert_eq!(found.record.data.body, None);
    assert_eq!(found.record.envelope.change.note.as_deref(), Some("Gỡ theo yêu cầu"));
    // A withdrawal because something newer stands in its place stays readable.
    put_line(&writer, &line("a000009", "article", 1, NEW, r#"{"body":"cũ","fulltext":"full","title":"Cũ"}"#));
    let change = r#"{"kind":"withdraw","note":"Có bản mới","reason":"replaced","replaced_by":"a1"}"#;
    put_line(&writer, &line("a000009", "article", 2, change, r#"{"body":"cũ","fulltext":"full","title":"Cũ"}"#));
    assert_eq!(rows(&store), 1);
}

#[test]
fn other_kinds_have_titles_in_lists_of_their_own() {
    let (_folder, store) = fixtures::store();
    let writer = store.writer().unwrap();
    put_line(&writer, &line("n1", "notice", 1, NEW, r#"{"title":"Cắt điện"}"#));
    put_line(&writer, &line("n1", "notice", 2, r#"{"kind":"update"}"#, r#"{"title":"Cắt điện tối nay"}"#));
    let page = store.content().read(|conn| record_title::page(conn, "notice", None, NOW, 10)).unwrap();
    assert_eq!(page.iter().map(|row| row.title.as_str()).collect::<Vec<_>>(), ["Cắt điện tối nay"]);
    assert_eq!(rows(&store), 0);
    writer.write(|tx| remove(tx, "n1")).unwrap();
    assert!(store.content().read(|conn| record_title::page(conn, "notice", None, NOW, 10)).unwrap().is_empty());
}
