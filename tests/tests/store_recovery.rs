//! Damages leaf, interior and header pages of both databases, many times, and counts what is lost.
//!
//! What must hold: no star is lost that was in the copy or is still legible; content loses no more than what lay on the
//! damaged page; the profile opens.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "tests may fail and say why"
)]

use std::fs;
use std::ops::Range;
use std::path::Path;

use app4g_core::CancelToken;
use app4g_core::model::{Article, ArticleId, Offline, Record};
use app4g_core::store::news::StateFilter;
use app4g_core::store::personal::setting;
use app4g_core::store::personal::status::{self, Mark, Star};
use app4g_core::store::recovery::Recovered;
use app4g_core::store::{OpenOptions, Store, StoreError};
use app4g_tests::draw::Draw;
use app4g_tests::stock::{self, NOW, id, listed, noise, record};
use tempfile::TempDir;

const ARTICLES: u32 = 600;
/// Starred before the copy was made.
const IN_COPY: Range<u32> = 0..30;
/// Starred after it.
const LATER: Range<u32> = 30..60;

const CONTENT_PAGE: usize = 16_384;
const PERSONAL_PAGE: usize = 4_096;
const LEAF: [u8; 2] = [0x0d, 0x0a];
const TABLE_INTERIOR: [u8; 1] = [0x05];

fn number(id: &ArticleId) -> u32 {
    id.as_str().split_once('-').unwrap().1.parse().unwrap()
}

/// An article of about 1.7 kB that hardly compresses.
fn stored(number: u32) -> Record<Article> {
    record(number, noise(number, 250))
}

/// A closed profile: [`ARTICLES`] articles, a copy of personal.db, and changes after it.
fn profile() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), OpenOptions::default()).unwrap().store;
    let writer = store.writer().unwrap();
    writer
        .write(|tx| {
            (0..ARTICLES).try_for_each(|number| stock::put(tx, stored(number), &format!("nguon-{}", number % 7)))
        })
        .unwrap();
    writer.close();
    for number in IN_COPY {
        store.star(&id(number), Star::Set, NOW).unwrap();
    }
    store
        .personal()
        .write(|tx| {
            for number in 0..400 {
                status::mark(tx, &id(number), Mark::Read, NOW)?;
            }
            setting::set(tx, "lang", Some("vi"), NOW)
        })
        .unwrap();
    assert!(store.copy_personal(NOW).unwrap());
    for number in LATER {
        store.star(&id(number), Star::Set, NOW.plus(60)).unwrap();
    }
    store.star(&id(0), Star::Cleared, NOW.plus(60)).unwrap();
    store.personal().write(|tx| status::mark(tx, &id(1), Mark::Unread, NOW.plus(60))).unwrap();
    // Close without another copy: what came after it lies in the file only.
    drop(store);
    let conn = rusqlite::Connection::open(folder.path().join("personal.db")).unwrap();
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    let conn = rusqlite::Connection::open(folder.path().join("content.db")).unwrap();
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    folder
}

fn duplicate(profile: &Path) -> TempDir {
    let copy = tempfile::tempdir().unwrap();
    fs::create_dir(copy.path().join("copies")).unwrap();
    for file in ["content.db", "personal.db", "content.lock"] {
        fs::copy(profile.join(file), copy.path().join(file)).unwrap();
    }
    for file in fs::read_dir(profile.join("copies")).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), copy.path().join("copies").join(file.file_name())).unwrap();
    }
    copy
}

/// One of the pages (numbered from 0, the first left out) whose kind is in `kinds`.
fn pick(path: &Path, size: usize, kinds: &[u8], seed: u64) -> usize {
    let bytes = fs::read(path).unwrap();
    let pages = bytes.chunks(size).enumerate().skip(1).filter(|(_, page)| kinds.contains(&page[0]));
    let pages: Vec<usize> = pages.map(|(at, _)| at).collect();
    pages[usize::try_from(Draw::new(seed).below(pages.len() as u64)).unwrap()]
}

