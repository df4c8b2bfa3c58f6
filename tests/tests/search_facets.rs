//! Facets over 100,000 synthetic listings: counts are the rows behind them for random queries and filters, filters keep the
//! order, pages show every row once.
//!
//! `measure` (ignored) prints what docs/search-facets.md records.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests fail by panicking, and measure prints"
)]

use std::collections::{BTreeSet, HashMap, HashSet};
use std::time::Duration;

use app4g_core::CancelToken;
use app4g_core::search::facet::{self, Among, Ask, Choice, Faceted, Order};
use app4g_core::search::index::{self, IndexDoc, merge};
use app4g_core::search::{DocText, DocTexts, Page, Query, Request, SearchError, Searcher, Total};
use app4g_core::store::{OpenOptions, Store, StoreError};
use app4g_tests::draw::Draw;
use app4g_tests::listings::{CONFIRMED, FIELDS, Listing, PRICE};
use app4g_tests::profiles::NOW;
use rusqlite::Connection;
use tempfile::TempDir;

const SEED: u64 = 20_261_122;
const LISTINGS: i64 = 100_000;
const BATCH: usize = 4_000;
const ROUNDS: usize = 12;
const ALL: Page = Page { offset: 0, limit: usize::MAX };

/// Titles are all there is to verify phrases on.
struct Titles(HashMap<i64, String>);

impl DocTexts for Titles {
    fn text(&self, _: &Connection, doc: i64) -> Result<Option<DocText>, SearchError> {
        Ok(self.0.get(&doc).map(|title| DocText { title: title.clone(), ..DocText::default() }))
    }
}

/// A profile with listings in index and facets.
struct Market {
    _folder: TempDir,
    store: Store,
    searcher: Searcher,
    listings: Vec<Listing>,
    titles: Titles,
}

impl Market {
    /// Listings 1 to `count`, of which every 181st is removed again and every 97th filed a second time with other values.
    fn new(count: i64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), OpenOptions::default()).unwrap().store;
        let writer = store.writer().unwrap();
        let mut listings: Vec<Listing> = (1..=count).map(|doc| Listing::draw(SEED, doc)).collect();
        for batch in listings.chunks(BATCH) {
            let batch = batch.to_vec();
            writer.write(move |tx| file(tx, &batch)).unwrap();
        }
        for listing in listings.iter_mut().filter(|listing| listing.doc % 97 == 0) {
            let other = Listing::draw(SEED + 1, listing.doc);
            *listing = Listing { title: listing.title.clone(), ..other };
        }
        let changed: Vec<Listing> = listings.iter().filter(|listing| listing.doc % 97 == 0).cloned().collect();
        let gone: Vec<i64> = (1..=count).filter(|doc| doc % 181 == 0).collect();
        listings.retain(|listing| listing.doc % 181 != 0);
        writer
            .write(move |tx| {
                facet::put(tx, &changed.iter().map(Listing::facets).collect::<Vec<_>>())?;
                index::remove(tx, &gone)?;
                facet::remove(tx, &gone)
            })
            .unwrap();
        writer.close();
        let titles = Titles(listings.iter().map(|listing| (listing.doc, listing.title.clone())).collect());
        Self { _folder: folder, store, searcher: Searcher::new(), listings, titles }
    }

    fn plain(&self, typed: &str) -> Vec<i64> {
        let query = Query::parse(typed);
        let request = Request { query: &query, filter: None, page: ALL };
        let search = |conn: &Connection| self.searcher.search(conn, &request, &self.titles, &CancelToken::new());
        self.store.content().read(search).unwrap().hits.iter().map(|hit| hit.doc).collect()
    }

    fn ask(&self, typed: &str, choices: &[Choice], order: &Order, page: Page) -> Faceted {
        let query = Query::parse(typed);
        let request = Request { query: &query, filter: None, page };
        let among = if typed.is_empty() { Among::All } else { Among::Matches };
        let ask = Ask { among, fields: &FIELDS, choices, order, aside: None, now: NOW };
        let search = |conn: &Connection| self.searcher.faceted(conn, &request, &ask, &self.titles, &CancelToken::new());
        self.store.content().read(search).unwrap()
    }
}

fn file(tx: &rusqlite::Transaction<'_>, batch: &[Listing]) -> Result<(), SearchError> {
    let docs: Vec<IndexDoc<'_>> =
        batch.iter().map(|listing| IndexDoc { doc: listing.doc, title: &listing.title, body: "" }).collect();
    index::add(tx, &docs)?;
    facet::put(tx, &batch.iter().map(Listing::facets).collect::<Vec<_>>())
}

fn docs(faceted: &Faceted) -> Vec<i64> {
    faceted.answer.hits.iter().map(|hit| hit.doc).collect()
}

/// Whether a listing passes every choice but those of one field.
fn passes(listing: &Listing, choices: &[Choice], but: &str) -> bool {
    FIELDS.iter().filter(|field| field.key != but).all(|field| {
        let mut chosen = choices.iter().filter(|choice| choice.field == field.key).peekable();
        chosen.peek().is_none() || {
            let own = listing.values(field);
            chosen.any(|choice| own.contains(&choice.value))
        }
    })
}

