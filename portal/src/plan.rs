//! What a release would change: revisions of records, and who enters and leaves which collection.
//!
//! Pure: content, ledger and time come in. Nothing is compressed here, so that a dry run costs no more than reading.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use app4g_core::Timestamp;
use app4g_core::model::{ChangeKind, Kind};
use app4g_core::repository::format::Sha256;
use serde_json::Value;

use crate::collections::{self, BASE};
use crate::content::Authored;
use crate::ledger::holding::Holdings;
use crate::revision::{Known, Revised, RevisionError, is_erasing, revise};

/// Whether invented records may be published (decision 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Samples {
    /// Any stops the release.
    Refused,
    /// A demonstration.
    Allowed,
}

/// What a release would change.
#[derive(Debug, Default)]
pub struct Plan {
    /// New revisions by id.
    pub revisions: BTreeMap<String, Revision>,
    /// Changed collections by name.
    pub changes: BTreeMap<String, Change>,
    /// Deltas by collection that the next index must not name any more: they hold a text that is withdrawn for error or privacy.
    pub unlisted: BTreeMap<String, BTreeSet<Way>>,
    /// Records whose published line stays.
    pub carried: usize,
    /// Authored records that are not as published, and yet nothing is to be done: nobody would see them now.
    pub unseen: BTreeSet<String>,
    /// Until then time alone changes nothing; `None`: for ever.
    pub quiet_until: Option<Timestamp>,
}

/// From which version to which a delta leads.
pub type Way = (u64, u64);

/// A new revision.
#[derive(Clone, Debug)]
pub struct Revision {
    /// The published line, without LF.
    pub line: String,
    /// What the ledger will know.
    pub known: Known,
}

/// What happens to one collection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Lines that enter, or take the place of another of the same id.
    pub put: BTreeMap<String, Sha256>,
    /// Ids that leave.
    pub drop: BTreeSet<String>,
}

/// A record that cannot be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file below the content folder.
    pub file: String,
    /// Where in it, or empty.
    pub place: String,
    /// The record.
    pub id: String,
    /// What is wrong.
    pub cause: Cause,
}

/// What is wrong with a record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Cause {
    /// It cannot become the next revision.
    #[error(transparent)]
    Revision(#[from] RevisionError),
    /// Another file has the same id.
    #[error("the id is also in {0}")]
    Twice(String),
    /// Invented text, and nobody allowed it.
    #[error("sample")]
    Sample,
}

/// Why nothing can be published.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// Records that cannot be published, all of them.
    #[error("{} records cannot be published", .0.len())]
    Problems(Vec<Problem>),
    /// Published records that are in no file any more, without having been withdrawn.
    #[error("{} published records are gone from the content", .0.len())]
    Vanished(Vec<String>),
    /// The machine's clock is before the newest release.
    #[error("the newest release is of {0}, which is in the future")]
    Clock(Timestamp),
}

/// Plans the release at `now`. `authored` is `None` if the content is the same as at the release before: then only time moves
/// records.
///
/// # Errors
/// [`PlanError`] with everything that stands in the way.
pub fn plan(
    authored: Option<&[Authored]>,
    records: &HashMap<String, Known>,
    holdings: &Holdings,
    now: Timestamp,
    samples: Samples,
) -> Result<Plan, PlanError> {
    plan_beside(&[], authored, (records, holdings), now, samples)
}

/// [`plan`] where the records `kept` stand in the content, too, as they were published.
///
/// # Errors
/// As [`plan`].
pub fn plan_beside(
    kept: &[&str],
    authored: Option<&[Authored]>,
    (records, holdings): (&HashMap<String, Known>, &Holdings),
    now: Timestamp,
    samples: Samples,
) -> Result<Plan, PlanError> {
    let mut plan = Plan::default();
    if let Some(authored) = authored {
        plan.revise(kept, authored, records, now, samples)?;
    } else {
        plan.carried = records.len();
    }
    let known = |id: &str| plan.revisions.get(id).map(|revision| &revision.known);
    let fresh = plan.revisions.iter().filter(|(id, _)| !records.contains_key(*id));
    let fresh = fresh.map(|(id, revision)| (id.as_str(), &revision.known));
    let all = records.iter().map(|(id, old)| (id.as_str(), known(id).unwrap_or(old))).chain(fresh);
    let mut quiet_until = None;
    let all = all.inspect(|(_, known)| {
        let quiet = collections::quiet_until(known.kind, known.published, known.valid_until, now);
        quiet_until = quiet_until.into_iter().chain(quiet).min();
    });
    let changes = changes(all, |id| known(id).or_else(|| records.get(id)).map(|known| known.kind), holdings, now);
    plan.changes = changes;
    plan.quiet_until = quiet_until;
    Ok(plan)
}

