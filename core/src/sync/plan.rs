//! What a sync does next: a pure function of state, time, network and limits.
//!
//! Nothing is read or written here. `engine` gathers the state, performs the actions in order and reports what was left
//! out with the reason given here; shells ask [`next_wanted`] when to wake the app again.
//!
//! Invariants: no load is planned while offline; a server that asked to be left alone is left alone, also when the user
//! insists, because a Retry-After is no suggestion; our own back-off holds only the background refresh; what does not fit the budget is named, with its
//! expected size, never silently dropped.

use std::time::Duration;

use crate::clock::Timestamp;
use crate::first::first;
use crate::model::offline::FailReason;
use crate::model::{ArticleId, Source, SourceId, SourceState};
use crate::net::backoff::pause_after;
use crate::net::{Connectivity, HostState, Urgency};

use super::budget::{Budget, Exhausted};

/// Bytes expected of a feed that was never loaded.
const UNKNOWN_FEED_BYTES: u64 = 60_000;

/// Bytes expected of a conditional request that finds nothing new.
const UNCHANGED_FEED_BYTES: u64 = 700;

/// Bytes expected of a page whose article is wanted.
pub const PAGE_BYTES: u64 = 80_000;

/// A dead source is asked once in this many seconds (a week).
const DEAD_POLL_SECONDS: i64 = 7 * 24 * 3600;

/// The clock may have run ahead when a source was last asked; a check further than this in the future is not believed.
const CLOCK_TOLERANCE_SECONDS: i64 = 3600;

/// Which sources a sync is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Those that are due: the background refresh.
    Due,
    /// All that may be asked: the user pulled to refresh.
    All,
    /// One source: just added, or refreshed by hand.
    One(SourceId),
    /// No source, but the whole text of one article, which a person asked for.
    Text(ArticleId),
}

impl Scope {
    /// Whether a person waits for a page: only if it was asked for by itself, for a refresh asks for pages that nobody may read.
    pub(super) const fn page_urgency(&self) -> Urgency {
        match self {
            Self::Text(_) => Urgency::Asked,
            Self::Due | Self::All | Self::One(_) => Urgency::Scheduled,
        }
    }

    /// Whether a person waits: then only the wish of a server is heeded, not our own caution.
    pub const fn urgency(&self) -> Urgency {
        match self {
            Self::Due => Urgency::Scheduled,
            Self::All | Self::One(_) | Self::Text(_) => Urgency::Asked,
        }
    }
}

/// What the planner knows of one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceView {
    /// The source itself.
    pub source: Source,
    /// When it last answered, 304 included.
    pub last_checked: Option<Timestamp>,
    /// How its host fares.
    pub host: HostState,
    /// Failures in a row.
    pub failures: u32,
    /// Whether a validator is stored, so that "nothing new" is cheap.
    pub has_validator: bool,
    /// What a request to it usually costs, by the ledger; `None` if none is on account.
    pub usual_bytes: Option<u64>,
}

/// What the planner knows of the repository, where there are servers to ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RepositoryView {
    /// When it was last asked for a new release.
    pub last_checked: Option<Timestamp>,
}

/// Why a source or a load is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skip {
    /// There is no network.
    Offline,
    /// It was asked recently; due then.
    NotDue(Timestamp),
    /// It failed or asked for a pause; may be asked then.
    Resting(Timestamp),
    /// A limit forbids it.
    Exhausted(Exhausted),
}

/// Feeds to ask, in order, and those left out.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct FeedPlan {
    /// In the order to ask: never asked first, then the one that waited longest.
    pub fetch: Vec<Source>,
    /// Left out: source, reason, bytes it would probably cost.
    pub skipped: Vec<(SourceId, Skip, u64)>,
}

/// Bytes expected of asking the repository and finding nothing new.
pub(super) const UNCHANGED_REPOSITORY_BYTES: u64 = 1_200;

/// Seconds between two background questions for a new release: departments publish a few times a day.
const REPOSITORY_POLL_SECONDS: i64 = 3 * 3600;

