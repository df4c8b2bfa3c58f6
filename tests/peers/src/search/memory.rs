//! Private memory of a child, watched from outside while it works.
//!
//! The child prints [`OPEN`] when it holds an open store, waits for a line, works, prints [`DONE`]. What it has at the first
//! mark is taken off the most it had until the second. Private is what the kernel's `smaps_rollup` calls so, clean and dirty:
//! pages that no other process has, not those of a file in the page cache.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::Outcome;

/// Said by the child before its work.
pub const OPEN: &str = "open";

/// Said by the child after its work.
pub const DONE: &str = "done";

const INTERVAL: Duration = Duration::from_millis(2);

/// Megabytes (10^6 bytes) of private memory.
#[derive(Clone, Copy, Debug)]
pub struct Private {
    /// After opening.
    pub before: f64,
    /// The most that was seen from then on.
    pub peak: f64,
}

impl Private {
    /// What the work added at most.
    pub const fn added(self) -> f64 {
        self.peak - self.before
    }
}

/// Runs this program again with `args` and watches it.
///
/// # Errors
/// The child failed or said something else.
pub fn watch(args: &[&std::ffi::OsStr]) -> Outcome<Private> {
    let mut child =
        Command::new(std::env::current_exe()?).args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err("a process without pipes".into());
    };
    let rollup = format!("/proc/{}/smaps_rollup", child.id());
    let mut lines = BufReader::new(output).lines();
    let mut next = |wanted: &str| match lines.next().transpose()? {
        Some(line) if line == wanted => Outcome::Ok(()),
        other => Err(format!("the child said {other:?} in place of {wanted:?}").into()),
    };
    next(OPEN)?;
    let before = private(Path::new(&rollup))?;
    let done = AtomicBool::new(false);
    let peak = std::thread::scope(|scope| {
        let sampler = scope.spawn(|| {
            let mut peak = before;
            while !done.load(Ordering::Relaxed) {
                peak = peak.max(private(Path::new(&rollup)).unwrap_or_default());
                std::thread::sleep(INTERVAL);
            }
            peak
        });
        let worked = writeln!(input, "go").map_err(Into::into).and_then(|()| next(DONE));
        done.store(true, Ordering::Relaxed);
        worked.and_then(|()| sampler.join().map_err(|_| "the sampler died".into()))
    })?;
    drop(input);
    child.wait()?;
    Ok(Private { before, peak })
}

/// The child's side: says that all is open, waits to be told, works, says that it is done.
///
/// # Errors
/// As the work's.
pub fn serve(work: impl FnOnce() -> Outcome<()>) -> Outcome<()> {
    println!("{OPEN}");
    std::io::stdin().lock().read_line(&mut String::new())?;
    work()?;
    println!("{DONE}");
    // The parent reads once more before this process goes.
    std::io::stdin().lock().read_line(&mut String::new())?;
    Ok(())
}

fn private(rollup: &Path) -> Outcome<f64> {
    let text = std::fs::read_to_string(rollup)?;
    let lines = text.lines().filter(|line| line.starts_with("Private_"));
    let kibibytes: f64 = lines.filter_map(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok()).sum();
    Ok(kibibytes * 1_024.0 / 1e6)
}
