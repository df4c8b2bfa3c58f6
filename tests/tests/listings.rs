//! Listings of the starter pack as a screen lists them: each count is the rows behind it, with what has ended hidden and shown.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use app4g::answer::Exit;
use app4g::host::{DEMO_ROOT, Host, STARTER, World};
use app4g::terminal::{Paint, Terminal, Watching};
use app4g_core::app::{App, AppConfig, facet_names};
use app4g_core::cancel::CancelToken;
use app4g_core::clock::{FixedClock, Timestamp};
use app4g_core::model::Kind;
use app4g_core::net::ClientConfig;
use app4g_core::repository::access::{Access, DemoRoot};
use app4g_core::search::facet::kinds::fields_of;
use app4g_core::search::facet::{Choice, FieldCounts, Order};
use app4g_core::search::find::{self, Expired, Facets, Found, Row, Search};
use app4g_core::search::{Page, Total};
use app4g_core::store::news::Filter;
use app4g_core::strings::Lang;
use app4g_core::sync::subscribe::Content;
use rusqlite::Connection;
use serde_json::Value;

/// Long enough after the pack was made that some listings have ended, and most have not.
const NOW: &str = "2027-03-01T09:30:00+07:00";

struct Seen {
    exit: Exit,
    out: String,
    err: String,
}

fn types(home: &Path, line: &str) -> Seen {
    let home = home.display().to_string();
    let fixed = ["app4g", "--home", &home, "--offline", "--now", NOW];
    let args: Vec<String> = fixed.into_iter().chain(line.split(' ')).map(str::to_owned).collect();
    let (root, demo) = (DEMO_ROOT.to_vec(), DemoRoot::Allowed);
    let access = Access { root, mirrors: Vec::new(), archives: Vec::new(), demo, starter: None };
    let world = World {
        repository: Some(access),
        starter: Some(STARTER),
        ..World::of(ClientConfig::default(), Content::Real, CancelToken::new())
    };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let terminal = Terminal::new(Some(200), Paint::Plain, Watching::No);
    let exit = app4g::run(&args, Host { out: &mut out, err: &mut err, terminal, world });
    Seen { exit, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}

fn asks(home: &Path, line: &str) -> Value {
    let seen = types(home, &format!("--json {line}"));
    serde_json::from_str(&seen.out).unwrap_or_else(|error| panic!("{line}: {error}: {}{}", seen.out, seen.err))
}

fn now() -> Timestamp {
    Timestamp::parse_rfc3339(NOW).unwrap()
}

/// A profile with the starter pack.
fn starter() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    assert!(matches!(types(home.path(), "home").exit, Exit::Ok | Exit::Offline));
    home
}

fn open(home: &Path) -> App {
    App::open(home, AppConfig { clock: Arc::new(FixedClock(now())), ..AppConfig::default() }).unwrap().0
}

fn change(home: &Path, sql: &str) {
    Connection::open(home.join("content.db")).unwrap().execute_batch(sql).unwrap();
}

/// Listings in an order that a choice does not change.
fn listed(app: &App, typed: &str, expired: Expired, choices: &[Choice]) -> Found {
    listed_at(app, now(), typed, expired, choices)
}

fn listed_at(app: &App, now: Timestamp, typed: &str, expired: Expired, choices: &[Choice]) -> Found {
    let (filter, order, page) = (Filter::default(), Order::Title, Page { offset: 0, limit: 1_000 });
    let kind = Some(Kind::Listing);
    let search = Search { typed, kind, expired, filter: &filter, choices, order: &order, page, now };
    find::faceted(app.store(), app.searcher(), &search, &CancelToken::new()).unwrap()
}

fn counts(found: &Found) -> &[FieldCounts] {
    match &found.facets {
        Facets::Counted(counts) => counts,
        other => panic!("{other:?}"),
    }
}

fn ids(found: &Found) -> BTreeSet<String> {
    found.hits.iter().map(|hit| hit.id.to_string()).collect()
}

/// Of every value of every field: the rows when it alone is chosen, and how many more were hidden.
fn check_counts(app: &App, now: Timestamp, typed: &str, expired: Expired) {
    let all = listed_at(app, now, typed, expired, &[]);
    for (field, count) in counts(&all).iter().flat_map(|own| own.values.iter().map(|value| (own.field, value))) {
        let choice = [Choice::new(field.key, &count.value)];
        let alone = listed_at(app, now, typed, expired, &choice);
        let what = format!("{typed} {expired:?} {}={}", field.key, count.value);
        assert_eq!((alone.hits.len(), alone.total), (count.rows, Total::Exactly(count.rows)), "{what}");
        assert!(ids(&alone).is_subset(&ids(&all)), "{what}");
        let shown = listed_at(app, now, typed, Expired::Shown, &choice).hits.len();
        assert_eq!(alone.hits.len() + alone.expired, shown, "{what}");
    }
}

