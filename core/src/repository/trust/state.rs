//! What a phone keeps of the repository's metadata between two syncs, and how it is read again.
//!
//! It lives in personal.db and is written in one transaction after each load, also after one that failed: a load that stops
//! half-way may have learned a newer root.

use std::fmt;

use serde::de::DeserializeOwned;
use tough::TargetName;
use tough::schema::{Hashes, Root, Signed, Snapshot, Targets, Timestamp as TimestampRole};

use super::deployment::Deployment;
use super::error::{Role, TrustError};
use crate::clock::Timestamp;
use crate::repository::format::{Sha256, catalog};

/// The client's state; all bytes as they were published.
#[derive(Clone, PartialEq, Eq)]
pub struct TrustState {
    /// The newest trusted root.
    pub root: Vec<u8>,
    /// The newest timestamp seen.
    pub timestamp: Option<Vec<u8>>,
    /// The newest snapshot seen.
    pub snapshot: Option<Vec<u8>>,
    /// The targets of the last load that succeeded.
    pub targets: Option<Vec<u8>>,
    /// The catalog of the last load that succeeded; a load whose catalog is the same does not fetch it again.
    pub catalog: Option<Vec<u8>>,
    /// The server's mark of `timestamp`, exactly as it came.
    pub timestamp_etag: Option<String>,
    /// When the server last said that there is no newer root.
    pub root_asked: Option<Timestamp>,
}

impl TrustState {
    /// No state at all: to be filled with what is stored.
    pub(crate) const fn empty() -> Self {
        Self {
            root: Vec::new(),
            timestamp: None,
            snapshot: None,
            targets: None,
            catalog: None,
            timestamp_etag: None,
            root_asked: None,
        }
    }

    /// The state of a phone that knows nothing but the root it was shipped with.
    ///
    /// # Errors
    /// [`TrustError::Damaged`] if `root` cannot be read or is not signed as it says itself.
    pub fn bootstrap(root: &[u8]) -> Result<Self, TrustError> {
        let state = Self { root: root.to_vec(), ..Self::empty() };
        Parsed::of(&state)?;
        Ok(state)
    }

    /// Version of the newest trusted root.
    ///
    /// # Errors
    /// [`TrustError::Damaged`] if it cannot be read.
    pub fn root_version(&self) -> Result<u64, TrustError> {
        let root = read::<Root>(&self.root).ok_or(TrustError::Damaged { what: Role::Root })?;
        Ok(root.signed.version.get())
    }

    /// Of the stored state and another that is trusted as much (the one shipped with the app): the newer of each part.
    ///
    /// # Errors
    /// [`TrustError::Damaged`] if either cannot be read; [`TrustError::Forged`] if they are of different repositories.
    pub fn newest(self, other: Self) -> Result<Self, TrustError> {
        let (mine, theirs) = (Parsed::of(&self)?, Parsed::of(&other)?);
        if mine.deployment() != theirs.deployment() {
            return Err(TrustError::forged("the stored state is of another repository"));
        }
        let theirs_is_newer = theirs.root.signed.version > mine.root.signed.version;
        let (mut best, mut rest, root) =
            if theirs_is_newer { (other, self, &theirs.root.signed) } else { (self, other, &mine.root.signed) };
        if version::<TimestampRole>(root, &rest.timestamp) > version::<TimestampRole>(root, &best.timestamp) {
            best.timestamp = rest.timestamp.take();
            best.timestamp_etag = rest.timestamp_etag.take();
        }
        if version::<Snapshot>(root, &rest.snapshot) > version::<Snapshot>(root, &best.snapshot) {
            best.snapshot = rest.snapshot.take();
        }
        if version::<Targets>(root, &rest.targets) > version::<Targets>(root, &best.targets) {
            best.targets = rest.targets.take();
            best.catalog = rest.catalog.take();
        }
        if theirs.root.signed.version == mine.root.signed.version {
            best.root_asked = best.root_asked.max(rest.root_asked);
        }
        best.keep_only_signed_by(root);
        Ok(best)
    }

    /// Takes away what the root does not verify (any more): the library would ignore it in silence.
    pub(super) fn keep_only_signed_by(&mut self, root: &Root) {
        if version::<TimestampRole>(root, &self.timestamp).is_none() {
            self.timestamp = None;
            self.timestamp_etag = None;
        }
        if version::<Snapshot>(root, &self.snapshot).is_none() {
            self.snapshot = None;
        }
        if version::<Targets>(root, &self.targets).is_none() {
            self.targets = None;
            self.catalog = None;
        }
    }
}

