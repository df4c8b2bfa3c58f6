//! What retention takes and what it never takes: stars, the newest of each feed, anything because of a wrong clock.

use super::*;
use crate::store::content::article::{Put, prepare};
use crate::store::fixtures::{NOW, id, put, record, seen, store};
use crate::store::news::{self, Filter};
use crate::store::personal::status::{self, Mark, Star};

const DAY: i64 = 86_400;

/// Article `number` of `source`, `days` old.
fn aged(store: &ContentWriter, source: &str, number: u32, days: i64) -> Put {
    let mut record = record(number);
    record.envelope.published = NOW.plus(-days * DAY - i64::from(number));
    put(store, prepare(record, seen(source, number)).unwrap())
}

/// Thirty articles of today and thirty that are 100 days old, of one source.
fn old_and_new() -> (tempfile::TempDir, Store, ContentWriter) {
    let (folder, store) = store();
    let writer = store.writer().unwrap();
    for number in 0..30 {
        aged(&writer, "a", number, 0);
        aged(&writer, "a", 100 + number, 100);
    }
    (folder, store, writer)
}

fn prune(store: &Store, writer: &ContentWriter, rules: Rules, open: &[ArticleId], now: Timestamp) -> Retired {
    run(store, writer, rules, open, now, &CancelToken::new(), |_, _| Ok::<_, StoreError>(())).unwrap()
}

fn left(store: &Store) -> usize {
    store.content().read(|conn| news::page(conn, &Filter::default(), None, 1000)).unwrap().rows.len()
}

#[test]
fn old_articles_go_and_new_ones_stay() {
    let (_folder, store, writer) = old_and_new();
    assert_eq!(prune(&store, &writer, Rules::default(), &[], NOW).articles, 30);
    assert_eq!(left(&store), 30);
    assert!(store.find(&id(100)).unwrap().is_none());
    assert_eq!(prune(&store, &writer, Rules::default(), &[], NOW).articles, 0);
}

#[test]
fn the_newest_twenty_of_a_feed_stay_however_old() {
    let (_folder, store, writer) = old_and_new();
    for number in 0..25 {
        aged(&writer, "slow", 200 + number, 300);
    }
    prune(&store, &writer, Rules::default(), &[], NOW);
    let filter = Filter { source: Some(crate::model::SourceId::new("slow")), ..Filter::default() };
    assert_eq!(store.content().read(|conn| news::page(conn, &filter, None, 99)).unwrap().rows.len(), 20);
}

#[test]
fn what_is_starred_or_open_stays() {
    let (_folder, store, writer) = old_and_new();
    store.star(&id(100), Star::Set, NOW).unwrap();
    assert_eq!(prune(&store, &writer, Rules::default(), &[id(101)], NOW).articles, 28);
    assert!(store.find(&id(100)).unwrap().unwrap().doc.is_some());
    assert!(store.find(&id(101)).unwrap().is_some());
    assert!(store.find(&id(102)).unwrap().is_none());
}

#[test]
fn an_article_that_returns_without_change_stays_away_and_is_still_read() {
    let (_folder, store, writer) = old_and_new();
    store.personal().write(|tx| status::mark(tx, &id(100), Mark::Read, NOW)).unwrap();
    prune(&store, &writer, Rules::default(), &[], NOW);
    assert_eq!(aged(&writer, "a", 100, 0), Put::Pruned, "also with another date");
    let mut changed = record(100);
    changed.data.title = "Có nội dung mới".into();
    let outcome = put(&writer, prepare(changed, seen("a", 100)).unwrap());
    assert!(matches!(outcome, Put::Added { .. }));
    assert!(store.personal().read(|conn| status::get(conn, &id(100))).unwrap().is_read);
}

#[test]
fn a_clock_in_2100_deletes_no_more_than_today_and_one_in_1970_nothing() {
    for (now, removed) in [(Timestamp::from_unix(4_102_444_800), 30), (Timestamp::from_unix(0), 0)] {
        let (_folder, store, writer) = old_and_new();
        assert_eq!(prune(&store, &writer, Rules::default(), &[], now).articles, removed);
    }
}

#[test]
fn a_phone_that_was_offline_for_a_year_loses_nothing() {
    let (_folder, store, writer) = old_and_new();
    prune(&store, &writer, Rules::default(), &[], NOW);
    assert_eq!(prune(&store, &writer, Rules::default(), &[], NOW.plus(365 * DAY)).articles, 0);
}

#[test]
fn over_the_cap_images_go_before_articles() {
    let (_folder, store, writer) = old_and_new();
    let picture = image::StoredImage {
        url_hash: image::url_hash("https://example.vn/anh.png"),
        width: 1,
        height: 1,
        mime: "image/png".into(),
        bytes: vec![7; 500_000],
    };
    let doc = store.find(&id(1)).unwrap().unwrap().doc.unwrap();
    writer.write(move |tx| image::put(tx, doc, &picture, 1 << 20, NOW)).unwrap();
    let used = store.content().read(used_bytes).unwrap();
    let rules = Rules { days: 1000, max_bytes: u64::try_from(used - 100_000).unwrap(), ..Rules::default() };
    let retired = prune(&store, &writer, rules, &[], NOW);
    assert_eq!(retired, Retired { articles: 0, image_bytes: 500_000 });
}

#[test]
fn far_over_the_cap_the_newest_of_a_feed_still_stay() {
    let (_folder, store, writer) = old_and_new();
    let rules = Rules { days: 1000, max_bytes: 0, ..Rules::default() };
    assert_eq!(prune(&store, &writer, rules, &[], NOW).articles, 40);
    assert_eq!(left(&store), 20);
}

#[test]
fn the_index_forgets_in_the_same_transaction_or_nothing_goes() {
    let (_folder, store, writer) = old_and_new();
    let refused = run(&store, &writer, Rules::default(), &[], NOW, &CancelToken::new(), |_, docs| {
        assert_eq!(docs.len(), 30);
        Err(StoreError::Closed)
    });
    assert!(refused.is_err());
    assert_eq!(left(&store), 60);
}