#[test]
fn each_count_is_the_rows_behind_it_with_what_has_ended_hidden_and_shown() {
    let home = starter();
    let app = open(home.path());
    // At the earlier moment some were closed whose end is still to come.
    let earlier = Timestamp::parse_rfc3339("2026-03-01T09:30:00+07:00").unwrap();
    for (now, typed) in [(now(), ""), (now(), "sấy"), (now(), "công nghệ"), (earlier, "")] {
        let [hidden, shown] =
            [Expired::Hidden, Expired::Shown].map(|expired| listed_at(&app, now, typed, expired, &[]));
        assert_eq!(shown.expired, 0, "nothing is hidden");
        assert!(hidden.expired > 0, "{typed}");
        assert_eq!(hidden.hits.len() + hidden.expired, shown.hits.len(), "{typed}");
        let standing = shown.hits.iter().filter(|row| !row.has_ended(now));
        assert_eq!(ids(&hidden), standing.map(|row: &Row| row.id.to_string()).collect(), "{typed}");
        check_counts(&app, now, typed, Expired::Hidden);
        check_counts(&app, now, typed, Expired::Shown);
    }
    let ended = listed_at(&app, earlier, "", Expired::Shown, &[]).hits;
    let closed =
        ended.iter().filter(|row| row.has_ended(earlier) && row.valid_until.is_some_and(|until| until > earlier));
    assert!(closed.count() > 0);
}

#[test]
fn only_listings_are_rows_and_counted_and_a_search_of_all_kinds_is_as_it_was() {
    let home = starter();
    let app = open(home.path());
    let listings = listed(&app, "vải", Expired::Shown, &[]);
    assert!(
        listings.hits.iter().all(|row| row.kind == "listing" && row.listing.is_some() && row.valid_until.is_some())
    );
    let (filter, order, page) = (Filter::default(), Order::Relevance, Page { offset: 0, limit: 1_000 });
    let all = |expired| {
        let search = Search {
            typed: "vải",
            kind: None,
            expired,
            filter: &filter,
            choices: &[],
            order: &order,
            page,
            now: now(),
        };
        find::faceted(app.store(), app.searcher(), &search, &CancelToken::new()).unwrap()
    };
    let everything = all(Expired::Hidden);
    assert!(everything.hits.len() > listings.hits.len());
    assert!(everything.hits.iter().any(|row| row.kind != "listing" && row.listing.is_none()));
    assert!(everything.hits.iter().any(|row| row.has_ended(now())), "whatever has ended is found by words");
    assert_eq!((ids(&everything), everything.expired), (ids(&all(Expired::Shown)), 0));
    let kind = counts(&everything).iter().find(|counts| counts.field.key == "kind").unwrap();
    let own = kind.values.iter().find(|count| count.value == "listing").unwrap();
    assert_eq!(own.rows, listings.hits.len());
}

#[test]
fn trees_and_names_come_with_the_pack() {
    let home = starter();
    let app = open(home.path());
    let found = listed(&app, "", Expired::Shown, &[]);
    let keys: Vec<&str> = counts(&found).iter().map(|counts| counts.field.key).collect();
    assert_eq!(keys, fields_of(Kind::Listing).iter().map(|field| field.key).collect::<Vec<_>>());
    let level = |field: &str, value: &str| {
        let own = counts(&found).iter().find(|counts| counts.field.key == field).unwrap();
        own.values.iter().find(|count| count.value == value).unwrap().level
    };
    assert_eq!((level("region", "24"), level("region", "07294"), level("region", "x-toan-quoc")), (0, 1, 0));
    assert_eq!((level("field", "1"), level("field", "102"), level("field", "10202")), (0, 1, 2));
    // Whatever a person chooses from has a name in place of its code.
    for (own, count) in counts(&found).iter().flat_map(|own| own.values.iter().map(move |count| (own, count))) {
        let name = |lang| {
            app.store().content().read(|conn| facet_names::name_of(conn, own.field, &count.value, lang)).unwrap()
        };
        assert_ne!(name(Lang::Vi), count.value, "{}", own.field.key);
        assert_ne!(name(Lang::En), count.value, "{}", own.field.key);
    }
}

