//! Refreshing one open profile: on request of a person, in the background, and from the pack that came with the app.
//!
//! One at a time. What it does is told step by step to every screen (`World::set_refreshing`), and screens are told to look again
//! while content arrives, at most once a second.
//!
//! Callers: `core` (background refresh, opening), the effects of screens.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use app4g_core::cancel::{CancelToken, Cancelled};
use app4g_core::error::{Error, ErrorKind};
use app4g_core::strings::{Lang, text};
use app4g_core::sync::{
    CollectionOutcome, FeedOutcome, Progress, RepositoryOutcome, RepositoryReport, Scope, Stopped, SyncReport,
    SyncRequest,
};
use app4g_core::text::numbers;
use tokio::sync::Notify;

use crate::error::Problem;
use crate::screens::Change;
use crate::world::World;

mod calls;
mod notify;
mod unpacking;

pub(crate) use calls::Call;
use calls::Calls;

/// How often screens look again while content arrives.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// How the refresh stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Refreshing {
    /// What it does now; `None` while nothing runs.
    pub(crate) step: Option<Step>,
    /// What was wrong with the last one.
    pub(crate) problem: Option<Problem>,
    /// What the last one brought, in one sentence; to be spoken.
    pub(crate) result: Option<String>,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    /// For people: «đang tải 3/50».
    pub(crate) text: String,
    /// Parts done.
    pub(crate) done: u32,
    /// Parts in all; 0 if nobody knows.
    pub(crate) total: u32,
}

/// How a refresh ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum RefreshOutcome {
    /// Everything that was due was asked and is here.
    Done,
    /// The network is away.
    NoNetwork,
    /// A limit of bytes or time was reached; the next goes on.
    Limited,
    /// Somebody stopped it.
    Stopped,
    /// Something could not be had; what is stored stays.
    Partly,
}

/// What a refresh did.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct RefreshReport {
    /// How it ended.
    pub outcome: RefreshOutcome,
    /// Records nobody had seen before.
    pub new_records: u32,
    /// Bytes over the network, both ways, headers included.
    pub bytes: u64,
    /// One sentence for people.
    pub text: String,
    /// What could not be had.
    pub problem: Option<Problem>,
    /// When the next is worth it, in seconds since 1970-01-01T00:00:00Z; absent where there is nobody to ask.
    pub next_wanted: Option<i64>,
}

/// The refresh of a world that may be running.
#[derive(Default)]
pub(crate) struct Refresher {
    running: Mutex<Option<CancelToken>>,
    calls: Calls,
    ended: Notify,
    /// What came with the app, until it was taken over.
    starter: Mutex<Option<Arc<[u8]>>>,
}

impl Refresher {
    /// Runs a refresh to its end.
    ///
    /// # Errors
    /// `Busy` if one is running, unless this is about one text, which waits; `Cancelled`; storage errors. What could not be had is in
    /// the report.
    async fn run(
        &self,
        world: &Arc<World>,
        request: &SyncRequest,
        cancel: &CancelToken,
    ) -> Result<RefreshReport, Error> {
        let mut turn = match request.scope {
            // A refresh that runs does as well for the next refresh; it does not bring the text that was asked for.
            Scope::Text(_) => self.turn_in_line(world, cancel).await?,
            _ => Self::take_turn(world, cancel)?,
        };
        world.look_at_network_soon().await?;
        let lang = world.lang();
        world.set_refreshing(Refreshing { step: Some(asking(lang)), ..Refreshing::default() });
        let teller = Teller::new(world);
        let result = world.app.sync().run(request, &|event| teller.tell(&event), cancel).await;
        let report = result.map(|report| match request.scope {
            Scope::Text(_) => summary_of_page(&report, lang),
            _ => summary(&report, lang),
        });
        turn.leaves = ended(&report, lang);
        world.changed(Change::Content);
        if report.is_ok() {
            // Who waits for a refresh sees on Home what was corrected.
            let is_waited_for = request.scope != Scope::Due;
            notify::tell(world, is_waited_for).await?;
        }
        report
    }

