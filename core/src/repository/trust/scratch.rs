//! The folder in which the library keeps its state: filled from ours before a load, read back after it, then removed.
//!
//! `root.json` there is never read by the library (the newest root is passed to it), and `latest_known_time.json` is not carried
//! over: a clock that was once ahead would stop every later load.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::Path;

use serde::de::DeserializeOwned;
use tempfile::TempDir;
use tough::schema::{RoleType, Root, Signed, Snapshot, Timestamp as TimestampRole};

use super::courier::{Kind, TIMESTAMP};
use super::error::TrustError;
use super::state::{Parsed, TrustState, read};

const ROOT_FILE: &str = "root.json";
const TIMESTAMP_FILE: &str = "timestamp.json";
const SNAPSHOT_FILE: &str = "snapshot.json";

/// A folder that goes with the load.
pub(super) struct Scratch {
    folder: TempDir,
}

impl Scratch {
    /// A new folder below `parent` with the files of `state`.
    pub(super) fn fill(parent: &Path, state: &TrustState) -> Result<Self, TrustError> {
        let folder = tempfile::Builder::new().prefix("app4g-").tempdir_in(parent).map_err(TrustError::Scratch)?;
        for (name, bytes) in [(TIMESTAMP_FILE, &state.timestamp), (SNAPSHOT_FILE, &state.snapshot)] {
            if let Some(bytes) = bytes {
                fs::write(folder.path().join(name), bytes).map_err(TrustError::Scratch)?;
            }
        }
        Ok(Self { folder })
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// What the library accepted, as it was published: root, timestamp and snapshot of `state` become those.
    ///
    /// `before` is `state`, read; `brought` are the files of this load by path, `etag` is the timestamp's mark.
    pub(super) fn read_back(
        &self,
        state: &mut TrustState,
        before: &Parsed,
        brought: &HashMap<String, Vec<u8>>,
        etag: Option<&String>,
    ) -> Result<(), TrustError> {
        let root = self.root(before, brought, &mut state.root)?;
        // Rotated keys take what they signed with them, also when the load stopped between: an attacker who had them may
        // have signed a version so high that nothing genuine would ever be newer.
        let keys = |root: &Root, role| root.keys(role).cloned().collect::<Vec<_>>();
        let is_rotated = [RoleType::Timestamp, RoleType::Snapshot]
            .into_iter()
            .any(|role| keys(&before.root.signed, role) != keys(&root, role));

        let kept = self.read::<TimestampRole>(TIMESTAMP_FILE)?;
        let came = brought.get(TIMESTAMP);
        if is_published(&kept, came) {
            state.timestamp = came.cloned();
            state.timestamp_etag = etag.cloned();
        } else if kept.is_none() || is_rotated {
            state.timestamp = None;
            state.timestamp_etag = None;
        }
        let kept = self.read::<Snapshot>(SNAPSHOT_FILE)?;
        let came = brought.iter().find(|(path, _)| Kind::of(path) == Some(Kind::Snapshot)).map(|(_, bytes)| bytes);
        if is_published(&kept, came) {
            state.snapshot = came.cloned();
        } else if kept.is_none() || is_rotated {
            state.snapshot = None;
        }
        state.keep_only_signed_by(&root);
        Ok(())
    }

    /// The newest root that the library trusts; its published bytes go to `bytes` if it is another than before.
    fn root(
        &self,
        before: &Parsed,
        brought: &HashMap<String, Vec<u8>>,
        bytes: &mut Vec<u8>,
    ) -> Result<Root, TrustError> {
        let Some(kept) = self.read::<Root>(ROOT_FILE)? else { return Ok(before.root.signed.clone()) };
        if kept.signed.version > before.root.signed.version {
            let path = format!("metadata/{}.root.json", kept.signed.version);
            let came = brought.get(&path).filter(|came| read::<Root>(came).as_ref() == Some(&kept));
            bytes.clone_from(came.ok_or_else(|| TrustError::Scratch(io::ErrorKind::InvalidData.into()))?);
        }
        Ok(kept.signed)
    }

    fn read<R: DeserializeOwned>(&self, name: &str) -> Result<Option<Signed<R>>, TrustError> {
        match fs::read(self.path().join(name)) {
            Ok(bytes) => read(&bytes).map(Some).ok_or_else(|| TrustError::Scratch(io::ErrorKind::InvalidData.into())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(TrustError::Scratch(error)),
        }
    }
}

/// Whether what the library kept is what came in this load.
fn is_published<R: DeserializeOwned + PartialEq>(kept: &Option<Signed<R>>, came: Option<&Vec<u8>>) -> bool {
    kept.is_some() && came.and_then(|came| read::<R>(came)) == *kept
}
