//! From a decompressed object to lines ready to be written: hashing, reading, packing and sorting the words for the index.
//!
//! What costs time is done here, off the writer's thread, so that one segment is prepared while the one before is written. The
//! writer gets what it inserts and nothing else.

use std::collections::HashMap;
use std::sync::Arc;
use std::thread;

use crate::clock::Timestamp;
use crate::repository::format::{FormatError, MAX_DELTA_RECORDS, Sha256, delta};
use crate::search::index::{Draft, Drafting};
use crate::search::stored::{is_looked_for, text_of, text_of_kind};
use crate::store::StoreError;
use crate::store::content::published::{self, Data, Published};
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

/// A line that is not here.
pub(super) struct NewLine {
    pub(super) published: Published,
    /// Whether it has a text in the batch's draft.
    pub(super) is_looked_for: bool,
}

impl NewLine {
    /// The record's id.
    pub(super) fn id(&self) -> &str {
        &self.published.envelope().id
    }
}

/// Lines that are written in one transaction, and what they are found by.
pub(super) struct Batch {
    pub(super) lines: Vec<Line>,
    /// The texts of those new lines that have one, in their order.
    pub(super) draft: Draft,
}

/// Reads the lines of one collection, batch after batch.
pub(super) struct Preparer {
    known: Arc<Known>,
    at: Timestamp,
    drafting: Drafting,
}

impl Preparer {
    /// Reads at `at`; lines that are `known` are not read.
    pub(super) fn new(known: Known, at: Timestamp) -> Self {
        Self { known: Arc::new(known), at, drafting: Drafting::new() }
    }

    /// The lines of a decompressed segment.
    ///
    /// # Errors
    /// [`SyncError::Format`] if it breaks a rule of the format, or a line is no record.
    pub(super) fn segment(&mut self, raw: &[u8], count: u64) -> Result<Batch, SyncError> {
        self.batch(&lines_of(raw, count)?)
    }

    /// The same by a second thread too, for a segment while whose preparing nothing else is under way.
    ///
    /// # Errors
    /// As [`Preparer::segment`]; [`SyncError::TaskLost`] if there is no second thread.
    pub(super) fn segment_by_two(&mut self, raw: &[u8], count: u64) -> Result<Vec<Batch>, SyncError> {
        self.by_two(&lines_of(raw, count)?)
    }

    /// The put lines of a delta, by two threads.
    ///
    /// # Errors
    /// As [`Preparer::segment_by_two`].
    pub(super) fn by_two(&mut self, lines: &[&str]) -> Result<Vec<Batch>, SyncError> {
        let (first, second) = lines.split_at(lines.len() / 2);
        let mut other = Self { known: Arc::clone(&self.known), at: self.at, drafting: Drafting::new() };
        thread::scope(|scope| {
            let second = thread::Builder::new().spawn_scoped(scope, move || other.batch(second));
            let second = second.map_err(|_| SyncError::TaskLost)?;
            let first = self.batch(first);
            let second = second.join().map_err(|_| SyncError::TaskLost)?;
            Ok(vec![first?, second?])
        })
    }

    /// The decompressed edit of a delta, whose lines are those of the records in `base`, in their order.
    ///
    /// # Errors
    /// As [`Preparer::segment`].
    pub(super) fn edit(&mut self, raw: &[u8], base: &[(String, String)]) -> Result<Batch, SyncError> {
        let rule = |rule| FormatError::Rule { what: "edit", rule };
        let lines = delta::lines(raw, "edit")?;
        if lines.len() != base.len() {
            return Err(rule("it has another number of lines than its base").into());
        }
        let batch = self.batch(&lines)?;
        let is_its_own = |(line, (id, _)): (&Line, &(String, String))| matches!(line, Line::New(new) if new.id() == id);
        match batch.lines.iter().zip(base).all(is_its_own) {
            true => Ok(batch),
            false => Err(rule("it edits other records than its base").into()),
        }
    }

    fn batch(&mut self, lines: &[&str]) -> Result<Batch, SyncError> {
        let lines = lines.iter().map(|line| self.one(line)).collect::<Result<_, _>>()?;
        Ok(Batch { lines, draft: self.drafting.finish() })
    }

    fn one(&mut self, line: &str) -> Result<Line, SyncError> {
        let digest = Sha256::of(line.as_bytes()).0;
        if let Some(id) = self.known.get(&digest) {
            return Ok(Line::Known(id.clone()));
        }
        let mut text = None;
        let published = published::prepare(line, digest, self.at, |data| match data {
            Data::Article(article) => {
                text = Some(text_of(article));
                None
            }
            Data::Other(kind, data) => {
                let found = text_of_kind(kind, data)?;
                let title = found.title.clone();
                text = Some(found).filter(|_| is_looked_for(kind));
                Some(title)
            }
        });
        let published = published.map_err(|error| match error {
            // What is signed and no record is the publisher's fault, and neither the profile's nor ours.
            StoreError::Line(_) => FormatError::Rule { what: "line", rule: "it is no record" }.into(),
            error => SyncError::from(error),
        })?;
        if let Some(text) = &text {
            self.drafting.push(&text.title, &text.body);
        }
        Ok(Line::New(Box::new(NewLine { published, is_looked_for: text.is_some() })))
    }
}

fn lines_of(raw: &[u8], count: u64) -> Result<Vec<&str>, SyncError> {
    let lines = delta::lines(raw, "segment")?;
    if lines.len() as u64 != count {
        return Err(FormatError::Rule { what: "segment", rule: "it holds another number of records" }.into());
    }
    Ok(lines)
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
