//! Which leaf of a segment a key would be in: the first keys of all its leaves, in memory.
//!
//! Read when a segment is first asked and kept with it, some twenty bytes a leaf (a quarter of a megabyte for 100,000 articles):
//! a query looks up dozens of keys, and with many slips hundreds. For the same reason the leaves that were read last are kept:
//! those of one query are often the same, and those of the next key typed nearly always.

use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;

use crate::search::SearchError;

/// First keys in order.
#[derive(Debug, Default)]
pub(super) struct Directory {
    keys: Vec<u8>,
    /// Where the key ends in `keys`, and the number of its leaf.
    leaves: Vec<(u32, u32)>,
    pub(super) recent: Recent,
}

/// Leaves of a segment that are kept: with 4 kB each, half a megabyte.
const KEPT: usize = 128;

/// Payloads of the leaves of one segment that were read last, their checksums right, the latest at the end.
#[derive(Debug, Default)]
pub(super) struct Recent {
    leaves: Mutex<Vec<(u32, Arc<Vec<u8>>)>>,
}

impl Recent {
    /// The payload of a leaf, if it is kept.
    pub(super) fn get(&self, leaf: u32) -> Option<Arc<Vec<u8>>> {
        let mut leaves = self.leaves.lock().unwrap_or_else(PoisonError::into_inner);
        let at = leaves.iter().rposition(|(kept, _)| *kept == leaf)?;
        if let Some(tail) = leaves.get_mut(at..) {
            tail.rotate_left(1);
        }
        leaves.last().map(|(_, payload)| Arc::clone(payload))
    }

    /// Keeps a leaf in place of the one that was not asked for the longest.
    pub(super) fn put(&self, leaf: u32, payload: &Arc<Vec<u8>>) {
        let mut leaves = self.leaves.lock().unwrap_or_else(PoisonError::into_inner);
        if leaves.len() >= KEPT {
            leaves.remove(0);
        }
        leaves.push((leaf, Arc::clone(payload)));
    }
}

impl Directory {
    /// Reads that of a segment.
    ///
    /// # Errors
    /// [`SearchError::Database`].
    pub(super) fn read(conn: &Connection, segment: i64) -> Result<Self, SearchError> {
        let mut directory = Self::default();
        let mut statement =
            conn.prepare_cached("SELECT first_key, leaf FROM search_leaf WHERE segment = ?1 ORDER BY first_key")?;
        let mut rows = statement.query([segment])?;
        while let Some(row) = rows.next()? {
            directory.keys.extend_from_slice(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?);
            directory.leaves.push((directory.keys.len() as u32, row.get(1)?));
        }
        Ok(directory)
    }

    /// The place of the leaf that has `key`, if any has it; that of the first for a key before all others.
    pub(super) fn place_of(&self, key: &[u8]) -> usize {
        let (mut from, mut to) = (0, self.leaves.len());
        while from < to {
            let middle = from.midpoint(to);
            if self.first_key(middle) <= key {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        from.saturating_sub(1)
    }

    /// The number of the leaf at a place, if there is one and it has keys before `end`.
    pub(super) fn leaf_before(&self, place: usize, end: &[u8]) -> Option<u32> {
        let (_, leaf) = self.leaves.get(place)?;
        (self.first_key(place) < end).then_some(*leaf)
    }

    fn first_key(&self, at: usize) -> &[u8] {
        let start = at.checked_sub(1).and_then(|before| self.leaves.get(before)).map_or(0, |(end, _)| *end);
        let end = self.leaves.get(at).map_or(start, |(end, _)| *end);
        self.keys.get(start as usize..end as usize).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
