//! What the way from one release to another costs a phone: counted in indexes and objects, without a phone.
//!
//! The rule is the one of our client (`core::sync::repository::route`); a bench that uses it compares it with real phones.

use app4g_core::repository::format::{Catalog, DeltaEntry, Index};
use app4g_portal::reading;
use app4g_portal::storage::folder::Folder;
use app4g_tests::department::{Department, Trouble};

use std::collections::BTreeMap;

/// A release as it was published.
#[derive(Clone, Debug)]
pub struct Release {
    /// Its catalog.
    pub catalog: Catalog,
    /// Bytes of its catalog.
    pub catalog_bytes: usize,
    /// Its indexes by collection.
    pub indexes: BTreeMap<String, Index>,
}

/// The way of one collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Requests: the index, and every object.
    pub requests: u64,
    /// Bytes of index and objects.
    pub bytes: u64,
    /// Deltas gone; 0: the way is by segments.
    pub deltas: usize,
}

impl Release {
    /// The newest release of `department`.
    ///
    /// # Errors
    /// Nothing is published, or a file is damaged.
    pub async fn newest(department: &Department) -> Result<Self, Trouble> {
        let storage = Folder::open(&department.repository())?;
        let current = reading::current(&storage).await?.ok_or("nothing is published")?;
        let mut indexes = BTreeMap::new();
        for (name, entry) in &current.catalog.collections {
            indexes.insert(name.clone(), reading::index(&storage, name, entry).await?);
        }
        Ok(Self { catalog: current.catalog, catalog_bytes: current.catalog_bytes.len(), indexes })
    }

    /// What a phone pays that loaded `before` whole and nothing since; by collection, those that changed.
    pub fn since(&self, before: &Self) -> BTreeMap<&str, Cost> {
        let changed = self.indexes.iter().filter_map(|(name, index)| {
            let entry = self.catalog.collections.get(name)?;
            let old = before.indexes.get(name);
            (old.map(|old| old.version) != Some(index.version))
                .then(|| (name.as_str(), cost(index, old, entry.index.bytes)))
        });
        changed.collect()
    }
}

/// What our client counts beside the objects: a question for one, and the look at every record that segments need.
const QUESTION: u64 = 500;
const SCAN: u64 = 4 << 10;

/// Whether a delta has an edit object.
fn has_edit(delta: &DeltaEntry) -> bool {
    delta.cost > delta.object.bytes
}

fn cost(index: &Index, old: Option<&Index>, index_bytes: u64) -> Cost {
    let is_here = |sha256| old.is_some_and(|old| old.segments.iter().any(|segment| segment.object.sha256 == sha256));
    let missing = index.segments.iter().filter(|segment| !is_here(segment.object.sha256));
    let (segments, whole) = missing.fold((0, 0), |(count, bytes), segment| (count + 1, bytes + segment.object.bytes));
    let chain = old.and_then(|old| index.chain(old.version));
    let objects = |chain: &[&DeltaEntry]| chain.iter().map(|delta| 1 + u64::from(has_edit(delta))).sum::<u64>();
    let bytes = |chain: &[&DeltaEntry]| chain.iter().map(|delta| delta.cost).sum::<u64>();
    match chain {
        Some(chain) if bytes(&chain) + QUESTION * objects(&chain) <= whole + QUESTION * segments + SCAN => {
            Cost { requests: 1 + objects(&chain), bytes: index_bytes + bytes(&chain), deltas: chain.len() }
        }
        _ => Cost { requests: 1 + segments, bytes: index_bytes + whole, deltas: 0 },
    }
}
