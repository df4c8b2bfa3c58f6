//! One collection of a release: segments that changed, deltas, index.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use app4g_core::Timestamp;
use app4g_core::repository::format::{Collection, DeltaEntry, Index, Object, SegmentEntry, SetHash, Sha256, delta};
use futures_util::future::try_join;

use super::ReleaseError;
use super::pack::Packer;
use super::start::{Books, Level, Started};
use super::steps;
use crate::deltas::{Step, append};
use crate::ledger::holding::Held;
use crate::plan::{Change, Plan};
use crate::reading::{self, ReadingError};
use crate::revision::{Known, is_erasing};
use crate::segments::{self, Assigned};

/// What happens to the records of a collection that is only made whole, or only gets another index.
pub(super) static NOTHING: Change = Change { put: BTreeMap::new(), drop: BTreeSet::new() };

/// Builds the collections of one release.
pub(super) struct Builder<'a> {
    level: Level,
    books: &'a Books,
    packer: Packer<'a>,
    plan: &'a Plan,
    lines: HashMap<Sha256, &'a str>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(started: &'a Started<'_>, plan: &'a Plan) -> Result<Self, ReleaseError> {
        let packer = Packer { storage: started.order.storage, ledger: started.order.ledger };
        let lines = plan.revisions.values().map(|revision| (revision.known.digest, revision.line.as_str())).collect();
        let (level, books) = (started.level, started.books()?);
        Ok(Self { level, books, packer, plan, lines })
    }

    /// The collection after `change`, all of its objects sent. Without a change it is only made whole: a repository that was set
    /// back may lack some.
    ///
    /// # Errors
    /// [`ReleaseError`].
    pub(super) async fn build(&self, name: &str, change: Option<&Change>) -> Result<Held, ReleaseError> {
        let held = self.books.holdings.get(name);
        let is_changed = change.is_some();
        let change = change.unwrap_or(&NOTHING);
        let highest = held.map_or(0, |held| held.highest);
        let version = match held {
            Some(held) if !is_changed => held.entry.version,
            _ => highest + 1,
        };
        let mut assigned = segments::assign(held, change, |digest| self.bytes(digest), |id| self.published(id));
        if self.level == Level::Behind {
            assigned.touched.extend(self.missing_segments(held).await?);
        }
        let deltas = async {
            let mut deltas = self.old_deltas(name, held, version).await?;
            if is_changed {
                deltas.extend(self.new_deltas(name, held, version, change, &assigned).await?);
            }
            Ok(deltas)
        };
        // Most releases write one segment and one delta again: a processor for each.
        let (segments, mut deltas) = try_join(self.segments(held, &assigned), deltas).await?;
        deltas.sort_by_key(|delta| (delta.to, delta.from));
        let mut set = SetHash::with_capacity(assigned.members.len());
        assigned.members.values().for_each(|member| set.add(member.digest));
        let listed = segments.values().rev().copied().collect();
        let index = Index { version, segments: listed, deltas: deltas.clone(), ..Index::empty(name) };
        let index = self.packer.place(index.to_bytes()?).await?;
        let count = assigned.members.len() as u64;
        let mut versions = held.map(|held| held.versions.clone()).unwrap_or_default();
        versions.insert(version);
        let entry = Collection { version, count, set_hash: set.finish(), index };
        Ok(Held { entry, highest: highest.max(version), segments, deltas, members: assigned.members, versions })
    }

    async fn segments(
        &self,
        held: Option<&Held>,
        assigned: &Assigned,
    ) -> Result<BTreeMap<u64, SegmentEntry>, ReleaseError> {
        let old = held.map(|held| &held.segments);
        let untouched = assigned.numbers.difference(&assigned.touched);
        let untouched = untouched.filter_map(|number| Some((*number, *old?.get(number)?)));
        let mut segments: BTreeMap<u64, SegmentEntry> = untouched.collect();
        let order = segments::order(&assigned.members, &assigned.touched, |id| self.published(id));
        let raws = order.values().map(|records| {
            let mut raw = Vec::new();
            for (_, digest) in records {
                append(&mut raw, &self.line(digest)?);
            }
            Ok(raw)
        });
        let objects = self.packer.place_all(raws).await?;
        for ((number, records), object) in order.iter().zip(objects) {
            segments.insert(*number, SegmentEntry { object, count: records.len() as u64 });
        }
        Ok(segments)
    }

    async fn new_deltas(
        &self,
        name: &str,
        held: Option<&Held>,
        version: u64,
        change: &Change,
        assigned: &Assigned,
    ) -> Result<Vec<DeltaEntry>, ReleaseError> {
        let line = |digest: &Sha256| self.line(digest);
        let is_erased = |id: &str| self.known(id).is_some_and(|known| is_erasing(&known.change));
        let steps = steps::bases(held, version).into_iter().map(|base| -> Result<Option<Step>, ReleaseError> {
            steps::step(self.packer.ledger, name, (base, version), change, &assigned.members, &line, &is_erased)
        });
        let built = self.packer.place_deltas(steps.filter_map(Result::transpose)).await?;
        Ok(built.into_iter().map(|built| built.entry).collect())
    }

    /// Old deltas that stay; of a repository that was set back only those that are there whole.
    async fn old_deltas(&self, name: &str, held: Option<&Held>, version: u64) -> Result<Vec<DeltaEntry>, ReleaseError> {
        let Some(held) = held else { return Ok(Vec::new()) };
        let kept = steps::kept(held, version, self.plan.unlisted.get(name));
        if self.level != Level::Behind {
            return Ok(kept);
        }
        let mut whole = Vec::new();
        for entry in kept {
            if self.is_whole(name, &entry).await? {
                whole.push(entry);
            }
        }
        Ok(whole)
    }

    async fn is_whole(&self, name: &str, entry: &DeltaEntry) -> Result<bool, ReleaseError> {
        let raw = match reading::object(self.packer.storage, &entry.object, None).await {
            Err(ReadingError::Missing(_) | ReadingError::Format { .. }) => return Ok(false),
            other => other?,
        };
        let Ok(delta::Delta { manifest, .. }) = reading::delta(&raw, name, entry) else { return Ok(false) };
        for object in [manifest.edit, manifest.twin].into_iter().flatten() {
            if !self.has(&object).await? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    async fn missing_segments(&self, held: Option<&Held>) -> Result<BTreeSet<u64>, ReleaseError> {
        let mut missing = BTreeSet::new();
        for (number, segment) in held.into_iter().flat_map(|held| &held.segments) {
            if !self.has(&segment.object).await? {
                missing.insert(*number);
            }
        }
        Ok(missing)
    }

    async fn has(&self, object: &Object) -> Result<bool, ReleaseError> {
        Ok(self.packer.storage.has(&object.path(), object.bytes).await?)
    }

    fn line(&self, digest: &Sha256) -> Result<String, ReleaseError> {
        match self.lines.get(digest) {
            Some(line) => Ok((*line).to_owned()),
            None => Ok(self.packer.ledger.line(digest)?),
        }
    }

    /// Bytes of a line that enters; 0 for one that nobody knows, which [`Builder::line`] then reports.
    fn bytes(&self, digest: &Sha256) -> u64 {
        self.line(digest).map_or(0, |line| line.len() as u64)
    }

    fn published(&self, id: &str) -> Timestamp {
        self.known(id).map_or_else(Timestamp::default, |known| known.published)
    }

    /// A record as this release leaves it.
    fn known(&self, id: &str) -> Option<&Known> {
        let new = self.plan.revisions.get(id).map(|revision| &revision.known);
        new.or_else(|| self.books.records.get(id))
    }
}
