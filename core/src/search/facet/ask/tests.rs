//! A count equals the rows that choosing it shows, filters keep the order, pages show every row once: on random documents,
//! queries, filters and orders, against a table of plain values.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;
use crate::search::facet::change::tests::database;
use crate::search::facet::{Arity, Band, DocFacets, Given, Shape, Span, put};
use crate::search::index;
use crate::search::index::change::tests::add_all;
use crate::search::searcher::DocText;

const NOW: Timestamp = Timestamp::from_unix(1_795_312_800);

static UNIT: Field = Field { key: "unit", shape: Shape::Tree, arity: Arity::Many };
static SOURCE: Field = Field { key: "source", shape: Shape::Code, arity: Arity::One };
static PRICE: Field = Field {
    key: "price",
    shape: Shape::Number(&[Band { key: "low", from: 0, to: 9 }, Band { key: "high", from: 5, to: i64::MAX }]),
    arity: Arity::Many,
};
static DATE: Field =
    Field { key: "date", shape: Shape::Day(&[Span { key: "week", first: -6, last: 0 }]), arity: Arity::One };
const FIELDS: &[&Field] = &[&UNIT, &SOURCE, &PRICE, &DATE];

/// Texts by document; phrases are verified on them.
struct Texts(BTreeMap<i64, String>);

impl DocTexts for Texts {
    fn text(&self, _: &Connection, doc: i64) -> Result<Option<DocText>, SearchError> {
        Ok(self.0.get(&doc).map(|body| DocText { body: body.clone(), ..DocText::default() }))
    }
}

/// One made-up document.
#[derive(Clone, Debug)]
struct Thing {
    body: String,
    units: Vec<(u8, u8)>,
    source: Option<u8>,
    prices: Vec<i64>,
    days_ago: i64,
}

fn thing() -> impl Strategy<Value = Thing> {
    let words = prop::sample::select(vec!["một", "hai", "ba", "bốn", "cửa"]);
    (
        prop::collection::vec(words, 1..7),
        prop::collection::vec((0_u8..3, 0_u8..3), 0..3),
        prop::option::of(0_u8..4),
        prop::collection::vec(-3_i64..14, 0..3),
        0_i64..20,
    )
        .prop_map(|(words, units, source, prices, days_ago)| {
            let body = words.join(" ");
            Thing { body, units, source, prices, days_ago }
        })
}

/// The values of a thing as a person would list them, by field.
fn values(thing: &Thing) -> BTreeMap<&'static str, BTreeSet<String>> {
    let units = thing.units.iter().flat_map(|(top, low)| [format!("u{top}"), format!("u{top}.{low}")]).collect();
    let bands = thing.prices.iter().flat_map(|price| {
        let low = (0..=9).contains(price).then(|| "low".to_owned());
        low.into_iter().chain((*price >= 5).then(|| "high".to_owned()))
    });
    let week = (thing.days_ago < 7).then(|| "week".to_owned());
    BTreeMap::from([
        ("unit", units),
        ("source", thing.source.map(|source| format!("s{source}")).into_iter().collect()),
        ("price", bands.collect()),
        ("date", week.into_iter().collect()),
    ])
}

/// Things 1, 2, … in index and facets, in two batches, the last removed.
struct World {
    conn: Connection,
    texts: Texts,
    things: BTreeMap<i64, Thing>,
    searcher: Searcher,
    aside: Option<DocSet>,
}

