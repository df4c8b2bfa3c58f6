//! Merging ends when its time does, loses nothing by it, and goes on in the next sync.

use std::sync::atomic::{AtomicI64, Ordering};

use rusqlite::Connection;

use super::*;
use crate::clock::FixedClock;
use crate::feed::{self, Feed, Html, Item};
use crate::model::{Source, SourceId};
use crate::search::stored::StoredTexts;
use crate::search::{Hit, Page, Query, Request, Searcher};
use crate::store::{OpenOptions, Store, StoreError};
use crate::sync::ingest::{self, UrlUse};

const NOW: Timestamp = Timestamp::from_unix(1_710_383_400);

/// Feeds that were stored one after the other: as many segments, enough for a merge.
const FEEDS: u32 = 9;

/// A second passes whenever somebody looks at it.
struct Hurrying(AtomicI64);

impl Hurrying {
    fn looks(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

impl Clock for Hurrying {
    fn now(&self) -> Timestamp {
        NOW.plus(self.0.fetch_add(1, Ordering::SeqCst) + 1)
    }
}

fn feed(number: u32) -> Feed {
    let one = "<rss version='2.0'><channel><title>Tin</title><item><title>a</title></item></channel></rss>";
    let mut feed = feed::parse(one.as_bytes(), &feed::Context::default()).unwrap();
    feed.items = (1..=4)
        .map(|item| Item {
            guid: format!("{number}-{item}"),
            title: format!("Nông nghiệp số {number}"),
            link: Some(format!("https://a.example/{number}/{item}")),
            summary: Some(Html { html: "Vụ mùa này. ".repeat(item), base: None }),
            ..Item::default()
        })
        .collect();
    feed
}

fn store(folder: &tempfile::TempDir) -> Store {
    let store = Store::open(folder.path(), OpenOptions::default()).unwrap().store;
    let source = Source::new(SourceId::new("so"), "Tin", "https://a.example/rss", NOW);
    let writer = store.writer().unwrap();
    for number in 0..FEEDS {
        let ingested = ingest::records(&feed(number), &source, UrlUse::Unique, NOW);
        feed_job::write(&writer, &source, ingested, None, NOW).unwrap();
    }
    writer.close();
    store
}

fn hits(store: &Store) -> Vec<Hit> {
    let query = Query::parse("nông nghiệp vụ mùa");
    let request = Request { query: &query, filter: None, page: Page { offset: 0, limit: 100 } };
    let search = |conn: &Connection| Searcher::new().search(conn, &request, &StoredTexts, &CancelToken::new());
    store.content().read(search).unwrap().hits
}

/// How many segments there are in each of the three states.
fn segments(store: &Store) -> [u32; 3] {
    let count = |conn: &Connection| {
        let state = |state: u32| {
            let count = "SELECT count(*) FROM search_segment WHERE state = ?1";
            conn.query_row(count, [state], |row| row.get(0)).map_err(StoreError::from)
        };
        Ok::<_, StoreError>([state(0)?, state(1)?, state(2)?])
    };
    store.content().read(count).unwrap()
}

#[test]
fn merging_stops_with_the_step_in_which_its_time_ends_and_the_next_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder);
    let before = hits(&store);
    assert_eq!((segments(&store), before.len()), ([FEEDS, 0, 0], 4 * FEEDS as usize));
    let writer = store.writer().unwrap();
    let clock = Hurrying(AtomicI64::new(0));
    // One step begins the merge, one copies everything, then one for each segment that is deleted.
    merge(&writer, &clock, NOW.plus(5), &CancelToken::new()).unwrap();
    assert_eq!(clock.looks(), 5, "no step more and none less than there was time for");
    assert_eq!(segments(&store), [1, 0, FEEDS - 3]);
    assert_eq!(hits(&store), before);
    merge(&writer, &FixedClock(NOW), NOW.plus(1), &CancelToken::new()).unwrap();
    assert_eq!(segments(&store), [1, 0, 0]);
    assert_eq!(hits(&store), before);
    writer.close();
}

#[test]
fn a_sync_that_has_no_time_left_does_one_step() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder);
    let writer = store.writer().unwrap();
    merge(&writer, &FixedClock(NOW), NOW.plus(-60), &CancelToken::new()).unwrap();
    assert_eq!(segments(&store), [FEEDS, 1, 0], "begun, and nothing more");
    writer.close();
}

#[test]
fn a_cancelled_merge_is_an_error_and_leaves_everything_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder);
    let writer = store.writer().unwrap();
    merge(&writer, &FixedClock(NOW), NOW, &CancelToken::new()).unwrap();
    let cancelled = CancelToken::new();
    cancelled.cancel();
    assert!(merge(&writer, &FixedClock(NOW), NOW.plus(9), &cancelled).is_err());
    assert_eq!(segments(&store), [FEEDS, 1, 0]);
    writer.close();
}
