//! What publishing costs, as the command does it: a content folder with 50,000 articles is read, checked and published, against
//! reading and hashing its files and, where something changed, compressing what the release sends.
//!
//! `publishing [--check]` runs the bench; `publishing portal ARGS` is the publisher's command line, `publishing hash DIR` what it
//! is compared with. Every number is that of a process of its own; bars are on processor time, as in the benches of search, and
//! time on the clock stands beside it.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use app4g_core::Timestamp;
use app4g_core::repository::format::Sha256;
use app4g_peers::articles::{self, Article};
use app4g_peers::report::{Bar, Report};
use app4g_peers::repository::{folder, make, objects};
use app4g_peers::rounds::median;
use app4g_peers::search::cost::{Clock, Cost};
use app4g_portal::commands::{self, CommandLine};
use app4g_portal::texts::publishing as say;
use app4g_tests::department::Trouble;
use clap::Parser as _;

/// Articles of the first release.
const FIRST: usize = 50_000;

/// Articles of a day.
const DAY: usize = 100;

/// How often each is measured.
const ROUNDS: usize = 5;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["portal", rest @ ..] => return told(|| portal(rest)),
        ["hash", dir] => return told(|| hash(Path::new(dir))),
        _ => {}
    }
    let mut report = Report::new("publishing");
    let file = match articles::file() {
        Ok(file) => file,
        Err(reason) => return report.skip(&reason),
    };
    match measure(&mut report, &file) {
        Ok(()) => report.end(),
        Err(error) => report.broke(&error.to_string()),
    }
}

/// Ends with a line that says the milliseconds of processor that the process took.
fn told(work: impl FnOnce() -> ExitCode) -> ExitCode {
    let (code, cost) = Clock::Process.time(work);
    println!("{}", cost.cpu);
    code
}

/// The process that publishes.
fn portal(arguments: &[&str]) -> ExitCode {
    let line = CommandLine::parse_from(std::iter::once("app4g-portal").chain(arguments.iter().copied()));
    let Ok(runtime) = tokio::runtime::Builder::new_multi_thread().enable_all().build() else {
        return ExitCode::FAILURE;
    };
    match runtime.block_on(commands::run(&line, &mut std::io::stdout())) {
        Ok(exit) => ExitCode::from(exit as u8),
        Err(failure) => {
            eprintln!("{}", say::failure(&failure));
            ExitCode::FAILURE
        }
    }
}

