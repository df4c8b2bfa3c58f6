//! What all screens have in common: a model, a reducer, effects, and the task that turns them.
//!
//! A screen is plain Rust. Events from the shell, outcomes of effects and changes of the world are reduced one after the other; the
//! reducer returns effects; each is performed on a thread for blocking work, with a token of its own. In a [`Lane`] of reads a newer
//! effect cancels the older, whose outcome is no longer looked at; what a person wrote is written one after the other, to its end,
//! also when the screen is closed meanwhile. While the profile sleeps effects wait.
//!
//! Invariant: when the screen is closed or let go of, or the profile is closed, every read is cancelled and every listener hears
//! `on_closed`; no write is lost to a newer one.

use std::sync::Arc;
use std::time::Duration;

use app4g_core::cancel::CancelToken;
use app4g_core::error::{Error, ErrorKind, Message};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::context::{Change, Context};
use crate::error::{CoreError, Problem};
use crate::runtime::{Work, blocking, spawn};
use crate::subscription::{Listener, Slot, Subscription, subscribe};
use crate::world::{Changes, World};

/// How often ages are looked at while somebody watches.
const MINUTE: Duration = Duration::from_secs(60);

/// How effects follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lane {
    /// A newer one of this name takes the place of the older: reads.
    Newest(&'static str),
    /// One after the other, each to its end: writes.
    InOrder,
}

/// One screen.
pub(crate) trait Screen: Sized + Send + 'static {
    /// What is drawn.
    type State: Clone + PartialEq + Send + Sync + 'static;
    /// What a person does.
    type Event: Send + 'static;
    /// Work that the reducer asks for.
    type Effect: Send + 'static;
    /// What came of it.
    type Outcome: Send + 'static;

    /// Takes one thing in and says what is to be done.
    fn reduce(&mut self, input: Input<Self>, context: &Context) -> Vec<Self::Effect>;

    /// What is to be drawn now.
    fn state(&self, context: &Context) -> Self::State;

    /// With which effects this one shares a lane.
    fn lane(effect: &Self::Effect) -> Lane;

    /// Does the work; blocking, and stops when `cancel` fires.
    ///
    /// # Errors
    /// What stopped it; the reducer gets it as [`Input::Failed`], unless it was cancelled.
    fn perform(effect: Self::Effect, world: &Arc<World>, cancel: &CancelToken) -> Result<Self::Outcome, Error>;
}

/// What a reducer takes in.
pub(crate) enum Input<S: Screen> {
    /// The screen was opened.
    Begin,
    /// A person did something.
    Event(S::Event),
    /// An effect ended.
    Done(S::Outcome),
    /// An effect of this lane failed.
    Failed(Lane, Problem),
    /// The world changed.
    Changed(Change),
}

/// An open screen.
pub(crate) struct Handle<S: Screen> {
    slot: Arc<Slot<S::State>>,
    inbox: UnboundedSender<Post<S>>,
    end: CancelToken,
}

enum Post<S: Screen> {
    Event(S::Event),
    /// `turn`: that of a read; a write has none.
    Ended {
        lane: Lane,
        turn: Option<u64>,
        result: Result<S::Outcome, Error>,
    },
}

impl<S: Screen> Handle<S> {
    /// Opens the screen and begins to load.
    ///
    /// # Errors
    /// `Internal` if there is no runtime; that the profile is closed.
    pub(crate) fn open(mut screen: S, world: &Arc<World>) -> Result<Self, CoreError> {
        if world.life().is_cancelled() {
            return Err(closed(world));
        }
        let context = world.context();
        let changes = world.changes();
        let effects = screen.reduce(Input::Begin, &context);
        let slot = Arc::new(Slot::new(screen.state(&context)));
        let (inbox, messages) = unbounded_channel();
        let end = CancelToken::new();
        let seen = *changes.borrow();
        let (writes, waiting) = unbounded_channel();
        spawn(write::<S>(waiting, Arc::clone(world), inbox.clone()))?;
        let driver = Driver {
            screen,
            world: Arc::clone(world),
            slot: Arc::clone(&slot),
            inbox: inbox.clone(),
            end: end.clone(),
            seen,
            turn: 0,
            running: Vec::new(),
            writes,
        };
        spawn(driver.run(effects, messages, changes))?;
        Ok(Self { slot, inbox, end })
    }

    /// What is to be drawn now.
    pub(crate) fn state(&self) -> S::State {
        self.slot.now().as_ref().clone()
    }

    /// Takes an event; what comes of it is told to the listeners.
    ///
    /// # Errors
    /// That the screen is closed.
    pub(crate) fn send(&self, event: S::Event) -> Result<(), CoreError> {
        self.inbox.send(Post::Event(event)).map_err(|_| CoreError::from(gone()))
    }

    /// Begins to tell a listener; one of a closed screen hears the last state and `on_closed`.
    ///
    /// # Errors
    /// As [`subscribe`].
    pub(crate) fn observe<L: Listener<S::State>>(&self, listener: L) -> Result<Arc<Subscription>, CoreError> {
        subscribe(&self.slot, listener)
    }

    /// Closes the screen; idempotent, returns at once.
    pub(crate) fn close(&self) {
        self.end.cancel();
    }
}

impl<S: Screen> Drop for Handle<S> {
    fn drop(&mut self) {
        self.end.cancel();
    }
}

