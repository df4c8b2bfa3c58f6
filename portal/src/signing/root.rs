//! The root: which keys may sign which role, and how many of them must.
//!
//! A root is written by `keys` only. Publishing reads the newest one, to know which of the keys at hand to sign with.

use std::collections::HashMap;
use std::num::NonZeroU64;

use app4g_core::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};
use tough::schema::{Role, RoleKeys, RoleType, Root, Signed};

use super::{SPEC_VERSION, SigningError, SigningKey, lifetime};

/// Signatures of root holders that a root needs.
pub const ROOT_THRESHOLD: u64 = 2;

/// Root holders of a new repository.
pub const ROOT_HOLDERS: usize = 3;

/// Name of the signed field by which clients know whose repository it is.
pub const MARK: &str = "app4g";

/// The keys a root is made of.
#[derive(Debug)]
pub struct RootKeys<'a> {
    /// The holders; any [`ROOT_THRESHOLD`] of them sign.
    pub root: Vec<&'a SigningKey>,
    /// Signs what there is.
    pub targets: &'a SigningKey,
    /// Signs which metadata belong together.
    pub snapshot: &'a SigningKey,
    /// Signs what is newest, every day.
    pub timestamp: &'a SigningKey,
}

/// Whose repository it is. Phones refuse a root of other name or rank than the one before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trust {
    /// Short name, ASCII.
    pub name: String,
    /// Keys that are no secret: everything signed with them is shown as a trial.
    pub is_demo: bool,
}

/// The first root of a repository, unsigned.
///
/// # Errors
/// [`SigningError::Rule`] for a name that is not 1 to 64 of `A-Z a-z 0-9 . _ -` and space, or too few root keys.
pub fn make_root(keys: &RootKeys<'_>, trust: &Trust, now: Timestamp) -> Result<Root, SigningError> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b" ._-".contains(&byte);
    if !(1..=64).contains(&trust.name.len()) || !trust.name.bytes().all(is_plain) {
        return Err(SigningError::Rule("the name is 1 to 64 of A-Z a-z 0-9 . _ - and space"));
    }
    let mut root = Root {
        spec_version: SPEC_VERSION.to_owned(),
        consistent_snapshot: true,
        version: NonZeroU64::MIN,
        expires: lifetime::expiry(RoleType::Root, now)?,
        keys: HashMap::new(),
        roles: HashMap::new(),
        _extra: HashMap::from([(MARK.to_owned(), json!({"demo": trust.is_demo, "name": trust.name}))]),
    };
    let threshold = NonZeroU64::new(ROOT_THRESHOLD).unwrap_or(NonZeroU64::MIN);
    put_role(&mut root, RoleType::Root, &keys.root, threshold);
    put_role(&mut root, RoleType::Targets, &[keys.targets], NonZeroU64::MIN);
    put_role(&mut root, RoleType::Snapshot, &[keys.snapshot], NonZeroU64::MIN);
    put_role(&mut root, RoleType::Timestamp, &[keys.timestamp], NonZeroU64::MIN);
    check_shape(&root)?;
    Ok(root)
}

fn put_role(root: &mut Root, role: RoleType, keys: &[&SigningKey], threshold: NonZeroU64) {
    let keyids = keys.iter().map(|key| key.tuf_id().clone()).collect();
    root.keys.extend(keys.iter().map(|key| (key.tuf_id().clone(), key.public())));
    root.roles.insert(role, RoleKeys { keyids, threshold, _extra: HashMap::new() });
}

/// Every role has its threshold of keys, each known, and no key serves two roles.
///
/// # Errors
/// [`SigningError::Rule`].
pub fn check_shape(root: &Root) -> Result<(), SigningError> {
    let mut seen = std::collections::HashSet::new();
    for role in [RoleType::Root, RoleType::Targets, RoleType::Snapshot, RoleType::Timestamp] {
        let keys = root.roles.get(&role).ok_or(SigningError::Rule("a role has no keys"))?;
        if (keys.keyids.len() as u64) < keys.threshold.get() {
            return Err(SigningError::Rule("a role would have fewer keys than signatures it needs"));
        }
        for id in &keys.keyids {
            if !root.keys.contains_key(id) {
                return Err(SigningError::Rule("a role names a key that is not there"));
            }
            if !seen.insert(id.clone()) {
                return Err(SigningError::Rule("a key serves two roles, or one twice"));
            }
        }
    }
    Ok(())
}

/// Reads a finished root, which must be signed as it says itself.
///
/// # Errors
/// [`SigningError::Root`].
pub fn parse(bytes: &[u8]) -> Result<Signed<Root>, SigningError> {
    let root = parse_unsigned(bytes)?;
    root.signed.verify_role(&root).map_err(|error| SigningError::Root(error.to_string()))?;
    Ok(root)
}

/// Reads a root that may lack signatures: a draft.
///
/// # Errors
/// [`SigningError::Root`].
pub fn parse_unsigned(bytes: &[u8]) -> Result<Signed<Root>, SigningError> {
    serde_json::from_slice(bytes).map_err(|error| SigningError::Root(error.to_string()))
}

/// Whose repository a root is for; empty name and no trial if it does not say.
pub fn trust_of(root: &Root) -> Trust {
    let mark = root._extra.get(MARK);
    let name = mark.and_then(|mark| mark.get("name")).and_then(Value::as_str).unwrap_or_default();
    let is_demo = mark.and_then(|mark| mark.get("demo")).and_then(Value::as_bool).unwrap_or_default();
    Trust { name: name.to_owned(), is_demo }
}

/// Metadata as it is published: one line of JSON with sorted keys, so that equal metadata are equal bytes.
///
/// # Errors
/// [`SigningError::Crypto`] if it cannot be written as JSON.
pub fn to_bytes<R: Role + Serialize>(signed: &Signed<R>) -> Result<Vec<u8>, SigningError> {
    let value = serde_json::to_value(signed).map_err(SigningError::crypto)?;
    serde_json::to_vec(&value).map_err(SigningError::crypto)
}

#[cfg(test)]
mod tests;
