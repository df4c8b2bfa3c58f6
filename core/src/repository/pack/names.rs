//! Which files a pack may hold, and how large each may be.
//!
//! A name is taken apart and written again: only one that comes out the same is a name, so there is no second way to write any.

use crate::repository::format::{MAX_RAW, Sha256, catalog};
use crate::repository::trust::MAX_ROLE_BYTES;

/// Bytes of any image or other medium at most.
pub const MAX_MEDIA: u64 = 4 << 20;
/// Bytes of any compressed object at most.
pub const MAX_OBJECT: u64 = MAX_RAW + MAX_RAW / 32 + 1_024;
/// Files in a pack at most.
pub const MAX_FILES: usize = 200_000;
/// Bytes of a pack at most: what fits in one file of a FAT-formatted stick.
pub const MAX_PACK: u64 = u32::MAX as u64;

/// A file of a repository, by its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Name {
    /// `metadata/N.root.json`.
    Root(u64),
    /// `metadata/N.snapshot.json`.
    Snapshot(u64),
    /// `metadata/N.targets.json`.
    Targets(u64),
    /// `metadata/timestamp.json`.
    Timestamp,
    /// `targets/HASH.catalog.json`.
    Catalog(Sha256),
    /// `objects/aa/HASH.zst`.
    Object(Sha256),
    /// `media/aa/HASH.EXT`.
    Media(Sha256, String),
}

impl Name {
    /// Reads a path; `None` for one that no repository has.
    pub fn parse(path: &str) -> Option<Self> {
        let parts: Vec<&str> = path.split('/').collect();
        let name = match parts.as_slice() {
            ["metadata", "timestamp.json"] => Self::Timestamp,
            ["metadata", file] => {
                let (version, role) = file.split_once('.')?;
                let version = version.parse().ok().filter(|version| *version > 0)?;
                match role {
                    "root.json" => Self::Root(version),
                    "snapshot.json" => Self::Snapshot(version),
                    "targets.json" => Self::Targets(version),
                    _ => return None,
                }
            }
            ["targets", file] => Self::Catalog(Sha256::parse(file.strip_suffix(".catalog.json")?)?),
            ["objects", _, file] => Self::Object(Sha256::parse(file.strip_suffix(".zst")?)?),
            ["media", _, file] => {
                let (hash, ending) = file.split_once('.')?;
                let is_ending = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
                let fits = (1..=5).contains(&ending.len()) && ending.bytes().all(is_ending);
                Self::Media(Sha256::parse(hash).filter(|_| fits)?, ending.to_owned())
            }
            _ => return None,
        };
        (name.path() == path).then_some(name)
    }

    /// The path below the repository's root.
    pub fn path(&self) -> String {
        let folder = |hash: &Sha256| hash.to_string().chars().take(2).collect::<String>();
        match self {
            Self::Root(version) => format!("metadata/{version}.root.json"),
            Self::Snapshot(version) => format!("metadata/{version}.snapshot.json"),
            Self::Targets(version) => format!("metadata/{version}.targets.json"),
            Self::Timestamp => "metadata/timestamp.json".to_owned(),
            Self::Catalog(hash) => format!("targets/{hash}.{}", catalog::NAME),
            Self::Object(hash) => format!("objects/{}/{hash}.zst", folder(hash)),
            Self::Media(hash, ending) => format!("media/{}/{hash}.{ending}", folder(hash)),
        }
    }

    /// How large it may be before the catalog says more.
    pub const fn max_bytes(&self) -> u64 {
        match self {
            Self::Root(_) | Self::Snapshot(_) | Self::Targets(_) | Self::Timestamp => MAX_ROLE_BYTES,
            Self::Catalog(_) => catalog::MAX_BYTES,
            Self::Object(_) => MAX_OBJECT,
            Self::Media(..) => MAX_MEDIA,
        }
    }
}

#[cfg(test)]
mod tests;
