//! Tests of the parent module.

mod publisher;

use std::sync::Mutex;

use publisher::*;

use super::*;
use crate::model::ArticleId;
use crate::repository::format::{Collection, Sha256};
use crate::store::content::collection as states;
use crate::store::personal::status::Star;

#[test]
fn a_first_load_then_a_delta_then_nothing() {
    let (shelf, phone, mut side) = (Shelf::default(), phone(), Side::default());
    let first = side.publish(&shelf, "news", news(1..=5));
    assert_eq!(updated(&phone.sync(&shelf, &[("news", first)])[0]), (5, 0, 0));
    same(&phone, &[&side]);
    assert_eq!((phone.version("news"), phone.found("đủ chữ")), (1, 5));

    let mut lines = news(2..=6);
    lines.extend([line("a3", 2, CORRECT, "Bài 3", "sửa lại")]);
    let second = side.publish(&shelf, "news", lines);
    shelf.asked();
    assert_eq!(updated(&phone.sync(&shelf, &[("news", second)])[0]), (1, 1, 1));
    assert_eq!(shelf.asked().len(), 3, "index, delta, edit");
    same(&phone, &[&side]);
    assert_eq!((phone.found("sửa lại"), phone.found("đủ chữ")), (1, 4));

    let report = phone.sync(&shelf, &[("news", second)]);
    assert!(matches!(report[0].outcome, CollectionOutcome::Unchanged));
    assert!(shelf.asked().is_empty());
}

#[test]
fn a_load_that_breaks_off_anywhere_goes_on_and_ends_in_the_same_state() {
    let shelf = Shelf::default();
    let mut side = Side::default();
    let entry = side.publish(&shelf, "news", news(1..=9));
    let total = 1 + 5;
    for stop in 0..total {
        let phone = phone();
        *shelf.left.lock().unwrap() = Some(stop);
        assert!(matches!(phone.sync(&shelf, &[("news", entry)])[0].outcome, CollectionOutcome::Failed(_)));
        assert_eq!(phone.version("news"), 0, "a recorded version is complete");
        *shelf.left.lock().unwrap() = None;
        shelf.asked();
        phone.sync(&shelf, &[("news", entry)]);
        assert_eq!(shelf.asked().len(), if stop == 0 { total } else { total - stop });
        same(&phone, &[&side]);
    }
}

#[test]
fn a_pinned_load_ends_with_what_it_began_with_and_then_takes_deltas() {
    let (shelf, phone, mut side) = (Shelf::default(), phone(), Side::default());
    let first = side.publish(&shelf, "news", news(1..=9));
    *shelf.left.lock().unwrap() = Some(3);
    phone.sync(&shelf, &[("news", first)]);
    *shelf.left.lock().unwrap() = None;
    let second = side.publish(&shelf, "news", news(2..=10));
    shelf.asked();
    phone.sync(&shelf, &[("news", second)]);
    assert_eq!(shelf.asked().len(), 3 + 2, "three segments, then index and delta");
    same(&phone, &[&side]);
}

#[test]
fn a_pinned_object_that_is_gone_starts_the_load_over() {
    let (shelf, phone, mut side) = (Shelf::default(), phone(), Side::default());
    let first = side.publish(&shelf, "news", news(1..=9));
    *shelf.left.lock().unwrap() = Some(3);
    phone.sync(&shelf, &[("news", first)]);
    *shelf.left.lock().unwrap() = None;
    shelf.objects.lock().unwrap().clear();
    let mut fresh = Side { version: 1, ..Side::default() };
    let second = fresh.publish(&shelf, "news", news(4..=12));
    phone.sync(&shelf, &[("news", second)]);
    same(&phone, &[&fresh]);
}

#[test]
fn an_edit_whose_base_is_not_here_comes_from_the_twin() {
    let (shelf, phone, mut side) = synced(news(1..=3));
    phone.put_away("a1");
    let mut lines = news(1..=3);
    lines.extend([line("a1", 2, CORRECT, "Bài 1", "mới"), line("a2", 2, CORRECT, "Bài 2", "mới")]);
    let second = side.publish(&shelf, "news", lines);
    phone.sync(&shelf, &[("news", second)]);
    same(&phone, &[&side]);
}

