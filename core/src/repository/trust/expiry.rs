//! When is old too old? Pure: the clock comes in.
//!
//! A repository that is synced must be fresh in all four roles. A pack is old by nature (decision 29): there only the newest root
//! must hold, because a root that has run out may belong to keys that were stolen since.

use super::error::{Role, TrustError};
use crate::clock::Timestamp;

/// What is asked of dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expiry {
    /// Every role must hold now: servers and folders that are synced from.
    Enforced,
    /// The newest root must hold, and no version may be lower than a stored one: packs.
    Pack,
}

/// 2024-01-01T00:00:00Z: before there was an App 4G plus.
const FIRST: i64 = 1_704_067_200;

/// 2080-01-01T00:00:00Z.
const LAST: i64 = 3_471_292_800;

/// Seconds after which the next root is asked for again though nothing else changed.
const ROOT_EVERY: i64 = 86_400;

/// Whether a clock can be right. A phone without battery wakes up in 1970; one with a damaged clock lives in 2100.
pub(super) fn is_plausible(now: Timestamp) -> bool {
    (FIRST..LAST).contains(&now.unix())
}

/// The moment against which a pack's root is judged: the clock, or, where that cannot be right, the newest release known.
pub(super) fn pack_moment(now: Timestamp, newest_release: Timestamp) -> Timestamp {
    if is_plausible(now) { now } else { newest_release }
}

/// Whether the next root was asked for within a day. A moment in the future is a clock that was turned back.
pub(super) fn root_was_asked(asked: Option<Timestamp>, now: Timestamp) -> bool {
    asked.is_some_and(|asked| (0..ROOT_EVERY).contains(&now.since(asked)))
}

/// The first of `roles` that does not hold any more at `now`; a role ends with its second of expiry.
pub(super) fn check(roles: &[(Role, Timestamp)], now: Timestamp) -> Result<(), TrustError> {
    match roles.iter().find(|(_, expires)| *expires <= now) {
        Some((role, since)) => Err(TrustError::Expired { role: *role, since: *since }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
