//! Facets of articles through syncs: several sources, edits, old profiles, damage.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use app4g_core::CancelToken;
use app4g_core::app::App;
use app4g_core::search::facet::kinds::DATE;
use app4g_core::search::facet::{Choice, Order};
use app4g_core::search::find::{self, Expired, Facets, Found, Search};
use app4g_core::search::{Page, Total};
use app4g_core::store::news::Filter;
use app4g_tests::portal::{Portal, Reply};
use app4g_tests::scenario::{Device, Story, rss, stage, view, wholeness};
use rusqlite::Connection;

/// A device with sources `so` (stories 1 to 3) and `bao` (stories 3 and 4; 3 is the same page), synced.
async fn two_sources() -> (Portal, Device, App) {
    let portal = Portal::start().await.unwrap();
    let device = Device::new().unwrap();
    let app = device.open().unwrap();
    for (name, numbers) in [("so", 1..=3), ("bao", 3..=4)] {
        serve(&portal, name, &numbers.map(story).collect::<Vec<_>>());
        stage::add(&app, name, &portal.url(&format!("/{name}.xml")), |_| ()).unwrap();
    }
    view::sync(&app).await.unwrap();
    (portal, device, app)
}

fn serve(portal: &Portal, name: &str, stories: &[Story]) {
    portal.serve(&format!("/{name}.xml"), Reply::feed(rss(name, stories)));
}

fn story(number: u32) -> Story {
    Story::new(number, "https://tin.example.vn")
}

fn shown(app: &App, choices: &[Choice]) -> Found {
    view::faceted(app, "ruộng", choices, &Order::Relevance).unwrap()
}

fn of_source(id: &str) -> [Choice; 1] {
    [Choice::new("source", id)]
}