/// The task of one screen.
struct Driver<S: Screen> {
    screen: S,
    world: Arc<World>,
    slot: Arc<Slot<S::State>>,
    inbox: UnboundedSender<Post<S>>,
    end: CancelToken,
    seen: Changes,
    turn: u64,
    running: Vec<Running>,
    /// Where writes wait for each other.
    writes: UnboundedSender<S::Effect>,
}

/// The newest read of a lane.
struct Running {
    lane: Lane,
    turn: u64,
    cancel: CancelToken,
}

impl<S: Screen> Driver<S> {
    async fn run(
        mut self,
        effects: Vec<S::Effect>,
        mut messages: UnboundedReceiver<Post<S>>,
        mut changes: tokio::sync::watch::Receiver<Changes>,
    ) {
        let (end, life) = (self.end.clone(), self.world.life().clone());
        self.start(effects);
        let mut minutes = tokio::time::interval_at(tokio::time::Instant::now() + MINUTE, MINUTE);
        loop {
            tokio::select! {
                () = end.cancelled() => break,
                () = life.cancelled() => break,
                message = messages.recv() => match message {
                    Some(message) => self.take(message),
                    None => break,
                },
                changed = changes.changed() => {
                    if changed.is_err() {
                        break;
                    }
                    let now = *changes.borrow_and_update();
                    let news = now.since(&self.seen);
                    self.seen = now;
                    news.into_iter().for_each(|change| self.reduce(Input::Changed(change)));
                }
                _ = minutes.tick() => {
                    if self.slot.is_observed() && *self.world.active().borrow() {
                        self.reduce(Input::Changed(Change::Minute));
                    }
                }
            }
        }
    }

    fn take(&mut self, message: Post<S>) {
        match message {
            Post::Event(event) => self.reduce(Input::Event(event)),
            Post::Ended { lane, turn, result } => {
                if turn.is_some_and(|turn| !self.forget(turn)) {
                    return;
                }
                match result {
                    Ok(outcome) => self.reduce(Input::Done(outcome)),
                    // Whoever cancelled it knows.
                    Err(error) if error.kind == ErrorKind::Cancelled => {}
                    Err(error) => self.reduce(Input::Failed(lane, Problem::of(&error, self.world.lang()))),
                }
            }
        }
    }

    /// Whether that read was still the newest of its lane; it has ended.
    fn forget(&mut self, turn: u64) -> bool {
        let at = self.running.iter().position(|running| running.turn == turn);
        at.map(|at| self.running.swap_remove(at)).is_some()
    }

    fn reduce(&mut self, input: Input<S>) {
        let context = self.world.context();
        let effects = self.screen.reduce(input, &context);
        self.slot.put(self.screen.state(&context));
        self.start(effects);
    }

    fn start(&mut self, effects: Vec<S::Effect>) {
        for effect in effects {
            match S::lane(&effect) {
                // The writing task ends after this one.
                Lane::InOrder => drop(self.writes.send(effect)),
                lane @ Lane::Newest(_) => self.read(lane, effect),
            }
        }
    }

    fn read(&mut self, lane: Lane, effect: S::Effect) {
        self.turn += 1;
        let (turn, cancel) = (self.turn, CancelToken::new());
        if let Some(at) = self.running.iter().position(|running| running.lane == lane) {
            self.running.swap_remove(at).cancel.cancel();
        }
        self.running.push(Running { lane, turn, cancel: cancel.clone() });
        let (world, inbox) = (Arc::clone(&self.world), self.inbox.clone());
        let work: Work = Box::pin(async move {
            let result = perform::<S>(effect, world, cancel).await;
            // A closed screen needs no outcome.
            let _ = inbox.send(Post::Ended { lane, turn: Some(turn), result });
        });
        tokio::spawn(work);
    }
}

/// Writes, one after the other, until the screen is gone and nothing waits any more.
async fn write<S: Screen>(
    mut waiting: UnboundedReceiver<S::Effect>,
    world: Arc<World>,
    inbox: UnboundedSender<Post<S>>,
) {
    while let Some(effect) = waiting.recv().await {
        let result = perform::<S>(effect, Arc::clone(&world), world.life().clone()).await;
        // A closed screen needs no outcome.
        let _ = inbox.send(Post::Ended { lane: Lane::InOrder, turn: None, result });
    }
}

impl<S: Screen> Drop for Driver<S> {
    fn drop(&mut self) {
        self.running.iter().for_each(|running| running.cancel.cancel());
        self.slot.close();
    }
}

/// Waits until the profile is awake, then does the work.
async fn perform<S: Screen>(effect: S::Effect, world: Arc<World>, cancel: CancelToken) -> Result<S::Outcome, Error> {
    let mut active = world.active().subscribe();
    tokio::select! {
        () = cancel.cancelled() => return Err(Error::from(app4g_core::Cancelled)),
        // The world outlives the wait, so it cannot fail.
        _ = active.wait_for(|active| *active) => {}
    }
    blocking(move || {
        cancel.check()?;
        S::perform(effect, &world, &cancel)
    })
    .await
}

/// That the profile is closed.
pub(crate) fn closed(world: &World) -> CoreError {
    CoreError::said(&gone(), world.lang())
}

fn gone() -> Error {
    Error::new(ErrorKind::StorageFailed, Message::new("error.store.closed"))
}

#[cfg(test)]
mod tests;
