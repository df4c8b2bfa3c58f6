//! Does what the planner says: feeds first, then full texts, then images, then tidying; reports everything.
//!
//! Called by `app` and by the shells' background refresh. Fetches run in parallel, one writer stores; the profile's lock is
//! held for the whole sync, so a second sync gets `Busy` at once (decision 12). What personal.db learns (checks, back-off,
//! ledger, redirect proofs) is written in one transaction at the end, also of a sync that was stopped.
//!
//! Invariant: a sync that finds nothing new writes nothing to content.db.

use std::sync::{Arc, Mutex, PoisonError};

use futures_util::StreamExt;
use futures_util::stream;

use crate::cancel::CancelToken;
use crate::clock::{Clock, Timestamp};
use crate::error::Error;
use crate::model::settings::Switch;
use crate::model::{Settings, Source};
use crate::net::{Client, Connectivity, Urgency};
use crate::repository::access::Access;
use crate::store::{ContentWriter, Store};

use super::account::{Account, Load};
use super::blocking::blocking;
use super::briefing::Briefing;
use super::budget::{Budget, Limits};
use super::error::SyncError;
use super::feed_job::{self, FeedDone};
use super::plan::{self, FeedPlan, Scope, Skip};
use super::progress::{
    FeedOutcome, Progress, RepositoryOutcome, RepositoryReport, Stopped, SyncReport, Tally, Watcher,
};
use super::repository::title_of;
use super::request::SyncRequest;
use super::{full_text, pictures, servers, tidy, widget};

/// Feeds asked at once: enough to hide slow servers, few enough for a cheap phone.
const PARALLEL: usize = 8;

/// The parts a sync works with; `app` lends them. Clones are the same parts.
#[derive(Clone)]
pub struct Engine {
    store: Store,
    client: Client,
    clock: Arc<dyn Clock>,
    repository: Option<Arc<Access>>,
}

/// What a running sync carries along.
pub(super) struct Run<'a> {
    pub(super) store: &'a Store,
    pub(super) client: &'a Client,
    pub(super) writer: Arc<ContentWriter>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) started: Timestamp,
    pub(super) settings: Settings,
    pub(super) connectivity: Connectivity,
    pub(super) budget: Mutex<Budget>,
    pub(super) watcher: &'a Watcher<'a>,
    pub(super) cancel: &'a CancelToken,
    /// The repository, where there are servers to ask for its files.
    pub(super) repository: Option<&'a Access>,
}

impl Run<'_> {
    /// Notes what a load cost.
    pub(super) fn spend(&self, bytes: u64) {
        self.budget.lock().unwrap_or_else(PoisonError::into_inner).spend(bytes);
    }

    /// The account as it stands.
    pub(super) fn budget(&self) -> Budget {
        *self.budget.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The network as this sync may use it: what costs nothing may still be saved (data saver).
    pub(super) fn connectivity(&self) -> Connectivity {
        if self.client.network().now().is_online() { self.connectivity } else { Connectivity::Offline }
    }
}

impl Engine {
    /// An engine over these parts. `repository`: the one of this deployment, if there is one.
    pub fn new(store: Store, client: Client, clock: Arc<dyn Clock>, repository: Option<Arc<Access>>) -> Self {
        Self { store, client, clock, repository }
    }

    /// Runs one sync to its end. Must be polled inside a tokio runtime; cancel it with `cancel`, not by dropping.
    ///
    /// # Errors
    /// `Busy` if another sync holds the profile; storage errors. What went wrong with one source is in the report.
    pub async fn run(
        &self,
        request: &SyncRequest,
        watcher: &Watcher<'_>,
        cancel: &CancelToken,
    ) -> Result<SyncReport, Error> {
        let started = self.clock.now();
        // The lock first: what another sync still writes must not be missing from the briefing.
        let writer = self.take_writer().await?;
        let report = self.locked(Arc::clone(&writer), request, watcher, cancel, started).await;
        // The lock is given back before the caller learns that the sync is over.
        self.give_back(writer).await?;
        report
    }

    /// Takes the profile's lock.
    pub(super) async fn take_writer(&self) -> Result<Arc<ContentWriter>, SyncError> {
        Ok(Arc::new(self.with_store(|store| Ok(store.writer()?)).await?))
    }

    /// Gives the lock back, once everything that was queued is written.
    pub(super) async fn give_back(&self, writer: Arc<ContentWriter>) -> Result<(), SyncError> {
        let Some(writer) = Arc::into_inner(writer) else { return Ok(()) };
        blocking(move || {
            writer.close();
            Ok(())
        })
        .await
    }

