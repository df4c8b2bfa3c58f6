//! Everything in a repository is looked at: signatures, objects, lines, sets, files that records name, and where deltas lead.
//!
//! Works on any place that can be read, without a listing, as a phone does. All that is wrong is reported, not only the first.
//!
//! Reading order: [`chain`] (roots and roles) → [`line`](mod@line) (the form of a line) → [`segments`] → [`media`] → [`deltas`].

use std::collections::BTreeMap;

use app4g_core::Timestamp;
use app4g_core::repository::format::Sha256;

use crate::media::Named;
use crate::reading::{self, ReadingError};
use crate::storage::Storage;

pub mod chain;
mod deltas;
mod line;
mod media;
mod segments;

/// What was found.
#[derive(Debug, Default)]
pub struct Report {
    /// Number of the newest release.
    pub sequence: u64,
    /// When it was made.
    pub published_at: Timestamp,
    /// Whose repository it says it is.
    pub name: String,
    /// Signed with keys that are no secret (decision 36).
    pub is_demo: bool,
    /// By name.
    pub collections: BTreeMap<String, Counts>,
    /// Roles that ended, or end within a week: the content is genuine, but phones will say that nobody tends it.
    pub ending: Vec<(&'static str, Timestamp)>,
    /// What is wrong.
    pub findings: Vec<Finding>,
}

/// What a collection consists of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Its version.
    pub version: u64,
    /// Its records.
    pub records: u64,
    /// Its segments.
    pub segments: u64,
    /// Its deltas.
    pub deltas: u64,
    /// Bytes of all segments, compressed.
    pub bytes: u64,
}

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The file.
    pub path: String,
    /// What is wrong with it; ids, never content.
    pub cause: String,
}

/// What the lines of a repository say, across collections.
#[derive(Default)]
struct Lines {
    /// Of each id, the hash of each revision.
    revisions: BTreeMap<String, BTreeMap<u32, Sha256>>,
    /// Files that records name, by path.
    files: BTreeMap<String, Named>,
}

/// Looks at the whole repository. `root` is a root that is trusted already; without one, that its own roots follow one another is
/// all that is known of them.
///
/// # Errors
/// [`ReadingError`] if it cannot be read far enough to say more.
pub async fn verify(storage: &dyn Storage, root: Option<&[u8]>, now: Timestamp) -> Result<Report, ReadingError> {
    let mut report = Report::default();
    let current = reading::current(storage).await?;
    let current = current.ok_or_else(|| ReadingError::Missing(reading::TIMESTAMP.to_owned()))?;
    chain::check(storage, root, &current, now, &mut report).await?;
    report.sequence = current.catalog.sequence;
    report.published_at = current.catalog.published_at;
    if current.catalog.to_bytes().ok().as_ref() != Some(&current.catalog_bytes) {
        report.find(&reading::catalog_path(&current.catalog_hash), "is not canonical");
    }
    let mut lines = Lines::default();
    for (name, entry) in &current.catalog.collections {
        let index = match reading::index(storage, name, entry).await {
            Ok(index) => index,
            Err(error) => {
                report.find(&entry.index.path(), error);
                continue;
            }
        };
        let members = segments::check(storage, name, entry, &index, &mut lines, &mut report).await;
        deltas::check(storage, name, &index, &members, &mut report).await;
        let counts = Counts {
            version: entry.version,
            records: entry.count,
            segments: index.segments.len() as u64,
            deltas: index.deltas.len() as u64,
            bytes: index.segments.iter().map(|segment| segment.object.bytes).sum(),
        };
        report.collections.insert(name.clone(), counts);
    }
    media::check(storage, &lines.files, &mut report).await;
    Ok(report)
}

impl Report {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.findings.is_empty()
    }

    fn find(&mut self, path: &str, cause: impl ToString) {
        self.findings.push(Finding { path: path.to_owned(), cause: cause.to_string() });
    }
}
