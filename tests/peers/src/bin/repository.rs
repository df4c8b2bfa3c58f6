//! The signed repository with 50,000 articles: first sync against the sum of what it cannot do without, deltas in bytes and
//! requests, publishing again, memory.
//!
//! `repository [--check]` runs the bench; `repository phone PROFILE SERVER` is the process whose memory is watched.

use std::ffi::OsStr;
use std::io::BufRead as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

use app4g_core::repository::format::encode;
use app4g_peers::articles;
use app4g_peers::report::{Bar, Report};
use app4g_peers::repository::{alone, make, phone};
use app4g_peers::rounds::median;
use app4g_peers::search::memory::{self, DONE, OPEN};
use app4g_portal::reading;
use app4g_portal::storage::folder::Folder;
use app4g_tests::department::{Department, Trouble};
use app4g_tests::portal::Portal;
use tokio::runtime::Runtime;

/// Articles of the first release.
const FIRST: usize = 50_000;

/// First syncs and days that are measured; the median counts.
const FIRSTS: usize = 3;
const DAYS: usize = 5;

/// Articles of a day.
const DAY: usize = 100;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [word, profile, server] = arguments.as_slice()
        && word == "phone"
    {
        return match watched(Path::new(profile), server) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("{error}");
                ExitCode::FAILURE
            }
        };
    }
    let mut report = Report::new("repository");
    let file = match articles::file() {
        Ok(file) => file,
        Err(reason) => return report.skip(&reason),
    };
    match measure(&mut report, &file) {
        Ok(()) => report.end(),
        Err(error) => report.broke(&error.to_string()),
    }
}

/// The process whose memory is watched: open, wait, sync, wait.
fn watched(profile: &Path, server: &str) -> Result<(), Trouble> {
    let runtime = tokio::runtime::Builder::new_current_thread().max_blocking_threads(4).enable_all().build()?;
    let app = phone::open(profile, server, make::FIRST.plus(60))?;
    println!("{OPEN}");
    let mut lines = std::io::stdin().lock().lines();
    lines.next();
    runtime.block_on(phone::sync(&app))?;
    println!("{DONE}");
    lines.next();
    Ok(())
}

