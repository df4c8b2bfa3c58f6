//! Pages of news show everything once and in order while articles arrive, and no query of a screen scans a table.

use super::*;
use crate::store::Store;
use crate::store::content::article;
use crate::store::fixtures::{NOW, id, prepared, put, store_with};
use crate::store::personal::status::{self, Mark, Star};

fn list(store: &Store, filter: &Filter, limit: u32) -> Vec<u32> {
    let mut after = None;
    let mut numbers = Vec::new();
    loop {
        let page = store.content().read(|conn| page(conn, filter, after, limit)).unwrap();
        assert!(page.rows.len() <= limit as usize);
        numbers.extend(page.rows.iter().map(|row| row.id.as_str().get(1..).unwrap().parse::<u32>().unwrap()));
        after = page.next;
        if after.is_none() {
            return numbers;
        }
    }
}

fn mark(store: &Store, number: u32, mark: Mark) {
    store.personal().write(|tx| status::mark(tx, &id(number), mark, NOW)).unwrap();
}

#[test]
fn pages_show_everything_once_newest_first() {
    let (_folder, store) = store_with(120);
    let expected: Vec<u32> = (1..=120).collect();
    assert_eq!(list(&store, &Filter::default(), 50), expected);
    assert_eq!(list(&store, &Filter::default(), 7), expected);
    let source = Filter { source: Some(SourceId::new("nguon-a")), ..Filter::default() };
    assert_eq!(list(&store, &source, 50), expected);
}

#[test]
fn a_page_that_is_exactly_full_has_no_next_one() {
    let (_folder, store) = store_with(50);
    let page = store.content().read(|conn| page(conn, &Filter::default(), None, 50)).unwrap();
    assert_eq!((page.rows.len(), page.next), (50, None));
}

#[test]
fn articles_that_arrive_do_not_shift_the_next_page() {
    let (_folder, store) = store_with(10);
    let first = store.content().read(|conn| page(conn, &Filter::default(), None, 5)).unwrap();
    let writer = store.writer().unwrap();
    put(&writer, prepared(0));
    let second = store.content().read(|conn| page(conn, &Filter::default(), first.next, 5)).unwrap();
    let ids: Vec<_> = second.rows.iter().map(|row| row.id.clone()).collect();
    assert_eq!(ids, (6..=10).map(id).collect::<Vec<_>>());
}

#[test]
fn unread_leaves_out_what_was_read_and_nothing_else() {
    let (_folder, store) = store_with(6);
    mark(&store, 2, Mark::Read);
    mark(&store, 3, Mark::Read);
    mark(&store, 3, Mark::Unread);
    let unread = Filter { state: StateFilter::Unread, ..Filter::default() };
    assert_eq!(list(&store, &unread, 50), [1, 3, 4, 5, 6]);
    let unread = Filter { source: Some(SourceId::new("nguon-a")), ..unread };
    assert_eq!(list(&store, &unread, 2), [1, 3, 4, 5, 6]);
}

#[test]
fn since_is_inclusive_and_an_unknown_source_is_an_empty_list() {
    let (_folder, store) = store_with(6);
    let since = Filter { since: Some(NOW.plus(-180)), ..Filter::default() };
    assert_eq!(list(&store, &since, 50), [1, 2, 3]);
    let unknown = Filter { source: Some(SourceId::new("nguon-x")), ..Filter::default() };
    assert!(list(&store, &unknown, 50).is_empty());
}

#[test]
fn a_starred_article_stays_listed_when_its_content_is_gone() {
    let (_folder, store) = store_with(6);
    for number in [2, 5] {
        store.star(&id(number), Star::Set, NOW).unwrap();
    }
    store.writer().unwrap().write(|tx| article::remove(tx, &id(5))).unwrap();
    let starred = Filter { state: StateFilter::Starred, ..Filter::default() };
    assert_eq!(list(&store, &starred, 1), [2, 5]);
    mark(&store, 2, Mark::Read);
    assert_eq!(list(&store, &Filter { state: StateFilter::StarredUnread, ..Filter::default() }, 50), [5]);
    let elsewhere = Filter { source: Some(SourceId::new("nguon-b")), ..starred };
    assert!(list(&store, &elsewhere, 50).is_empty());
}

fn plan(conn: &Connection, sql: &str) -> String {
    let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    // Unbound parameters are NULL; the plan does not depend on them.
    let mut rows = statement.raw_query();
    let mut plan = String::new();
    while let Some(row) = rows.next().unwrap() {
        plan.push_str(&row.get::<_, String>(3).unwrap());
        plan.push('\n');
    }
    plan
}

#[test]
fn no_screen_query_scans_a_table_or_sorts() {
    let (_folder, store) = store_with(200);
    let queries = [("all", ALL), ("of source", OF_SOURCE), ("starred", STARRED)];
    for (name, sql) in queries {
        let plan = store.content().read(|conn| Ok::<_, StoreError>(plan(conn, sql))).unwrap();
        assert!(!plan.contains("SCAN") && !plan.contains("TEMP B-TREE"), "{name}:\n{plan}");
    }
}