/// Sizes only: the bytes say nothing to a reader of logs.
impl fmt::Debug for TrustState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = |part: &Option<Vec<u8>>| part.as_ref().map(Vec::len);
        f.debug_struct("TrustState")
            .field("root", &self.root.len())
            .field("timestamp", &size(&self.timestamp))
            .field("snapshot", &size(&self.snapshot))
            .field("targets", &size(&self.targets))
            .field("catalog", &size(&self.catalog))
            .field("timestamp_etag", &self.timestamp_etag)
            .field("root_asked", &self.root_asked)
            .finish()
    }
}

/// Whether a root says that its repository is for trying out: everybody has its keys.
///
/// # Errors
/// [`TrustError::Damaged`] if it cannot be read or is not signed as it says itself.
pub fn is_demo(root: &[u8]) -> Result<bool, TrustError> {
    Ok(Parsed::of(&TrustState::bootstrap(root)?)?.deployment().is_demo)
}

/// The state, read and verified.
#[derive(Clone, Debug)]
pub(super) struct Parsed {
    pub(super) root: Signed<Root>,
    pub(super) timestamp: Option<Signed<TimestampRole>>,
    pub(super) snapshot: Option<Signed<Snapshot>>,
    pub(super) targets: Option<Signed<Targets>>,
}

impl Parsed {
    /// Reads a state, which must be whole: the library ignores a torn file, and protection from old releases with it.
    pub(super) fn of(state: &TrustState) -> Result<Self, TrustError> {
        let damaged = |what| TrustError::Damaged { what };
        let root = read::<Root>(&state.root).ok_or(damaged(Role::Root))?;
        root.signed.verify_role(&root).map_err(|_| damaged(Role::Root))?;
        let keys = &root.signed;
        let timestamp = part(keys, &state.timestamp, Role::Timestamp)?;
        let snapshot = part(keys, &state.snapshot, Role::Snapshot)?;
        let targets = part(keys, &state.targets, Role::Targets)?;
        Ok(Self { root, timestamp, snapshot, targets })
    }

    pub(super) fn deployment(&self) -> Deployment {
        Deployment::of(&self.root.signed)
    }

    /// When each role that is there expires, in the order in which clients check them.
    pub(super) fn expiries(&self) -> Vec<(Role, Timestamp)> {
        let mut found = vec![(Role::Root, self.root.signed.expires.as_second())];
        found.extend(self.timestamp.as_ref().map(|role| (Role::Timestamp, role.signed.expires.as_second())));
        found.extend(self.snapshot.as_ref().map(|role| (Role::Snapshot, role.signed.expires.as_second())));
        found.extend(self.targets.as_ref().map(|role| (Role::Targets, role.signed.expires.as_second())));
        found.into_iter().map(|(role, seconds)| (role, Timestamp::from_unix(seconds))).collect()
    }

    /// Whether each file in `state` is the one the file before it names: the last load succeeded.
    pub(super) fn is_complete(&self, state: &TrustState) -> bool {
        let names = |hashes: Option<&Hashes>, bytes: &Option<Vec<u8>>| {
            hashes.zip(bytes.as_ref()).is_some_and(|(hashes, bytes)| *hashes.sha256 == Sha256::of(bytes).0)
        };
        let snapshot = self.timestamp.as_ref().and_then(|role| role.signed.meta.get("snapshot.json"));
        let targets = self.snapshot.as_ref().and_then(|role| role.signed.meta.get("targets.json"));
        names(snapshot.and_then(|file| file.hashes.as_ref()), &state.snapshot)
            && names(targets.and_then(|file| file.hashes.as_ref()), &state.targets)
            && names(self.targets.as_ref().and_then(catalog_hashes), &state.catalog)
    }
}

fn catalog_hashes(targets: &Signed<Targets>) -> Option<&Hashes> {
    let name = TargetName::new(catalog::NAME).ok()?;
    targets.signed.targets.get(&name).map(|target| &target.hashes)
}

/// Reads metadata; `None` for anything else.
pub(super) fn read<R: DeserializeOwned>(bytes: &[u8]) -> Option<Signed<R>> {
    serde_json::from_slice(bytes).ok()
}

/// Reads one part of the state and checks that `root` signs it.
fn part<R>(root: &Root, bytes: &Option<Vec<u8>>, what: Role) -> Result<Option<Signed<R>>, TrustError>
where
    R: tough::schema::Role + DeserializeOwned,
{
    let Some(bytes) = bytes else { return Ok(None) };
    let signed = read::<R>(bytes).filter(|signed| root.verify_role(signed).is_ok());
    signed.map(Some).ok_or(TrustError::Damaged { what })
}

/// The version of a part that `root` signs.
fn version<R>(root: &Root, bytes: &Option<Vec<u8>>) -> Option<u64>
where
    R: tough::schema::Role + DeserializeOwned,
{
    part::<R>(root, bytes, Role::Root).ok().flatten().map(|signed| signed.signed.version().get())
}

#[cfg(test)]
mod tests;
