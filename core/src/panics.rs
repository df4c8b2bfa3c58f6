//! What a panic leaves behind for «copy report»: the last few, in one small file of the profile (decision 13).
//!
//! A shell sets a panic hook that calls [`Ring::note`]; `doctor`, and later the About screen, read [`Ring::reports`]; `erase` removes
//! the file and [`Ring::unfinished`]. Nothing is sent anywhere.
//!
//! Invariants: a report holds nothing a person typed, read or is called: a message is kept only if it stands in the source
//! code word for word, a place only from the name of the crate on. The file never holds more than [`KEPT`] reports or
//! [`MOST_BYTES`] bytes. Noting never panics, waits for no other process and makes no folder.

use std::fs::{self, File};
use std::io::{self, Read};
use std::panic::{Location, PanicHookInfo};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;

/// Reports kept; the oldest gives way.
pub const KEPT: usize = 16;

/// Bytes the file may have.
pub const MOST_BYTES: usize = 64 << 10;

/// Characters of each text of a report.
const LONGEST: usize = 300;

/// One panic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// When.
    pub at: Timestamp,
    /// Version of the core.
    pub version: String,
    /// Name of the thread; empty if it has none.
    pub thread: String,
    /// `file:line:column`.
    pub place: String,
    /// What the source code says, if it says it word for word; what was put together at run time may hold anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

impl Report {
    /// What may be kept of a panic at `now`, seen from the thread that panics.
    pub fn of(panic: &PanicHookInfo<'_>, now: Timestamp) -> Self {
        let thread = std::thread::current();
        Self::new(panic.payload().downcast_ref().copied(), panic.location(), thread.name(), now)
    }

    fn new(message: Option<&'static str>, place: Option<&Location<'_>>, thread: Option<&str>, now: Timestamp) -> Self {
        // A name that some program around us chose may be anything.
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
        let place = place.map(|place| format!("{}:{}:{}", inside(place.file()), place.line(), place.column()));
        Self {
            at: now,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            thread: cut(&thread.unwrap_or_default().replace(|c| !is_name(c), "_")),
            place: cut(&place.unwrap_or_default()),
            message: message.map(cut),
        }
    }
}

fn cut(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

/// The path of a source file without the folders of the machine that built it: those may carry somebody's name.
fn inside(file: &str) -> &str {
    if !Path::new(file).is_absolute() {
        return file;
    }
    // `…/registry/src/INDEX/CRATE/…`, `/rustc/HASH/library/…`; of anything else the last part alone.
    let after = |mark: &str| file.split_once(mark).and_then(|(_, rest)| rest.split_once('/')).map(|(_, rest)| rest);
    after("/registry/src/").or_else(|| after("/rustc/")).or_else(|| file.rsplit('/').next()).unwrap_or_default()
}

/// The file.
#[derive(Debug)]
pub struct Ring {
    file: PathBuf,
    /// Two threads of this process that panic at once. Of two processes, one report may be lost.
    noting: Mutex<()>,
}

impl Ring {
    /// The ring in `file`, whose folder somebody else makes; see `ProfilePaths::panics`.
    pub fn new(file: impl Into<PathBuf>) -> Self {
        Self { file: file.into(), noting: Mutex::new(()) }
    }

    /// Where it is.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Beside `file`, while a report is written.
    pub fn unfinished(file: &Path) -> PathBuf {
        file.with_extension("part")
    }

    /// Adds a report. The old file or the new one is there at any moment.
    ///
    /// # Errors
    /// Why it could not be written: no such folder, a full disk. A hook has nobody to tell.
    pub fn note(&self, report: &Report) -> io::Result<()> {
        let _alone = self.noting.lock().unwrap_or_else(PoisonError::into_inner);
        let mut lines: Vec<String> = Vec::with_capacity(KEPT + 1);
        for report in self.reports().iter().chain([report]) {
            lines.push(serde_json::to_string(report)? + "\n");
        }
        let mut bytes = 0;
        let kept = lines.iter().rev().take(KEPT).take_while(|line| {
            bytes += line.len();
            bytes <= MOST_BYTES
        });
        let first = lines.len() - kept.count();
        let unfinished = Self::unfinished(&self.file);
        fs::write(&unfinished, lines.split_off(first).concat())?;
        fs::rename(&unfinished, &self.file)
    }

    /// The reports, oldest first. A line that is none, and a file that is not there, count as nothing.
    pub fn reports(&self) -> Vec<Report> {
        let mut bytes = Vec::new();
        if let Ok(file) = File::open(&self.file) {
            // A file that cannot be read through has what was read so far.
            let _ = file.take(MOST_BYTES as u64).read_to_end(&mut bytes);
        }
        let lines = bytes.split(|byte| *byte == b'\n');
        lines.filter_map(|line| serde_json::from_slice(line).ok()).collect()
    }
}

#[cfg(test)]
mod tests;
