//! What a pack claims to hold, before anybody believes it: for `pack info`, and for the question a person is asked when a
//! neighbour hands one over (decision 29: root version and date are named).

use std::collections::{BTreeMap, BTreeSet};

use super::error::PackError;
use super::metadata::{self, Claim};
use super::names::Name;
use super::read::Pack;
use crate::clock::Timestamp;
use crate::repository::carrier::CarrierError;
use crate::repository::format::{Catalog, Collection, Index, Object, decode};

/// A pack's own word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackInfo {
    /// The newest root in it.
    pub root_version: u64,
    /// Whether every root from 1 to the newest is in it, so that any phone can follow.
    pub has_every_root: bool,
    /// End of the newest root.
    pub root_expires: Timestamp,
    /// Version of the timestamp, which orders releases.
    pub timestamp_version: u64,
    /// End of the timestamp; over for most packs, and no matter then.
    pub timestamp_expires: Timestamp,
    /// Number of the release.
    pub sequence: u64,
    /// When it was made.
    pub published_at: Timestamp,
    /// Collections of the release, each with what the pack has of it.
    pub collections: BTreeMap<String, (Collection, Carries)>,
    /// Files in the pack.
    pub files: usize,
    /// Images and other media among them.
    pub media: usize,
    /// Bytes of the pack.
    pub bytes: u64,
}

/// What a pack has of a collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carries {
    /// Index and every segment: a phone can load it.
    Whole {
        /// Compressed bytes, the index included.
        bytes: u64,
    },
    /// An index and not all of its segments: the pack is damaged or was cut.
    Partly,
    /// It was not chosen.
    Nothing,
}

impl PackInfo {
    /// Reads a pack's metadata, catalog and indexes; verifies nothing. Blocking.
    ///
    /// # Errors
    /// [`PackError::Lacks`] if a file is missing on the way to the catalog; [`PackError::Format`] if one cannot be read.
    pub fn of(pack: &Pack<'_>) -> Result<Self, PackError> {
        let roots = roots(pack);
        let root_version = roots.last().copied().ok_or_else(|| PackError::Lacks(Name::Root(1).path()))?;
        let root = metadata::claim(&read(pack, &Name::Root(root_version))?)?;
        let timestamp = read(pack, &Name::Timestamp)?;
        let snapshot = read(pack, &metadata::next(&timestamp)?)?;
        let targets = read(pack, &metadata::next(&snapshot)?)?;
        let catalog = Catalog::parse(&read(pack, &Name::Catalog(metadata::catalog(&targets)?))?)?;
        let Claim { version: timestamp_version, expires: timestamp_expires } = metadata::claim(&timestamp)?;
        let mut collections = BTreeMap::new();
        for (name, collection) in catalog.collections {
            let carries = carries(pack, &name, &collection)?;
            collections.insert(name, (collection, carries));
        }
        Ok(Self {
            root_version,
            has_every_root: roots.len() as u64 == root_version,
            root_expires: root.expires,
            timestamp_version,
            timestamp_expires,
            sequence: catalog.sequence,
            published_at: catalog.published_at,
            collections,
            files: pack.files().count(),
            media: pack.files().filter(|(path, _)| matches!(Name::parse(path), Some(Name::Media(..)))).count(),
            bytes: pack.bytes(),
        })
    }
}

/// The number of the release that a pack claims to hold. Reads three small files; for who asks at every start.
///
/// # Errors
/// As [`PackInfo::of`].
pub fn sequence(pack: &Pack<'_>) -> Result<u64, PackError> {
    let snapshot = read(pack, &metadata::next(&read(pack, &Name::Timestamp)?)?)?;
    let targets = read(pack, &metadata::next(&snapshot)?)?;
    // Equal in every release (docs/repository-format.md, 3.1); importing the pack compares them.
    Ok(metadata::claim(&targets)?.version)
}

/// Versions of the roots in it.
pub(super) fn roots(pack: &Pack<'_>) -> BTreeSet<u64> {
    let names = pack.files().filter_map(|(path, _)| Name::parse(path));
    names.filter_map(|name| if let Name::Root(version) = name { Some(version) } else { None }).collect()
}

pub(super) fn read(pack: &Pack<'_>, name: &Name) -> Result<Vec<u8>, PackError> {
    pack.read(&name.path(), name.max_bytes()).map_err(|error| match error {
        CarrierError::Missing => PackError::Lacks(name.path()),
        other => other.into(),
    })
}

fn carries(pack: &Pack<'_>, name: &str, collection: &Collection) -> Result<Carries, PackError> {
    let has = |object: &Object| pack.size_of(&object.path()) == Some(object.bytes);
    if !has(&collection.index) {
        return Ok(Carries::Nothing);
    }
    let packed = pack.read(&collection.index.path(), collection.index.bytes)?;
    let index = Index::parse(&decode(&collection.index, &packed, None)?, name, collection)?;
    if !index.segments.iter().all(|segment| has(&segment.object)) {
        return Ok(Carries::Partly);
    }
    let segments = index.segments.iter().map(|segment| segment.object.bytes);
    Ok(Carries::Whole { bytes: segments.fold(collection.index.bytes, u64::saturating_add) })
}