/// Whether to ask for a new release of the repository now. `checked`: when it was last asked, and whether all of it is here.
///
/// # Errors
/// Why not.
pub fn repository(
    scope: &Scope,
    checked: Option<Timestamp>,
    network: Connectivity,
    budget: &Budget,
    now: Timestamp,
) -> Result<(), Skip> {
    if !network.is_online() {
        return Err(Skip::Offline);
    }
    if *scope == Scope::Due
        && let Some(due) = repository_due(checked, now).filter(|due| *due > now)
    {
        return Err(Skip::NotDue(due));
    }
    budget.allows(UNCHANGED_REPOSITORY_BYTES, now).map_err(Skip::Exhausted)
}

/// When the background refresh asks for a new release; `None`: it was never asked, or the clock went back.
pub fn repository_due(checked: Option<Timestamp>, now: Timestamp) -> Option<Timestamp> {
    let checked = checked.filter(|checked| checked.since(now) <= CLOCK_TOLERANCE_SECONDS)?;
    Some(checked.plus(REPOSITORY_POLL_SECONDS))
}

/// Which feeds to ask now.
pub fn feeds(
    scope: &Scope,
    sources: &[SourceView],
    network: Connectivity,
    budget: &Budget,
    now: Timestamp,
) -> FeedPlan {
    let is_meant = |view: &&SourceView| match scope {
        Scope::Due | Scope::All => true,
        Scope::One(id) => *id == view.source.id,
        Scope::Text(_) => false,
    };
    let views = sources.iter().filter(is_meant);
    // Those that were never checked first.
    let views = first(views, sources.len(), |a, b| (a.last_checked, &a.source.id).cmp(&(b.last_checked, &b.source.id)));
    let mut plan = FeedPlan::default();
    let mut account = *budget;
    for view in views {
        let estimate = expected_bytes(view);
        match decide(scope, view, network, &account, estimate, now) {
            Ok(()) => {
                account.spend(estimate);
                plan.fetch.push(view.source.clone());
            }
            Err(skip) => plan.skipped.push((view.source.id.clone(), skip, estimate)),
        }
    }
    plan
}

fn decide(
    scope: &Scope,
    view: &SourceView,
    network: Connectivity,
    budget: &Budget,
    estimate: u64,
    now: Timestamp,
) -> Result<(), Skip> {
    if !network.is_online() {
        return Err(Skip::Offline);
    }
    if let Some(at) = view.host.rests_until(scope.urgency(), now) {
        return Err(Skip::Resting(at));
    }
    if *scope == Scope::Due
        && let Some(due) = due_at(view, now).filter(|due| *due > now)
    {
        return Err(Skip::NotDue(due));
    }
    budget.allows(estimate, now).map_err(Skip::Exhausted)
}

/// When a source is due; `None` if it was never asked, or its last check lies in a future that nobody believes.
fn due_at(view: &SourceView, now: Timestamp) -> Option<Timestamp> {
    let checked = view.last_checked.filter(|at| at.since(now) <= CLOCK_TOLERANCE_SECONDS)?;
    let pause = match view.source.state {
        SourceState::Dead => DEAD_POLL_SECONDS,
        SourceState::Ok | SourceState::Moved => i64::from(view.source.poll_seconds),
    };
    let after_failures = match view.failures {
        0 => 0,
        failures => seconds(pause_after(failures, None, seed(&view.source.id))),
    };
    Some(checked.plus(pause.max(after_failures)))
}

fn seconds(pause: Duration) -> i64 {
    i64::try_from(pause.as_secs()).unwrap_or(i64::MAX)
}

