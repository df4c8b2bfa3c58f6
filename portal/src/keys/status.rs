//! Who signed, what is missing, when each role expires. Nothing is changed.

use std::path::Path;

use app4g_core::Timestamp;
use tough::schema::RoleType;

use super::draft::{Change, Holder, ROLES, ids_of};
use super::{KeyFolder, KeysError};
use crate::signing::{Signers, Trust, root};

/// The state of a key folder, and of a published repository beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// The newest finished root.
    pub root: Option<RootState>,
    /// The root being signed.
    pub draft: Option<DraftState>,
    /// What is published, as far as it was found: targets, snapshot, timestamp.
    pub published: Vec<RoleState>,
}

/// A finished root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RootState {
    /// Its version.
    pub version: u64,
    /// When it expires.
    pub expires: Timestamp,
    /// Whose it is.
    pub trust: Trust,
    /// Keys of every role, 64 hex digits each, and whether the key file lies in the folder.
    pub keys: Vec<(RoleType, String, bool)>,
}

/// A draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftState {
    /// The version it will have.
    pub version: u64,
    /// When it will expire.
    pub expires: Timestamp,
    /// Keys that come and go with it.
    pub changes: Vec<Change>,
    /// Who may sign, and did.
    pub holders: Vec<Holder>,
    /// Signatures missing of holders of the old root.
    pub missing_old: u64,
    /// Signatures missing of holders of the new root.
    pub missing_new: u64,
}

/// A published role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleState {
    /// Which.
    pub role: RoleType,
    /// Its version.
    pub version: u64,
    /// When it expires.
    pub expires: Timestamp,
}

/// Looks at the key folder, and at the repository in the folder `published` if one is given.
///
/// # Errors
/// [`KeysError`].
pub fn status(folder: &KeyFolder, published: Option<&Path>) -> Result<Status, KeysError> {
    let mut at_hand = Vec::new();
    for keys in [folder.online(), folder.holders()] {
        if keys.is_dir() {
            at_hand.extend(Signers::open(&keys)?.ids());
        }
    }
    let root = folder.newest()?.map(|root| RootState {
        version: root.version.get(),
        expires: Timestamp::from_unix(root.expires.as_second()),
        trust: root::trust_of(&root),
        keys: ROLES
            .iter()
            .flat_map(|role| ids_of(&root, *role).into_iter().map(move |id| (*role, id)))
            .map(|(role, id)| (role, id.clone(), at_hand.contains(&id)))
            .collect(),
    });
    let draft = folder.draft()?.map(|draft| {
        let (missing_old, missing_new) = draft.missing();
        DraftState {
            version: draft.next.signed.version.get(),
            expires: Timestamp::from_unix(draft.next.signed.expires.as_second()),
            changes: draft.changes(),
            holders: draft.holders(),
            missing_old,
            missing_new,
        }
    });
    if root.is_none() && draft.is_none() {
        return Err(KeysError::Empty);
    }
    Ok(Status { root, draft, published: published.map(roles).unwrap_or_default() })
}

/// The chain that a client would follow: timestamp names the snapshot, snapshot the targets. Stops where a file is missing.
fn roles(repository: &Path) -> Vec<RoleState> {
    let mut found = Vec::new();
    let mut name = "timestamp.json".to_owned();
    for (role, next) in
        [(RoleType::Timestamp, "snapshot.json"), (RoleType::Snapshot, "targets.json"), (RoleType::Targets, "")]
    {
        let Some(file) = read(&repository.join("metadata").join(&name)) else { break };
        let signed = file.get("signed");
        let field = |key: &str| signed.and_then(|signed| signed.get(key));
        let version = field("version").and_then(serde_json::Value::as_u64);
        let expires = field("expires").and_then(serde_json::Value::as_str).and_then(Timestamp::parse_rfc3339);
        let (Some(version), Some(expires)) = (version, expires) else { break };
        found.push(RoleState { role, version, expires });
        let meta = field("meta").and_then(|meta| meta.get(next)).and_then(|meta| meta.get("version"));
        name = format!("{}.{next}", meta.and_then(serde_json::Value::as_u64).unwrap_or_default());
    }
    found
}

fn read(path: &Path) -> Option<serde_json::Value> {
    serde_json::from_slice(&std::fs::read(path).ok()?).ok()
}

/// The digits by which people tell keys apart.
pub fn short(id: &str) -> String {
    id.chars().take(8).collect()
}

#[cfg(test)]
mod tests;
