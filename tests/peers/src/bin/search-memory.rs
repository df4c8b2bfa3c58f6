//! Private memory that searching and building add to a process that has opened a store of 100,000 articles.
//!
//! Searching: the queries of the bench `search`, whole, with and without marks, and letter by letter. Building: the index made
//! anew from the stored texts, in batches, and merged.
//!
//! `search-memory [--check]` runs the bench; `search-memory search|build STORE` is the process that is watched.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use app4g_peers::report::{Bar, Report};
use app4g_peers::search::collection::Collection;
use app4g_peers::search::product::{self, APP_PAGE, Screen};
use app4g_peers::search::{Outcome, memory, program, queries, stores};

const ARTICLES: usize = 100_000;

/// Results asked for.
const MOST: usize = 20;

/// Queries of each length.
const EACH: usize = 50;

const SEED: u64 = 2_026;

/// Every so many keys are pressed.
const KEYS: usize = 8;

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    match arguments.as_slice() {
        [what, store, list] if what == "search" => program::served(search(store, list)),
        [what, store] if what == "build" => program::served(build(store)),
        _ => program::bench("search-memory", bench),
    }
}

fn bench(report: &mut Report) -> Outcome<()> {
    let collection = Collection::load()?;
    let store = stores::product(&collection, ARTICLES, APP_PAGE)?;
    let asked = queries::draw(&collection, EACH, SEED);
    drop(collection);
    let folder = tempfile::tempdir_in(stores::folder())?;

    let list = folder.path().join("queries");
    let mut lines: Vec<String> = Vec::new();
    for query in asked {
        let unmarked = queries::unmarked(&query.text);
        lines.extend(queries::keystrokes(&unmarked).into_iter().step_by(KEYS).map(str::to_owned));
        lines.extend([query.text, unmarked]);
    }
    std::fs::write(&list, lines.join("\n"))?;
    watch(report, "search", &["search".as_ref(), store.as_os_str(), list.as_os_str()], 24.0)?;

    let copy = folder.path().join("copy.db");
    std::fs::copy(&store, &copy)?;
    product::clear(&mut product::open_writer(&copy)?)?;
    watch(report, "build", &["build".as_ref(), copy.as_os_str()], 40.0)
}

fn watch(report: &mut Report, name: &str, args: &[&OsStr], most: f64) -> Outcome<()> {
    let private = memory::watch(args)?;
    report.limit(&format!("{name}: private after opening"), "MB", private.before, Bar::None);
    report.limit(&format!("{name}: private at most"), "MB", private.peak, Bar::None);
    report.limit(&format!("{name}: added"), "MB", private.added(), Bar::AtMost(most));
    Ok(())
}

/// The watched process that searches for each line of `list`.
fn search(store: &Path, list: &Path) -> Outcome<()> {
    let lines = std::fs::read_to_string(list)?;
    let screen = Screen::open(store)?;
    memory::serve(|| lines.lines().try_for_each(|typed| screen.search(typed, MOST).map(drop)))
}

/// The watched process that makes the index of `store`, which has none.
fn build(store: &Path) -> Outcome<()> {
    let mut conn = product::open_writer(store)?;
    memory::serve(|| product::rebuild(&mut conn))
}
