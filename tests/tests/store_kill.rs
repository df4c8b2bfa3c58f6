//! kill -9 while the store writes: whatever the moment, batches are whole, acknowledged stars stay, the files are sound.
//!
//! `APP4G_KILLS` sets how often (20 unless told otherwise; `verify --full` says 300). The child is this very test binary,
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

use app4g_core::CancelToken;
use app4g_core::model::{Article, Record};
use app4g_core::store::news::StateFilter;
use app4g_core::store::personal::status::Star;
use app4g_core::store::{OpenOptions, Store, StoreError};
use app4g_tests::draw::Draw;
use app4g_tests::stock::{self, NOW, id, listed, record};

const BATCH: u32 = 20;
const PROFILE: &str = "APP4G_KILL_PROFILE";

fn stored(number: u32) -> Record<Article> {
    record(number, format!("Nội dung của bài {number}. ").repeat(60))
}

/// Writes batch after batch and stars after each one; says on its output what is done. Only under [`PROFILE`].
#[test]
fn child() {
    let Some(folder) = std::env::var_os(PROFILE) else { return };
    let store = Store::open(Path::new(&folder), OpenOptions::default()).unwrap().store;
    let writer = store.writer().unwrap();
    let mut next = u32::try_from(listed(&store, StateFilter::Any).unwrap().len()).unwrap();
    loop {
        let first = next;
        writer
            .write(move |tx| (first..first + BATCH).try_for_each(|number| stock::put(tx, stored(number), "nguon")))
            .unwrap();
        println!("\nstored {}", first + BATCH);
        store.star(&id(first + 3), Star::Set, NOW).unwrap();
        println!("\nstarred {}", first + 3);
        next += BATCH;
    }
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
        let count = u32::try_from(listed(&store, StateFilter::Any).unwrap().len()).unwrap();
        assert_eq!(count % BATCH, 0, "kill {kill}: half a batch");
        assert!(count >= acknowledged, "kill {kill}: {count} of {acknowledged}");
        for number in (0..count).step_by(7) {
            assert_eq!(store.find(&id(number)).unwrap().unwrap().record, stored(number), "kill {kill}");
        }
        let starred = listed(&store, StateFilter::Starred).unwrap();
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
    assert!(listed(&store, StateFilter::Any).unwrap().len() >= BATCH as usize);
    store.star(&id(5), Star::Set, NOW).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    store.writer().unwrap().close();
    assert!(listed(&store, StateFilter::Starred).unwrap().contains(&id(5)));
}