#[test]
fn what_is_put_away_stays_away_until_it_changes() {
    let (shelf, phone, mut side) = synced(news(1..=3));
    phone.put_away("a1");
    let second = side.publish(&shelf, "news", news(1..=4));
    phone.sync(&shelf, &[("news", second)]);
    assert_eq!(phone.lines().len(), 3);
    assert_eq!(phone.version("news"), 2, "the set hash counts what is put away");
}

#[test]
fn a_delta_that_does_not_fit_is_rolled_back_and_the_segments_are_taken_once() {
    let (shelf, phone, _) = synced(news(1..=4));
    // A publisher whose delta forgets a record.
    let mut lying = Side { lines: news(1..=5), version: 1, deltas: Vec::new() };
    let second = lying.publish(&shelf, "news", news(1..=6));
    let report = phone.sync(&shelf, &[("news", second)]);
    assert_eq!(updated(&report[0]).0, 2);
    same(&phone, &[&lying]);
    assert_eq!(phone.store.content().read(|conn| states::get(conn, "news")).unwrap().unwrap().refused, 2);
}

#[test]
fn a_catalog_that_counts_wrongly_fails_and_shows_what_it_had() {
    let (shelf, phone, mut side) = synced(news(1..=4));
    let second = side.publish(&shelf, "news", news(1..=5));
    let wrong = Collection { set_hash: Sha256::of(b"other"), ..second };
    for _ in 0..2 {
        let report = phone.sync(&shelf, &[("news", wrong)]);
        let CollectionOutcome::Failed(error) = &report[0].outcome else { panic!("{report:?}") };
        assert_eq!(error.message.key, "error.repository.set_mismatch");
        assert_eq!(phone.version("news"), 1);
    }
    phone.sync(&shelf, &[("news", second)]);
    same(&phone, &[&side]);
}

#[test]
fn a_record_that_moves_between_collections_stays() {
    let (shelf, phone) = (Shelf::default(), phone());
    let (mut from, mut to) = (Side::default(), Side::default());
    let first = from.publish(&shelf, "news", news(1..=3));
    let second = to.publish(&shelf, "listings", news(7..=7));
    phone.sync(&shelf, &[("news", first), ("listings", second)]);
    phone.store.star(&ArticleId::new("a3"), Star::Set, NOW).unwrap();
    let first = from.publish(&shelf, "news", news(1..=2));
    let moved = news(7..=7).into_iter().chain(news(3..=3)).collect();
    let second = to.publish(&shelf, "listings", moved);
    phone.sync(&shelf, &[("news", first), ("listings", second)]);
    same(&phone, &[&from, &to]);
    // The other way round: it is put before it is dropped.
    let second = to.publish(&shelf, "listings", news(7..=7));
    let first = from.publish(&shelf, "news", news(1..=3));
    phone.sync(&shelf, &[("news", first), ("listings", second)]);
    same(&phone, &[&from, &to]);
}

#[test]
fn a_record_stays_while_the_collection_it_may_move_to_cannot_be_loaded() {
    let (shelf, phone) = (Shelf::default(), phone());
    let (mut from, mut to) = (Side::default(), Side::default());
    let first = from.publish(&shelf, "news", news(1..=3));
    phone.sync(&shelf, &[("news", first)]);
    let first = from.publish(&shelf, "news", news(1..=2));
    let second = to.publish(&shelf, "listings", news(3..=3));
    shelf.objects.lock().unwrap().remove(&second.index.sha256);
    phone.sync(&shelf, &[("news", first), ("listings", second)]);
    assert_eq!(phone.lines().len(), 3);
}

