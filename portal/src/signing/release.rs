//! The metadata of a release: targets names the catalog, snapshot names targets, timestamp names snapshot.
//!
//! Callers: the publisher (a release), `timestamp` (the daily re-signing).
//!
//! Invariant: a version is never signed twice with other content by one caller who counts up; the numbers come in.

use std::collections::HashMap;
use std::num::NonZeroU64;

use app4g_core::Timestamp;
use app4g_core::repository::format::{Catalog, Sha256, catalog};
use tough::TargetName;
use tough::schema::{self, Hashes, Metafile, RoleType, Snapshot, Target, Targets};

use super::{SPEC_VERSION, Signers, SigningError, lifetime, root};

/// The three files of a release, as they are published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// `metadata/N.targets.json`.
    pub targets: Vec<u8>,
    /// `metadata/N.snapshot.json`.
    pub snapshot: Vec<u8>,
    /// `metadata/timestamp.json`.
    pub timestamp: Vec<u8>,
}

/// Metadata of release `sequence` for `catalog`, the bytes of `catalog.json`; `root` is the newest one, as published.
///
/// The timestamp's version is given apart because it counts alone: it also grows with each re-signing.
///
/// # Errors
/// [`SigningError`]: no usable root, a key that is not at hand, a catalog that is too large or says another sequence.
pub async fn sign_release(
    root: &[u8],
    signers: &Signers,
    catalog: &[u8],
    sequence: u64,
    timestamp_version: u64,
    now: Timestamp,
) -> Result<Signed, SigningError> {
    if catalog.len() as u64 > catalog::MAX_BYTES {
        return Err(SigningError::Rule("the catalog is larger than phones accept"));
    }
    if !Catalog::parse(catalog).is_ok_and(|catalog| catalog.sequence == sequence) {
        return Err(SigningError::Rule("the catalog cannot be read, or is that of another release"));
    }
    let root = root::parse(root)?.signed;
    let version = version(sequence)?;

    let mut targets = Targets::new(SPEC_VERSION.into(), version, lifetime::expiry(RoleType::Targets, now)?);
    // Format 1 has no delegations (decision 27); the constructor leaves room for them.
    targets.delegations = None;
    let name = TargetName::new(catalog::NAME).map_err(SigningError::crypto)?;
    targets.add_target(
        name,
        Target {
            length: catalog.len() as u64,
            hashes: hashes(catalog),
            custom: HashMap::new(),
            _extra: HashMap::new(),
        },
    );
    let targets = root::to_bytes(&signers.sign(&root, targets).await?)?;

    let mut snapshot = Snapshot::new(SPEC_VERSION.into(), version, lifetime::expiry(RoleType::Snapshot, now)?);
    snapshot.meta.insert("targets.json".into(), metafile(&targets, version));
    let snapshot = root::to_bytes(&signers.sign(&root, snapshot).await?)?;

    let timestamp = timestamp_bytes(&root, signers, &snapshot, version, timestamp_version, now).await?;
    Ok(Signed { targets, snapshot, timestamp })
}

/// Timestamp alone, for the daily re-signing: only its key need be at hand. `snapshot` as published, with its version.
///
/// # Errors
/// [`SigningError`].
pub async fn sign_timestamp(
    root: &[u8],
    signers: &Signers,
    snapshot: &[u8],
    snapshot_version: u64,
    timestamp_version: u64,
    now: Timestamp,
) -> Result<Vec<u8>, SigningError> {
    let root = root::parse(root)?.signed;
    let meta: schema::Signed<Snapshot> =
        serde_json::from_slice(snapshot).map_err(|_| SigningError::Rule("the snapshot cannot be read"))?;
    // A timestamp over a snapshot that no phone accepts would stop every phone.
    root.verify_role(&meta).map_err(|_| SigningError::Rule("the snapshot is not signed with a key of the root"))?;
    let version = version(snapshot_version)?;
    if meta.signed.version != version {
        return Err(SigningError::Rule("the snapshot has another version"));
    }
    timestamp_bytes(&root, signers, snapshot, version, timestamp_version, now).await
}

async fn timestamp_bytes(
    root: &schema::Root,
    signers: &Signers,
    snapshot: &[u8],
    snapshot_version: NonZeroU64,
    timestamp_version: u64,
    now: Timestamp,
) -> Result<Vec<u8>, SigningError> {
    let expires = lifetime::expiry(RoleType::Timestamp, now)?;
    let mut timestamp = schema::Timestamp::new(SPEC_VERSION.into(), version(timestamp_version)?, expires);
    timestamp.meta.insert("snapshot.json".into(), metafile(snapshot, snapshot_version));
    root::to_bytes(&signers.sign(root, timestamp).await?)
}

fn metafile(bytes: &[u8], version: NonZeroU64) -> Metafile {
    Metafile { length: Some(bytes.len() as u64), hashes: Some(hashes(bytes)), version, _extra: HashMap::new() }
}

fn hashes(bytes: &[u8]) -> Hashes {
    Hashes { sha256: Sha256::of(bytes).0.to_vec().into(), _extra: HashMap::new() }
}

fn version(number: u64) -> Result<NonZeroU64, SigningError> {
    NonZeroU64::new(number).ok_or(SigningError::Rule("versions count from 1"))
}

#[cfg(test)]
mod tests;