/// Up to four values that random listings have, so that filters are neither empty nor everything.
fn choices(draw: &mut Draw, market: &Market) -> Vec<Choice> {
    let mut choices = Vec::new();
    for _ in 0..draw.below(5) {
        let listing = &market.listings[draw.below(market.listings.len() as u64) as usize];
        let field = FIELDS[draw.below(FIELDS.len() as u64) as usize];
        let own = listing.values(field);
        if !own.is_empty() {
            choices.push(Choice::new(field.key, &own[draw.below(own.len() as u64) as usize]));
        }
    }
    choices
}

/// A query of up to three words of one title, half of them without marks; sometimes a phrase, an exclusion, or nothing.
fn query(draw: &mut Draw, market: &Market) -> String {
    let listing = &market.listings[draw.below(market.listings.len() as u64) as usize];
    let words: Vec<&str> = listing.title.split(' ').collect();
    match draw.below(8) {
        0 => String::new(),
        1 => format!("\"{} {}\"", words[0], words[1]),
        2 => format!("{} -{}", words[0], words[2]),
        3 => words[..2].join(" ").replace(['á', 'ạ', 'ấ', 'à'], "a"),
        _ => words[..3].join(" "),
    }
}

#[test]
fn counts_are_rows_filters_keep_the_order_and_pages_cover_all_over_100_000_records() {
    let market = Market::new(LISTINGS);
    let mut draw = Draw::new(SEED);
    let mut narrowed = 0;
    for round in 0..ROUNDS {
        let (typed, choices) = (query(&mut draw, &market), choices(&mut draw, &market));
        let order = match draw.below(4) {
            0 => Order::Falling(&CONFIRMED),
            1 => Order::Rising(&PRICE),
            _ => Order::Relevance,
        };
        let case = format!("round {round}: {typed:?} {choices:?} {order:?}");
        let found = if typed.is_empty() {
            market.listings.iter().rev().map(|listing| listing.doc).collect()
        } else {
            market.plain(&typed)
        };
        let matching: HashSet<i64> = found.iter().copied().collect();
        let matched: Vec<&Listing> = market.listings.iter().filter(|listing| matching.contains(&listing.doc)).collect();
        let kept: BTreeSet<i64> =
            matched.iter().filter(|listing| passes(listing, &choices, "")).map(|listing| listing.doc).collect();
        narrowed += usize::from(!kept.is_empty() && kept.len() < matching.len());

        let by_relevance = market.ask(&typed, &choices, &Order::Relevance, ALL);
        let stays: Vec<i64> = found.iter().copied().filter(|doc| kept.contains(doc)).collect();
        assert_eq!(docs(&by_relevance), stays, "{case}");
        assert_eq!(by_relevance.answer.total, Total::Exactly(kept.len()), "{case}");

        for counts in &by_relevance.counts {
            let mut expected: HashMap<String, usize> = HashMap::new();
            for listing in matched.iter().filter(|listing| passes(listing, &choices, counts.field.key)) {
                for value in listing.values(counts.field) {
                    *expected.entry(value).or_default() += 1;
                }
            }
            for count in &counts.values {
                assert_eq!(count.rows, expected.remove(&count.value).unwrap_or(0), "{case}: {count:?}");
            }
            assert!(expected.is_empty(), "{case}: {} does not count {expected:?}", counts.field.key);
            if let Some(count) = counts.values.get(draw.below(counts.values.len().max(1) as u64) as usize) {
                let others = choices.iter().filter(|choice| choice.field != counts.field.key).cloned();
                let tapped: Vec<Choice> = others.chain([Choice::new(counts.field.key, &count.value)]).collect();
                let page = Page { offset: 0, limit: 20 };
                let rows = market.ask(&typed, &tapped, &order, page).answer;
                assert_eq!(rows.total, Total::Exactly(count.rows), "{case}: {count:?}");
                assert_eq!(rows.hits.len(), count.rows.min(20), "{case}: {count:?}");
            }
        }

        let ordered = docs(&market.ask(&typed, &choices, &order, ALL));
        assert_eq!(ordered.iter().copied().collect::<BTreeSet<_>>(), kept, "{case}");
        let unfiltered = docs(&market.ask(&typed, &[], &order, ALL));
        let stays: Vec<i64> = unfiltered.into_iter().filter(|doc| kept.contains(doc)).collect();
        assert_eq!(ordered, stays, "{case}");
        let limit = ordered.len() / 4 + 1;
        let pages =
            (0..5).flat_map(|page| docs(&market.ask(&typed, &choices, &order, Page { offset: page * limit, limit })));
        assert_eq!(pages.collect::<Vec<_>>(), ordered, "{case}");
    }
    assert!(
        narrowed * 3 > ROUNDS,
        "only {narrowed} of {ROUNDS} rounds had a filter that keeps some rows and drops others"
    );
}

/// Time this thread was on a processor: what others do on the machine does not count.
fn busy() -> Duration {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    Duration::from_nanos(stat.split(' ').next().unwrap().parse().unwrap())
}

