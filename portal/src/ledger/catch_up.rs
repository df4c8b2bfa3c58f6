//! The repository is ahead of the ledger: what it holds is read back.
//!
//! After a kill between `timestamp.json` and the ledger's own entry, after a release from another machine, after the ledger was
//! restored from a backup or lost. Only segments that the ledger does not know are loaded. A lost ledger is rebuilt from all of
//! them and from the deltas, which still hold lines that left their collections; revisions never fall.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use app4g_core::model::{Envelope, Kind};
use app4g_core::repository::format::{Collection, Index, SetHash, Sha256};

use super::entry::Entry;
use super::holding::{Held, Holdings, Member};
use super::{Ledger, LedgerError, Release};
use crate::reading::{self, Current, ReadingError};
use crate::revision::{Known, content_of_line};
use crate::storage::Storage;

/// Why a repository could not be read back.
#[derive(Debug, thiserror::Error)]
pub enum CatchUpError {
    /// The repository cannot be read.
    #[error(transparent)]
    Reading(#[from] ReadingError),
    /// The ledger cannot be written.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// A published line that this version of the portal cannot take over.
    #[error("collection {collection}: {cause}")]
    Content {
        /// Where it is.
        collection: String,
        /// What is wrong; ids, never content.
        cause: String,
    },
}

/// Lines as they are found.
#[derive(Default)]
struct Found {
    lines: HashMap<Sha256, (String, u32, String)>,
    newest: HashMap<String, Known>,
}

/// Makes the ledger level with `current`.
///
/// # Errors
/// [`CatchUpError`], and then nothing was entered.
pub async fn catch_up(ledger: &mut Ledger, storage: &dyn Storage, current: &Current) -> Result<(), CatchUpError> {
    let before = ledger.holdings()?;
    let had = ledger.release()?;
    let mut found = Found { newest: ledger.records()?, ..Found::default() };
    let (mut holdings, mut restarted) = (Holdings::new(), Vec::new());
    for (name, collection) in &current.catalog.collections {
        let old = before.get(name);
        if old.is_some_and(|old| old.entry == *collection) {
            continue;
        }
        let index = reading::index(storage, name, collection).await?;
        let held = read(storage, name, collection, &index, old, &mut found).await?;
        if had.is_none() {
            read_deltas(storage, name, &index, &mut found).await?;
        }
        if old.is_some_and(|old| old.entry.version >= collection.version) {
            restarted.push(name.clone());
        }
        holdings.insert(name.clone(), held);
    }
    let release = Release {
        sequence: current.catalog.sequence.max(had.map_or(0, |had| had.sequence)),
        catalog: current.catalog_hash,
        published_at: current.catalog.published_at,
        timestamp_version: current.timestamp.version.max(had.map_or(0, |had| had.timestamp_version)),
        quiet_until: current.catalog.published_at,
        input: None,
    };
    let lines = found.lines.iter().map(|(digest, (id, rev, line))| (*digest, (id.as_str(), *rev, line.as_str())));
    let records = found.newest.iter().map(|(id, known)| (id.as_str(), known));
    let entry = Entry { lines: lines.collect(), records: records.collect(), holdings, restarted };
    Ok(ledger.enter(&release, &before, &entry)?)
}

/// The members of a collection: from the ledger where it knows the segment, else from the segment.
async fn read(
    storage: &dyn Storage,
    name: &str,
    entry: &Collection,
    index: &Index,
    old: Option<&Held>,
    found: &mut Found,
) -> Result<Held, CatchUpError> {
    let mut members = HashMap::with_capacity(usize::try_from(entry.count).unwrap_or_default());
    let mut segments = BTreeMap::new();
    let by_segment = old.map(members_by_segment).unwrap_or_default();
    for (number, segment) in (1..).zip(index.segments.iter().rev()) {
        segments.insert(number, *segment);
        let known = old.and_then(|old| old.segments.iter().find(|(_, known)| known.object == segment.object));
        if let Some(known) = known.and_then(|(old_number, _)| by_segment.get(old_number)) {
            members.extend(known.iter().map(|(id, member)| ((*id).clone(), Member { segment: number, ..**member })));
            continue;
        }
        for line in reading::lines(storage, &segment.object).await? {
            let bytes = line.len() as u64;
            let (id, digest) = found.take(name, line)?;
            members.insert(id, Member { digest, bytes, segment: number });
        }
    }
    let mut set = SetHash::with_capacity(members.len());
    members.values().for_each(|member| set.add(member.digest));
    if members.len() as u64 != entry.count || set.finish() != entry.set_hash {
        return Err(content(name, "its segments are not what the catalog says".to_owned()));
    }
    let deltas = index.deltas.clone();
    let highest = entry.version;
    Ok(Held { entry: *entry, highest, segments, deltas, members, versions: BTreeSet::from([entry.version]) })
}

fn members_by_segment(held: &Held) -> HashMap<u64, Vec<(&String, &Member)>> {
    let mut segments: HashMap<u64, Vec<_>> = HashMap::new();
    for (id, member) in &held.members {
        segments.entry(member.segment).or_default().push((id, member));
    }
    segments
}

/// Lines that are in no collection any more may still be in a delta. What was pruned meanwhile is passed over.
async fn read_deltas(storage: &dyn Storage, name: &str, index: &Index, found: &mut Found) -> Result<(), CatchUpError> {
    for entry in &index.deltas {
        let raw = match reading::object(storage, &entry.object, None).await {
            Err(ReadingError::Missing(_)) => continue,
            other => other?,
        };
        let delta = reading::delta(&raw, name, entry)?;
        for line in &delta.lines {
            found.take(name, (*line).to_owned())?;
        }
        if let Some(twin) = &delta.manifest.twin {
            match reading::lines(storage, twin).await {
                Err(ReadingError::Missing(_)) => {}
                lines => lines?.into_iter().try_for_each(|line| found.take(name, line).map(|_| ()))?,
            }
        }
    }
    Ok(())
}

impl Found {
    /// Takes a line over; its id and hash.
    fn take(&mut self, collection: &str, line: String) -> Result<(String, Sha256), CatchUpError> {
        let wrong = |cause: String| content(collection, cause);
        let envelope: Envelope<String> =
            serde_json::from_str(&line).map_err(|error| wrong(format!("a line is no record: {error}")))?;
        let digest = Sha256::of(line.as_bytes());
        let id = envelope.id;
        let kind = Kind::parse(&envelope.kind)
            .ok_or_else(|| wrong(format!("{id} is of kind {}, which a later portal published", envelope.kind)))?;
        if self.newest.get(&id).is_none_or(|newest| newest.rev < envelope.rev) {
            let content = content_of_line(&line).map_err(|error| wrong(format!("{id}: {error}")))?;
            let known = Known {
                rev: envelope.rev,
                kind,
                digest,
                content,
                published: envelope.published,
                updated: envelope.updated,
                valid_until: envelope.valid_until,
                change: envelope.change,
            };
            self.newest.insert(id.clone(), known);
        }
        self.lines.insert(digest, (id.clone(), envelope.rev, line));
        Ok((id, digest))
    }
}

fn content(collection: &str, cause: String) -> CatchUpError {
    CatchUpError::Content { collection: collection.to_owned(), cause }
}