/// The process that only reads and hashes.
fn hash(dir: &Path) -> ExitCode {
    match folder::read_and_hash(dir) {
        Ok(bytes) => {
            println!("{bytes}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// The folders of the bench.
struct Desk {
    base: PathBuf,
}

impl Desk {
    fn content(&self) -> PathBuf {
        self.base.join("content")
    }

    fn repository(&self) -> PathBuf {
        self.base.join("repository")
    }

    fn ledger(&self) -> PathBuf {
        self.base.join("ledger")
    }

    /// A whole `publish`.
    fn publish(&self, now: Timestamp) -> Result<Cost, String> {
        let keys = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../portal/demo-keys");
        let (content, repository, ledger, now) = (self.content(), self.repository(), self.ledger(), now.rfc3339());
        let mut words: Vec<&OsStr> = ["portal", "--now", &now, "publish", "--allow-samples"].map(OsStr::new).to_vec();
        words.extend([
            content.as_os_str(),
            "--to".as_ref(),
            repository.as_os_str(),
            "--keys".as_ref(),
            keys.as_os_str(),
        ]);
        words.extend(["--state".as_ref(), ledger.as_os_str()]);
        run(&words)
    }

    /// Reading and hashing the same folder.
    fn hash(&self) -> Result<Cost, String> {
        run(&["hash".as_ref(), self.content().as_os_str()])
    }
}

/// What a process of this program costs, from start to end.
fn run(words: &[&OsStr]) -> Result<Cost, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let begun = Instant::now();
    let output =
        Command::new(program).args(words).stderr(Stdio::inherit()).output().map_err(|error| error.to_string())?;
    let wall = begun.elapsed().as_secs_f64() * 1e3;
    let text = String::from_utf8_lossy(&output.stdout);
    let cpu = text.lines().last().and_then(|line| line.parse().ok());
    let cpu = cpu.filter(|_| output.status.success()).ok_or_else(|| format!("{words:?} failed: {text}"))?;
    Ok(Cost { cpu, wall })
}

/// The middle of each.
fn medians(costs: &[Cost]) -> Cost {
    let [cpu, wall] =
        [|cost: &Cost| cost.cpu, |cost: &Cost| cost.wall].map(|of| median(costs.iter().map(of).collect()));
    Cost { cpu, wall }
}

/// Compares processor time with its bar, and time on the clock without.
fn compare(report: &mut Report, name: &str, product: Cost, peer: Cost, bar: Bar) {
    report.compare(name, "ms", product.cpu, peer.cpu, product.cpu / peer.cpu, bar);
    let clock = format!("{name}, on the clock");
    report.compare(&clock, "ms", product.wall, peer.wall, product.wall / peer.wall, Bar::None);
}

fn measure(report: &mut Report, file: &Path) -> Result<(), Trouble> {
    let base = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/publishing");
    let _ = fs::remove_dir_all(&base);
    fs::create_dir_all(&base)?;
    let desk = Desk { base };
    let all = articles::read(file, FIRST)?;
    folder::write(&desk.content(), &all)?;
    println!("{} MB in the content folder", folder::read_and_hash(&desk.content())? / 1_000_000);
    report.limit("first release", "ms", desk.publish(make::FIRST)?.cpu, Bar::None);

    let mut now = make::FIRST;
    let mut later = |seconds: i64| {
        now = now.plus(seconds);
        now
    };
    let (mut again, mut input, mut touched) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        input.push(desk.hash()?);
        again.push(desk.publish(later(60))?);
        // A file that is no record: nothing is published, but it is not the same folder.
        fs::write(desk.content().join("README.md"), format!("{round}\n"))?;
        touched.push(desk.publish(later(60))?);
    }
    let input = medians(&input);
    compare(report, "unchanged / read and hash", medians(&again), input, Bar::AtMost(2.0));
    compare(report, "README changed / read and hash", medians(&touched), input, Bar::None);

    let mut number = FIRST;
    let more: Vec<Article> = all
        .iter()
        .take(DAY)
        .map(|one| Article { title: format!("Tin thêm: {}", one.title), body: one.body.chars().rev().collect() })
        .collect();
    release(report, ("100 new", ROUNDS), &desk, input, || {
        let now = later(86_400);
        folder::add(&desk.content(), &more, number, now.plus(-60))?;
        number += more.len();
        Ok(now)
    })?;
    // Nearly every segment is written again: a minute of compressing, so one round says enough.
    release(report, ("100 edited", 1), &desk, input, || {
        folder::edit(&desk.content(), DAY, "cùng")?;
        Ok(later(86_400))
    })?;
    // A program of another day remembers nothing.
    fs::remove_file(desk.ledger().join("memory.txt"))?;
    fs::write(desk.content().join("README.md"), "\n")?;
    compare(report, "all read anew / read and hash", desk.publish(later(60))?, input, Bar::None);
    Ok(())
}

/// Releases of what `change` does to the folder, at the time it says: what they cost beyond twice reading and hashing.
fn release(
    report: &mut Report,
    (name, rounds): (&'static str, usize),
    desk: &Desk,
    input: Cost,
    mut change: impl FnMut() -> Result<Timestamp, Trouble>,
) -> Result<(), Trouble> {
    let runtime = tokio::runtime::Runtime::new()?;
    let (mut whole, mut alone) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        let before: BTreeSet<Sha256> = runtime.block_on(objects::segments(&desk.repository()))?;
        let now = change()?;
        let cost = desk.publish(now)?;
        let compressing = runtime.block_on(objects::compress(&desk.repository(), &desk.ledger(), &before))?;
        println!("{name}: {cost:?}, compressing alone {compressing:?}");
        whole.push(Cost { cpu: cost.cpu - 2.0 * input.cpu, wall: cost.wall - 2.0 * input.wall });
        alone.push(compressing);
    }
    compare(report, &format!("{name} - 2 x read / compress"), medians(&whole), medians(&alone), Bar::AtMost(1.2));
    Ok(())
}