fn pairs(list: &[(&str, usize)]) -> Vec<(String, usize)> {
    list.iter().map(|(value, rows)| ((*value).to_owned(), *rows)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_article_that_two_sources_show_counts_for_both_and_its_filter_finds_it() {
    let (_portal, _device, app) = two_sources().await;
    let all = shown(&app, &[]);
    assert_eq!(view::counted(&all, "source").unwrap(), pairs(&[("bao", 2), ("so", 3)]));
    assert_eq!(all.hits.len(), 4);
    for (source, rows) in [("bao", 2), ("so", 3)] {
        let chosen = shown(&app, &of_source(source));
        assert_eq!(chosen.hits.len(), rows, "{source}");
        assert_eq!(view::counted(&chosen, "source").unwrap(), pairs(&[("bao", 2), ("so", 3)]), "{source}");
    }
    wholeness(&app).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_that_shows_a_known_article_later_counts_it_from_then_on() {
    let (portal, device, app) = two_sources().await;
    serve(&portal, "bao", &[story(1), story(3), story(4)]);
    device.clock.pass(3_600);
    view::sync(&app).await.unwrap();
    assert_eq!(view::counted(&shown(&app, &[]), "source").unwrap(), pairs(&[("bao", 3), ("so", 3)]));
    assert_eq!(shown(&app, &of_source("bao")).hits.len(), 3);
    wholeness(&app).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_article_counts_once_under_all_its_sources() {
    let (portal, device, app) = two_sources().await;
    let edited = Story { title: "Ruộng mẫu k3x".into(), ..story(3) };
    serve(&portal, "so", &[story(1), story(2), edited]);
    device.clock.pass(3_600);
    view::sync(&app).await.unwrap();
    assert_eq!(view::counted(&shown(&app, &[]), "source").unwrap(), pairs(&[("bao", 2), ("so", 3)]));
    wholeness(&app).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tap_on_a_count_from_before_a_sync_shows_rows_and_counts_of_after_it() {
    let (portal, device, app) = two_sources().await;
    // The searcher of the app remembers what it has read.
    let tap = |choices: &[Choice]| {
        let (filter, order, page) = (Filter::default(), Order::Relevance, Page { offset: 0, limit: 100 });
        let now = app.clock().now();
        let (kind, expired) = (None, Expired::Shown);
        let search = Search { typed: "ruộng", kind, expired, filter: &filter, choices, order: &order, page, now };
        find::faceted(app.store(), app.searcher(), &search, &CancelToken::new()).unwrap()
    };
    assert_eq!(view::counted(&tap(&[]), "source").unwrap(), pairs(&[("bao", 2), ("so", 3)]));
    let edited = Story { title: "Ruộng mẫu k3x".into(), ..story(3) };
    serve(&portal, "so", &[story(1), story(2), edited]);
    serve(&portal, "bao", &[story(1), story(3), story(4), story(5)]);
    device.clock.pass(3_600);
    view::sync(&app).await.unwrap();

    for (source, rows) in [("bao", 4), ("so", 3)] {
        let shown = tap(&of_source(source));
        assert_eq!((shown.hits.len(), shown.total), (rows, Total::Exactly(rows)), "{source}");
        assert_eq!(view::counted(&shown, "source").unwrap(), pairs(&[("bao", 4), ("so", 3)]), "{source}");
        // Nothing of before is mixed in: a searcher that remembers nothing says the same.
        let fresh = view::faceted(&app, "ruộng", &of_source(source), &Order::Relevance).unwrap();
        assert_eq!((shown.hits, shown.facets), (fresh.hits, fresh.facets), "{source}");
    }
    wholeness(&app).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_first_is_the_order_of_home() {
    let (_portal, _device, app) = two_sources().await;
    let home: Vec<_> = view::rows(&app).unwrap().into_iter().map(|row| row.id).collect();
    let newest = view::faceted(&app, "", &[], &Order::Falling(&DATE)).unwrap();
    assert_eq!(newest.hits.into_iter().map(|hit| hit.id).collect::<Vec<_>>(), home);
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_by_title_stand_as_in_a_vietnamese_dictionary_with_and_without_a_search() {
    let (portal, device, app) = two_sources().await;
    let titled = |number, title: &str| Story { title: title.to_owned(), ..story(number) };
    serve(&portal, "so", &[titled(6, "Đê sông"), titled(7, "Dê núi"), titled(8, "Ân tình"), titled(9, "ăn quả")]);
    device.clock.pass(3_600);
    view::sync(&app).await.unwrap();
    for typed in ["", "ruộng"] {
        let found = view::faceted(&app, typed, &of_source("so"), &Order::Title).unwrap();
        let titles: Vec<String> = found.hits.into_iter().map(|hit| hit.title.text).collect();
        let (new, old) = titles.split_at(4);
        assert_eq!(new, ["ăn quả", "Ân tình", "Dê núi", "Đê sông"], "{typed}");
        assert!(old.len() == 3 && old.is_sorted(), "{old:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_from_before_the_facets_has_them_after_it_is_opened() {
    let (_portal, device, app) = two_sources().await;
    let before = shown(&app, &[]).facets;
    app.close().unwrap();
    change(&device, "DELETE FROM facet_chunk; DELETE FROM facet_value; DELETE FROM facet_field");
    let app = device.open().unwrap();
    assert_eq!(shown(&app, &[]).facets, before);
    wholeness(&app).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn opening_a_whole_profile_builds_nothing() {
    let (_portal, device, app) = two_sources().await;
    app.close().unwrap();
    let generation = || -> i64 {
        let conn = Connection::open(device.folder().join("content.db")).unwrap();
        conn.query_row("SELECT generation FROM facet_state", (), |row| row.get(0)).unwrap()
    };
    let before = generation();
    device.open().unwrap().close().unwrap();
    assert_eq!(generation(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_answers_beside_damaged_columns_and_the_next_opening_builds_them_again() {
    let (_portal, device, app) = two_sources().await;
    let before = shown(&app, &[]);
    app.close().unwrap();
    change(&device, "UPDATE facet_chunk SET data = substr(data, 2)");
    let app = device.open().unwrap();
    let damaged = shown(&app, &[]);
    assert_eq!(damaged.facets, Facets::Damaged);
    assert_eq!(damaged.hits, before.hits);
    assert!(view::faceted(&app, "ruộng", &of_source("so"), &Order::Relevance).is_err());
    app.close().unwrap();
    let app = device.open().unwrap();
    assert_eq!(shown(&app, &[]).facets, before.facets);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sync_over_damaged_columns_goes_on_and_they_are_whole_after_the_next_opening() {
    let (portal, device, app) = two_sources().await;
    change(&device, "UPDATE facet_chunk SET data = zeroblob(40)");
    serve(&portal, "so", &[story(2), story(5)]);
    device.clock.pass(3_600);
    view::sync(&app).await.unwrap();
    app.close().unwrap();
    let app = device.open().unwrap();
    assert_eq!(view::counted(&shown(&app, &[]), "source").unwrap(), pairs(&[("bao", 2), ("so", 4)]));
    wholeness(&app).unwrap();
}

/// What a fault or an older version did to the file.
fn change(device: &Device, sql: &str) {
    Connection::open(device.folder().join("content.db")).unwrap().execute_batch(sql).unwrap();
}
