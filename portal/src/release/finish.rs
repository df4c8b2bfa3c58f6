//! A release is finished: catalog, claim of its number, snapshot, roots, and `timestamp.json` last (decision 28).

use std::collections::{BTreeMap, HashMap};

use app4g_core::Timestamp;
use app4g_core::repository::format::{Catalog, FORMAT, Sha256};

use super::collection::{Builder, NOTHING};
use super::roles::{self, Due};
use super::start::{Level, Order, Started};
use super::{ReleaseError, resign};
use crate::content::Authored;
use crate::ledger::Release;
use crate::ledger::entry::Entry;
use crate::ledger::holding::Holdings;
use crate::media;
use crate::plan::{Change, Plan};
use crate::reading::{self, TIMESTAMP};
use crate::revision::is_erasing;
use crate::signing::sign_release;
use crate::storage::Written;

/// How many numbers are tried: each one that is taken is a killed release, or somebody else's under way.
const ATTEMPTS: u64 = 16;

/// When no record moves by time alone: the end of year 9999.
const FOR_EVER: Timestamp = Timestamp::from_unix(253_402_275_599);

/// What became of a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing changed, and nothing had to be signed.
    Unchanged,
    /// No record changed; `timestamp.json` was signed again, with this version.
    Timestamp(u64),
    /// Published under this sequence.
    Released(u64),
}

