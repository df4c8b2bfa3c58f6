//! What was read of one state of index and store, kept for the next query: somebody who types asks for the same words, pairs and
//! texts with every key.
//!
//! Belongs to one [`Snapshot`](super::index::Snapshot) and goes with it, so what is kept is what is stored. Bounded: some two
//! megabytes of words and pairs, of texts up to two.

use std::sync::Arc;

use rusqlite::Connection;

use super::SearchError;
use super::kept::Kept;
use super::searcher::{DocText, DocTexts};
use super::understand::Evidence;

/// Ranges of keys whose content is kept, twice.
const LOOKUPS: usize = 2_048;
/// Texts that are kept, twice: as many as the second look takes, for some queries.
const TEXTS: usize = 64;
/// Longest text in bytes that is kept.
const LONGEST: usize = 16_384;

/// The keys of a range with what the index knows of them.
pub(super) type Found = Arc<Vec<(Vec<u8>, Evidence)>>;

/// Lookups and texts by what was asked for.
pub(crate) struct Known {
    /// By the first key of the range.
    pub(super) lookups: Kept<Vec<u8>, Found>,
    texts: Kept<i64, Arc<DocText>>,
}

impl Default for Known {
    fn default() -> Self {
        Self { lookups: Kept::new(LOOKUPS), texts: Kept::new(TEXTS) }
    }
}

impl Known {
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
