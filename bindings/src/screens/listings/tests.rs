//! Listings over the starter content: facets, what has ended, the way to the reader.
use std::sync::Arc;

use super::*;
use crate::route::Route;
use crate::screens::find::state::FindContent;
use crate::testing::{Phone, config, eventually, open, starter, wait};

fn listings() -> (tempfile::TempDir, Arc<crate::core::Core>, Arc<crate::screens::ListingsScreen>) {
    let folder = tempfile::tempdir().unwrap();
    let core = open(config(folder.path(), Some(starter())), &Arc::new(Phone::default())).unwrap();
    wait(core.world().refresher.ended());
    let screen = core.listings().unwrap();
    (folder, core, screen)
}

fn content(screen: &crate::screens::ListingsScreen, wanted: impl Fn(&FindContent) -> bool) -> FindContent {
    let now = || screen.state().unwrap().content;
    eventually("listings", || now().is_some_and(|content| wanted(&content)));
    now().unwrap()
}

#[test]
fn only_listings_stand_here_newest_first_with_what_a_person_decides_by() {
    let (_folder, _core, screen) = listings();
    let all = content(&screen, |found| !found.rows.is_empty());
    assert!(all.rows.len() == 50 && all.more.is_some(), "{}", all.rows.len());
    for row in &all.rows {
        assert!(matches!(&row.row.route, Route::Record { kind, .. } if kind == "listing"));
        assert!(row.snippet.is_empty() && row.row.badges.len() >= 2 && row.row.meta.contains('·'), "{row:?}");
    }
    let chosen: Vec<&str> =
        all.orders.iter().filter(|order| order.is_chosen).map(|order| order.value.as_str()).collect();
    assert_eq!(chosen, ["newest"]);
    let fields: Vec<&str> = all.facets.iter().map(|facet| facet.field.as_str()).collect();
    assert!(fields.starts_with(&["listing_type", "field", "trl"]), "{fields:?}");
    screen.send(ListingsEvent::LoadMore).unwrap();
    content(&screen, |found| found.rows.len() > 50 && found.more.is_none());
}

#[test]
fn a_count_is_the_rows_shown_when_it_alone_is_chosen() {
    let (_folder, _core, screen) = listings();
    let all = content(&screen, |found| !found.facets.is_empty());
    let value = |found: &FindContent, field: &str| {
        found.facets.iter().find(|facet| facet.field == field).map(|facet| facet.values[0].clone()).unwrap()
    };
    for field in ["listing_type", "trl", "field"] {
        let first = value(&all, field);
        assert!(first.spoken.contains(&first.label) && first.spoken.contains("chưa chọn"), "{}", first.spoken);
        screen.send(ListingsEvent::Choose { field: field.into(), value: first.value.clone() }).unwrap();
        let narrowed = content(&screen, |found| !found.chips.is_empty());
        assert_eq!(narrowed.rows.len().to_string(), first.count, "{field}");
        assert!(value(&narrowed, field).is_chosen || field == "field");
        screen.send(ListingsEvent::ClearChoices).unwrap();
        content(&screen, |found| found.chips.is_empty());
    }
}

#[test]
fn what_has_ended_is_hidden_counted_and_one_tap_away() {
    let (_folder, _core, screen) = listings();
    let standing = content(&screen, |found| !found.rows.is_empty());
    let toggle = screen.state().unwrap().expired;
    assert!(!toggle.is_on && toggle.label.starts_with("Cả 6 mục"), "{toggle:?}");
    assert!(toggle.spoken.ends_with("đang tắt"));
    screen.send(ListingsEvent::ToggleExpired).unwrap();
    let all = content(&screen, |found| found.count != standing.count);
    assert_eq!((standing.count.as_str(), all.count.as_str()), ("56 kết quả", "62 kết quả"));
    assert!(screen.state().unwrap().expired.is_on);
}

#[test]
fn nothing_that_fits_says_what_to_do() {
    let (_folder, _core, screen) = listings();
    screen.send(ListingsEvent::Typed { text: "xyzzyx qwertz".into() }).unwrap();
    screen.send(ListingsEvent::Choose { field: "trl".into(), value: "7-9".into() }).unwrap();
    let none = content(&screen, |found| found.empty.is_some());
    let empty = none.empty.unwrap();
    assert_eq!(empty.action.as_deref(), Some("Xoá lọc"));
    screen.send(ListingsEvent::Choose { field: "no-such".into(), value: "1".into() }).unwrap();
    eventually("a problem", || {
        screen.state().unwrap().status.problem.is_some_and(|problem| problem.code == "invalid_input")
    });
    assert!(screen.state().unwrap().content.is_some());
}
