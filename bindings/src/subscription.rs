//! How the states of a screen reach a listener in another language.
//!
//! A screen puts its newest state into a [`Slot`]; each subscription has a thread that takes it from there and calls the listener:
//! first with the snapshot of the moment, then with the newest state, at most [`RATE`] times a second. A listener that is slow
//! misses states in between, delays nobody else and occupies none of the runtime's threads; one that throws is called again with
//! the next state.
//!
//! Invariants: a listener is never called under a lock, so it may cancel its own subscription; after the last state comes exactly one
//! `on_closed`, whatever ended the subscription: the caller, the screen, the profile, a panic.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::CoreError;

/// Calls a second at most: what a display can show.
pub const RATE: u32 = 60;

/// Bytes of a delivering thread's stack: what a Java virtual machine needs on a thread it did not make.
const STACK: usize = 1 << 20;

/// What foreign code that we call may answer: it failed, for a reason of its own.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum ForeignError {
    /// It did not do what it was asked for.
    #[error("a call into the shell failed")]
    Failed {
        /// In its own words; never shown and never logged.
        reason: String,
    },
}

impl From<uniffi::UnexpectedUniFFICallbackError> for ForeignError {
    fn from(error: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Failed { reason: error.reason }
    }
}

/// Somebody who wants the states of a screen. Implemented for each screen's foreign trait by `screens::screen!`.
pub(crate) trait Listener<S>: Send + 'static {
    /// The newest state.
    fn on_state(&self, state: S) -> Result<(), ForeignError>;
    /// Nothing more will come.
    fn on_closed(&self) -> Result<(), ForeignError>;
}

/// The newest state of one screen.
pub(crate) struct Slot<S> {
    inner: Mutex<Inner<S>>,
    turned: Condvar,
}

struct Inner<S> {
    state: Arc<S>,
    version: u64,
    listeners: usize,
    closed: bool,
}

impl<S: PartialEq> Slot<S> {
    pub(crate) fn new(state: S) -> Self {
        let inner = Inner { state: Arc::new(state), version: 1, listeners: 0, closed: false };
        Self { inner: Mutex::new(inner), turned: Condvar::new() }
    }

    /// Puts a state in; one that is equal to the newest tells nobody.
    pub(crate) fn put(&self, state: S) {
        let mut inner = self.lock();
        if *inner.state != state && !inner.closed {
            inner.state = Arc::new(state);
            inner.version += 1;
            self.turned.notify_all();
        }
    }
}

impl<S> Slot<S> {
    /// The newest state.
    pub(crate) fn now(&self) -> Arc<S> {
        Arc::clone(&self.lock().state)
    }

    /// Whether anybody looks.
    pub(crate) fn is_observed(&self) -> bool {
        self.lock().listeners > 0
    }

    /// Ends every subscription; idempotent, returns at once.
    pub(crate) fn close(&self) {
        self.lock().closed = true;
        self.turned.notify_all();
    }

    /// Waits for a state newer than `seen`; `None` once it is over.
    fn next(&self, seen: u64, over: &AtomicBool) -> Option<(Arc<S>, u64)> {
        let waits = |inner: &mut Inner<S>| inner.version == seen && !inner.closed && !over.load(Ordering::SeqCst);
        let inner = self.turned.wait_while(self.lock(), waits).unwrap_or_else(PoisonError::into_inner);
        let is_over = over.load(Ordering::SeqCst) || (inner.closed && inner.version == seen);
        (!is_over).then(|| (Arc::clone(&inner.state), inner.version))
    }

    /// Waits, unless it is over.
    fn rest(&self, time: Duration, over: &AtomicBool) {
        let waits = |inner: &mut Inner<S>| !inner.closed && !over.load(Ordering::SeqCst);
        // Whether the time passed or it is over is asked again by `next`.
        let _ = self.turned.wait_timeout_while(self.lock(), time, waits);
    }

    fn lock(&self) -> MutexGuard<'_, Inner<S>> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A listener's interest in the states of a screen. Ends when it is cancelled or let go of, when the screen or the profile is
/// closed.
#[derive(uniffi::Object)]
pub struct Subscription {
    end: Box<dyn Fn() + Send + Sync>,
}

#[uniffi::export]
impl Subscription {
    /// Ends it. Returns at once, also inside a callback; `on_closed` follows. A state may still be on its way.
    pub fn cancel(&self) {
        (self.end)();
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        (self.end)();
    }
}

/// Begins to deliver.
///
/// # Errors
/// `Internal` if the system gives no thread; the listener was then not called.
pub(crate) fn subscribe<S, L>(slot: &Arc<Slot<S>>, listener: L) -> Result<Arc<Subscription>, CoreError>
where
    S: Clone + Send + Sync + 'static,
    L: Listener<S>,
{
    let over = Arc::new(AtomicBool::new(false));
    let (theirs, ends) = (Arc::clone(slot), Arc::clone(&over));
    slot.lock().listeners += 1;
    let work = move || deliver(&theirs, &ends, listener);
    if thread::Builder::new().name("app4g-listener".into()).stack_size(STACK).spawn(work).is_err() {
        slot.lock().listeners -= 1;
        return Err(CoreError::internal("thread"));
    }
    let slot = Arc::clone(slot);
    let end = Box::new(move || {
        // Under the lock, or the thread may look before and sleep after.
        let _held = slot.lock();
        over.store(true, Ordering::SeqCst);
        slot.turned.notify_all();
    });
    Ok(Arc::new(Subscription { end }))
}

fn deliver<S: Clone, L: Listener<S>>(slot: &Slot<S>, over: &AtomicBool, listener: L) {
    let closing = Closing { slot, listener };
    let least = Duration::from_secs(1) / RATE;
    let mut seen = 0;
    // The snapshot is often the empty one; what was read a few milliseconds later follows at once.
    let mut begun = None;
    while let Some((state, version)) = slot.next(seen, over) {
        seen = version;
        call(|| closing.listener.on_state(state.as_ref().clone()));
        if let Some(before) = begun.replace(Instant::now()) {
            slot.rest(least.saturating_sub(before.elapsed()), over);
        }
    }
}

/// Says goodbye however the delivery ended.
struct Closing<'s, S, L: Listener<S>> {
    slot: &'s Slot<S>,
    listener: L,
}

impl<S, L: Listener<S>> Drop for Closing<'_, S, L> {
    fn drop(&mut self) {
        self.slot.lock().listeners -= 1;
        call(|| self.listener.on_closed());
    }
}

/// Calls foreign code; what it throws is its own affair.
fn call(work: impl FnOnce() -> Result<(), ForeignError>) {
    if !matches!(catch_unwind(AssertUnwindSafe(work)), Ok(Ok(()))) {
        tracing::warn!("a listener failed; it is called again with the next state");
    }
}

#[cfg(test)]
mod tests;