    /// Looks, and looks again whenever something has ended, until there is an answer.
    async fn until<T>(&self, look: impl Fn() -> Option<T>) -> T {
        loop {
            let ended = self.ended.notified();
            tokio::pin!(ended);
            // Registered before the look, or an end between the two would be missed.
            ended.as_mut().enable();
            if let Some(answer) = look() {
                return answer;
            }
            ended.await;
        }
    }

    /// Waits until nothing runs.
    #[cfg(test)]
    pub(crate) async fn ended(&self) {
        self.until(|| self.lock().is_none().then_some(())).await;
    }

    /// Takes the turn, which ends when it is let go of.
    ///
    /// # Errors
    /// `Busy` if somebody has it.
    pub(crate) fn take_turn(world: &Arc<World>, cancel: &CancelToken) -> Result<Turn, Error> {
        let mut running = world.refresher.lock();
        if running.is_some() {
            return Err(app4g_core::store::StoreError::Busy.into());
        }
        *running = Some(cancel.clone());
        Ok(Turn { world: Arc::clone(world), cancel: cancel.clone(), leaves: Refreshing::default() })
    }

    /// Waits for the turn and takes it.
    ///
    /// # Errors
    /// `Cancelled`.
    async fn turn_in_line(&self, world: &Arc<World>, cancel: &CancelToken) -> Result<Turn, Error> {
        tokio::select! {
            biased;
            () = cancel.cancelled() => Err(Cancelled.into()),
            turn = self.until(|| Self::take_turn(world, cancel).ok()) => Ok(turn),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<CancelToken>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Held while a refresh runs, however it ends.
pub(crate) struct Turn {
    world: Arc<World>,
    cancel: CancelToken,
    /// How things stand after it.
    leaves: Refreshing,
}

impl Drop for Turn {
    fn drop(&mut self) {
        let refresher = &self.world.refresher;
        let mut running = refresher.lock();
        // In one step: whoever reads that nothing runs may begin the next, whose words come after these.
        self.world.set_refreshing(std::mem::take(&mut self.leaves));
        *running = None;
        drop(running);
        refresher.ended.notify_waiters();
    }
}

/// Tells screens what a refresh does.
struct Teller<'w> {
    world: &'w Arc<World>,
    lang: Lang,
    looked: Mutex<Instant>,
}

impl<'w> Teller<'w> {
    fn new(world: &'w Arc<World>) -> Self {
        Self { world, lang: world.lang(), looked: Mutex::new(Instant::now()) }
    }

    fn tell(&self, event: &Progress<'_>) {
        self.world.set_refreshing(Refreshing { step: Some(step(event, self.lang)), ..Refreshing::default() });
        let brings = matches!(event, Progress::FeedDone { .. } | Progress::Collection { .. } | Progress::Pages { .. });
        let mut looked = self.looked.lock().unwrap_or_else(PoisonError::into_inner);
        if brings && looked.elapsed() >= LOOK_AGAIN {
            *looked = Instant::now();
            self.world.changed(Change::Content);
        }
    }
}

fn asking(lang: Lang) -> Step {
    Step { text: text("screen.refresh.asking", &[], lang), done: 0, total: 0 }
}

fn step(event: &Progress<'_>, lang: Lang) -> Step {
    let (key, done, total) = match event {
        Progress::Repository => return asking(lang),
        Progress::Feeds { total } => ("screen.refresh.feeds", 0, *total),
        Progress::FeedDone { done, total, .. } => ("screen.refresh.feeds", *done, *total),
        Progress::Collection { done, total, .. } => ("screen.refresh.loading", *done, *total),
        Progress::Pages { done, total } => ("screen.refresh.pages", *done, *total),
        Progress::Images { done, total } => ("screen.refresh.images", *done, *total),
        Progress::Tidying => ("screen.refresh.tidying", 0, 0),
    };
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let said = text(key, &[("done", &done.to_string()), ("total", &total.to_string())], lang);
    Step { text: said, done: count(done), total: count(total) }
}

/// How it stands after the end.
fn ended(report: &Result<RefreshReport, Error>, lang: Lang) -> Refreshing {
    match report {
        Ok(report) => Refreshing { step: None, problem: report.problem.clone(), result: Some(report.text.clone()) },
        Err(error) if error.kind == ErrorKind::Cancelled => Refreshing::default(),
        Err(error) => Refreshing { problem: Some(Problem::of(error, lang)), ..Refreshing::default() },
    }
}

fn summary(report: &SyncReport, lang: Lang) -> RefreshReport {
    let problem = failure(report).map(|error| Problem::of(error, lang));
    let new = report.new_articles() + report.repository.as_ref().map_or(0, new_records);
    let outcome = match report.stopped {
        Some(Stopped::Cancelled) => RefreshOutcome::Stopped,
        Some(Stopped::Offline) => RefreshOutcome::NoNetwork,
        Some(Stopped::Limit) => RefreshOutcome::Limited,
        None if problem.is_some() => RefreshOutcome::Partly,
        None => RefreshOutcome::Done,
    };
    let count = numbers::integer(i64::try_from(new).unwrap_or(i64::MAX), lang);
    let bytes = numbers::bytes(report.bytes, lang);
    let key = match outcome {
        RefreshOutcome::NoNetwork => "screen.refresh.offline",
        RefreshOutcome::Stopped => "screen.refresh.stopped",
        RefreshOutcome::Limited => "screen.refresh.limited",
        RefreshOutcome::Partly => "screen.refresh.partly",
        RefreshOutcome::Done if new == 0 => "screen.refresh.nothing_new",
        RefreshOutcome::Done => "screen.refresh.done",
    };
    // An offline phone is told by the state of the network, not as a failure.
    let problem = problem.filter(|_| outcome != RefreshOutcome::NoNetwork);
    RefreshReport {
        outcome,
        new_records: u32::try_from(new).unwrap_or(u32::MAX),
        bytes: report.bytes,
        text: text(key, &[("n", &count), ("bytes", &bytes)], lang),
        problem,
        next_wanted: report.next_wanted.map(app4g_core::Timestamp::unix),
    }
}

/// How the loading of one whole text ended.
fn summary_of_page(report: &SyncReport, lang: Lang) -> RefreshReport {
    let mut said = summary(report, lang);
    let bytes = numbers::bytes(report.bytes, lang);
    // A refresh would go on where a limit or a server that rests ended it; with one text nobody does.
    let is_tried = matches!(report.stopped, None | Some(Stopped::Limit));
    let is_missing = report.pages.failed + report.pages.left_out > 0;
    if is_tried && !is_missing {
        said.text = text("screen.refresh.text_done", &[("bytes", &bytes)], lang);
    } else if is_tried {
        said.outcome = RefreshOutcome::Partly;
        said.text = text("screen.refresh.text_failed", &[], lang);
    }
    said
}

/// The first thing that went wrong: the repository's before a feed's. What was stopped did not go wrong.
fn failure(report: &SyncReport) -> Option<&Error> {
    let feed = || {
        report.feeds.iter().find_map(|feed| match &feed.outcome {
            FeedOutcome::Failed(error) => Some(error),
            _ => None,
        })
    };
    let wrong = |error: &&Error| error.kind != ErrorKind::Cancelled;
    report.repository.as_ref().and_then(not_had).filter(wrong).or_else(|| feed().filter(wrong))
}

/// What of a repository could not be had: all of it before a collection.
fn not_had(report: &RepositoryReport) -> Option<&Error> {
    match &report.outcome {
        RepositoryOutcome::Failed(error) => Some(error),
        _ => report.collections.iter().find_map(|one| match &one.outcome {
            CollectionOutcome::Failed(error) => Some(error),
            _ => None,
        }),
    }
}

fn new_records(report: &RepositoryReport) -> usize {
    let new = report.collections.iter().map(|one| match one.outcome {
        CollectionOutcome::Updated { new, .. } => new,
        _ => 0,
    });
    new.sum()
}

#[cfg(test)]
mod tests;
