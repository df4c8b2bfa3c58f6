//! How long a signed role holds (decision 27).
//!
//! Invariant: expiry falls on whole seconds; clients in other languages refuse fractions.

use app4g_core::Timestamp;
use tough::schema::RoleType;

use super::SigningError;

const DAY: i64 = 86_400;

/// Seconds a role holds from the moment it is signed: two weeks of timestamp bridge Tết, when nobody signs anew.
pub const fn of(role: RoleType) -> i64 {
    match role {
        RoleType::Timestamp => 14 * DAY,
        RoleType::Snapshot => 30 * DAY,
        RoleType::Targets | RoleType::DelegatedTargets => 180 * DAY,
        RoleType::Root => 730 * DAY,
    }
}

/// When `role`, signed at `now`, expires; in the type that tough's schema wants, whichever it is.
pub(crate) fn expiry<T: std::str::FromStr>(role: RoleType, now: Timestamp) -> Result<T, SigningError> {
    moment(now.plus(of(role)))
}

/// A moment in the type that tough's schema wants.
pub(crate) fn moment<T: std::str::FromStr>(at: Timestamp) -> Result<T, SigningError> {
    at.rfc3339().parse().map_err(|_| SigningError::Rule("the expiry is no date of this calendar"))
}
