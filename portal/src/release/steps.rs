//! Which deltas lead to a new version, and which of the old ones may still be offered.

use std::collections::{BTreeSet, HashMap};

use app4g_core::repository::format::{DELTA_WINDOW, DeltaEntry, MAX_DELTA_RECORDS, Sha256, index};

use super::ReleaseError;
use crate::deltas::{Edit, Step};
use crate::ledger::Ledger;
use crate::ledger::holding::{Held, Member};
use crate::plan::Change;

/// Versions from which a delta leads to `version`: exact steps, and only from what is known exactly.
pub fn bases(held: Option<&Held>, version: u64) -> Vec<u64> {
    let is_known = |base: &u64| *base > 0 && held.is_some_and(|held| held.versions.contains(base));
    index::bases_of(version).filter(is_known).collect()
}

/// What the delta from `base` to `version` holds; `None` if these are more records than one may have.
///
/// A record that `is_erased` is put whole: `base` brings the same line, and a phone loads `base` first. The line to compare with is
/// gone from there then, and for want of it the phone would load the twin of all edits.
///
/// # Errors
/// [`ReleaseError::Ledger`].
pub fn step(
    ledger: &Ledger,
    collection: &str,
    (base, version): (u64, u64),
    change: &Change,
    members: &HashMap<String, Member>,
    line: &dyn Fn(&Sha256) -> Result<String, ReleaseError>,
    is_erased: &dyn Fn(&str) -> bool,
) -> Result<Option<Step>, ReleaseError> {
    let touched = ledger.touched_since(collection, base)?;
    let mut ids: BTreeSet<&str> = touched.iter().map(String::as_str).collect();
    ids.extend(change.put.keys().chain(&change.drop).map(String::as_str));
    let then = ledger.digests_at(collection, base, ids.iter().copied())?;
    let now = |id: &str| members.get(id).map(|member| member.digest);
    ids.retain(|id| then.get(id).copied() != now(id));
    if ids.len() > MAX_DELTA_RECORDS {
        return Ok(None);
    }
    let mut step = Step { collection: collection.to_owned(), from: base, to: version, ..Step::default() };
    for id in ids {
        match (then.get(id), now(id)) {
            (Some(old), Some(new)) if !is_erased(id) => {
                step.edit.push(Edit { id: id.to_owned(), old: line(old)?, new: line(&new)? });
            }
            (_, Some(new)) => step.put.push(line(&new)?),
            (_, None) => step.drop.push(id.to_owned()),
        }
    }
    Ok(Some(step))
}

/// The deltas of `held` that the index of `version` keeps: those of the last versions, without any that holds an earlier line of
/// a record that is now withdrawn for error or privacy. Phones there take another way, or the segments.
///
/// # Errors
/// [`ReleaseError::Ledger`].
pub fn kept(
    ledger: &Ledger,
    collection: &str,
    held: &Held,
    version: u64,
    erased: &[&str],
) -> Result<Vec<DeltaEntry>, ReleaseError> {
    let mut kept: Vec<DeltaEntry> =
        held.deltas.iter().filter(|delta| delta.to + DELTA_WINDOW > version).copied().collect();
    let mut stays = Vec::new();
    for id in erased {
        stays.extend(ledger.stays(collection, id)?);
    }
    if stays.is_empty() {
        return Ok(kept);
    }
    // A delta holds a line that came after its beginning and was still there at its end. Where the ledger does not know what
    // a version held, the delta goes too.
    let is_known = |version: u64| held.versions.contains(&version);
    kept.retain(|delta| {
        let holds = |(since, until): &(u64, Option<u64>)| {
            delta.from < *since && *since <= delta.to && until.is_none_or(|until| until > delta.to)
        };
        is_known(delta.from) && is_known(delta.to) && !stays.iter().any(holds)
    });
    Ok(kept)
}