impl World {
    fn new(things: &[Thing]) -> Self {
        let mut conn = database();
        let things: BTreeMap<i64, Thing> = (1..).map(|at| at * 997).zip(things.iter().cloned()).collect();
        let all: Vec<(&i64, &Thing)> = things.iter().collect();
        for batch in all.chunks(things.len().div_ceil(2).max(1)) {
            add_all(&mut conn, &batch.iter().map(|(doc, thing)| (**doc, "", thing.body.as_str())).collect::<Vec<_>>());
            let tx = conn.transaction().unwrap();
            put(&tx, &batch.iter().map(|(doc, thing)| facets(**doc, thing)).collect::<Vec<_>>()).unwrap();
            tx.commit().unwrap();
        }
        let texts = Texts(things.iter().map(|(doc, thing)| (*doc, thing.body.clone())).collect());
        let mut world = Self { conn, texts, things, searcher: Searcher::new(), aside: None };
        if let Some((gone, _)) = world.things.pop_last() {
            let tx = world.conn.transaction().unwrap();
            index::remove(&tx, &[gone]).unwrap();
            crate::search::facet::remove(&tx, &[gone]).unwrap();
            tx.commit().unwrap();
        }
        world
    }

    fn ask(&self, typed: &str, choices: &[Choice], order: &Order, page: Page) -> Faceted {
        let query = Query::parse(typed);
        let among = if typed.is_empty() { Among::All } else { Among::Matches };
        let request = Request { query: &query, filter: None, page };
        let ask = Ask { among, fields: FIELDS, choices, order, aside: self.aside.as_ref(), now: NOW };
        self.searcher.faceted(&self.conn, &request, &ask, &self.texts, &CancelToken::new()).unwrap()
    }

    fn docs(&self, typed: &str, choices: &[Choice], order: &Order) -> Vec<i64> {
        let page = Page { offset: 0, limit: usize::MAX };
        self.ask(typed, choices, order, page).answer.hits.iter().map(|hit| hit.doc).collect()
    }
}

fn facets(doc: i64, thing: &Thing) -> DocFacets {
    let mut values = vec![Given::at(&DATE, NOW.plus(-thing.days_ago * 86_400))];
    values
        .extend(thing.units.iter().map(|(top, low)| Given::path(&UNIT, [format!("u{top}"), format!("u{top}.{low}")])));
    values.extend(thing.source.map(|source| Given::code(&SOURCE, format!("s{source}"))));
    values.extend(thing.prices.iter().map(|price| Given::number(&PRICE, *price)));
    DocFacets { doc, values }
}

/// Whether a thing passes the choices, leaving one field's out.
fn passes(thing: &Thing, choices: &[Choice], but: &str) -> bool {
    let own = values(thing);
    FIELDS.iter().filter(|field| field.key != but).all(|field| {
        let mut chosen = choices.iter().filter(|choice| choice.field == field.key).peekable();
        chosen.peek().is_none() || chosen.any(|choice| own[field.key].contains(&choice.value))
    })
}

