//! Making the index: whole, against tantivy's with one thread; its size; a hundred articles more, against making it anew.
//!
//! Building is from texts in memory to one merged segment, committed; the processor time is that of the whole process, because
//! tantivy's writer works in a thread of its own. The increment runs in a fresh process on a copy of a merged store of 100,000:
//! from before the file is opened to after the commit.
//!
//! `search-build [--check]` runs the bench; `search-build add STORE` is the process that adds what it reads.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use app4g_peers::articles::Article;
use app4g_peers::report::{Bar, Report};
use app4g_peers::search::collection::Collection;
use app4g_peers::search::cost::{Clock, Cost, middle};
use app4g_peers::search::product::{self, APP_PAGE, USUAL_PAGE};
use app4g_peers::search::{Outcome, peer_tantivy, program, stores};

/// Articles of the comparison with tantivy, all real.
const REAL: usize = 50_000;

/// Articles in the store that grows.
const ARTICLES: usize = 100_000;

/// Articles that come.
const MORE: usize = 100;

/// Times they come, each to a fresh copy.
const RUNS: usize = 5;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_some_and(|word| word == "add") {
        return program::served(add(&PathBuf::from(arguments.next().unwrap_or_default())));
    }
    program::bench("search-build", bench)
}

fn bench(report: &mut Report) -> Outcome<()> {
    let collection = Collection::load()?;
    std::fs::create_dir_all(stores::folder())?;
    let folder = tempfile::tempdir_in(stores::folder())?;
    size(report, &collection)?;
    whole(report, &collection, folder.path())?;
    increment(report, &collection, folder.path())
}

/// Bytes of the merged index, in the pages of the app and in SQLite's usual ones.
fn size(report: &mut Report, collection: &Collection) -> Outcome<()> {
    for (page, name) in [(APP_PAGE, "pages of 16 kB"), (USUAL_PAGE, "pages of 4 kB")] {
        let store = stores::product(collection, REAL, page)?;
        let bytes = product::index_bytes(&product::open_reader(&store)?)?;
        report.limit(&format!("index, {name}"), "B/article", bytes as f64 / REAL as f64, Bar::AtMost(1_400.0));
    }
    Ok(())
}

/// Both engines from texts in memory to one segment on disk.
fn whole(report: &mut Report, collection: &Collection, folder: &Path) -> Outcome<()> {
    let real = collection.originals().get(..REAL).ok_or("the corpus has fewer articles")?;
    let (built, own) = Clock::Process.time(|| build(&folder.join("product.db"), real));
    built?;
    let place = folder.join("tantivy");
    std::fs::create_dir(&place)?;
    let (built, peer) = Clock::Process.time(|| {
        let mut build = peer_tantivy::Build::create(&place)?;
        build.add(real)?;
        build.finish()
    });
    built?;
    report.compare("build of 50k", "s", own.cpu / 1e3, peer.cpu / 1e3, peer.cpu / own.cpu, Bar::AtLeast(5.0));
    report.compare("build of 50k on the clock", "s", own.wall / 1e3, peer.wall / 1e3, peer.wall / own.wall, Bar::None);
    let peer = bytes_in(&place)? / REAL as f64;
    let own = product::index_bytes(&product::open_reader(&folder.join("product.db"))?)? as f64 / REAL as f64;
    report.compare("index of 50k", "B", own, peer, own / peer, Bar::None);
    Ok(())
}

fn build(file: &Path, articles: &[Article]) -> Outcome<()> {
    let mut conn = product::create(file, APP_PAGE)?;
    product::index(&mut conn, 1, articles)?;
    product::merge(&mut conn)
}

fn bytes_in(folder: &Path) -> Outcome<f64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder)? {
        bytes += entry?.metadata()?.len();
    }
    Ok(bytes as f64)
}

/// A hundred articles in a fresh process against all of them at once.
fn increment(report: &mut Report, collection: &Collection, folder: &Path) -> Outcome<()> {
    let all = collection.documents(0..ARTICLES + MORE);
    let (built, rebuild) = Clock::Process.time(|| build(&folder.join("rebuilt.db"), &all));
    built?;
    let more = all.get(ARTICLES..).unwrap_or_default();
    let lines: Vec<String> =
        more.iter().map(|article| serde_json::json!([article.title, article.body]).to_string()).collect();
    let store = stores::product(collection, ARTICLES, APP_PAGE)?;
    let mut runs = Vec::with_capacity(RUNS);
    for run in 0..RUNS {
        let copy = folder.join(format!("copy-{run}.db"));
        std::fs::copy(&store, &copy)?;
        runs.push(in_fresh_process(&copy, &lines.join("\n"))?);
        std::fs::remove_file(&copy)?;
    }
    let added = middle(&runs);
    for (name, added, rebuild, bar) in [
        ("100 more, all anew", added.cpu, rebuild.cpu, Bar::AtLeast(200.0)),
        ("100 more, all anew, on the clock", added.wall, rebuild.wall, Bar::None),
    ] {
        report.compare(name, "ms", added, rebuild, rebuild / added, bar);
    }
    Ok(())
}

fn in_fresh_process(store: &Path, lines: &str) -> Outcome<Cost> {
    let mut child = Command::new(std::env::current_exe()?)
        .arg("add")
        .arg(store)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    child.stdin.take().ok_or("a process without pipes")?.write_all(lines.as_bytes())?;
    let output = String::from_utf8(child.wait_with_output()?.stdout)?;
    let (cpu, wall) = output.trim().split_once(' ').ok_or("the process that adds failed")?;
    Ok(Cost { cpu: cpu.parse()?, wall: wall.parse()? })
}

/// The fresh process: articles are in memory before the clock starts.
fn add(store: &Path) -> Outcome<()> {
    let lines: Vec<(String, String)> =
        std::io::stdin().lines().map(|line| Ok(serde_json::from_str(&line?)?)).collect::<Outcome<_>>()?;
    let articles: Vec<Article> = lines.into_iter().map(|(title, body)| Article { title, body }).collect();
    let (added, cost) = Clock::Process.time(|| {
        let mut conn = product::open_writer(store)?;
        product::index(&mut conn, i64::try_from(ARTICLES)? + 1, &articles)?;
        // Closing would move the log into the file, which the app does when it pauses.
        Outcome::Ok(conn)
    });
    added?;
    println!("{} {}", cost.cpu, cost.wall);
    Ok(())
}
