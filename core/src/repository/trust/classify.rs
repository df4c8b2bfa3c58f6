//! From the library's errors to ours: what looks like a dead network there may be an attack.
//!
//! Hash mismatches and endless answers hide inside transport errors; they are found by walking `source()`. Only `Display` is kept:
//! `Debug` of these errors prints backtraces.

use std::error::Error as _;

use tough::error::Error as Library;
use tough::schema::RoleType;

use super::courier::{Courier, Kind};
use super::error::{Role, TrustError};
use crate::repository::carrier::CarrierError;
use crate::repository::format::FORMAT;

/// What `error` means, given what `courier` could not bring.
pub(super) fn classify(error: &Library, courier: &mut Courier<'_>) -> TrustError {
    match error {
        Library::OlderMetadata { role: RoleType::Root, current_version, new_version, .. }
            if new_version > current_version =>
        {
            TrustError::forged(format_args!("root {new_version} where {current_version} was to be followed"))
        }
        Library::OlderMetadata { role, .. } => TrustError::Rollback { role: (*role).into() },
        Library::OlderSnapshotInTimestamp { .. } => TrustError::Rollback { role: Role::Snapshot },
        Library::SnapshotRoleRollback { .. } | Library::SnapshotRoleMissing { .. } => {
            TrustError::Rollback { role: Role::Targets }
        }
        Library::ParseTrustedMetadata { .. } | Library::VerifyTrustedMetadata { .. } => {
            TrustError::Damaged { what: Role::Root }
        }
        // Their hashes were right, so the publisher wrote them: something that this version cannot read.
        Library::ParseMetadata { role: RoleType::Snapshot | RoleType::Targets, .. } => TrustError::TooNew(FORMAT + 1),
        Library::ParseMetadata { role, .. } => {
            TrustError::NotMetadata { role: (*role).into(), is_page: looks_like_a_page(&courier.last) }
        }
        Library::MaxUpdatesExceeded { .. } => TrustError::TooLarge { what: "the chain of roots".into() },
        Library::Transport { .. } => transport(error, courier),
        Library::DatastoreCreate { source, .. }
        | Library::DatastoreOpen { source, .. }
        | Library::DatastoreRemove { source, .. }
        | Library::DatastoreInit { source, .. } => TrustError::Scratch(source.kind().into()),
        // Signature, threshold, version, shape: whatever else it refuses is not what the keys signed.
        other => TrustError::forged(other),
    }
}

fn transport(error: &Library, courier: &mut Courier<'_>) -> TrustError {
    let mut cause = error.source();
    while let Some(inner) = cause {
        match inner.downcast_ref::<Library>() {
            Some(Library::HashMismatch { .. }) => return TrustError::forged(inner),
            Some(Library::MaxSizeExceeded { .. }) => return TrustError::TooLarge { what: inner.to_string() },
            _ => cause = inner.source(),
        }
    }
    match courier.failure.take() {
        Some((path, error)) => carrier(path, error),
        None => TrustError::forged(error),
    }
}

/// Why a carrier brought nothing.
pub(super) fn carrier(path: String, error: CarrierError) -> TrustError {
    match error {
        // Only delegated roles have other names; they would be format 2 (decision 27).
        CarrierError::Missing if Kind::of(&path).is_none() => TrustError::TooNew(FORMAT + 1),
        CarrierError::Missing => TrustError::Missing { path },
        CarrierError::TooLarge { .. } => TrustError::TooLarge { what: path },
        CarrierError::Failed(error) => TrustError::Network(error),
    }
}

fn looks_like_a_page(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().first() == Some(&b'<')
}
