//! The next root while it is signed: pure, a root with the signatures it has so far and the root it follows.
//!
//! Invariant: any change takes the signatures away, because they were given for something else.

use std::num::NonZeroU64;

use app4g_core::Timestamp;
use app4g_core::repository::format::digest;
use tough::schema::{RoleKeys, RoleType, Root, Signed};

use super::KeysError;
use crate::signing::{SigningKey, lifetime, root};

/// The next root.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The finished root before it; absent for the first.
    pub before: Option<Root>,
    /// The root to be, with the signatures so far.
    pub next: Signed<Root>,
}

/// A holder who may sign a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Id of the key, 64 hex digits.
    pub id: String,
    /// Named by the root before.
    pub of_old: bool,
    /// Named by the root to be.
    pub of_new: bool,
    /// Whether a signature is there, and is good.
    pub signed: bool,
}

/// A key that comes or goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Whose key.
    pub role: RoleType,
    /// Its id, 64 hex digits.
    pub id: String,
    /// Whether it comes.
    pub is_new: bool,
}

impl Draft {
    /// The root after `before`, with the same keys and a new expiry.
    ///
    /// # Errors
    /// [`KeysError::Signing`] if `now` is no date of the calendar.
    pub fn after(before: Root, now: Timestamp) -> Result<Self, KeysError> {
        let mut next = before.clone();
        next.version = before.version.saturating_add(1);
        let mut draft = Self { before: Some(before), next: Signed { signed: next, signatures: Vec::new() } };
        draft.renew(now)?;
        Ok(draft)
    }

    /// A draft that was stored; it must follow `before`.
    ///
    /// # Errors
    /// [`KeysError::StaleDraft`], [`KeysError::Signing`] for a root of impossible shape.
    pub fn resume(before: Option<Root>, next: Signed<Root>) -> Result<Self, KeysError> {
        let newest = before.as_ref().map_or(0, |root| root.version.get());
        if next.signed.version.get() != newest + 1 {
            return Err(KeysError::StaleDraft { newest });
        }
        root::check_shape(&next.signed)?;
        Ok(Self { before, next })
    }

    /// Lets the root hold for its whole lifetime from `now`.
    ///
    /// # Errors
    /// [`KeysError::Signing`] if `now` is no date of the calendar.
    pub fn renew(&mut self, now: Timestamp) -> Result<(), KeysError> {
        self.next.signed.expires = lifetime::expiry(RoleType::Root, now)?;
        self.next.signatures.clear();
        Ok(())
    }

    /// Puts `new` in the place of a key of `role`; `old` (the beginning of an id) says which, where there are several.
    ///
    /// # Errors
    /// [`KeysError::WhichKey`], [`KeysError::UnknownKey`], [`KeysError::Signing`].
    pub fn replace(&mut self, role: RoleType, old: Option<&str>, new: &SigningKey) -> Result<(), KeysError> {
        let ids = self.ids(role);
        let gone = match (old, ids.as_slice()) {
            (Some(beginning), _) => one(&ids, beginning)?,
            (None, [only]) => only.clone(),
            (None, _) => return Err(KeysError::WhichKey { role }),
        };
        let mut changed = self.next.signed.clone();
        if let Some(keys) = changed.roles.get_mut(&role) {
            keys.keyids.retain(|id| digest::hex(id) != gone);
            keys.keyids.push(new.tuf_id().clone());
        }
        changed.keys.insert(new.tuf_id().clone(), new.public());
        self.take(changed)
    }

    /// Removes the key whose id begins with `beginning`.
    ///
    /// # Errors
    /// [`KeysError::UnknownKey`]; [`KeysError::TooFewKeys`] if its role then could not sign.
    pub fn revoke(&mut self, beginning: &str) -> Result<(), KeysError> {
        let all: Vec<_> = ROLES.iter().flat_map(|role| self.ids(*role)).collect();
        let gone = one(&all, beginning)?;
        let mut changed = self.next.signed.clone();
        for (role, keys) in &mut changed.roles {
            keys.keyids.retain(|id| digest::hex(id) != gone);
            if (keys.keyids.len() as u64) < keys.threshold.get() {
                return Err(KeysError::TooFewKeys { role: *role });
            }
        }
        self.take(changed)
    }

    /// Adds the signature of a holder, of the old root or of the new.
    ///
    /// # Errors
    /// [`KeysError::NotAHolder`], [`KeysError::Signing`].
    pub async fn sign(&mut self, key: &SigningKey) -> Result<(), KeysError> {
        if !self.holders().iter().any(|holder| holder.id == key.id()) {
            return Err(KeysError::NotAHolder { id: key.id() });
        }
        let signature = key.sign(&self.next.signed).await?;
        self.next.signatures.retain(|other| other.keyid != signature.keyid);
        self.next.signatures.push(signature);
        Ok(())
    }

