//! Opening a profile of 100,000 articles and reading the first page of Home, in fresh processes, against bare rusqlite.
//!
//! Each process counts from the first line of its `main` to the page in memory. Warm: the files are in the page cache. Cold:
//! the cache is dropped before each start (as root; without, only the profile's own pages are given back).
//!
//! `open [--check]` runs the bench; `open serve PROFILE` is the product's process.

use std::fs::File;
use std::os::fd::AsRawFd as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

use app4g_core::app::{App, AppConfig};
use app4g_core::store::news::{self, Filter, PAGE};
use app4g_peers::child::build;
use app4g_peers::profile;
use app4g_peers::report::{Bar, Report};
use app4g_peers::rounds::alternate;

/// Articles of the profile.
const ARTICLES: u32 = 100_000;

/// Starts that count.
const STARTS: usize = 20;

fn main() -> ExitCode {
    let started = Instant::now();
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_some_and(|word| word == "serve") {
        return serve(started, &PathBuf::from(arguments.next().unwrap_or_default()));
    }
    let mut report = Report::new("open");
    let profile = match profile::folder(ARTICLES) {
        Ok(profile) => profile,
        Err(reason) => return report.skip(&reason),
    };
    match bench(&mut report, &profile) {
        Ok(()) => report.end(),
        Err(reason) => report.broke(&reason),
    }
}

fn serve(started: Instant, profile: &Path) -> ExitCode {
    let Ok((app, _)) = App::open(profile, AppConfig::default()) else {
        return ExitCode::FAILURE;
    };
    let page = app.store().content().read(|conn| news::page(conn, &Filter::default(), None, PAGE));
    let Ok(page) = page else {
        return ExitCode::FAILURE;
    };
    println!("{} {}", started.elapsed().as_micros(), page.rows.len());
    ExitCode::SUCCESS
}

fn bench(report: &mut Report, profile: &Path) -> Result<(), String> {
    let this = std::env::current_exe().map_err(|error| error.to_string())?;
    let bare = build("peers-rusqlite")?;
    let start = |side: usize| {
        let mut command = Command::new(if side == 0 { &this } else { &bare });
        if side == 0 {
            command.arg("serve");
        }
        let output = command.arg(profile).output().map_err(|error| error.to_string())?;
        let line = String::from_utf8_lossy(&output.stdout).into_owned();
        match line.trim().split_once(' ') {
            Some((micros, "50")) => micros.parse::<f64>().map_err(|error| error.to_string()),
            _ => Err(format!("{line:?} {}", String::from_utf8_lossy(&output.stderr))),
        }
    };
    let [product, peer] = alternate(STARTS, start)?;
    report.compare("open and first page, warm", "ms", product / 1e3, peer / 1e3, product / peer, Bar::AtMost(2.5));
    let mut how = "cache dropped";
    let [product, peer] = alternate(STARTS, |side| {
        if std::fs::write("/proc/sys/vm/drop_caches", "3").is_err() {
            how = "profile's pages given back (no root)";
            give_back(profile).map_err(|error| error.to_string())?;
        }
        start(side)
    })?;
    let name = format!("open and first page, {how}");
    report.compare(&name, "ms", product / 1e3, peer / 1e3, product / peer, Bar::AtMost(2.0));
    Ok(())
}

/// Takes the databases out of the page cache.
fn give_back(profile: &Path) -> std::io::Result<()> {
    for entry in std::fs::read_dir(profile)? {
        let file = File::open(entry?.path())?;
        file.sync_all()?;
        // SAFETY: the descriptor is open as long as `file` lives.
        unsafe { libc::posix_fadvise(file.as_raw_fd(), 0, 0, libc::POSIX_FADV_DONTNEED) };
    }
    Ok(())
}