    /// The sync of whoever holds the lock.
    async fn locked(
        &self,
        writer: Arc<ContentWriter>,
        request: &SyncRequest,
        watcher: &Watcher<'_>,
        cancel: &CancelToken,
        started: Timestamp,
    ) -> Result<SyncReport, Error> {
        let briefing = self.with_store(move |store| Briefing::read(&store, started)).await?;
        let connectivity = usable(self.client.network().now(), &briefing.settings);
        let limits = Limits {
            bytes: request.bytes,
            deadline: request.seconds.map(|seconds| started.plus(i64::from(seconds))),
            month_left: (connectivity == Connectivity::Metered).then_some(briefing.month_left),
        };
        let budget = Budget::new(limits, connectivity);
        let feeds = plan::feeds(&request.scope, &briefing.views(), connectivity, &budget, started);
        self.client.restore_backoff(briefing.backoff.clone());
        let run = Run {
            store: &self.store,
            client: &self.client,
            writer,
            clock: Arc::clone(&self.clock),
            started,
            settings: briefing.settings,
            connectivity,
            budget: Mutex::new(budget),
            watcher,
            cancel,
            repository: self.repository.as_deref().filter(|access| !access.mirrors.is_empty()),
        };
        self.stages(&run, &briefing, feeds, request, started).await
    }

    async fn stages(
        &self,
        run: &Run<'_>,
        briefing: &Briefing,
        plan: FeedPlan,
        request: &SyncRequest,
        started: Timestamp,
    ) -> Result<SyncReport, Error> {
        let mut loads = Vec::new();
        let (repository, done, later) = match self.release(run, briefing, request, &mut loads).await {
            Ok(repository) => {
                let mut done = feeds(run, briefing, plan, request).await;
                let has_release = repository.as_ref().is_some_and(RepositoryReport::stored);
                let later = match storage_trouble(&mut done) {
                    Some(trouble) => Err(trouble),
                    None => later_stages(run, briefing, &request.scope, &done, has_release, &mut loads).await,
                };
                (repository, done, later)
            }
            Err(trouble) => (None, Vec::new(), Err(trouble)),
        };
        let finished = run.clock.now();
        let account = Account::of(&done, loads, run.connectivity, self.client.backoff(), briefing, finished);
        let known = self
            .with_store(move |store| {
                account.write(&store)?;
                store.follow_changes(finished)?;
                store.follow_revisions(finished, title_of)?;
                store.copy_personal(finished)?;
                Briefing::read(&store, finished)
            })
            .await;
        // What was spent is accounted for even where nothing more could be stored; the first trouble is the one to tell.
        let Later { pages, images, pruned } = later?;
        let known = known?;
        let asked = run.repository.map(|_| plan::RepositoryView { last_checked: known.release_checked() });
        let has_release = repository.as_ref().is_some_and(RepositoryReport::stored);
        if has_release || done.iter().any(|done| matches!(done.report.outcome, FeedOutcome::Updated { .. })) {
            self.with_store(move |store| widget::write(&store)).await?;
        }
        let stopped = stopped(run, repository.as_ref(), &done, pages, images);
        Ok(SyncReport {
            started,
            finished,
            repository,
            feeds: done.into_iter().map(|done| done.report).collect(),
            pages,
            images,
            pruned,
            bytes: run.budget().spent(),
            next_wanted: plan::next_wanted(&known.views(), asked, finished),
            stopped,
        })
    }
}

impl Engine {
    /// Asks for the newest release of the repository, if there is one and it is due.
    async fn release(
        &self,
        run: &Run<'_>,
        briefing: &Briefing,
        request: &SyncRequest,
        loads: &mut Vec<Load>,
    ) -> Result<Option<RepositoryReport>, Error> {
        let Some(access) = run.repository.filter(|_| !matches!(request.scope, Scope::One(_) | Scope::Text(_))) else {
            return Ok(None);
        };
        let now = run.clock.now();
        let due = plan::repository(&request.scope, briefing.release_checked(), run.connectivity(), &run.budget(), now);
        Ok(Some(match due {
            Err(skip) => RepositoryReport::of(RepositoryOutcome::Skipped(skip)),
            Ok(()) => servers::ask(run, access, request.scope.urgency(), loads).await?,
        }))
    }

    pub(super) const fn client(&self) -> &Client {
        &self.client
    }

    pub(super) fn clock(&self) -> &dyn Clock {
        self.clock.as_ref()
    }

    pub(super) fn shared_clock(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.clock)
    }

    pub(super) const fn store(&self) -> &Store {
        &self.store
    }

    pub(super) fn repository(&self) -> Option<&Access> {
        self.repository.as_deref()
    }

    /// Runs `work` with the store where it may block.
    pub(super) async fn with_store<T: Send + 'static>(
        &self,
        work: impl FnOnce(Store) -> Result<T, SyncError> + Send + 'static,
    ) -> Result<T, SyncError> {
        let store = self.store.clone();
        blocking(move || work(store)).await
    }
}

/// What comes after the feeds.
struct Later {
    pages: Tally,
    images: Tally,
    pruned: usize,
}

