//! Which deltas lead to a new version, and which of the old ones may still be offered.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use app4g_core::repository::format::{DELTA_WINDOW, DeltaEntry, MAX_DELTA_RECORDS, Sha256, index};

use super::ReleaseError;
use super::start::Books;
use crate::collections;
use crate::deltas::{Edit, Step};
use crate::ledger::Ledger;
use crate::ledger::holding::{Held, Member};
use crate::plan::{Change, Plan, Way};
use crate::revision::is_erasing;

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

/// The deltas of `held` that the index of `version` keeps: those of the last versions, without the `unlisted`. Phones there take
/// another way, or the segments.
pub fn kept(held: &Held, version: u64, unlisted: Option<&BTreeSet<Way>>) -> Vec<DeltaEntry> {
    let is_unlisted = |delta: &&DeltaEntry| unlisted.is_some_and(|ways| ways.contains(&(delta.from, delta.to)));
    let recent = held.deltas.iter().filter(|delta| delta.to + DELTA_WINDOW > version);
    recent.filter(|delta| !is_unlisted(delta)).copied().collect()
}

/// All deltas that hold an earlier line of a record that is withdrawn for error or privacy, by this release or before, also in
/// collections that the record has left.
///
/// The ledger knows which versions held which line. Where it does not know what a version held, the deltas from and to there go
/// too as soon as a record is withdrawn that may have been in it.
///
/// # Errors
/// [`ReleaseError::Ledger`].
pub(super) fn unlisted(
    ledger: &Ledger,
    books: &Books,
    plan: &Plan,
) -> Result<BTreeMap<String, BTreeSet<Way>>, ReleaseError> {
    let before = books.records.iter().filter(|(id, _)| !plan.revisions.contains_key(*id));
    let now = plan.revisions.iter().map(|(id, revision)| (id, &revision.known));
    let erased: Vec<_> = before.chain(now).filter(|(_, known)| is_erasing(&known.change)).collect();
    let mut unlisted: BTreeMap<String, BTreeSet<Way>> = BTreeMap::new();
    for (name, held) in books.holdings.iter().filter(|(_, held)| !held.deltas.is_empty()) {
        let is_unknown = |way: &Way| !held.versions.contains(&way.0) || !held.versions.contains(&way.1);
        for (id, known) in erased.iter().filter(|(_, known)| collections::may_hold(known.kind, name)) {
            let stays = ledger.stays(name, id, &known.digest)?;
            let is_new = plan.revisions.contains_key(*id);
            let ways = held.deltas.iter().map(|delta| (delta.from, delta.to));
            let ways = ways.filter(|way| stays.iter().any(|stay| brings(*way, *stay)) || (is_new && is_unknown(way)));
            let ways: BTreeSet<Way> = ways.collect();
            if !ways.is_empty() {
                unlisted.entry(name.clone()).or_default().extend(ways);
            }
        }
    }
    Ok(unlisted)
}

/// Whether a delta holds a line that was there `since` one version and `until` before another: one that came after the beginning of
/// the delta and was still there at its end.
fn brings((from, to): Way, (since, until): (u64, Option<u64>)) -> bool {
    from < since && since <= to && until.is_none_or(|until| until > to)
}
