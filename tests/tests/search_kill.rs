//! kill -9 while the index is merged: whatever the moment, every search answers as before, and the merge that was under way is
//! the one that is finished.
//!
//! `APP4G_KILLS` sets how often (20 unless told otherwise; `verify --full` says 300). The child is this very test binary,
//! run again for one test; it is killed after a number of steps that was drawn before it began, or a moment later.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests fail by panicking; the child reports on stdout"
)]

use std::io::{BufRead, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use app4g_core::CancelToken;
use app4g_core::search::index::{self, Budget, IndexDoc, Progress, merge};
use app4g_core::search::{DocText, DocTexts, Page, Query, Request, SearchError, Searcher};
use app4g_tests::draw::Draw;
use app4g_tests::search_store;
use rusqlite::{Connection, OptionalExtension as _};

const STORE: &str = "APP4G_MERGE_KILL_STORE";

/// Documents that came one batch after the other: as many segments.
const BATCHES: i64 = 9;
const EACH: i64 = 30;

/// So small that a merge has some sixty of them.
const BUDGET: Budget = Budget { terms: 200, rows: 2 };

const WORDS: [&str; 12] = ["lúa", "xuân", "hạn", "mặn", "giống", "mới", "trái", "cây", "vườn", "chợ", "phiên", "sáng"];

/// The text of a document is told by its number, so that no table keeps it.
struct Told;

impl DocTexts for Told {
    fn text(&self, _: &Connection, doc: i64) -> Result<Option<DocText>, SearchError> {
        let mut draw = Draw::new(doc.unsigned_abs());
        let mut word = || {
            let word = WORDS.get(usize::try_from(draw.below(12)).unwrap()).copied().unwrap();
            // Some words stand in one document only.
            if draw.below(4) == 0 { format!("{word}{:x}", draw.below(1 << 20)) } else { word.to_owned() }
        };
        let title = (0..4).map(|_| word()).collect::<Vec<_>>().join(" ");
        Ok(Some(DocText { title, body: (0..60).map(|_| word()).collect::<Vec<_>>().join(" "), published: None }))
    }
}

/// A store whose documents came in batches; some have been removed again.
fn fill(folder: &Path) {
    let mut conn = search_store::open(folder).unwrap();
    conn.execute_batch(include_str!("../../core/src/store/sql/content/002_search.sql")).unwrap();
    for batch in 0..BATCHES {
        let tx = conn.transaction().unwrap();
        let numbers = (batch * EACH + 1)..=((batch + 1) * EACH);
        let texts: Vec<_> = numbers.map(|doc| (doc, Told.text(&tx, doc).unwrap().unwrap())).collect();
        let docs: Vec<_> =
            texts.iter().map(|(doc, text)| IndexDoc { doc: *doc, title: &text.title, body: &text.body }).collect();
        index::add(&tx, &docs).unwrap();
        index::remove(&tx, &[batch * EACH + 7]).unwrap();
        tx.commit().unwrap();
    }
}

/// What several searches find, in order, with scores.
fn answers(conn: &Connection) -> Vec<(i64, f32)> {
    ["lúa xuân", "han man", "giống mới trái cây", "\"chợ phiên\"", "vuon sang"]
        .iter()
        .flat_map(|typed| {
            let query = Query::parse(typed);
            let request = Request { query: &query, filter: None, page: Page { offset: 0, limit: 400 } };
            let found = Searcher::new().search(conn, &request, &Told, &CancelToken::new()).unwrap();
            assert!(!found.hits.is_empty(), "{typed}");
            found.hits.into_iter().map(|hit| (hit.doc, hit.score)).collect::<Vec<_>>()
        })
        .collect()
}

/// The segment that a merge is writing, and whether anything is in it.
fn under_way(conn: &Connection) -> Option<(i64, bool)> {
    let row = "SELECT segment, last_key IS NOT NULL FROM search_segment WHERE state = 1";
    conn.query_row(row, (), |row| Ok((row.get(0)?, row.get(1)?))).optional().unwrap()
}

/// Merges step by step and says each one. Only under [`STORE`].
#[test]
fn child() {
    let Some(folder) = std::env::var_os(STORE) else { return };
    let mut conn = search_store::open(Path::new(&folder)).unwrap();
    loop {
        let tx = conn.transaction().unwrap();
        let progress = merge::step(&tx, BUDGET, &CancelToken::new()).unwrap();
        tx.commit().unwrap();
        let mut out = std::io::stdout().lock();
        writeln!(out, "\n{}", if progress == Progress::Idle { "idle" } else { "step" }).unwrap();
        out.flush().unwrap();
        if progress == Progress::Idle {
            return;
        }
    }
}

/// Runs a child until it said `steps` steps, and a moment on, kills it, and tells whether it had nothing left to do.
fn run_and_kill(folder: &Path, steps: u64, moment: Duration) -> bool {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child", "--nocapture"])
        .env(STORE, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap();
    let (mut said, mut idle) = (0, false);
    for line in BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok) {
        idle |= line == "idle";
        said += u64::from(line == "step");
        if said == steps && line == "step" {
            std::thread::sleep(moment);
            child.kill().unwrap();
        }
    }
    let ended = child.wait().unwrap();
    assert!(said >= steps || ended.success(), "the child failed after {said} of {steps} steps");
    idle
}

#[test]
fn killed_at_any_moment_of_a_merge_searches_answer_as_before_and_it_goes_on() {
    let kills: u64 = std::env::var("APP4G_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(20);
    let (mut kill, mut inside) = (0, 0);
    while kill < kills {
        let folder = tempfile::tempdir().unwrap();
        fill(folder.path());
        let before = answers(&search_store::open(folder.path()).unwrap());
        let mut output = None;
        loop {
            let mut draw = Draw::new(kill);
            let idle = run_and_kill(folder.path(), 1 + draw.below(12), Duration::from_micros(draw.below(4_000)));
            kill += 1;
            let conn = search_store::open(folder.path()).unwrap();
            let sound: String = conn.query_row("PRAGMA integrity_check", (), |row| row.get(0)).unwrap();
            assert_eq!(sound, "ok", "kill {kill}");
            assert_eq!(answers(&conn), before, "kill {kill}");
            if let Some((segment, begun)) = under_way(&conn) {
                assert_eq!(*output.get_or_insert(segment), segment, "kill {kill}: the merge was begun anew");
                inside += u64::from(begun);
            }
            if idle {
                let left: Vec<i64> = conn
                    .prepare("SELECT segment FROM search_segment")
                    .unwrap()
                    .query_map((), |row| row.get(0))
                    .unwrap()
                    .map(Result::unwrap)
                    .collect();
                assert_eq!(left, output.into_iter().collect::<Vec<_>>(), "one segment, the one that was under way");
                break;
            }
        }
    }
    assert!(inside >= kills / 4, "only {inside} of {kill} kills met a merge that had copied something");
}
