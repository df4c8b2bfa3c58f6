//! `catalog.json`, the one TUF target: which collections there are, in which version (decision 23).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::digest::Sha256;
use super::error::FormatError;
use super::object::Object;
use super::{FORMAT, json};
use crate::clock::Timestamp;

/// Name of the target.
pub const NAME: &str = "catalog.json";

/// Bytes of a catalog at most; format 1 has 18 collections in 4.4 kB.
pub const MAX_BYTES: u64 = 64 << 10;

const WHAT: &str = "catalog";

/// One release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalog {
    /// Always [`FORMAT`].
    pub format: u32,
    /// Version of targets and snapshot: grows with each release.
    pub sequence: u64,
    /// When the release was made.
    pub published_at: Timestamp,
    /// By name: `base`, `notices`, `news`, …
    pub collections: BTreeMap<String, Collection>,
}

/// One collection of a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collection {
    /// Grows by one with each release that changes the collection.
    pub version: u64,
    /// Records in it: withdrawn, expired and unknown kinds included.
    pub count: u64,
    /// [`super::SetHash`] over all of them.
    pub set_hash: Sha256,
    /// Its index.
    pub index: Object,
}

impl Catalog {
    /// Reads a verified catalog.
    ///
    /// # Errors
    /// [`FormatError::TooNew`] for a later format, [`FormatError::Json`], [`FormatError::Rule`].
    pub fn parse(bytes: &[u8]) -> Result<Self, FormatError> {
        let catalog: Self = json::parse(WHAT, bytes)?;
        for (name, collection) in &catalog.collections {
            if !is_collection_name(name) {
                return Err(FormatError::Rule { what: WHAT, rule: "a collection has a name that cannot be one" });
            }
            collection.index.check_bounds()?;
        }
        Ok(catalog)
    }

    /// The canonical JSON.
    ///
    /// # Errors
    /// [`FormatError::Rule`] if a number does not fit decision 6.
    pub fn to_bytes(&self) -> Result<Vec<u8>, FormatError> {
        json::write(WHAT, self)
    }

    /// An empty repository before its first release.
    pub fn empty(at: Timestamp) -> Self {
        Self { format: FORMAT, sequence: 0, published_at: at, collections: BTreeMap::new() }
    }
}

/// Lower-case letters, digits and `-`, at most 64: names stand in file names and in SQL values of phones.
pub fn is_collection_name(name: &str) -> bool {
    (1..=64).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

#[cfg(test)]
mod tests;