#[test]
fn what_is_withdrawn_for_privacy_leaves_no_word_behind() {
    let (shelf, phone, mut side, mut base) = (Shelf::default(), phone(), Side::default(), Side::default());
    let mut lines = news(1..=3);
    lines.extend([line("a2", 1, NEW, "Bài 2", "Xuxa bimatabc")]);
    let first = side.publish(&shelf, "news", lines);
    phone.sync(&shelf, &[("news", first)]);
    phone.store.star(&ArticleId::new("a2"), Star::Set, NOW).unwrap();
    assert_eq!(phone.found("bimatabc"), 1);
    // Withdrawn and dropped while the phone was away: only `base` still knows.
    let tombstone = base.publish(&shelf, "base", [line("a2", 2, PRIVACY, "Bài 2", "")].into());
    let second = side.publish(&shelf, "news", news([1, 3]));
    phone.sync(&shelf, &[("base", tombstone), ("news", second)]);
    phone.store.follow_changes(NOW).unwrap();
    same(&phone, &[&side, &base]);
    assert_eq!(phone.found("bimatabc"), 0);
    let kept = phone.store.find(&ArticleId::new("a2")).unwrap().unwrap();
    assert_eq!(kept.record.data.body, None);
    let folder = phone.store.paths().folder().to_owned();
    phone.store.close().unwrap();
    for file in ["content.db", "personal.db", "content.db-wal", "personal.db-wal"] {
        let bytes = std::fs::read(folder.join(file)).unwrap_or_default();
        assert!(!bytes.windows(8).any(|window| window == b"bimatabc"), "{file}");
    }
}