/// Sources that failed together do not come back together.
fn seed(id: &SourceId) -> u64 {
    id.as_str()
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Bytes that asking a feed will probably cost.
pub(super) fn expected_bytes(view: &SourceView) -> u64 {
    match (view.has_validator, view.usual_bytes) {
        (true, _) => UNCHANGED_FEED_BYTES,
        (false, Some(bytes)) => bytes,
        (false, None) => UNKNOWN_FEED_BYTES,
    }
}

/// When a background refresh is next worth waking for; `None` where there is nobody to ask.
pub fn next_wanted(sources: &[SourceView], repository: Option<RepositoryView>, now: Timestamp) -> Option<Timestamp> {
    let resting = |view: &SourceView| view.host.rests_until(Urgency::Scheduled, now).unwrap_or(now);
    let feeds = sources.iter().map(|view| due_at(view, now).unwrap_or(now).max(resting(view)));
    let release = repository.map(|view| repository_due(view.last_checked, now).unwrap_or(now));
    feeds.chain(release).min()
}

/// A page whose article is wanted in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageWish {
    /// The article.
    pub article: ArticleId,
    /// Its source.
    pub source: SourceId,
    /// Its page.
    pub url: String,
    /// The last try, if it failed.
    pub failed: Option<(FailReason, Timestamp)>,
}

/// Loads to start, in order, and how many were left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadPlan<T> {
    /// In order.
    pub load: Vec<T>,
    /// Left out with the reason.
    pub left_out: Vec<(T, Skip)>,
}

impl<T> LoadPlan<T> {
    /// How many were left out because of a limit or the network, not because they rest.
    pub fn left_out_by_limits(&self) -> usize {
        self.left_out.iter().filter(|(_, skip)| matches!(skip, Skip::Offline | Skip::Exhausted(_))).count()
    }
}

/// Seconds before a page is tried again: soon where the network was at fault, in a week where the page was.
const fn page_pause(reason: FailReason) -> i64 {
    match reason {
        FailReason::Damaged => 0,
        FailReason::Unreachable => 6 * 3600,
        FailReason::NoArticle | FailReason::TooLarge | FailReason::Refused => 7 * 24 * 3600,
    }
}

/// Which pages to load for their full text, newest first as given.
pub fn pages(wishes: Vec<PageWish>, network: Connectivity, budget: &Budget, now: Timestamp) -> LoadPlan<PageWish> {
    let rest = |wish: &PageWish| {
        let (reason, at) = wish.failed?;
        if at.since(now) > CLOCK_TOLERANCE_SECONDS {
            return None;
        }
        let again = at.plus(page_pause(reason));
        (again > now).then_some(Skip::Resting(again))
    };
    within_budget(wishes, PAGE_BYTES, network, budget, now, rest)
}

/// An image that a stored article wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageWish {
    /// Its address.
    pub url: String,
    /// The source that allowed it.
    pub source: SourceId,
}

/// Which images to load: none on a metered network, where nobody asked for them (product.md §5).
pub fn images(
    wishes: Vec<ImageWish>,
    expected_bytes: u64,
    network: Connectivity,
    budget: &Budget,
    now: Timestamp,
) -> LoadPlan<ImageWish> {
    let metered = |_: &ImageWish| (network == Connectivity::Metered).then_some(Skip::Exhausted(Exhausted::Bytes));
    within_budget(wishes, expected_bytes, network, budget, now, metered)
}

fn within_budget<T>(
    wishes: Vec<T>,
    expected_bytes: u64,
    network: Connectivity,
    budget: &Budget,
    now: Timestamp,
    refuse: impl Fn(&T) -> Option<Skip>,
) -> LoadPlan<T> {
    let mut account = *budget;
    let mut plan = LoadPlan { load: Vec::new(), left_out: Vec::new() };
    for wish in wishes {
        let verdict = if network.is_online() { refuse(&wish) } else { Some(Skip::Offline) };
        match verdict.or_else(|| account.allows(expected_bytes, now).err().map(Skip::Exhausted)) {
            Some(skip) => plan.left_out.push((wish, skip)),
            None => {
                account.spend(expected_bytes);
                plan.load.push(wish);
            }
        }
    }
    plan
}

#[cfg(test)]
mod tests;