    /// Everybody whose signature counts.
    pub fn holders(&self) -> Vec<Holder> {
        let old = self.before.as_ref().map(|root| ids_of(root, RoleType::Root)).unwrap_or_default();
        let new = self.ids(RoleType::Root);
        let mut all = old.clone();
        all.extend(new.iter().filter(|id| !old.contains(id)).cloned());
        let holder = |id: String| Holder {
            of_old: old.contains(&id),
            of_new: new.contains(&id),
            signed: self.is_signed_by(&id),
            id,
        };
        all.into_iter().map(holder).collect()
    }

    /// Keys that come and go with this root; a holder looks at them before signing.
    pub fn changes(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        for role in ROLES {
            let old = self.before.as_ref().map(|root| ids_of(root, role)).unwrap_or_default();
            let new = self.ids(role);
            let gone = old.iter().filter(|id| !new.contains(id)).map(|id| (id, false));
            let came = new.iter().filter(|id| !old.contains(id)).map(|id| (id, true));
            changes.extend(gone.chain(came).map(|(id, is_new)| Change { role, id: id.clone(), is_new }));
        }
        changes
    }

    /// Signatures that are still missing: of holders of the old root, of holders of the new.
    pub fn missing(&self) -> (u64, u64) {
        let holders = self.holders();
        let count = |counts: fn(&Holder) -> bool| holders.iter().filter(|one| one.signed && counts(one)).count() as u64;
        let old = self.before.as_ref().map_or(0, threshold).saturating_sub(count(|one| one.of_old));
        let new = threshold(&self.next.signed).saturating_sub(count(|one| one.of_new));
        (old, new)
    }

    /// Whether clients will take this root over, by the same check that they make.
    pub fn is_finished(&self) -> bool {
        let accepted = |root: &Root| root.verify_role(&self.next).is_ok();
        self.before.as_ref().is_none_or(accepted) && accepted(&self.next.signed)
    }

    fn is_signed_by(&self, id: &str) -> bool {
        let Some(signature) = self.next.signatures.iter().find(|one| digest::hex(&one.keyid) == id) else {
            return false;
        };
        // The one key alone, so that one signature is judged: the library verifies thresholds only.
        let named = [self.before.as_ref(), Some(&self.next.signed)];
        let Some(root) = named.into_iter().flatten().find(|root| root.keys.contains_key(&signature.keyid)) else {
            return false;
        };
        let mut alone = root.clone();
        let keyids = vec![signature.keyid.clone()];
        alone.roles.insert(RoleType::Root, RoleKeys { keyids, threshold: NonZeroU64::MIN, _extra: Default::default() });
        let one = Signed { signed: self.next.signed.clone(), signatures: vec![signature.clone()] };
        alone.verify_role(&one).is_ok()
    }

    fn ids(&self, role: RoleType) -> Vec<String> {
        ids_of(&self.next.signed, role)
    }

    /// Takes the changed root over, without keys that no role names.
    fn take(&mut self, mut changed: Root) -> Result<(), KeysError> {
        let named: Vec<_> = changed.roles.values().flat_map(|role| role.keyids.clone()).collect();
        changed.keys.retain(|id, _| named.contains(id));
        root::check_shape(&changed)?;
        self.next = Signed { signed: changed, signatures: Vec::new() };
        Ok(())
    }
}

/// The four roles, from the coldest key to the warmest.
pub const ROLES: [RoleType; 4] = [RoleType::Root, RoleType::Targets, RoleType::Snapshot, RoleType::Timestamp];

/// Ids of a role's keys, 64 hex digits each, in the root's order.
pub fn ids_of(root: &Root, role: RoleType) -> Vec<String> {
    root.roles.get(&role).map(|keys| keys.keyids.iter().map(|id| digest::hex(id)).collect()).unwrap_or_default()
}

fn threshold(root: &Root) -> u64 {
    root.roles.get(&RoleType::Root).map_or(1, |keys| keys.threshold.get())
}

fn one(ids: &[String], beginning: &str) -> Result<String, KeysError> {
    let mut found = ids.iter().filter(|id| beginning.len() >= 4 && id.starts_with(beginning));
    match (found.next(), found.next()) {
        (Some(id), None) => Ok(id.clone()),
        _ => Err(KeysError::UnknownKey { beginning: beginning.to_owned() }),
    }
}

#[cfg(test)]
mod tests;