impl Started<'_> {
    /// Publishes `plan`, which was made of `authored`; `input` is the hash of that content.
    ///
    /// # Errors
    /// [`ReleaseError`]; the repository is then as it was, or, if an answer was lost, as it was to become: the next release finds
    /// out.
    pub async fn publish(
        self,
        plan: &Plan,
        authored: &[Authored],
        input: Option<Sha256>,
        now: Timestamp,
    ) -> Result<Outcome, ReleaseError> {
        let root = roles::newest(self.order.roots, now)?.to_vec();
        let quiet_until = plan.quiet_until.unwrap_or(FOR_EVER);
        let due = match &self.current {
            Some(current) if roles::is_sent(self.order.storage, self.order.roots).await? => {
                roles::due(&root, current, now)?
            }
            _ => Due::Release,
        };
        if plan.is_empty() && self.level != Level::Behind {
            let is_noted = |release: Release| release.input == input && release.quiet_until >= now;
            let input = input.filter(|_| !self.release.is_some_and(is_noted));
            if let Some(input) = input {
                self.order.ledger.note_input(&input, quiet_until)?;
            }
            match due {
                Due::Nothing => return Ok(Outcome::Unchanged),
                Due::Timestamp => {
                    let Order { storage, ledger, roots, signers } = self.order;
                    let known = self.release.map_or(0, |release| release.timestamp_version);
                    let version = resign::timestamp(storage, roots, signers, known, now).await?;
                    ledger.note_timestamp(version)?;
                    return Ok(Outcome::Timestamp(version));
                }
                Due::Release => {}
            }
        }
        let is_sent = |record: &&Authored| {
            let revision = plan.revisions.get(&record.id);
            let is_erased = revision.is_some_and(|revision| is_erasing(&revision.known.change));
            !is_erased && (revision.is_some() || self.level == Level::Behind)
        };
        let files = authored.iter().filter(is_sent).flat_map(|record| &record.media);
        media::send(self.order.storage, files).await?;
        let holdings = self.build(plan).await?;
        let release = self.put_metadata(&root, &holdings, (input, quiet_until), now).await?;
        let lines = plan
            .revisions
            .iter()
            .map(|(id, revision)| (revision.known.digest, (id.as_str(), revision.known.rev, revision.line.as_str())));
        let records = plan.revisions.iter().map(|(id, revision)| (id.as_str(), &revision.known));
        let (lines, records) = (lines.collect::<HashMap<_, _>>(), records.collect());
        let entry = Entry { lines, records, holdings, restarted: Vec::new() };
        // Building has read them; before a first release there are none.
        let before = self.books.into_inner().map(|books| books.holdings).unwrap_or_default();
        self.order.ledger.enter(&release, &before, &entry)?;
        Ok(Outcome::Released(release.sequence))
    }

    /// Every collection that this release changes, or that may not be whole.
    async fn build(&self, plan: &Plan) -> Result<Holdings, ReleaseError> {
        let builder = Builder::new(self, plan)?;
        let mut changes: BTreeMap<&str, Option<&Change>> = BTreeMap::new();
        if self.level == Level::Behind {
            changes.extend(self.books()?.holdings.keys().map(|name| (name.as_str(), None)));
        }
        // No record changes there, but the index has to.
        changes.extend(plan.unlisted.keys().map(|name| (name.as_str(), Some(&NOTHING))));
        changes.extend(plan.changes.iter().map(|(name, change)| (name.as_str(), Some(change))));
        let mut holdings = Holdings::new();
        for (name, change) in changes {
            holdings.insert(name.to_owned(), builder.build(name, change).await?);
        }
        Ok(holdings)
    }

    async fn put_metadata(
        &self,
        root: &[u8],
        changed: &Holdings,
        (input, quiet_until): (Option<Sha256>, Timestamp),
        now: Timestamp,
    ) -> Result<Release, ReleaseError> {
        let storage = self.order.storage;
        let files = storage.list("metadata").await?;
        let names: Vec<&str> = files.iter().filter_map(|file| file.path.strip_prefix("metadata/")).collect();
        roles::check_roots(self.order.roots, &names)?;
        let claimed = names.iter().filter_map(|name| number(name, ".targets.json")).max().unwrap_or_default();
        let published = self.current.as_ref().map_or(0, |current| current.catalog.sequence);
        let known = self.release.map_or(0, |release| release.sequence);
        let first = claimed.max(published).max(known) + 1;
        let timestamp_version = self.timestamp_version() + 1;
        for sequence in first..first + ATTEMPTS {
            let catalog = self.catalog(changed, sequence, now)?;
            let bytes = catalog.to_bytes()?;
            let hash = Sha256::of(&bytes);
            let signed = sign_release(root, self.order.signers, &bytes, sequence, timestamp_version, now).await?;
            storage.put(&reading::catalog_path(&hash), bytes).await?;
            let claim = storage.create(&format!("metadata/{sequence}.targets.json"), signed.targets).await?;
            if claim == Written::TooLate {
                continue;
            }
            let snapshot = storage.create(&format!("metadata/{sequence}.snapshot.json"), signed.snapshot).await?;
            if snapshot == Written::TooLate {
                continue;
            }
            roles::send_roots(storage, self.order.roots, &names).await?;
            let had = self.current.as_ref().map(|current| &current.etag);
            let last = storage.swap(TIMESTAMP, signed.timestamp, had).await?;
            if last == Written::TooLate && !self.won(&hash).await? {
                return Err(ReleaseError::Overtaken);
            }
            return Ok(Release { sequence, catalog: hash, published_at: now, timestamp_version, quiet_until, input });
        }
        Err(ReleaseError::Crowded(first + ATTEMPTS))
    }

    /// Whether the release that is there now is this one: an answer was lost, the request sent again and refused.
    async fn won(&self, catalog: &Sha256) -> Result<bool, ReleaseError> {
        let current = reading::current(self.order.storage).await?;
        Ok(current.is_some_and(|current| current.catalog_hash == *catalog))
    }

    fn catalog(&self, changed: &Holdings, sequence: u64, now: Timestamp) -> Result<Catalog, ReleaseError> {
        let mut collections: BTreeMap<_, _> =
            self.books()?.holdings.iter().map(|(name, held)| (name.clone(), held.entry)).collect();
        collections.extend(changed.iter().map(|(name, held)| (name.clone(), held.entry)));
        Ok(Catalog { format: FORMAT, sequence, published_at: now, collections })
    }

    pub(super) fn timestamp_version(&self) -> u64 {
        let published = self.current.as_ref().map_or(0, |current| current.timestamp.version);
        published.max(self.release.map_or(0, |release| release.timestamp_version))
    }
}

/// The number in `12.targets.json`.
pub(crate) fn number(name: &str, ending: &str) -> Option<u64> {
    name.strip_suffix(ending)?.parse().ok()
}
