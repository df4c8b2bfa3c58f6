//! What a running sync tells whoever watches, and what it reports in the end.
//!
//! Events are facts in order, cheap to ignore; a watcher that is slow slows nothing but itself, because the engine calls it
//! between loads and never under a lock.

use crate::clock::Timestamp;
use crate::error::Error;
use crate::model::SourceId;

use super::budget::Exhausted;
use super::plan::Skip;

/// One step of a running sync.
#[derive(Debug)]
pub enum Progress<'a> {
    /// The repository is asked for a new release.
    Repository,
    /// So many feeds will be asked.
    Feeds {
        /// Their number.
        total: usize,
    },
    /// One feed is done.
    FeedDone {
        /// How it went.
        report: &'a FeedReport,
        /// Feeds done so far.
        done: usize,
        /// Feeds to ask.
        total: usize,
    },
    /// A collection of the repository is loaded for the first time, or anew: «đang tải 3/50».
    Collection {
        /// Its name.
        name: &'a str,
        /// Segments done so far.
        done: usize,
        /// Segments to load.
        total: usize,
    },
    /// Pages are loaded for their full text.
    Pages {
        /// Pages done so far.
        done: usize,
        /// Pages to load.
        total: usize,
    },
    /// Images are loaded.
    Images {
        /// Images done so far.
        done: usize,
        /// Images to load.
        total: usize,
    },
    /// Old articles are put away and the index is tidied.
    Tidying,
}

/// Whoever watches a sync.
pub type Watcher<'a> = dyn Fn(Progress<'_>) + Send + Sync + 'a;

/// How one feed went.
#[derive(Debug)]
pub struct FeedReport {
    /// The source.
    pub source: SourceId,
    /// Its name, for people.
    pub name: String,
    /// What happened.
    pub outcome: FeedOutcome,
    /// Bytes over the network, headers included.
    pub bytes: u64,
}

/// How the signed repository went.
#[derive(Debug)]
pub struct RepositoryReport {
    /// What happened to the question for a new release.
    pub outcome: RepositoryOutcome,
    /// What happened to its collections; empty if it was not asked.
    pub collections: Vec<CollectionReport>,
    /// Requests made.
    pub requests: u64,
    /// Bytes over the network, both ways, headers included.
    pub bytes: u64,
}

/// What happened to the question for a new release.
#[derive(Debug)]
pub enum RepositoryOutcome {
    /// The release that is here is the newest.
    Unchanged,
    /// A release was verified.
    Verified {
        /// Its number.
        sequence: u64,
        /// When it was made.
        published_at: Timestamp,
    },
    /// Nothing could be verified; what is stored stays.
    Failed(Error),
    /// It needs a newer version of the app, as was told before; what is stored stays.
    NeedsUpdate,
    /// Not asked.
    Skipped(Skip),
}

impl RepositoryReport {
    /// A question with this end, of which nothing else is known.
    pub(super) const fn of(outcome: RepositoryOutcome) -> Self {
        Self { outcome, collections: Vec::new(), requests: 0, bytes: 0 }
    }

    /// Records nobody had seen, and records that changed, in all collections.
    pub fn tally(&self) -> (usize, usize) {
        self.collections.iter().fold((0, 0), |(news, changes), report| match report.outcome {
            CollectionOutcome::Updated { new, changed, .. } => (news + new, changes + changed),
            _ => (news, changes),
        })
    }

    /// Whether a limit kept something away.
    pub fn left_out(&self) -> bool {
        matches!(self.outcome, RepositoryOutcome::Skipped(Skip::Exhausted(_)))
            || self.collections.iter().any(|report| matches!(report.outcome, CollectionOutcome::LeftOut { .. }))
    }

    /// Whether anything was written.
    pub fn stored(&self) -> bool {
        self.collections.iter().any(|report| matches!(report.outcome, CollectionOutcome::Updated { .. }))
    }
}

/// How one collection of the repository went.
#[derive(Debug)]
pub struct CollectionReport {
    /// Its name.
    pub name: String,
    /// The version that the catalog names.
    pub version: u64,
    /// What happened.
    pub outcome: CollectionOutcome,
}

/// What happened to one collection.
#[derive(Debug)]
pub enum CollectionOutcome {
    /// It was here as the catalog names it.
    Unchanged,
    /// It is here now as the catalog names it.
    Updated {
        /// Records nobody had seen.
        new: usize,
        /// Records that changed.
        changed: usize,
        /// Records that left it.
        dropped: usize,
    },
    /// A limit stopped it; the next sync goes on.
    LeftOut {
        /// Which.
        limit: Exhausted,
        /// Bytes that are still to be loaded, as far as it is known.
        bytes: u64,
    },
    /// Failed; what is stored stays.
    Failed(Error),
    /// It needs a newer version of the app, as was told before; what is stored stays.
    NeedsUpdate,
}

/// What happened to one feed.
#[derive(Debug)]
pub enum FeedOutcome {
    /// The server says, or the bytes show, that nothing changed.
    Unchanged,
    /// Parsed and stored.
    Updated {
        /// Articles nobody had seen.
        new: usize,
        /// Articles whose text changed.
        changed: usize,
        /// Things the feed doctor would mention.
        warnings: usize,
    },
    /// Failed; what is stored stays.
    Failed(Error),
    /// Not asked.
    Skipped {
        /// Why.
        reason: Skip,
        /// Bytes it would probably have cost.
        expected_bytes: u64,
    },
}

/// Why a sync ended before everything planned was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// Somebody asked for it.
    Cancelled,
    /// The network is away.
    Offline,
    /// A limit was reached.
    Limit,
}

/// Loads of one sort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Stored.
    pub stored: usize,
    /// Failed.
    pub failed: usize,
    /// Left out by the rules or the budget.
    pub left_out: usize,
    /// Bytes that the left-out loads would probably have cost.
    pub left_out_bytes: u64,
}

/// What a sync did.
#[derive(Debug)]
pub struct SyncReport {
    /// When it began.
    pub started: Timestamp,
    /// When it ended.
    pub finished: Timestamp,
    /// The signed repository; `None` if the app has none, or the scope is a source.
    pub repository: Option<RepositoryReport>,
    /// Every source of the scope, in the order it was dealt with.
    pub feeds: Vec<FeedReport>,
    /// Pages loaded for full text.
    pub pages: Tally,
    /// Images.
    pub images: Tally,
    /// Articles put away by retention.
    pub pruned: usize,
    /// Bytes over the network, both ways, headers and failures included.
    pub bytes: u64,
    /// When a refresh is next worth it.
    pub next_wanted: Option<Timestamp>,
    /// Set if it ended early.
    pub stopped: Option<Stopped>,
}

impl SyncReport {
    /// Articles nobody had seen before.
    pub fn new_articles(&self) -> usize {
        self.feeds
            .iter()
            .map(|feed| match feed.outcome {
                FeedOutcome::Updated { new, .. } => new,
                _ => 0,
            })
            .sum()
    }

    /// Feeds that failed.
    pub fn failures(&self) -> impl Iterator<Item = (&FeedReport, &Error)> {
        self.feeds.iter().filter_map(|feed| match &feed.outcome {
            FeedOutcome::Failed(error) => Some((feed, error)),
            _ => None,
        })
    }
}
