//! Follows the metadata of a repository from its timestamp to its catalog: versions and hashes, nothing else.
//!
//! Trusts nothing and verifies nothing: writing a pack copies files whose names are learnt here, and `info` says what a pack
//! claims. What is *used* goes through `trust`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::names::Name;
use crate::clock::Timestamp;
use crate::repository::format::{FormatError, Sha256, catalog};

#[derive(Deserialize)]
struct Envelope<T> {
    signed: T,
}

#[derive(Deserialize)]
struct Listing {
    version: u64,
    expires: Timestamp,
    #[serde(default)]
    meta: BTreeMap<String, Pointer>,
    #[serde(default)]
    targets: BTreeMap<String, Target>,
}

#[derive(Deserialize)]
struct Pointer {
    version: u64,
}

#[derive(Deserialize)]
struct Target {
    hashes: BTreeMap<String, String>,
}

/// What a file of metadata says about itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Claim {
    pub(super) version: u64,
    pub(super) expires: Timestamp,
}

/// Version and end of any role.
pub(super) fn claim(bytes: &[u8]) -> Result<Claim, FormatError> {
    let Listing { version, expires, .. } = signed(bytes)?;
    Ok(Claim { version, expires })
}

/// The file that a timestamp leads to, then a snapshot.
pub(super) fn next(bytes: &[u8]) -> Result<Name, FormatError> {
    let listing: Listing = signed(bytes)?;
    let to = |file: &str| listing.meta.get(file).map(|pointer| pointer.version);
    match (to("snapshot.json"), to("targets.json")) {
        (Some(version), None) => Ok(Name::Snapshot(version)),
        (None, Some(version)) => Ok(Name::Targets(version)),
        _ => Err(leads_nowhere()),
    }
}

/// The catalog that targets name.
pub(super) fn catalog(bytes: &[u8]) -> Result<Sha256, FormatError> {
    let listing: Listing = signed(bytes)?;
    let hash = listing.targets.get(catalog::NAME).and_then(|target| target.hashes.get("sha256"));
    hash.and_then(|hash| Sha256::parse(hash)).ok_or_else(leads_nowhere)
}

fn leads_nowhere() -> FormatError {
    FormatError::Rule { what: "metadata", rule: "it leads to no further file" }
}

fn signed<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, FormatError> {
    let envelope: Envelope<T> = serde_json::from_slice(bytes).map_err(|error| FormatError::json("metadata", &error))?;
    Ok(envelope.signed)
}