/// Rounds of what is measured: the kernel counts in ticks of 4 ms, so a mean over many is exact to a twentieth of a millisecond.
const REPEATS: u32 = 80;

/// How long this thread is busy with `work`, on average.
fn mean<T>(mut work: impl FnMut() -> T) -> Duration {
    let start = busy();
    (0..REPEATS).for_each(|_| drop(work()));
    (busy() - start) / REPEATS
}

/// Runs `work` in a committed batch and says how long the writer was busy with it before the commit.
fn written(
    store: &Store,
    work: impl Fn(&rusqlite::Transaction<'_>) -> Result<(), SearchError> + Send + 'static,
) -> Duration {
    let writer = store.writer().unwrap();
    let busy = writer.write(move |tx| {
        let start = busy();
        work(tx)?;
        Ok::<_, SearchError>(busy() - start)
    });
    writer.close();
    busy.unwrap()
}

/// Sizes and processor times, for docs/search-facets.md. Run with an optimised core.
#[test]
#[ignore = "prints measurements"]
fn measure() {
    let market = Market::new(LISTINGS);
    let late =
        |round: i64| -> Vec<Listing> { (1..=100).map(|at| Listing::draw(SEED, LISTINGS + round * 100 + at)).collect() };
    let rounds = i64::from(REPEATS);
    let sum = |work: &dyn Fn(i64) -> Duration| (0..rounds).map(work).sum::<Duration>() / REPEATS;
    let files = sum(&|round| {
        let facets: Vec<_> = late(round).iter().map(Listing::facets).collect();
        written(&market.store, move |tx| facet::put(tx, &facets))
    });
    let words = sum(&|round| {
        let all = late(round);
        written(&market.store, move |tx| {
            let docs: Vec<IndexDoc<'_>> =
                all.iter().map(|one| IndexDoc { doc: one.doc, title: &one.title, body: "" }).collect();
            index::add(tx, &docs)
        })
    });
    // The other way: a row for each document, to be merged into columns later.
    let pending = sum(&|round| {
        let rows = late(round);
        written(&market.store, move |tx| {
            tx.execute_batch("CREATE TABLE IF NOT EXISTS pending (doc INTEGER PRIMARY KEY, data BLOB)")?;
            let mut insert = tx.prepare_cached("INSERT INTO pending VALUES (?1, zeroblob(40))")?;
            Ok(rows.iter().try_for_each(|one| insert.execute([one.doc]).map(|_| ()))?)
        })
    });
    println!("100 more: {files:?}; as rows to be merged later: {pending:?}; their words: {words:?}");
    let scattered = sum(&|round| {
        let docs: Vec<i64> = (1..=100).map(|at| at * 997 + round).collect();
        written(&market.store, move |tx| facet::remove(tx, &docs))
    });
    let neighbours = sum(&|round| {
        let docs: Vec<i64> = (1..=100).map(|at| at + round * 300).collect();
        written(&market.store, move |tx| facet::remove(tx, &docs))
    });
    println!("100 removed: scattered {scattered:?}, neighbours {neighbours:?}");
    let merged = written(&market.store, |tx| {
        merge::all(tx, &CancelToken::new())?;
        facet::sweep::run(tx)
    });
    println!("words merged, codes swept: {merged:?}");
    let sizes = market.store.content().read(|conn| {
        let mut statement = conn.prepare(
            "SELECT f.key, sum(length(c.data)) FROM facet_chunk c JOIN facet_field f ON f.field = c.id >> 32 GROUP BY 1",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?;
        rows.collect::<Result<Vec<_>, _>>().map_err(StoreError::from)
    });
    for (key, bytes) in sizes.unwrap() {
        println!("{key}: {bytes} bytes, {:.2} a record", bytes as f64 / LISTINGS as f64);
    }
    let page = Page { offset: 0, limit: 20 };
    market.plain("máy");
    let start = busy();
    market.ask("", &[], &Order::Relevance, page);
    println!("all, columns read: {:?}", busy() - start);
    let some = [Choice::new("unit", "u0"), Choice::new("region", "r3"), Choice::new("price", "10m-1b")];
    for typed in ["", "máy sấy", "cam bien tuoi", "khuôn mẫu gốm sứ"] {
        for (name, choices) in [("no choice", &[][..]), ("three choices", &some[..])] {
            let rows = market.ask(typed, choices, &Order::Relevance, page).answer.total;
            let time = mean(|| market.ask(typed, choices, &Order::Relevance, page));
            println!("{typed:?}, {name}, {rows:?}: {time:?}");
        }
        let time = mean(|| market.ask(typed, &[], &Order::Falling(&CONFIRMED), page));
        println!("{typed:?}, newest: {time:?}");
        if !typed.is_empty() {
            let query = Query::parse(typed);
            let request = Request { query: &query, filter: None, page };
            let search =
                |conn: &Connection| market.searcher.search(conn, &request, &market.titles, &CancelToken::new());
            println!("{typed:?}, no facets: {:?}", mean(|| market.store.content().read(search).unwrap()));
        }
    }
}