fn damage(path: &Path, size: usize, page: usize, seed: u64) {
    let mut bytes = fs::read(path).unwrap();
    let mut draw = Draw::new(seed);
    for byte in &mut bytes[page * size..(page + 1) * size] {
        *byte = u8::try_from(draw.below(256)).unwrap();
    }
    fs::write(path, bytes).unwrap();
}

/// Opens; looks closely as `doctor` does, opens again if something is wrong.
fn reopen(folder: &Path) -> (Store, Recovered) {
    let opened = Store::open(folder, OpenOptions::default()).unwrap();
    if opened.report.recovered != Recovered::default() {
        return (opened.store, opened.report.recovered);
    }
    let sound = opened.store.check(&CancelToken::new()).unwrap();
    assert!(!sound.content || !sound.personal, "the damage was not noticed");
    drop(opened);
    let opened = Store::open(folder, OpenOptions::default()).unwrap();
    (opened.store, opened.report.recovered)
}

fn numbers(store: &Store, state: StateFilter) -> Vec<u32> {
    listed(store, state).unwrap().iter().map(number).collect()
}

/// Stars that are listed; each must open with its text.
fn starred(store: &Store) -> Vec<u32> {
    let numbers = numbers(store, StateFilter::Starred);
    for number in &numbers {
        let found = store.find(&id(*number)).unwrap().unwrap();
        assert_eq!(found.record, stored(*number), "a starred article changed");
    }
    numbers
}

fn is_read(store: &Store, number: u32) -> bool {
    store.personal().read(|conn| status::get(conn, &id(number))).unwrap().is_read
}

fn assert_sound(store: &Store) {
    let sound = store.check(&CancelToken::new()).unwrap();
    assert!(sound.content && sound.personal, "{sound:?}");
}

/// Damages a page of content.db per seed; the most articles that were lost at once.
fn damage_content(page_of: impl Fn(&Path, u64) -> usize, seeds: u64) -> usize {
    let original = profile();
    let mut most = 0;
    for seed in 0..seeds {
        let copy = duplicate(original.path());
        let path = copy.path().join("content.db");
        let page = page_of(&path, seed);
        damage(&path, CONTENT_PAGE, page, seed);
        let (store, recovered) = reopen(copy.path());
        let loss = recovered.content.unwrap();
        let left = numbers(&store, StateFilter::Any);
        let lost = ARTICLES as usize - left.len();
        assert_eq!((loss.saved, loss.lost), (left.len() as u64, lost as u64), "page {page}");
        for number in left.iter().step_by(40) {
            let found = store.find(&id(*number)).unwrap().unwrap();
            assert_eq!(found.record, stored(*number));
            assert!(matches!(found.offline, Offline::Full { .. }));
        }
        assert_eq!(starred(&store).len(), 59, "stars live in the other file");
        assert_sound(&store);
        most = most.max(lost);
    }
    most
}

#[test]
fn a_damaged_leaf_of_content_costs_at_most_its_own_articles() {
    let most = damage_content(|path, seed| pick(path, CONTENT_PAGE, &LEAF, seed), 24);
    // About eleven lines of this size fill a page.
    assert!(most <= 16, "{most} articles lost");
}

#[test]
fn a_damaged_interior_page_of_content_costs_no_article() {
    assert_eq!(damage_content(|path, seed| pick(path, CONTENT_PAGE, &TABLE_INTERIOR, seed), 6), 0);
}

#[test]
fn a_damaged_header_of_content_costs_no_article() {
    assert_eq!(damage_content(|_, _| 0, 6), 0);
}