fn measure(report: &mut Report, file: &Path) -> Result<(), Trouble> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/tune/repository");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder)?;
    let runtime = Runtime::new()?;
    let all = articles::read(file, FIRST)?;
    let mut department = make::department(&folder, make::records(&all, 0));
    let begun = Instant::now();
    runtime.block_on(make::publish(&department, make::FIRST))?;
    report.limit("publish 50,000", "s", begun.elapsed().as_secs_f64(), Bar::None);

    let begun = Instant::now();
    runtime.block_on(make::publish(&department, make::FIRST.plus(30)))?;
    let again = begun.elapsed().as_secs_f64();
    let begun = Instant::now();
    let bytes: usize = department.content.iter().map(|record| hash_of(record).len()).sum();
    std::hint::black_box(bytes);
    let input = begun.elapsed().as_secs_f64();
    report.compare("publish unchanged / hash the input", "s", again, input, again / input, Bar::None);

    let portal = runtime.block_on(Portal::start())?;
    let server = phone::serve(&portal, &department)?;
    let profile = folder.join("phone");
    let mut firsts = Vec::new();
    for _ in 0..FIRSTS {
        fresh(&profile)?;
        let app = phone::open(&profile, &server, make::FIRST.plus(60))?;
        firsts.push(runtime.block_on(phone::sync(&app))?);
        app.close()?;
    }
    let wall = median(firsts.iter().map(|first| first.wall.as_secs_f64()).collect());
    let brought = median(firsts.iter().map(|first| first.brought.unwrap_or(first.wall).as_secs_f64()).collect());
    let readable = median(firsts.iter().map(|first| first.first.unwrap_or(first.wall).as_secs_f64()).collect()) / wall;
    let parts = runtime.block_on(alone::measure(&department, &profile.join("content.db"), &folder))?;
    println!("{parts:?}");
    report.compare("first sync / parts alone", "s", wall, parts.sum(), wall / parts.sum(), Bar::AtMost(1.35));
    report.compare("the same without merging", "s", brought, parts.sum(), brought / parts.sum(), Bar::None);
    report.limit("first segment readable after", "share", readable, Bar::AtMost(0.03));
    if let Some(first) = firsts.last() {
        cost(report, "first sync", first, None, None);
    }

    let app = phone::open(&profile, &server, make::FIRST.plus(60))?;
    let quiet = runtime.block_on(phone::sync(&app))?;
    cost(report, "no change", &quiet, Some(1_000.0), Some(1.0));
    app.close()?;
    let kept = folder.join("kept");
    copied(&profile, &kept)?;

    let new: Vec<_> = {
        let more = articles::read(file, DAY)?;
        let changed: Vec<articles::Article> = more
            .into_iter()
            .map(|one| articles::Article { title: format!("Tin thêm: {}", one.title), body: one.body })
            .rev()
            .collect();
        make::records(&changed, FIRST)
    };
    let lines: String =
        new.iter().map(|record| format!("{}\n", serde_json::Value::Object(record.fields.clone()))).collect();
    let plain = encode(lines.as_bytes(), None, 19)?.0.bytes as f64;
    department.content.extend(new);
    let begun = Instant::now();
    runtime.block_on(make::publish(&department, make::FIRST.plus(86_400)))?;
    report.limit("publish 100 new", "s", begun.elapsed().as_secs_f64(), Bar::None);
    phone::serve(&portal, &department)?;
    let head = runtime.block_on(head_bytes(&department))?;
    let mut days = Vec::new();
    for _ in 0..DAYS {
        copied(&kept, &profile)?;
        let app = phone::open(&profile, &server, make::FIRST.plus(86_400 + 60))?;
        days.push(runtime.block_on(phone::sync(&app))?);
        app.close()?;
    }
    if let Some(day) = days.last() {
        cost(report, "100 new", day, Some(1.03 * plain + head + 9_000.0), Some(7.0));
    }
    let merged = median(days.iter().map(|day| day.wall.as_secs_f64()).collect());
    report.limit("100 new with merging", "share", merged / wall, Bar::None);
    let brought = median(days.iter().map(|day| day.brought.unwrap_or(day.wall).as_secs_f64()).collect());
    report.limit("100 new", "share", brought / wall, Bar::AtMost(0.01));

    make::edit_one_word(&mut department.content, 50, "Yên-Thế");
    runtime.block_on(make::publish(&department, make::FIRST.plus(2 * 86_400)))?;
    phone::serve(&portal, &department)?;
    let head = runtime.block_on(head_bytes(&department))?;
    let app = phone::open(&profile, &server, make::FIRST.plus(2 * 86_400 + 60))?;
    let edits = runtime.block_on(phone::sync(&app))?;
    cost(report, "50 one-word edits", &edits, Some(3_000.0 + head + 9_000.0), None);
    app.close()?;

    let fresh = folder.join("watched");
    let private =
        memory::watch(&["phone".as_ref(), fresh.as_os_str(), server.as_ref()]).map_err(|error| error.to_string())?;
    report.limit("private memory above open", "MB", private.added(), Bar::AtMost(64.0));
    Ok(())
}

/// Nothing stands at `profile`, and what was written elsewhere is on the disk: a phone does not wait for the department's.
fn fresh(profile: &Path) -> Result<(), Trouble> {
    if profile.exists() {
        std::fs::remove_dir_all(profile)?;
    }
    settled("sync", &[])
}

/// `to` is a copy of the closed profile `from`.
fn copied(from: &Path, to: &Path) -> Result<(), Trouble> {
    fresh(to)?;
    settled("cp", &["-r".as_ref(), from.as_os_str(), to.as_os_str()])?;
    settled("sync", &[])
}

fn settled(program: &str, arguments: &[&OsStr]) -> Result<(), Trouble> {
    match Command::new(program).args(arguments).status()?.success() {
        true => Ok(()),
        false => Err(format!("{program} failed").into()),
    }
}

fn hash_of(record: &app4g_portal::content::Authored) -> String {
    let text = serde_json::Value::Object(record.fields.clone()).to_string();
    app4g_core::repository::format::Sha256::of(text.as_bytes()).to_string()
}

/// Bytes of catalog and index.
async fn head_bytes(department: &Department) -> Result<f64, Trouble> {
    let storage = Folder::open(&department.repository())?;
    let current = reading::current(&storage).await?.ok_or("nothing is published")?;
    let catalog = current.catalog.to_bytes()?.len();
    let index: u64 = current.catalog.collections.values().map(|entry| entry.index.bytes).sum();
    println!("catalog {catalog} bytes, index {index} bytes");
    Ok(catalog as f64 + index as f64)
}

fn cost(report: &mut Report, name: &'static str, synced: &phone::Synced, bytes: Option<f64>, requests: Option<f64>) {
    let Some(repository) = &synced.report.repository else { return };
    let bar = |limit: Option<f64>| limit.map_or(Bar::None, Bar::AtMost);
    println!("{name}: {:?}", repository.outcome);
    report.limit(&format!("{name}: bytes"), "B", repository.bytes as f64, bar(bytes));
    report.limit(&format!("{name}: requests"), "", repository.requests as f64, bar(requests));
}
