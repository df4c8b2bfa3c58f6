//! How a bench talks to the process it measures: the corpus is read once, then each line of input asks for one pass.
//!
//! A line names the feeds of the pass: those whose file name contains it (`all`: every one). The answer is a line
//! `SECONDS ITEMS FAILED`, the seconds being CPU time of the one thread that works, so that what else the machine does
//! counts as little as it can. On an idle machine that is the time on the clock.

use std::io::{self, BufRead, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

/// One feed of the corpus.
pub struct FeedFile {
    /// File name: `KIND-STYLE-NNNN.EXT`.
    pub name: String,
    /// As a server would send it.
    pub bytes: Vec<u8>,
}

impl FeedFile {
    /// Where it would have come from.
    pub fn url(&self) -> String {
        format!("https://tin.example.vn/rss/{}", self.name)
    }
}

/// What one pass over feeds found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pass {
    /// Items of all feeds.
    pub items: usize,
    /// Feeds that could not be read.
    pub failed: usize,
}

impl Pass {
    /// One feed with `items` was read.
    pub const fn add(&mut self, items: usize) {
        self.items += items;
    }
}

/// CPU time of the calling thread so far.
pub fn cpu_time() -> Duration {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the call only writes the structure it is given.
    let failed = unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &raw mut time) };
    if failed != 0 {
        return Duration::ZERO;
    }
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or_default())
}

/// Every feed in `folder`, by name.
///
/// # Errors
/// A folder or file that cannot be read.
pub fn read_corpus(folder: &Path) -> io::Result<Vec<FeedFile>> {
    let mut feeds = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.contains('-') {
            feeds.push(FeedFile { name, bytes: std::fs::read(&path)? });
        }
    }
    feeds.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(feeds)
}

/// The feeds a request line names.
pub fn chosen<'a>(corpus: &'a [FeedFile], wanted: &str) -> Vec<&'a FeedFile> {
    corpus.iter().filter(|feed| wanted == "all" || feed.name.contains(wanted)).collect()
}

/// Runs `work` for each line of standard input over the corpus in the folder that is the last argument.
pub fn serve(mut work: impl FnMut(&[&FeedFile]) -> Pass) -> ExitCode {
    let Some(folder) = std::env::args_os().skip(1).last() else {
        eprintln!("usage: PROGRAM … FOLDER, then one line per pass on standard input");
        return ExitCode::FAILURE;
    };
    match answer(Path::new(&folder), &mut work) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn answer(folder: &Path, work: &mut impl FnMut(&[&FeedFile]) -> Pass) -> io::Result<()> {
    let corpus = read_corpus(folder)?;
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let feeds = chosen(&corpus, line?.trim());
        let started = cpu_time();
        let pass = work(&feeds);
        let seconds = cpu_time().saturating_sub(started).as_secs_f64();
        writeln!(out, "{seconds:.6} {} {}", pass.items, pass.failed)?;
        out.flush()?;
    }
    Ok(())
}
