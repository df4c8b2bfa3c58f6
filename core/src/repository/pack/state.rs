//! The trust state that a pack's metadata make up: of the pack an app is built with, which bounds what any carrier may bring
//! (decision 29), whether or not it was imported.
//!
//! Called by shells before the profile is opened. Five small files are read, nothing of the content.
//!
//! Invariant: for a pack that is trusted as the app itself is; `trust` still checks every signature before the state counts.

use super::error::PackError;
use super::info::{read, roots};
use super::metadata;
use super::names::Name;
use super::read::Pack;
use crate::repository::trust::TrustState;

/// The state of a phone that took over the metadata of `pack`, unverified.
///
/// # Errors
/// As [`super::PackInfo::of`].
pub fn trust_state(pack: &Pack<'_>) -> Result<TrustState, PackError> {
    let newest = roots(pack).last().copied().ok_or_else(|| PackError::Lacks(Name::Root(1).path()))?;
    let timestamp = read(pack, &Name::Timestamp)?;
    let snapshot = read(pack, &metadata::next(&timestamp)?)?;
    let targets = read(pack, &metadata::next(&snapshot)?)?;
    let catalog = read(pack, &Name::Catalog(metadata::catalog(&targets)?))?;
    Ok(TrustState {
        root: read(pack, &Name::Root(newest))?,
        timestamp: Some(timestamp),
        snapshot: Some(snapshot),
        targets: Some(targets),
        catalog: Some(catalog),
        ..TrustState::empty()
    })
}
