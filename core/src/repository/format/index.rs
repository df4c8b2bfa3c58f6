//! The index of a collection: its segments and deltas (decision 24).

use serde::{Deserialize, Serialize};

use super::catalog::Collection;
use super::error::FormatError;
use super::object::Object;
use super::{FORMAT, MAX_SEGMENT_RECORDS, STEPS, json};

const WHAT: &str = "index";

/// Where the records of a collection are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Index {
    /// Always [`FORMAT`].
    pub format: u32,
    /// Which collection.
    pub collection: String,
    /// Which version of it.
    pub version: u64,
    /// Newest first; a record is in exactly one.
    pub segments: Vec<SegmentEntry>,
    /// Ordered by `to`, then `from`.
    pub deltas: Vec<DeltaEntry>,
}

/// A segment: lines, each with LF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentEntry {
    /// The object that holds them.
    #[serde(flatten)]
    pub object: Object,
    /// How many.
    pub count: u64,
}

/// A delta: leads from exactly one version to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeltaEntry {
    /// The object with manifest and put lines.
    #[serde(flatten)]
    pub object: Object,
    /// Bytes of the object and of its edit object.
    pub cost: u64,
    /// The version it starts from.
    pub from: u64,
    /// The version it leads to.
    pub to: u64,
}

impl Index {
    /// Reads the decompressed index of `collection` in the version that the catalog names.
    ///
    /// # Errors
    /// [`FormatError::TooNew`], [`FormatError::Json`]; [`FormatError::Rule`] if it is another collection's or does not fit the
    /// catalog.
    pub fn parse(bytes: &[u8], name: &str, entry: &Collection) -> Result<Self, FormatError> {
        let rule = |rule| Err(FormatError::Rule { what: WHAT, rule });
        let index: Self = json::parse(WHAT, bytes)?;
        if index.collection != name || index.version != entry.version {
            return rule("it is of another collection or version than the catalog says");
        }
        let mut count = 0_u64;
        for segment in &index.segments {
            segment.object.check_bounds()?;
            if !(1..=MAX_SEGMENT_RECORDS).contains(&segment.count) || segment.count > segment.object.raw_bytes {
                return rule("a segment has an impossible number of records");
            }
            count = count.saturating_add(segment.count);
        }
        if count != entry.count {
            return rule("the segments do not hold as many records as the catalog says");
        }
        for delta in &index.deltas {
            delta.object.check_bounds()?;
            if delta.from >= delta.to || delta.to > index.version {
                return rule("a delta leads nowhere");
            }
        }
        Ok(index)
    }

    /// The canonical JSON.
    ///
    /// # Errors
    /// [`FormatError::Rule`] if a number does not fit decision 6.
    pub fn to_bytes(&self) -> Result<Vec<u8>, FormatError> {
        json::write(WHAT, self)
    }

    /// An index without records.
    pub fn empty(collection: &str) -> Self {
        let (segments, deltas) = (Vec::new(), Vec::new());
        Self { format: FORMAT, collection: collection.to_owned(), version: 0, segments, deltas }
    }

    /// The deltas that lead from version `from` to this one, each the longest that starts where the one before ended; `None` if
    /// they do not lead here.
    pub fn chain(&self, from: u64) -> Option<Vec<&DeltaEntry>> {
        let mut chain = Vec::new();
        let mut at = from;
        while at < self.version {
            let longest = self.deltas.iter().filter(|delta| delta.from == at).max_by_key(|delta| delta.to)?;
            at = longest.to;
            chain.push(longest);
        }
        (at == self.version).then_some(chain)
    }
}

/// The versions from which deltas lead to `version` (decision 24), nearest first.
pub fn bases_of(version: u64) -> impl Iterator<Item = u64> {
    STEPS
        .into_iter()
        .filter(move |step| version.is_multiple_of(*step))
        .filter_map(move |step| version.checked_sub(step))
}

#[cfg(test)]
mod tests;