/// Chosen values that some thing has; of a few candidates, so that filters meet.
fn choices_of(world: &World, picks: &[(usize, usize)]) -> Vec<Choice> {
    let all: BTreeSet<(&'static str, String)> = world
        .things
        .values()
        .flat_map(|thing| {
            values(thing).into_iter().flat_map(|(field, own)| own.into_iter().map(move |own| (field, own)))
        })
        .collect();
    let pick = |(field, value): &(usize, usize)| {
        let own: Vec<_> = all.iter().filter(|(key, _)| *key == FIELDS[field % FIELDS.len()].key).collect();
        own.get(value % own.len().max(1)).map(|(key, value)| Choice::new(*key, value))
    };
    picks.iter().filter_map(pick).collect()
}

const QUERIES: &[&str] = &["", "một", "mot cua", "hai -ba", "\"một cửa\"", "\"một hai ba\"", "bốn cửa -\"hai ba bốn\""];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn counts_are_the_rows_behind_them(
        things in prop::collection::vec(thing(), 1..40),
        query in prop::sample::select(QUERIES),
        picks in prop::collection::vec((0_usize..4, 0_usize..8), 0..4),
    ) {
        let world = World::new(&things);
        let choices = choices_of(&world, &picks);
        let matching: BTreeSet<i64> = world.docs(query, &[], &Order::Relevance).into_iter().collect();
        let shown = world.ask(query, &choices, &Order::Relevance, Page { offset: 0, limit: usize::MAX });
        let rows = |choices: &[Choice]| {
            world.things.iter().filter(|(doc, thing)| matching.contains(doc) && passes(thing, choices, "")).count()
        };
        prop_assert_eq!(shown.answer.hits.len(), rows(&choices));
        prop_assert_eq!(shown.answer.total, Total::Exactly(rows(&choices)));
        for counts in &shown.counts {
            let key = counts.field.key;
            let mut expected: BTreeMap<String, usize> = BTreeMap::new();
            for (_, thing) in world.things.iter().filter(|(doc, thing)| matching.contains(doc) && passes(thing, &choices, key)) {
                for value in &values(thing)[key] {
                    *expected.entry(value.clone()).or_default() += 1;
                }
            }
            for count in &counts.values {
                let own = Choice::new(key, &count.value);
                prop_assert_eq!(count.is_chosen, choices.contains(&own));
                prop_assert_eq!(count.rows, expected.remove(&count.value).unwrap_or(0), "{:?}", count);
                // Alone in its field.
                let alone: Vec<Choice> = choices.iter().filter(|choice| choice.field != key).cloned().chain([own.clone()]).collect();
                prop_assert_eq!(count.rows, world.docs(query, &alone, &Order::Relevance).len());
                // Beside what is chosen.
                let before = if choices.iter().any(|choice| choice.field == key) { rows(&choices) } else { 0 };
                let beside: Vec<Choice> = choices.iter().cloned().chain([own]).collect();
                prop_assert_eq!(before + count.adds, world.docs(query, &beside, &Order::Relevance).len());
            }
            prop_assert!(expected.is_empty(), "not counted: {:?}", expected);
        }
    }

    #[test]
    fn what_stands_aside_is_told_by_its_number_only(
        things in prop::collection::vec(thing(), 1..40),
        query in prop::sample::select(QUERIES),
        picks in prop::collection::vec((0_usize..4, 0_usize..8), 0..3),
        every in 1_i64..4,
    ) {
        let mut world = World::new(&things);
        let choices = choices_of(&world, &picks);
        let whole = world.docs(query, &choices, &Order::Relevance);
        world.aside = Some(world.things.keys().copied().filter(|doc| doc / 997 % every == 0).collect());
        let stays: Vec<i64> = whole.iter().copied().filter(|doc| doc / 997 % every != 0).collect();
        prop_assert_eq!(&world.docs(query, &choices, &Order::Relevance), &stays);
        let shown = world.ask(query, &choices, &Order::Title, Page { offset: 0, limit: 1 });
        prop_assert_eq!((shown.answer.total, shown.aside), (Total::Exactly(stays.len()), whole.len() - stays.len()));
        for (key, value, rows) in shown.counts.iter().flat_map(|own| own.values.iter().map(|v| (own.field.key, &v.value, v.rows))) {
            let own = [Choice::new(key, value)];
            let alone: Vec<Choice> = choices.iter().filter(|choice| choice.field != key).chain(&own).cloned().collect();
            prop_assert_eq!(rows, world.docs(query, &alone, &Order::Relevance).len(), "{}={}", key, value);
        }
    }

    #[test]
    fn filters_keep_the_order_and_pages_show_every_row_once(
        things in prop::collection::vec(thing(), 1..40),
        query in prop::sample::select(QUERIES),
        picks in prop::collection::vec((0_usize..4, 0_usize..8), 0..3),
        order in prop::sample::select(vec!["relevance", "newest", "oldest", "price", "-price"]),
        limit in 1_usize..9,
    ) {
        let world = World::new(&things);
        let order = Order::parse(order, FIELDS).unwrap();
        let choices = choices_of(&world, &picks);
        let kept: BTreeSet<i64> = world.docs(query, &choices, &order).into_iter().collect();
        let all = world.docs(query, &[], &order);
        let stays: Vec<i64> = all.into_iter().filter(|doc| kept.contains(doc)).collect();
        prop_assert_eq!(&world.docs(query, &choices, &order), &stays);
        let mut paged = Vec::new();
        loop {
            let page = world.ask(query, &choices, &order, Page { offset: paged.len(), limit }).answer.hits;
            if page.is_empty() {
                break;
            }
            paged.extend(page.iter().map(|hit| hit.doc));
        }
        prop_assert_eq!(paged, stays);
    }
}

