//! The steps of the key ceremony. Each leaves a draft that the root holders sign one after the other.
//!
//! Lost key: `rotate` with the lost one replaced, signed by the holders who are left. Compromised key: the same, then a
//! release at once, because only that tells phones. Both need two of three holders; a root whose second holder is lost, too,
//! cannot be changed any more and ends when it expires.

use std::path::PathBuf;

use app4g_core::Timestamp;
use tough::schema::{RoleType, Signed};

use super::draft::Draft;
use super::{KeyFolder, KeysError};
use crate::signing::root::{self, ROOT_HOLDERS};
use crate::signing::{RootKeys, SigningKey, Trust};

/// What `sign_root` came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signature {
    /// More signatures are needed: of holders of the old root, of the new.
    Missing {
        /// Of holders whom the finished root names.
        old: u64,
        /// Of holders whom the draft names.
        new: u64,
    },
    /// The root is finished and lies here.
    Finished {
        /// Its file.
        path: PathBuf,
        /// Its version.
        version: u64,
    },
}

/// Makes all keys of a new repository and the draft of its first root; says which files were written.
///
/// # Errors
/// [`KeysError::NotEmpty`] if there is a root or a draft; [`KeysError::File`], [`KeysError::Signing`].
pub fn init(folder: &KeyFolder, trust: &Trust, now: Timestamp) -> Result<Vec<PathBuf>, KeysError> {
    if folder.newest_root()?.is_some() || folder.draft_path().exists() {
        return Err(KeysError::NotEmpty);
    }
    let mut made = Vec::new();
    for _ in 0..ROOT_HOLDERS {
        made.push((RoleType::Root, SigningKey::generate()?));
    }
    let targets = SigningKey::generate()?;
    let snapshot = SigningKey::generate()?;
    let timestamp = SigningKey::generate()?;
    let keys = RootKeys {
        root: made.iter().map(|(_, (key, _))| key).collect(),
        targets: &targets.0,
        snapshot: &snapshot.0,
        timestamp: &timestamp.0,
    };
    let root = root::make_root(&keys, trust, now)?;
    made.extend([(RoleType::Targets, targets), (RoleType::Snapshot, snapshot), (RoleType::Timestamp, timestamp)]);
    let written =
        made.iter().map(|(role, (key, bytes))| folder.save_key(*role, key, bytes)).collect::<Result<_, _>>()?;
    folder.save_draft(&Signed { signed: root, signatures: Vec::new() })?;
    Ok(written)
}

/// Gives `role` a new key in place of `replaced` (the beginning of an id; needed where the role has several); says its file.
///
/// # Errors
/// [`KeysError`].
pub fn rotate(
    folder: &KeyFolder,
    role: RoleType,
    replaced: Option<&str>,
    now: Timestamp,
) -> Result<PathBuf, KeysError> {
    let mut draft = next(folder, now)?;
    let (key, bytes) = SigningKey::generate()?;
    draft.replace(role, replaced, &key)?;
    let path = folder.save_key(role, &key, &bytes)?;
    folder.save_draft(&draft.next)?;
    Ok(path)
}

/// Takes a key away without a new one; only a role with more keys than signatures has one to spare.
///
/// # Errors
/// [`KeysError`].
pub fn revoke(folder: &KeyFolder, id: &str, now: Timestamp) -> Result<(), KeysError> {
    let mut draft = next(folder, now)?;
    draft.revoke(id)?;
    folder.save_draft(&draft.next)
}

/// The same keys for another lifetime.
///
/// # Errors
/// [`KeysError`].
pub fn renew(folder: &KeyFolder, now: Timestamp) -> Result<(), KeysError> {
    let draft = next(folder, now)?;
    folder.save_draft(&draft.next)
}

/// Signs the draft with one holder's key; finishes the root if that was the last signature it needed.
///
/// # Errors
/// [`KeysError::NoDraft`], [`KeysError::NotAHolder`], [`KeysError`].
pub async fn sign_root(folder: &KeyFolder, key: &SigningKey) -> Result<Signature, KeysError> {
    let mut draft = folder.draft()?.ok_or(KeysError::NoDraft)?;
    draft.sign(key).await?;
    folder.save_draft(&draft.next)?;
    if !draft.is_finished() {
        let (old, new) = draft.missing();
        return Ok(Signature::Missing { old, new });
    }
    let path = folder.finish(&draft.next)?;
    Ok(Signature::Finished { path, version: draft.next.signed.version.get() })
}

/// The draft at hand, or a new one after the newest root; in both cases it holds from `now`.
fn next(folder: &KeyFolder, now: Timestamp) -> Result<Draft, KeysError> {
    if let Some(mut draft) = folder.draft()? {
        draft.renew(now)?;
        return Ok(draft);
    }
    Draft::after(folder.newest()?.ok_or(KeysError::Empty)?, now)
}

#[cfg(test)]
mod tests;
