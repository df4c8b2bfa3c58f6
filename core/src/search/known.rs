//! What was read of one state of index and store, kept for the next query: somebody who types asks for the same words, pairs and
//! texts with every key.
//!
//! Belongs to one [`Snapshot`](super::index::Snapshot) and goes with it, so what is kept is what is stored. Bounded: some two
//! megabytes of words and pairs, of texts up to two, of long lists up to three.

use std::sync::Arc;

use rusqlite::Connection;

use super::SearchError;
use super::index::{Entry, List};
use super::kept::Kept;
use super::searcher::{DocText, DocTexts};
use super::understand::Evidence;

/// Ranges of keys whose content is kept, twice.
const LOOKUPS: usize = 2_048;
/// Texts that are kept, twice: as many as the second look takes, for some queries.
const TEXTS: usize = 64;
/// Longest text in bytes that is kept.
const LONGEST: usize = 16_384;
/// Long lists that are kept, twice: those of words that are in most queries.
const LISTS: usize = 24;
/// Longest list in bytes that is kept; what is longer would leave no room for others.
const LONGEST_LIST: usize = 65_536;

/// The keys of a range with what the index knows of them.
pub(super) type Found = Arc<Vec<(Vec<u8>, Evidence)>>;

/// Lookups, texts and lists by what was asked for.
pub(crate) struct Known {
    /// By the first key of the range.
    pub(super) lookups: Kept<Vec<u8>, Found>,
    texts: Kept<i64, Arc<DocText>>,
    /// By segment and place in its lists.
    lists: Kept<(i64, u64), Arc<List>>,
}

impl Default for Known {
    fn default() -> Self {
        Self { lookups: Kept::new(LOOKUPS), texts: Kept::new(TEXTS), lists: Kept::new(LISTS) }
    }
}

impl Known {
    /// The list of an entry of a segment.
    ///
    /// # Errors
    /// As [`Entry::list`].
    pub(super) fn list(&self, conn: &Connection, segment: i64, entry: &Entry) -> Result<Arc<List>, SearchError> {
        let place = entry.elsewhere(LONGEST_LIST).map(|offset| (segment, offset));
        if let Some(list) = place.and_then(|place| self.lists.get(&place)) {
            return Ok(list);
        }
        let list = Arc::new(entry.list(conn, segment)?);
        if let Some(place) = place {
            self.lists.put(place, Arc::clone(&list));
        }
        Ok(list)
    }

    /// The text of a document, from `texts` if it is not kept.
    ///
    /// # Errors
    /// As [`DocTexts::text`].
    pub(super) fn text(
        &self,
        conn: &Connection,
        texts: &dyn DocTexts,
        doc: i64,
    ) -> Result<Option<Arc<DocText>>, SearchError> {
        if let Some(text) = self.texts.get(&doc) {
            return Ok(Some(text));
        }
        let Some(text) = texts.text(conn, doc)?.map(Arc::new) else { return Ok(None) };
        if text.title.len() + text.body.len() <= LONGEST {
            self.texts.put(doc, Arc::clone(&text));
        }
        Ok(Some(text))
    }
}