fn two() -> World {
    let thing = |body: &str, units: &[(u8, u8)], days_ago| Thing {
        body: body.to_owned(),
        units: units.to_vec(),
        source: Some(1),
        prices: vec![days_ago],
        days_ago,
    };
    World::new(&[thing("một cửa", &[(0, 0), (0, 1)], 9), thing("cửa một", &[(0, 1)], 2), thing("gone", &[], 0)])
}

#[test]
fn a_document_below_a_code_twice_counts_there_once() {
    let shown = two().ask("một", &[], &Order::Relevance, Page { offset: 0, limit: 9 });
    let units: Vec<_> =
        shown.counts[0].values.iter().map(|count| (count.value.as_str(), count.level, count.rows)).collect();
    assert_eq!(units, [("u0", 0, 2), ("u0.1", 1, 2), ("u0.0", 1, 1)]);
}

#[test]
fn orders_go_by_value_with_what_has_none_last() {
    let world = two();
    assert_eq!(world.docs("cửa", &[], &Order::Falling(&DATE)), [2 * 997, 997]);
    assert_eq!(world.docs("cửa", &[], &Order::Rising(&DATE)), [997, 2 * 997]);
    assert_eq!(world.docs("", &[], &Order::Relevance), [2 * 997, 997]);
}

#[test]
fn a_filter_gives_no_second_look_to_what_would_have_none_without_it() {
    let thing = |body: String, source| Thing { body, units: vec![], source: Some(source), prices: vec![], days_ago: 1 };
    let apart = thing(format!("hai hai {} ba ba", "bốn ".repeat(60)), 2);
    let beside = thing(format!("hai ba {}", "bốn ".repeat(3_000)), 2);
    let gone = thing("gone".to_owned(), 1);
    let alone = World::new(&[apart.clone(), beside.clone(), gone.clone()]);
    assert_eq!(alone.docs("hai ba", &[], &Order::Relevance), [2 * 997, 997], "the text puts the second first");
    let mut things = vec![apart, beside];
    things.extend((0..19).map(|_| thing("hai ba".to_owned(), 1)));
    things.push(gone);
    let many = World::new(&things);
    let of_both = |docs: Vec<i64>| docs.into_iter().filter(|doc| *doc <= 2 * 997).collect::<Vec<_>>();
    let unfiltered = of_both(many.docs("hai ba", &[], &Order::Relevance));
    assert_eq!(unfiltered, [997, 2 * 997], "only twenty are looked at again");
    assert_eq!(many.docs("hai ba", &[Choice::new("source", "s2")], &Order::Relevance), unfiltered);
}

#[test]
fn a_typed_range_filters_and_is_counted_like_a_band() {
    let world = two();
    let range = [Choice::new("price", "8..")];
    let shown = world.ask("cửa", &range, &Order::Relevance, Page { offset: 0, limit: 9 });
    assert_eq!(shown.answer.hits.len(), 1);
    let counts = &shown.counts[2].values;
    assert!(counts.iter().any(|count| count.value == "8.." && count.is_chosen && count.rows == 1), "{counts:?}");
}