/// Full texts, images, tidying. What was loaded is in `loads`, also when something fails.
async fn later_stages(
    run: &Run<'_>,
    briefing: &Briefing,
    scope: &Scope,
    done: &[FeedDone],
    has_release: bool,
    loads: &mut Vec<Load>,
) -> Result<Later, Error> {
    let sources = briefing.sources();
    let pages = full_text::run(run, &sources, scope, loads).await?;
    // Whoever waits for one text waits neither for pictures nor for tidying, and what was loaded must not be what goes.
    if matches!(scope, Scope::Text(_)) {
        return Ok(Later { pages, images: Tally::default(), pruned: 0 });
    }
    let images = pictures::run(run, &sources, loads).await?;
    // Where nothing came, nothing is written either: also a merge waits for the next sync that stores something.
    let has_news = done.iter().any(|done| matches!(done.report.outcome, FeedOutcome::Updated { .. }));
    let stored = has_release || has_news || pages.stored + images.stored > 0;
    let pruned = if stored && !run.cancel.is_cancelled() { tidy::run(run).await? } else { 0 };
    Ok(Later { pages, images, pruned })
}

/// The first feed that failed because the profile could not be written: no fault of its source, and the end of the sync.
fn storage_trouble(done: &mut [FeedDone]) -> Option<Error> {
    done.iter_mut().find_map(|done| match &done.report.outcome {
        FeedOutcome::Failed(error) if error.kind.is_storage() => {
            let skipped = FeedOutcome::Failed(crate::cancel::Cancelled.into());
            match std::mem::replace(&mut done.report.outcome, skipped) {
                FeedOutcome::Failed(error) => Some(error),
                _ => None,
            }
        }
        _ => None,
    })
}

/// What the settings leave of the network: the data saver treats every network as metered.
fn usable(connectivity: Connectivity, settings: &Settings) -> Connectivity {
    match (connectivity, settings.data_saver) {
        (Connectivity::Unmetered, Switch::On) => Connectivity::Metered,
        (connectivity, _) => connectivity,
    }
}

/// Asks the planned feeds, several at once, and lists those that were left out.
async fn feeds(run: &Run<'_>, briefing: &Briefing, plan: FeedPlan, request: &SyncRequest) -> Vec<FeedDone> {
    let total = plan.fetch.len();
    (run.watcher)(Progress::Feeds { total });
    let urgency = request.scope.urgency();
    let mut jobs =
        stream::iter(plan.fetch).map(|source| one_feed(run, briefing, source, urgency)).buffer_unordered(PARALLEL);
    let mut all = Vec::with_capacity(total + plan.skipped.len());
    while let Some(done) = jobs.next().await {
        (run.watcher)(Progress::FeedDone { report: &done.report, done: all.len() + 1, total });
        all.push(done);
    }
    for (id, reason, expected_bytes) in plan.skipped {
        if let Some(source) = briefing.source(&id) {
            all.push(FeedDone::new(source.clone(), FeedOutcome::Skipped { reason, expected_bytes }));
        }
    }
    all
}

/// Asks one feed unless the budget, the network or the user says otherwise by now.
async fn one_feed(run: &Run<'_>, briefing: &Briefing, source: Source, urgency: Urgency) -> FeedDone {
    let now = run.clock.now();
    let allowed = match run.connectivity() {
        Connectivity::Offline => Err(Skip::Offline),
        _ => run.budget().allows(1, now).map_err(Skip::Exhausted),
    };
    match allowed {
        Ok(()) if !run.cancel.is_cancelled() => {
            let state = briefing.state(&source.id);
            let done = feed_job::run(run, source, state, urgency, now).await;
            run.spend(done.traffic.total());
            done
        }
        Ok(()) => FeedDone::new(source, FeedOutcome::Failed(crate::cancel::Cancelled.into())),
        Err(reason) => {
            let expected_bytes = briefing.expected_bytes(&source.id);
            FeedDone::new(source, FeedOutcome::Skipped { reason, expected_bytes })
        }
    }
}

/// Why the sync did not do all it planned, if so.
fn stopped(
    run: &Run<'_>,
    repository: Option<&RepositoryReport>,
    done: &[FeedDone],
    pages: Tally,
    images: Tally,
) -> Option<Stopped> {
    let skipped_for = |wanted: fn(&Skip) -> bool| {
        done.iter().any(|done| matches!(&done.report.outcome, FeedOutcome::Skipped { reason, .. } if wanted(reason)))
    };
    let left_out = repository.is_some_and(RepositoryReport::left_out) || pages.left_out + images.left_out > 0;
    if run.cancel.is_cancelled() {
        Some(Stopped::Cancelled)
    } else if !run.connectivity().is_online() || skipped_for(|skip| *skip == Skip::Offline) {
        Some(Stopped::Offline)
    } else if skipped_for(|skip| matches!(skip, Skip::Exhausted(_))) || left_out {
        Some(Stopped::Limit)
    } else {
        None
    }
}