impl Plan {
    /// Whether there is nothing to publish.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.revisions.is_empty() && self.unlisted.is_empty()
    }

    /// How many new revisions did `kind`.
    pub fn count(&self, kind: ChangeKind) -> usize {
        self.revisions.values().filter(|revision| revision.known.change.kind == kind).count()
    }

    fn revise(
        &mut self,
        kept: &[&str],
        authored: &[Authored],
        records: &HashMap<String, Known>,
        now: Timestamp,
        samples: Samples,
    ) -> Result<(), PlanError> {
        let mut problems = Vec::new();
        let mut seen: HashMap<&str, &str> = kept.iter().map(|id| (*id, "")).collect();
        self.carried = kept.len();
        for record in authored {
            let mut problem = |cause| {
                let (file, place, id) = (record.file.clone(), record.place.clone(), record.id.clone());
                problems.push(Problem { file, place, id, cause });
            };
            if let Some(first) = seen.insert(&record.id, &record.file) {
                problem(Cause::Twice(first.to_owned()));
                continue;
            }
            if samples == Samples::Refused && record.fields.get("sample") == Some(&Value::Bool(true)) {
                problem(Cause::Sample);
                continue;
            }
            match revise(record, records.get(&record.id), now) {
                Ok(Revised::Carried) => self.carried += 1,
                // Nobody would see it: it is outside every collection, and was or will be.
                Ok(Revised::Next(_, known)) if !is_seen(&known, now) => drop(self.unseen.insert(record.id.clone())),
                Ok(Revised::Next(line, known)) => {
                    self.revisions.insert(record.id.clone(), Revision { line, known: *known });
                }
                Ok(Revised::Nothing) => drop(self.unseen.insert(record.id.clone())),
                Err(error) => problem(Cause::Revision(error)),
            }
        }
        if !problems.is_empty() {
            return Err(PlanError::Problems(problems));
        }
        let mut vanished: Vec<String> = records
            .iter()
            .filter(|(id, known)| !seen.contains_key(id.as_str()) && is_missed(known, now))
            .map(|(id, _)| id.clone())
            .collect();
        vanished.sort();
        if vanished.is_empty() { Ok(()) } else { Err(PlanError::Vanished(vanished)) }
    }
}

/// Whether any collection holds this revision at `now`.
fn is_seen(known: &Known, now: Timestamp) -> bool {
    is_erasing(&known.change) || collections::at(known.kind, known.published, known.valid_until, now).is_some()
}

/// Whether somebody has this record who was not told that it is withdrawn.
fn is_missed(known: &Known, now: Timestamp) -> bool {
    known.change.kind != ChangeKind::Withdraw
        && collections::at(known.kind, known.published, known.valid_until, now).is_some()
}

/// Compares where every record belongs with where it is.
fn changes<'a>(
    records: impl Iterator<Item = (&'a str, &'a Known)>,
    kind_of: impl Fn(&str) -> Option<Kind>,
    holdings: &Holdings,
    now: Timestamp,
) -> BTreeMap<String, Change> {
    let mut changes: BTreeMap<String, Change> = BTreeMap::new();
    // Of every collection, the members that still belong there.
    let mut kept: HashMap<String, HashSet<&str>> = HashMap::new();
    let mut belongs = |collection: &str, id: &'a str, digest: Sha256| {
        let member = holdings.get(collection).and_then(|held| held.members.get(id));
        if member.is_some() {
            if let Some(kept) = kept.get_mut(collection) {
                kept.insert(id);
            } else {
                kept.insert(collection.to_owned(), HashSet::from([id]));
            }
        }
        if member.is_none_or(|member| member.digest != digest) {
            changes.entry(collection.to_owned()).or_default().put.insert(id.to_owned(), digest);
        }
    };
    for (id, known) in records {
        let collection = collections::at(known.kind, known.published, known.valid_until, now);
        if let Some(collection) = &collection {
            belongs(collection, id, known.digest);
        }
        if is_erasing(&known.change) && collection.as_deref() != Some(BASE) {
            belongs(BASE, id, known.digest);
        }
    }
    for (name, held) in holdings {
        let kept = kept.get(name);
        if kept.map_or(0, HashSet::len) == held.members.len() {
            continue;
        }
        // A tombstone stays in `base` for ever, even if its record came back.
        let is_tombstone = |id: &str| name == BASE && kind_of(id).is_some_and(|kind| !collections::is_base(kind));
        let gone = held.members.keys().filter(|id| !kept.is_some_and(|kept| kept.contains(id.as_str())));
        let gone: BTreeSet<String> = gone.filter(|id| !is_tombstone(id)).cloned().collect();
        if !gone.is_empty() {
            changes.entry(name.clone()).or_default().drop = gone;
        }
    }
    changes
}

#[cfg(test)]
mod tests;