#[test]
fn what_is_not_there_is_named() {
    let world = two();
    let refused = |choice: Choice| {
        let query = Query::parse("một");
        let request = Request { query: &query, filter: None, page: Page { offset: 0, limit: 9 } };
        let ask = Ask {
            among: Among::Matches,
            fields: FIELDS,
            choices: &[choice],
            order: &Order::Relevance,
            aside: None,
            now: NOW,
        };
        world.searcher.faceted(&world.conn, &request, &ask, &world.texts, &CancelToken::new()).unwrap_err()
    };
    assert!(matches!(refused(Choice::new("colour", "red")), SearchError::NoField { field } if field == "colour"));
    for (field, value) in [("source", "nobody"), ("price", "dear"), ("date", "2026-13-01.."), ("unit", "u0..u1")] {
        let refused = refused(Choice::new(field, value));
        assert!(
            matches!(&refused, SearchError::NoValue { field: named, value: given } if named == field && given == value),
            "{refused:?}"
        );
    }
    for order in ["source", "-colour", "latest"] {
        assert!(matches!(Order::parse(order, FIELDS), Err(SearchError::NoField { .. })), "{order}");
    }
}

#[test]
fn a_damaged_column_is_said_and_a_search_without_it_answers() {
    let world = two();
    world.conn.execute("UPDATE facet_chunk SET data = substr(data, 2)", ()).unwrap();
    let query = Query::parse("một");
    let request = Request { query: &query, filter: None, page: Page { offset: 0, limit: 9 } };
    let ask =
        Ask { among: Among::Matches, fields: FIELDS, choices: &[], order: &Order::Relevance, aside: None, now: NOW };
    let searcher = Searcher::new();
    let refused = searcher.faceted(&world.conn, &request, &ask, &world.texts, &CancelToken::new());
    assert!(matches!(refused, Err(SearchError::Damaged(_))));
    let plain = searcher.search(&world.conn, &request, &world.texts, &CancelToken::new()).unwrap();
    assert_eq!(plain.hits.len(), 2);
}

#[test]
fn a_searcher_sees_what_was_filed_since_it_last_looked() {
    let mut world = two();
    assert!(world.docs("một", &[Choice::new("source", "s1")], &Order::Relevance).len() == 2);
    let tx = world.conn.transaction().unwrap();
    put(&tx, &[DocFacets { doc: 997, values: vec![Given::code(&SOURCE, "s2")] }]).unwrap();
    tx.commit().unwrap();
    assert_eq!(world.docs("một", &[Choice::new("source", "s2")], &Order::Relevance), [997]);
}

#[test]
fn an_answer_is_of_one_moment_whatever_was_committed_meanwhile() {
    let world = two();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("content.db");
    world.conn.execute("VACUUM INTO ?1", [file.to_str()]).unwrap();
    let (reader, mut writer) = (Connection::open(&file).unwrap(), Connection::open(&file).unwrap());
    writer.execute_batch("PRAGMA journal_mode = WAL").unwrap();
    let query = Query::parse("một");
    let request = Request { query: &query, filter: None, page: Page { offset: 0, limit: 9 } };
    let (chosen, order) = ([Choice::new("source", "s1")], Order::Falling(&DATE));
    let ask = Ask { among: Among::Matches, fields: FIELDS, choices: &chosen, order: &order, aside: None, now: NOW };
    let answer = |conn: &Connection| {
        let found = world.searcher.faceted(conn, &request, &ask, &world.texts, &CancelToken::new()).unwrap();
        (found.answer.hits.iter().map(|hit| hit.doc).collect::<Vec<_>>(), found.counts)
    };
    reader.execute_batch("BEGIN").unwrap();
    let before = answer(&reader);
    assert_eq!(before.0, [1994, 997]);
    let tx = writer.transaction().unwrap();
    index::remove(&tx, &[1994]).unwrap();
    crate::search::facet::remove(&tx, &[1994]).unwrap();
    put(&tx, &[DocFacets { doc: 997, values: vec![Given::code(&SOURCE, "s1"), Given::at(&DATE, NOW)] }]).unwrap();
    tx.commit().unwrap();

    let after = answer(&writer);
    assert_eq!(after.0, [997]);
    // Whoever began before sees all of before, also with what the searcher has read since.
    assert_eq!(answer(&reader), before);
    assert_eq!(answer(&writer), after);
    reader.execute_batch("COMMIT").unwrap();
    assert_eq!(answer(&reader), after);
}
