//! Tests of the parent module. What an older version stored is written as it would have: without title, outside the index.

use super::*;
use crate::search::{Searcher, find};
use crate::store::OpenOptions;
use crate::store::content::published::{Published, prepare, put};
use crate::store::content::record_title;
use crate::store::news::Filter;

const NOW: Timestamp = Timestamp::from_unix(1_795_000_000);

fn line(id: &str, kind: &str, title: &str) -> String {
    format!(
        r#"{{"change":{{"kind":"new"}},"data":{{"body":"<p>Nghỉ một ngày.</p>","title":"{title}"}},"id":"{id}","kind":"{kind}","published":"2026-11-01T08:00:00+07:00","rev":1,"sample":true,"unit":"24","updated":"2026-11-01T08:00:00+07:00"}}"#
    )
}

/// As a version stores it that does not know the kind.
fn strange(line: &str) -> Published {
    let digest = sha2::Digest::finalize(<sha2::Sha256 as sha2::Digest>::new_with_prefix(line)).into();
    prepare(line, digest, NOW, |_| None).unwrap()
}

/// A profile of a version that knows every kind but notices, with `count` of them.
fn profile(count: u32) -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), OpenOptions::default()).unwrap().store;
    let writer = store.writer().unwrap();
    let known: Vec<String> =
        forms().split(' ').filter(|form| !form.starts_with("notice=")).map(str::to_owned).collect();
    writer
        .write(move |tx| {
            put(tx, &strange(&line("x1", "experiment", "Thử nghiệm mất điện")))?;
            for number in 1..=count {
                put(tx, &strange(&line(&format!("n{number:05}"), "notice", "Lịch mất điện")))?;
            }
            known_kind::finish(tx, &known.join(" "))
        })
        .unwrap();
    writer.close();
    (folder, store)
}

fn listed(store: &Store) -> usize {
    store.content().read(|conn| record_title::page(conn, "notice", None, NOW, 10_000)).unwrap().len()
}

fn found(store: &Store) -> Vec<String> {
    let found = find::articles(store, &Searcher::new(), "mất điện", &Filter::default(), 50, &CancelToken::new());
    found.unwrap().hits.into_iter().map(|hit| hit.id.to_string()).collect()
}

#[test]
fn a_new_profile_has_nothing_to_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), OpenOptions::default()).unwrap().store;
    assert!(!store.content().read(is_due).unwrap());
}

#[test]
fn records_of_a_kind_that_becomes_known_are_listed_and_found_and_others_are_left() {
    let (_folder, store) = profile(3);
    assert_eq!((listed(&store), found(&store).len()), (0, 0));
    assert_eq!(run(&store, NOW, &CancelToken::new()).unwrap(), 3);
    assert_eq!((listed(&store), found(&store).len()), (3, 3));
    assert!(!found(&store).contains(&"x1".to_owned()));
    assert_eq!(run(&store, NOW, &CancelToken::new()).unwrap(), 0, "once");
    assert!(!store.content().read(is_due).unwrap());
}

#[test]
fn a_kill_between_two_batches_loses_and_repeats_nothing() {
    let (folder, store) = profile(STEP + 20);
    let writer = store.writer().unwrap();
    let first = writer.write(|tx| batch(tx, NOW)).unwrap();
    writer.close();
    // One of the first batch is of a kind that is still not known.
    assert_eq!(first, Some(STEP as usize - 1));
    drop(store);
    let store = Store::open(folder.path(), OpenOptions::default()).unwrap().store;
    assert!(store.content().read(is_due).unwrap());
    assert_eq!(run(&store, NOW, &CancelToken::new()).unwrap(), 21);
    assert_eq!(listed(&store), STEP as usize + 20);
}

#[test]
fn an_article_that_could_not_be_read_enters_the_news() {
    let (_folder, store) = profile(0);
    let article = line("a1", "article", "Lịch mất điện").replace(r#""title""#, r#""fulltext":"full","title""#);
    let writer = store.writer().unwrap();
    writer
        .write(move |tx| {
            put(tx, &strange(&article))?;
            // A version that could not: it has the line, and the article in no list.
            tx.execute_batch("DELETE FROM headline; DELETE FROM headline_by_source; DELETE FROM article_source")?;
            known_kind::finish(tx, "article=0000000000000000")
        })
        .unwrap();
    writer.close();
    run(&store, NOW, &CancelToken::new()).unwrap();
    assert_eq!(found(&store), ["a1"]);
    let rows = store.content().read(|conn| crate::store::news::page(conn, &Filter::default(), None, 50)).unwrap().rows;
    assert_eq!(rows.len(), 1);
}

#[test]
fn only_kinds_whose_form_is_another_are_read_again() {
    assert_eq!(changed("a=1 b=2 d=4", "a=1 b=3 c=9"), BTreeSet::from(["b", "c"]));
    assert_eq!(changed("", "a=1"), BTreeSet::from(["a"]));
    assert!(changed("a=1 b=2", "a=1").is_empty());
}