#[test]
fn a_profile_from_before_these_fields_has_them_after_it_is_opened_and_one_with_a_lost_index_too() {
    let home = starter();
    let before = {
        let app = open(home.path());
        let found = listed(&app, "", Expired::Hidden, &[]);
        app.close().unwrap();
        (found.facets, found.expired)
    };
    let old = "SELECT field FROM facet_field WHERE key IN ('kind', 'source', 'date', 'unit')";
    let of_old = format!(
        "DELETE FROM facet_chunk WHERE id >> 32 NOT IN ({old}); DELETE FROM facet_value WHERE field NOT IN ({old}); \
         DELETE FROM facet_field WHERE field NOT IN ({old})"
    );
    for sql in [of_old.as_str(), "DELETE FROM search_segment"] {
        change(home.path(), sql);
        let app = open(home.path());
        let found = listed(&app, "", Expired::Hidden, &[]);
        assert_eq!((found.facets, found.expired), before, "{sql}");
        app.close().unwrap();
    }
}

#[test]
fn with_damaged_columns_what_is_past_its_end_stays_hidden() {
    let home = starter();
    let whole = listed(&open(home.path()), "sấy", Expired::Shown, &[]);
    change(home.path(), "UPDATE facet_chunk SET data = substr(data, 2)");
    let app = open(home.path());
    let (filter, page) = (Filter::default(), Page { offset: 0, limit: 1_000 });
    let kind = Some(Kind::Listing);
    let found = |expired| {
        let order = Order::Relevance;
        let search =
            Search { typed: "sấy", kind, expired, filter: &filter, choices: &[], order: &order, page, now: now() };
        find::faceted(app.store(), app.searcher(), &search, &CancelToken::new()).unwrap()
    };
    let (hidden, shown) = (found(Expired::Hidden), found(Expired::Shown));
    assert_eq!((&hidden.facets, hidden.expired), (&Facets::Damaged, 0));
    assert_eq!(ids(&shown), ids(&whole), "of one kind, and all of it");
    let standing = whole.hits.iter().filter(|row| row.valid_until.is_none_or(|until| until >= now()));
    assert_eq!(ids(&hidden), standing.map(|row| row.id.to_string()).collect());
    assert!(hidden.hits.len() < shown.hits.len());
}

#[test]
fn the_terminal_lists_them_and_says_how_many_are_hidden() {
    let home = starter();
    let data = |line: &str| asks(home.path(), line)["data"].clone();
    let (hidden, shown) = (data("listings --limit 1000"), data("listings --expired --limit 1000"));
    let count = |data: &Value| data["rows"].as_array().unwrap().len();
    assert_eq!(
        (hidden["expired"].as_u64(), shown["expired"].as_u64()),
        (Some((count(&shown) - count(&hidden)) as u64), Some(0))
    );
    assert_eq!(shown["total"], count(&shown));
    let ended =
        |data: &Value| data["rows"].as_array().unwrap().iter().filter(|row| row["listing"]["ended"] == true).count();
    assert_eq!((ended(&hidden), ended(&shown)), (0, count(&shown) - count(&hidden)));

    let text = types(home.path(), "listings").out;
    assert!(text.contains(&format!("{} mục đã hết hạn hoặc đã đóng", hidden["expired"])), "{text}");
    assert!(text.contains("Lĩnh vực: ") && text.contains("Nhu cầu công nghệ [need]"), "{text}");
    assert!(!types(home.path(), "listings --expired").out.contains("đang được ẩn"));

    let needs = data("listings --facet listing_type=need --facet trl=7-9 --limit 1000");
    assert!(count(&needs) > 0);
    for row in needs["rows"].as_array().unwrap() {
        assert!(row["listing"]["type"] == "need" && row["listing"]["trl"].as_u64().unwrap() >= 7, "{row}");
    }
    let none = types(home.path(), "listings --facet field=602 --facet listing_type=equipment --facet trl=1-3");
    assert!(none.out.contains("Chưa có mục cung cầu công nghệ nào như vậy"), "{}", none.out);
}

#[test]
fn lists_stand_newest_first_or_by_what_ends_soonest() {
    let home = starter();
    let column = |line: &str, field: &str| -> Vec<String> {
        let data = asks(home.path(), line)["data"].clone();
        data["rows"].as_array().unwrap().iter().map(|row| row[field].as_str().unwrap().to_owned()).collect()
    };
    let newest = column("listings --limit 1000", "published");
    assert!(newest.len() > 20 && newest.iter().rev().is_sorted(), "{newest:?}");
    let ending = column("listings --sort ending --limit 1000", "valid_until");
    assert!(ending.is_sorted() && ending.iter().all(|until| until.as_str() >= NOW), "{ending:?}");
    for (line, what) in [("listings --facet source=x", "source"), ("listings --sort price", "price")] {
        let seen = types(home.path(), line);
        assert!(seen.exit == Exit::Usage && seen.err.contains(what), "{line}: {}", seen.err);
    }
}
