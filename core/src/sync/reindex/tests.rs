//! Building the index again, interrupted where it hurts: a batch is written and its cursor is not.
use super::*;
use crate::clock::Timestamp;
use crate::feed::{self, Feed, Html, Item};
use crate::model::{Source, SourceId};
use crate::search::stored::StoredTexts;
use crate::search::{Hit, Page, Query, Request, Searcher};
use crate::store::OpenOptions;
use crate::sync::feed_job;
use crate::sync::ingest::{self, UrlUse};

const NOW: Timestamp = Timestamp::from_unix(1_710_383_400);

/// Two whole batches and a part of one.
const ARTICLES: u32 = 2 * STEP + 200;

fn feed() -> Feed {
    let one = "<rss version='2.0'><channel><title>Tin</title><item><title>a</title></item></channel></rss>";
    let mut feed = feed::parse(one.as_bytes(), &feed::Context::default()).unwrap();
    feed.items = (1..=ARTICLES)
        .map(|number| Item {
            guid: number.to_string(),
            title: format!("Nông nghiệp số {number}"),
            link: Some(format!("https://a.example/{number}")),
            summary: Some(Html {
                html: format!("Vụ mùa mã{number}x. ").repeat(number as usize % 5 + 1), base: None
            }),
            ..Item::default()
        })
        .collect();
    feed
}

fn open(folder: &tempfile::TempDir) -> Store {
    Store::open(folder.path(), OpenOptions::default()).unwrap().store
}

/// A profile with [`ARTICLES`] articles, stored and indexed as a sync does.
fn profile() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder);
    let source = Source::new(SourceId::new("so"), "Tin", "https://a.example/rss", NOW);
    let ingested = ingest::records(&feed(), &source, UrlUse::Unique, NOW);
    let writer = store.writer().unwrap();
    let (new, _) = feed_job::write(&writer, &source, ingested, None, NOW).unwrap();
    writer.close();
    assert_eq!(new, ARTICLES as usize);
    folder
}

/// Every hit in order, with its score: lengths and document counts show in it.
fn hits(store: &Store, typed: &str) -> Vec<Hit> {
    let query = Query::parse(typed);
    let request = Request { query: &query, filter: None, page: Page { offset: 0, limit: 2 * ARTICLES as usize } };
    let search = |conn: &Connection| Searcher::new().search(conn, &request, &StoredTexts, &CancelToken::new());
    store.content().read(search).unwrap().hits
}

fn documents(store: &Store) -> u32 {
    let live = "SELECT coalesce(sum(live), 0) FROM search_segment WHERE state = 0";
    let count = |conn: &Connection| conn.query_row(live, [], |row| row.get(0)).map_err(StoreError::from);
    store.content().read(count).unwrap()
}

/// From now on the cursor takes no value but `allowed`: whoever writes another dies there.
fn dies_unless(store: &Store, allowed: i64) {
    let name = cursor::REINDEX;
    let trigger = format!(
        "DROP TRIGGER IF EXISTS death; CREATE TRIGGER death BEFORE INSERT ON cursor \
         WHEN NEW.name = '{name}' AND NEW.seq <> {allowed} BEGIN SELECT RAISE(ABORT, 'killed'); END"
    );
    store.personal().write(|tx| tx.execute_batch(&trigger).map_err(StoreError::from)).unwrap();
}

fn cursor_of(store: &Store) -> i64 {
    store.personal().read(|conn| cursor::get(conn, cursor::REINDEX)).unwrap()
}

