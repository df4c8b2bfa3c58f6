//! kill -9 while the store writes: whatever the moment, batches are whole, acknowledged stars stay, the files are sound.
//!
//! `APP4G_KILLS` sets how often (20 unless told otherwise; `verify --full` says 200). The child is this very test binary,
//! run again for one test.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "tests may fail and say why"
)]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use app4g_core::model::{Article, ArticleId, Change, Envelope, Fulltext, Kind, Record, SourceId};
use app4g_core::store::content::article::{self, Origin, Seen};
use app4g_core::store::news::{self, Filter, StateFilter};
use app4g_core::store::personal::status::Star;
use app4g_core::store::{OpenOptions, Store, StoreError};
use app4g_core::{CancelToken, Timestamp};
use app4g_tests::profiles::Draw;

const NOW: Timestamp = Timestamp::from_unix(1_795_000_000);
const BATCH: u32 = 20;
const PROFILE: &str = "APP4G_KILL_PROFILE";

fn id(number: u32) -> ArticleId {
    ArticleId::new(format!("bai-{number:07}"))
}

fn record(number: u32) -> Record<Article> {
    let published = NOW.plus(i64::from(number));
    Record {
        envelope: Envelope {
            id: id(number).to_string(),
            rev: 1,
            kind: Kind::Article,
            published,
            updated: published,
            valid_until: None,
            unit: None,
            source_url: Some(format!("https://example.vn/{number}")),
            sample: true,
            change: Change::new(),
        },
        data: Article {
            title: format!("Bài {number}"),
            body: Some(format!("Nội dung của bài {number}. ").repeat(60)),
            fulltext: Fulltext::Feed,
            ..Article::default()
        },
    }
}

/// Writes batch after batch and stars after each one; says on its output what is done. Only under [`PROFILE`].
#[test]
fn child() {
    let Some(folder) = std::env::var_os(PROFILE) else { return };
    let store = Store::open(Path::new(&folder), OpenOptions::default()).unwrap().store;
    let writer = store.writer().unwrap();
    let stored = listed(&store, StateFilter::Any).len();
    let mut next = u32::try_from(stored).unwrap();
    loop {
        let first = next;
        writer
            .write(move |tx| {
                for number in first..first + BATCH {
                    let guid = number.to_string();
                    let seen = Seen { source: SourceId::new("nguon"), guid, at: NOW, origin: Origin::Feed };
                    article::put(tx, &article::prepare(record(number), seen)?)?;
                }
                Ok::<_, StoreError>(())
            })
            .unwrap();
        println!("\nstored {}", first + BATCH);
        store.star(&id(first + 3), Star::Set, NOW).unwrap();
        println!("\nstarred {}", first + 3);
        next += BATCH;
    }
}

fn listed(store: &Store, state: StateFilter) -> Vec<ArticleId> {
    let filter = Filter { state, ..Filter::default() };
    let page = store.content().read(|conn| news::page(conn, &filter, None, 1_000_000)).unwrap();
    page.rows.into_iter().map(|row| row.id).collect()
}

fn start(folder: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child", "--nocapture"])
        .env(PROFILE, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn killed_at_any_moment_nothing_acknowledged_is_lost() {
    let kills: u64 = std::env::var("APP4G_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(20);
    let folder = tempfile::tempdir().unwrap();
    let (mut acknowledged, mut stars) = (0, Vec::new());
    for kill in 0..kills {
        let mut child = start(folder.path());
        let output = BufReader::new(child.stdout.take().unwrap());
        let (sender, receiver) = std::sync::mpsc::channel();
        let reader = std::thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        // The first batch shows that it runs; then at a moment nobody chose.
        let first = receiver.iter().find(|line| line.starts_with("stored")).unwrap();
        std::thread::sleep(Duration::from_millis(Draw::new(kill).below(60)));
        child.kill().unwrap();
        child.wait().unwrap();
        reader.join().unwrap();
        for line in std::iter::once(first).chain(receiver.try_iter()) {
            match line.split_once(' ') {
                Some(("stored", count)) => acknowledged = count.parse().unwrap(),
                Some(("starred", number)) => stars.push(number.parse::<u32>().unwrap()),
                _ => {}
            }
        }

        let store = Store::open(folder.path(), OpenOptions::default()).unwrap().store;
        let sound = store.check(&CancelToken::new()).unwrap();
        assert!(sound.content && sound.personal, "kill {kill}: {sound:?}");
        let articles = listed(&store, StateFilter::Any);
        let count = u32::try_from(articles.len()).unwrap();
        assert_eq!(count % BATCH, 0, "kill {kill}: half a batch");
        assert!(count >= acknowledged, "kill {kill}: {count} of {acknowledged}");
        for number in (0..count).step_by(7) {
            assert_eq!(store.find(&id(number)).unwrap().unwrap().record, record(number), "kill {kill}");
        }
        let starred = listed(&store, StateFilter::Starred);
        for star in &stars {
            assert!(starred.contains(&id(*star)), "kill {kill}: star {star} is lost");
        }
        // Nothing the child left keeps the next writer out.
        store.writer().unwrap().close();
    }
    assert!(stars.len() as u64 >= kills / 2, "the child was never far enough");
}

#[test]
fn another_process_that_writes_is_busy_and_reading_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = start(folder.path());
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    lines.by_ref().map_while(Result::ok).find(|line| line.starts_with("stored")).unwrap();

    let store = Store::open(folder.path(), OpenOptions::default()).unwrap().store;
    assert!(matches!(store.writer(), Err(StoreError::Busy)));
    assert!(listed(&store, StateFilter::Any).len() >= BATCH as usize);
    store.star(&id(5), Star::Set, NOW).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    store.writer().unwrap().close();
    assert!(listed(&store, StateFilter::Starred).contains(&id(5)));
}