#[test]
fn a_limit_stops_a_load_between_two_objects_and_says_what_is_left() {
    let (shelf, phone, mut side) = (Shelf::default(), phone(), Side::default());
    let entry = side.publish(&shelf, "news", news(1..=9));
    let spent = Mutex::new(0);
    let allows = |_: u64| {
        let mut spent = spent.lock().unwrap();
        *spent += 1;
        if *spent > 3 { Err(Exhausted::Bytes) } else { Ok(()) }
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let mut catalog = Catalog::empty(NOW);
    catalog.collections.insert("news".into(), entry);
    let reports = runtime.block_on(async {
        let cancel = CancelToken::new();
        let load = Load {
            store: &phone.store,
            writer: Arc::new(phone.store.writer().unwrap()),
            source: &shelf,
            at: NOW,
            allows: &allows,
            watcher: &|_| {},
            cancel: &cancel,
            only: None,
        };
        let reports = bring(&load, &catalog, &[]).await.unwrap();
        Arc::into_inner(load.writer).unwrap().close();
        reports
    });
    let CollectionOutcome::LeftOut { limit: Exhausted::Bytes, bytes } = reports[0].outcome else {
        panic!("{reports:?}")
    };
    assert!(bytes > 0);
    assert_eq!(phone.lines().len(), 4);
    let parts = Some(Parts { done: 2, total: 5, left: bytes });
    assert_eq!(unfinished(&phone.store).unwrap(), [Unfinished { name: "news".into(), parts }]);
    phone.sync(&shelf, &[("news", entry)]);
    assert_eq!(unfinished(&phone.store).unwrap(), []);
    same(&phone, &[&side]);
}

#[test]
fn the_same_version_with_other_records_comes_from_the_segments() {
    let (shelf, phone, mut side) = (Shelf::default(), phone(), Side::default());
    let first = side.publish(&shelf, "news", news(1..=4));
    phone.sync(&shelf, &[("news", first)]);
    // A publisher that lost its ledger and counted anew.
    let mut other = Side::default();
    let again = other.publish(&shelf, "news", news(2..=7));
    assert_eq!(again.version, first.version);
    phone.sync(&shelf, &[("news", again)]);
    same(&phone, &[&other]);
}

#[test]
fn a_delta_that_is_gone_leaves_the_segments() {
    let (shelf, phone, mut side) = synced(news(1..=4));
    let second = side.publish(&shelf, "news", news(1..=5));
    shelf.objects.lock().unwrap().remove(&side.deltas[0].object.sha256);
    phone.sync(&shelf, &[("news", second)]);
    same(&phone, &[&side]);
}

#[test]
fn a_delta_that_breaks_a_rule_leaves_the_segments() {
    let (shelf, phone, mut side) = synced(news(1..=4));
    // Signed and whole, but no delta: a publisher with a fault.
    side.publish(&shelf, "news", news(1..=5));
    side.deltas[0].object = shelf.add(b"{}\n", None);
    let third = side.publish(&shelf, "news", news(1..=6));
    let report = phone.sync(&shelf, &[("news", third)]);
    assert_eq!(updated(&report[0]), (2, 0, 0));
    same(&phone, &[&side]);
}

#[test]
fn a_begun_load_that_cannot_fit_is_given_up_for_a_better_release() {
    let (shelf, phone, mut side) = (Shelf::default(), phone(), Side::default());
    let first = side.publish(&shelf, "news", news(1..=9));
    let wrong = Collection { set_hash: Sha256::of(b"other"), ..first };
    *shelf.left.lock().unwrap() = Some(3);
    phone.sync(&shelf, &[("news", wrong)]);
    *shelf.left.lock().unwrap() = None;
    let better = side.publish(&shelf, "news", news(1..=9));
    let report = phone.sync(&shelf, &[("news", better)]);
    assert!(matches!(report[0].outcome, CollectionOutcome::Failed(_)), "what was begun does not fit: {report:?}");
    phone.sync(&shelf, &[("news", better)]);
    assert_eq!(phone.version("news"), better.version);
    same(&phone, &[&side]);
}

#[test]
fn a_damaged_digest_is_made_good_by_the_segment_it_came_with() {
    let (shelf, phone, mut side) = synced(news(1..=6));
    phone.damage("UPDATE record_digest SET digest = zeroblob(32) WHERE id = 'a3'");
    let second = side.publish(&shelf, "news", news(1..=7));
    shelf.asked();
    phone.sync(&shelf, &[("news", second)]);
    // Index, delta, the segment that changed, and the one in doubt; not those of a1 and a5.
    assert_eq!(shelf.asked().len(), 4);
    assert_eq!(phone.version("news"), 2);
    same(&phone, &[&side]);
    shelf.asked();
    phone.sync(&shelf, &[("news", second)]);
    assert!(shelf.asked().is_empty());
}

#[test]
fn a_damaged_id_is_made_good_too() {
    let (shelf, phone, mut side) = synced(news(1..=6));
    phone.damage("UPDATE record_digest SET id = 'a9' WHERE id = 'a3'");
    let second = side.publish(&shelf, "news", news(1..=7));
    phone.sync(&shelf, &[("news", second)]);
    assert_eq!(phone.version("news"), 2);
    same(&phone, &[&side]);
}

#[test]
fn what_is_put_away_cannot_prove_itself_and_is_asked_for_once_only() {
    let (shelf, phone, mut side) = synced(news(1..=6));
    phone.put_away("a3");
    let second = side.publish(&shelf, "news", news(1..=6));
    let wrong = Collection { set_hash: Sha256::of(b"other"), ..second };
    let asked = |phone: &Phone| {
        shelf.asked();
        let report = phone.sync(&shelf, &[("news", wrong)]);
        assert!(matches!(report[0].outcome, CollectionOutcome::Failed(_)), "{report:?}");
        shelf.asked().len()
    };
    assert_eq!(asked(&phone), 3, "index, a delta that does not lead there, the segment of a3");
    assert_eq!(asked(&phone), 1, "index");
    phone.sync(&shelf, &[("news", second)]);
    assert_eq!((phone.version("news"), phone.lines().len()), (2, 5), "and it stays away");
}

#[test]
fn the_old_version_is_asked_for_again_after_segments_of_another_came() {
    let (shelf, phone, mut side) = (Shelf::default(), phone(), Side::default());
    let first = side.publish(&shelf, "news", news(1..=4));
    phone.sync(&shelf, &[("news", first)]);
    let before = side.clone();
    let second = Side { version: 1, ..Side::default() }.publish(&shelf, "news", news(1..=9));
    let wrong = Collection { set_hash: Sha256::of(b"other"), ..second };
    phone.sync(&shelf, &[("news", wrong)]);
    assert!(phone.lines().len() > 4, "segments of a version that cannot be completed");
    // The publisher takes that release back.
    phone.sync(&shelf, &[("news", first)]);
    assert_eq!(phone.version("news"), 1);
    same(&phone, &[&before]);
    shelf.asked();
    phone.sync(&shelf, &[("news", first)]);
    assert!(shelf.asked().is_empty());
}
