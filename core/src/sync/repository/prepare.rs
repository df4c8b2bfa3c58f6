//! From a decompressed object to lines ready to be written: hashing, reading, packing and the text for the index.
//!
//! What costs time is done here, off the writer's thread, so that one segment is prepared while the one before is written.

use std::collections::HashMap;

use crate::clock::Timestamp;
use crate::repository::format::{FormatError, MAX_DELTA_RECORDS, Sha256, delta};
use crate::search::DocText;
use crate::search::stored::{is_looked_for, text_of, text_of_kind};
use crate::store::StoreError;
use crate::store::content::published::{self, Published};
use crate::sync::error::SyncError;

/// Digests of lines that are here, with their ids: an equal line need not be read again.
pub(super) type Known = HashMap<[u8; 32], String>;

/// A line of a collection.
pub(super) enum Line {
    /// It is here.
    Known(String),
    /// It is to be written.
    New(Box<NewLine>),
}

/// A line that is not here, and what is found in it.
pub(super) struct NewLine {
    pub(super) published: Published,
    pub(super) text: Option<DocText>,
}

impl NewLine {
    /// The record's id.
    pub(super) fn id(&self) -> &str {
        &self.published.envelope().id
    }
}

/// The lines of a decompressed segment.
///
/// # Errors
/// [`SyncError::Format`] if it breaks a rule of the format, or a line is no record.
pub(super) fn segment(raw: &[u8], count: u64, known: &Known, at: Timestamp) -> Result<Vec<Line>, SyncError> {
    let lines = delta::lines(raw, "segment")?;
    if lines.len() as u64 != count {
        return Err(FormatError::Rule { what: "segment", rule: "it holds another number of records" }.into());
    }
    all(&lines, known, at)
}

/// Lines of a delta, or of what it edits.
///
/// # Errors
/// As [`segment`].
pub(super) fn all(lines: &[&str], known: &Known, at: Timestamp) -> Result<Vec<Line>, SyncError> {
    lines.iter().map(|line| one(line, known, at)).collect()
}

fn one(line: &str, known: &Known, at: Timestamp) -> Result<Line, SyncError> {
    let digest = Sha256::of(line.as_bytes()).0;
    if let Some(id) = known.get(&digest) {
        return Ok(Line::Known(id.clone()));
    }
    let mut text = None;
    let published = published::prepare(line, digest, at, |kind, data| {
        let found = text_of_kind(kind, data)?;
        let title = found.title.clone();
        text = Some(found).filter(|_| is_looked_for(kind));
        Some(title)
    });
    let published = published.map_err(|error| match error {
        // What is signed and no record is the publisher's fault, and neither the profile's nor ours.
        StoreError::Line(_) => FormatError::Rule { what: "line", rule: "it is no record" }.into(),
        error => SyncError::from(error),
    })?;
    let text = match published.article() {
        Some(article) => Some(text_of(article)),
        None => text,
    };
    Ok(Line::New(Box::new(NewLine { published, text })))
}

/// The lines that an edit is compressed against, each with LF, in the manifest's order; `None` if one of them is not here as it
/// must be.
pub(super) fn prefix(
    base: &[(String, String)],
    mut line_of: impl FnMut(&str) -> Result<Option<String>, SyncError>,
) -> Result<Option<Vec<u8>>, SyncError> {
    let mut prefix = Vec::new();
    for (id, short) in base.iter().take(MAX_DELTA_RECORDS) {
        let Some(line) = line_of(id)? else { return Ok(None) };
        if Sha256::of(line.as_bytes()).short_hex() != *short {
            return Ok(None);
        }
        prefix.extend_from_slice(line.as_bytes());
        prefix.push(b'\n');
    }
    Ok((prefix.len() <= crate::repository::format::MAX_PREFIX).then_some(prefix))
}