/// Damages a page of personal.db per seed; the most newer stars that were lost at once.
fn damage_personal(page_of: impl Fn(&Path, u64) -> usize, seeds: u64) -> usize {
    let original = profile();
    let mut most = 0;
    for seed in 0..seeds {
        let copy = duplicate(original.path());
        let path = copy.path().join("personal.db");
        let page = page_of(&path, seed);
        damage(&path, PERSONAL_PAGE, page, seed);
        let (store, recovered) = reopen(copy.path());
        assert!(recovered.personal.unwrap().from_copy);
        let stars = starred(&store);
        for number in IN_COPY.skip(1) {
            assert!(stars.contains(&number), "star {number} was in the copy; page {page}");
        }
        most = most.max(LATER.filter(|number| !stars.contains(number)).count());
        assert_eq!((2..400).filter(|number| is_read(&store, *number)).count(), 398, "marks; page {page}");
        let lang = store.personal().read(|conn| setting::get(conn, "lang")).unwrap();
        assert_eq!(lang.as_deref(), Some("vi"), "page {page}");
        assert_sound(&store);
    }
    most
}

#[test]
fn a_damaged_leaf_of_personal_costs_no_star_of_the_copy_and_few_newer_ones() {
    let most = damage_personal(|path, seed| pick(path, PERSONAL_PAGE, &LEAF, seed), 24);
    assert!(most <= 3, "{most} stars lost: about two lines of this size fill a page");
}

#[test]
fn a_damaged_interior_page_of_personal_costs_no_star() {
    assert_eq!(damage_personal(|path, seed| pick(path, PERSONAL_PAGE, &TABLE_INTERIOR, seed), 6), 0);
}

#[test]
fn a_damaged_header_of_personal_costs_no_star() {
    assert_eq!(damage_personal(|_, _| 0, 6), 0);
}

#[test]
fn the_later_change_wins_over_the_copy() {
    let profile = profile();
    damage(&profile.path().join("personal.db"), PERSONAL_PAGE, 0, 1);
    let (store, _) = reopen(profile.path());
    assert!(!starred(&store).contains(&0), "its star was taken away after the copy was made");
    assert!(!is_read(&store, 1));
}

#[test]
fn a_personal_file_that_is_gone_or_empty_comes_back_from_the_copy() {
    for empty in [false, true] {
        let profile = profile();
        let path = profile.path().join("personal.db");
        fs::remove_file(&path).unwrap();
        if empty {
            fs::write(&path, b"").unwrap();
        }
        let opened = Store::open(profile.path(), OpenOptions::default()).unwrap();
        assert!(opened.report.recovered.personal.unwrap().from_copy);
        assert_eq!(starred(&opened.store), IN_COPY.collect::<Vec<_>>());
    }
}

#[test]
fn without_any_copy_what_is_legible_comes_back() {
    let profile = profile();
    fs::remove_dir_all(profile.path().join("copies")).unwrap();
    damage(&profile.path().join("personal.db"), PERSONAL_PAGE, 0, 3);
    let (store, recovered) = reopen(profile.path());
    assert!(!recovered.personal.unwrap().from_copy);
    assert_eq!(starred(&store), (1..60).collect::<Vec<_>>());
}

#[test]
fn a_line_that_contradicts_itself_is_marked_and_repaired_at_the_next_open() {
    let profile = profile();
    let store = Store::open(profile.path(), OpenOptions::default()).unwrap().store;
    let writer = store.writer().unwrap();
    writer
        .write(|tx| -> Result<_, StoreError> {
            Ok(tx.execute("UPDATE record SET line = zeroblob(length(line)) WHERE id = 'bai-00100'", [])?)
        })
        .unwrap();
    writer.close();
    assert!(matches!(store.find(&id(100)), Err(StoreError::Damaged(_))));
    assert!(store.find(&id(101)).unwrap().is_some(), "the others are still read");
    drop(store);
    let opened = Store::open(profile.path(), OpenOptions::default()).unwrap();
    let loss = opened.report.recovered.content.unwrap();
    assert_eq!((loss.saved, loss.lost), (u64::from(ARTICLES) - 1, 1));
    assert!(opened.store.find(&id(100)).unwrap().is_none());
    drop(opened);
    let again = Store::open(profile.path(), OpenOptions::default()).unwrap();
    assert_eq!(again.report.recovered, Recovered::default());
}
