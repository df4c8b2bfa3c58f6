//! The content folder: Markdown, CSV and NDJSON files become checked records, so that a department needs no server at all.
//!
//! Reading order: [`found`] (what is wrong, and where) → `folder` (which files, of which kind) → `front_matter`, `cells`,
//! `lines` with `simple` (the three formats) → `draft` (a record as it was read) → `markdown` (a body) → `media` (files beside it) →
//! `complete` (what authors need not write) → `references` (what only the whole folder can tell) → [`again`] with [`memory`] (what
//! need not be read again).
//!
//! Invariant: either every record of the folder is right, or all that is wrong is told at once.

pub mod again;
mod cells;
mod complete;
mod draft;
mod folder;
pub mod found;
mod front_matter;
mod lines;
mod markdown;
mod media;
pub mod memory;
mod references;
mod simple;

use std::path::Path;

use app4g_core::Timestamp;
use app4g_core::model::kinds::envelope::check_record;
use app4g_core::model::{Change, Kind};
use app4g_core::reader::Sanitiser;
use serde_json::{Map, Value};

pub use again::{Reading, read_again, read_all};
pub use found::{ContentError, Finding};
pub use media::Media;

use again::Recall;
use draft::Draft;

/// A record as its author wrote it, checked and completed; revision and dates of publication are still missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Authored {
    /// File below the content folder.
    pub file: String,
    /// Where in the file: `dòng 12`; empty if the file is the record.
    pub place: String,
    /// Id of the record.
    pub id: String,
    /// Kind of `data`.
    pub kind: Kind,
    /// The author's or source's date.
    pub published: Option<Timestamp>,
    /// `id`, `kind`, `published`?, `valid_until`?, `unit`, `source_url`?, `sample`, `data`.
    pub fields: Map<String, Value>,
    /// A correction or a withdrawal; new and update are found out by comparing.
    pub change: Option<Change>,
    /// Files to be published with it.
    pub media: Vec<Media>,
}

/// Reads and checks every record below `dir`, in the order of kinds and file names.
///
/// # Errors
/// [`ContentError`] with everything that is wrong in any file.
pub fn read_folder(dir: &Path) -> Result<Vec<Authored>, ContentError> {
    Ok(read(dir, None)?.authored)
}

/// Reads and checks every record below `dir` that `recall` does not know. Without one, nothing can be remembered either.
fn read(dir: &Path, recall: Option<&Recall<'_>>) -> Result<Reading, ContentError> {
    let mut found = Vec::new();
    let sanitiser = Sanitiser::new(None);
    let folder::Contents { mut drafts, mut leaves } = folder::read(dir, &sanitiser, recall, &mut found);
    complete::complete(&mut drafts, dir, &mut found);
    for draft in &drafts {
        let problems = check_record(&draft.fields, draft.change.as_ref(), draft.definition);
        found.extend(problems.into_iter().map(|problem| draft.finding(problem)));
    }
    references::check(&drafts, &leaves, &mut found);
    if !found.is_empty() {
        return Err(ContentError { found });
    }
    for draft in &drafts {
        let Some((leaf, piece)) = draft.origin else { continue };
        if let Some(leaf) = leaves.get_mut(leaf) {
            match again::note(draft, piece) {
                Some(note) => leaf.fresh.push(note),
                None => leaf.is_whole = false,
            }
        }
    }
    Ok(Reading { authored: drafts.into_iter().map(Draft::authored).collect(), leaves })
}

/// All that is wrong below `dir`; empty if it can be published.
pub fn validate(dir: &Path) -> Vec<Finding> {
    read_folder(dir).err().map(|error| error.found).unwrap_or_default()
}

#[cfg(test)]
mod tests;
