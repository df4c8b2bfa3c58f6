//! Who signed what is published, and what must be signed again (decision 27).

use app4g_core::Timestamp;
use serde::de::DeserializeOwned;
use tough::schema::{self, Role, RoleType, Root, Signed};

use super::ReleaseError;
use super::finish::number;
use crate::reading::Current;
use crate::signing::{lifetime, root};
use crate::storage::{Storage, StorageError};

/// What has to be published although no record changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Nothing.
    Nothing,
    /// Half of its time is over: `timestamp.json` alone.
    Timestamp,
    /// Targets or snapshot will end, or the newest root does not accept them: a release with equal collections.
    Release,
}

/// The newest root at hand.
///
/// # Errors
/// [`ReleaseError::NoRoot`]; [`ReleaseError::RootExpired`]; [`ReleaseError::Signing`] if it cannot be read.
pub fn newest(roots: &[(u64, Vec<u8>)], now: Timestamp) -> Result<&[u8], ReleaseError> {
    let (_, bytes) = roots.last().ok_or(ReleaseError::NoRoot)?;
    let expires = Timestamp::parse_rfc3339(&root::parse(bytes)?.signed.expires.to_string());
    match expires.filter(|expires| *expires <= now) {
        Some(expires) => Err(ReleaseError::RootExpired(expires)),
        None => Ok(bytes),
    }
}

/// Refuses a repository that none of the roots at hand accepts.
///
/// # Errors
/// [`ReleaseError::Foreign`]; [`ReleaseError::NoRoot`].
pub fn check_ours(roots: &[(u64, Vec<u8>)], current: &Current) -> Result<(), ReleaseError> {
    if roots.is_empty() {
        return Err(ReleaseError::NoRoot);
    }
    for (_, bytes) in roots.iter().rev() {
        let root = root::parse(bytes)?.signed;
        // After a rotation the timestamp may be of a newer root than targets and snapshot, which are signed less often.
        if verifies::<schema::Timestamp>(&root, &current.timestamp.bytes) {
            return Ok(());
        }
    }
    Err(ReleaseError::Foreign)
}

/// What is due at `now`, judged by the newest root.
///
/// # Errors
/// [`ReleaseError::Signing`] if the root cannot be read.
pub fn due(root: &[u8], current: &Current, now: Timestamp) -> Result<Due, ReleaseError> {
    let is_signed = accepts(root, current)?;
    let root = root::parse(root)?.signed;
    let is_over = |role: RoleType, expires: Timestamp| expires.since(now) < lifetime::of(role) / 2;
    if !is_signed
        || is_over(RoleType::Targets, current.targets.expires)
        || is_over(RoleType::Snapshot, current.snapshot.expires)
    {
        return Ok(Due::Release);
    }
    let is_stale = is_over(RoleType::Timestamp, current.timestamp.expires)
        || !verifies::<schema::Timestamp>(&root, &current.timestamp.bytes);
    Ok(if is_stale { Due::Timestamp } else { Due::Nothing })
}

/// Whether targets and snapshot as they are published are signed by keys of `root`.
///
/// # Errors
/// [`ReleaseError::Signing`] if the root cannot be read.
pub fn accepts(root: &[u8], current: &Current) -> Result<bool, ReleaseError> {
    let root = root::parse(root)?.signed;
    Ok(verifies::<schema::Targets>(&root, &current.targets.bytes)
        && verifies::<schema::Snapshot>(&root, &current.snapshot.bytes))
}

/// Whether phones can have the newest root at hand. Until then nothing that only it accepts may be published.
///
/// # Errors
/// As the storage.
pub async fn is_sent(storage: &dyn Storage, roots: &[(u64, Vec<u8>)]) -> Result<bool, StorageError> {
    match roots.last() {
        Some((version, bytes)) => storage.has(&path(*version), bytes.len() as u64).await,
        None => Ok(true),
    }
}

/// Sends every root that is not among `names`, the files of the folder `metadata`.
///
/// # Errors
/// As the storage.
pub async fn send_roots(storage: &dyn Storage, roots: &[(u64, Vec<u8>)], names: &[&str]) -> Result<(), StorageError> {
    // In order: a phone walks them one by one and stops at the first that is missing.
    for (version, bytes) in roots {
        let path = path(*version);
        if !names.iter().any(|name| path.strip_prefix("metadata/") == Some(name)) {
            storage.create(&path, bytes.clone()).await?;
        }
    }
    Ok(())
}

/// A key folder that lacks a published root would sign with keys that were taken away.
///
/// # Errors
/// [`ReleaseError::OldRoots`].
pub fn check_roots(roots: &[(u64, Vec<u8>)], names: &[&str]) -> Result<(), ReleaseError> {
    let published = names.iter().filter_map(|name| number(name, ".root.json")).max().unwrap_or_default();
    let newest = roots.last().map_or(0, |(version, _)| *version);
    if published > newest { Err(ReleaseError::OldRoots(published)) } else { Ok(()) }
}

fn path(version: u64) -> String {
    format!("metadata/{version}.root.json")
}

fn verifies<R: Role + DeserializeOwned>(root: &Root, bytes: &[u8]) -> bool {
    serde_json::from_slice::<Signed<R>>(bytes).is_ok_and(|signed| root.verify_role(&signed).is_ok())
}