#[test]
fn killed_between_a_batch_and_its_cursor_nothing_is_lost_and_nothing_is_there_twice() {
    let folder = profile();
    let store = open(&folder);
    let before = hits(&store, "nông nghiệp");
    assert_eq!(before.len(), ARTICLES as usize);
    order(&store).unwrap();
    drop(store);

    let (first, second, last) = (i64::from(STEP) + 1, 2 * i64::from(STEP) + 1, i64::from(ARTICLES) + 1);
    for (stands, written) in [(1, STEP), (first, 2 * STEP), (second, ARTICLES), (last, ARTICLES)] {
        let store = open(&folder);
        dies_unless(&store, stands);
        run(&store, &CancelToken::new()).unwrap_err();
        assert_eq!(cursor_of(&store), stands, "the cursor of the batch before");
        assert_eq!(documents(&store), written, "the batch after it is there, once");
        assert!(store.content().read(is_ordered).unwrap());
    }

    let store = open(&folder);
    store.personal().write(|tx| tx.execute_batch("DROP TRIGGER death").map_err(StoreError::from)).unwrap();
    assert_eq!(run(&store, &CancelToken::new()).unwrap(), 0, "all that was missing is its last cursor");
    assert!(!store.content().read(is_ordered).unwrap());
    assert_eq!(documents(&store), ARTICLES);
    assert_eq!(hits(&store, "nông nghiệp"), before, "the same documents, in the same order, with the same scores");
    for number in [1, STEP, STEP + 1, 2 * STEP, ARTICLES] {
        assert_eq!(hits(&store, &format!("mã{number}x")).len(), 1, "article {number}");
    }
    assert_eq!(run(&store, &CancelToken::new()).unwrap(), 0, "nothing is to be done any more");
}

#[test]
fn a_cancelled_run_goes_on_where_it_stopped() {
    let folder = profile();
    let store = open(&folder);
    let before = hits(&store, "vụ mùa");
    order(&store).unwrap();
    let cancelled = CancelToken::new();
    cancelled.cancel();
    assert!(matches!(run(&store, &cancelled), Err(SyncError::Cancelled(_))));
    assert!(store.content().read(is_ordered).unwrap());
    store.writer().unwrap().close();
    assert_eq!(run(&store, &CancelToken::new()).unwrap(), ARTICLES as usize);
    assert_eq!(hits(&store, "vụ mùa"), before);
}

#[test]
fn nobody_builds_while_another_writes_and_the_order_stands() {
    let folder = profile();
    let store = open(&folder);
    order(&store).unwrap();
    let writer = store.writer().unwrap();
    assert!(matches!(run(&open(&folder), &CancelToken::new()), Err(SyncError::Store(StoreError::Busy))));
    writer.close();
    assert_eq!(cursor_of(&store), 1);
}

#[test]
fn a_search_that_meets_damage_has_the_index_built_again() {
    let folder = profile();
    let store = open(&folder);
    let before = hits(&store, "vụ mùa");
    let writer = store.writer().unwrap();
    let spoil = "UPDATE search_row SET data = CAST(x'0000000000' || substr(data, 6) AS BLOB)";
    writer.write(|tx| tx.execute(spoil, []).map_err(StoreError::from)).unwrap();
    writer.close();
    let search = || {
        let (filter, cancel) = (crate::store::news::Filter::default(), CancelToken::new());
        crate::search::find::articles(&store, &Searcher::new(), "vụ mùa", &filter, 5, &cancel).unwrap()
    };
    assert!(search().damaged);
    assert_eq!(cursor_of(&store), 1, "ordered");
    assert_eq!(run(&store, &CancelToken::new()).unwrap(), ARTICLES as usize);
    assert!(!search().damaged);
    assert_eq!(hits(&store, "vụ mùa"), before);
}

#[test]
fn an_index_of_an_older_version_is_built_again_and_finds_the_same() {
    let folder = profile();
    let store = open(&folder);
    let before = hits(&store, "vụ mùa");
    assert!(!store.content().read(is_missing).unwrap());
    let writer = store.writer().unwrap();
    let older = "UPDATE search_state SET format = 0, generation = 0; DELETE FROM search_leaf;";
    writer.write(move |tx| tx.execute_batch(older).map_err(StoreError::from)).unwrap();
    writer.close();
    assert!(hits(&store, "vụ mùa").is_empty(), "nothing is read that may mean something else");
    assert!(store.content().read(is_missing).unwrap());
    order(&store).unwrap();
    assert_eq!(run(&store, &CancelToken::new()).unwrap(), ARTICLES as usize);
    assert_eq!(hits(&store, "vụ mùa"), before);
    assert!(!store.content().read(is_missing).unwrap());
}
