//! Roots follow one another, and the newest accepts timestamp, snapshot and targets.

use app4g_core::Timestamp;
use app4g_core::repository::format::Sha256;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tough::schema::{self, Role, Root, Signed};

use super::Report;
use crate::reading::{Current, ReadingError};
use crate::signing::root;
use crate::storage::Storage;

/// Seconds before an end from which it is told.
const SOON: i64 = 7 * 86_400;

/// Every root of the repository with its version, from 1 on.
///
/// # Errors
/// [`ReadingError::Storage`].
pub async fn roots(storage: &dyn Storage) -> Result<Vec<(u64, Vec<u8>)>, ReadingError> {
    let mut roots = Vec::new();
    loop {
        let version = roots.len() as u64 + 1;
        match storage.get(&path(version)).await? {
            Some(stored) => roots.push((version, stored.bytes)),
            None => return Ok(roots),
        }
    }
}

/// Checks roots and roles.
///
/// # Errors
/// [`ReadingError::Storage`].
pub(crate) async fn check(
    storage: &dyn Storage,
    trusted: Option<&[u8]>,
    current: &Current,
    now: Timestamp,
    report: &mut Report,
) -> Result<(), ReadingError> {
    let roots = roots(storage).await?;
    let mut newest: Option<Signed<Root>> = None;
    for (version, bytes) in &roots {
        let path = path(*version);
        let next = match root::parse(bytes) {
            Ok(next) => next,
            Err(error) => {
                report.find(&path, error);
                return Ok(());
            }
        };
        if next.signed.version.get() != *version {
            report.find(&path, "it has another version than its name");
        }
        if newest.as_ref().is_some_and(|before| before.signed.verify_role(&next).is_err()) {
            report.find(&path, "it is not signed with the keys of the root before it");
        }
        newest = Some(next);
    }
    let Some(newest) = newest else {
        report.find(&path(1), "there is no root");
        return Ok(());
    };
    check_trusted(trusted, &roots, report);
    let trust = root::trust_of(&newest.signed);
    (report.name, report.is_demo) = (trust.name, trust.is_demo);
    let root = &newest.signed;
    signed::<schema::Timestamp>(root, "metadata/timestamp.json", &current.timestamp.bytes, report);
    let path = format!("metadata/{}.snapshot.json", current.snapshot.version);
    signed::<schema::Snapshot>(root, &path, &current.snapshot.bytes, report);
    named(&current.timestamp.bytes, "snapshot.json", &path, &current.snapshot.bytes, report);
    let path = format!("metadata/{}.targets.json", current.targets.version);
    signed::<schema::Targets>(root, &path, &current.targets.bytes, report);
    named(&current.snapshot.bytes, "targets.json", &path, &current.targets.bytes, report);
    if current.targets.version != current.catalog.sequence || current.snapshot.version != current.catalog.sequence {
        report.find(&path, "targets, snapshot and catalog are not of one release");
    }
    let root_ends = Timestamp::parse_rfc3339(&root.expires.to_string()).unwrap_or(now);
    let ends = [
        ("timestamp", current.timestamp.expires),
        ("snapshot", current.snapshot.expires),
        ("targets", current.targets.expires),
        ("root", root_ends),
    ];
    report.ending.extend(ends.into_iter().filter(|(_, end)| end.since(now) < SOON));
    Ok(())
}

/// The root that was handed in must be one of the repository's, byte for byte.
fn check_trusted(trusted: Option<&[u8]>, roots: &[(u64, Vec<u8>)], report: &mut Report) {
    if let Some(trusted) = trusted
        && !roots.iter().any(|(_, bytes)| bytes == trusted)
    {
        report.find(&path(1), "none of the roots is the one that is trusted");
    }
}

fn signed<R: Role + DeserializeOwned>(root: &Root, path: &str, bytes: &[u8], report: &mut Report) {
    match serde_json::from_slice::<Signed<R>>(bytes) {
        Err(error) => report.find(path, error),
        Ok(role) if root.verify_role(&role).is_err() => report.find(path, "it is not signed with the keys of the root"),
        Ok(_) => {}
    }
}

/// A role names the next one by hash and length.
fn named(by: &[u8], file: &str, path: &str, bytes: &[u8], report: &mut Report) {
    let by: Value = serde_json::from_slice(by).unwrap_or_default();
    let meta = by.get("signed").and_then(|signed| signed.get("meta")).and_then(|meta| meta.get(file));
    let hash = meta.and_then(|meta| meta.get("hashes")?.get("sha256")?.as_str()).and_then(Sha256::parse);
    let length = meta.and_then(|meta| meta.get("length")?.as_u64());
    let is_other =
        hash.is_some_and(|hash| hash != Sha256::of(bytes)) || length.is_some_and(|length| length != bytes.len() as u64);
    if is_other {
        report.find(path, "it has other bytes than the role that names it says");
    }
}

fn path(version: u64) -> String {
    format!("metadata/{version}.root.json")
}
