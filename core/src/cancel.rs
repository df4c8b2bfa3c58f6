//! One cancel token for async and blocking work alike (decision 11).
//!
//! A clone is the same token. `cancel()` sets a flag, wakes every `cancelled().await` and runs the registered actions
//! (SQLite's interrupt handle, for one). Callers: net, search, sync and the shells.
//!
//! Invariant: after `cancel()` has returned, `check()` fails for ever and an action registered later runs at once.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Notify;

/// The work was stopped because somebody asked for it; never a failure of the work itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cancelled")]
pub struct Cancelled;

type Action = Arc<dyn Fn() + Send + Sync>;

#[derive(Default)]
struct Shared {
    flag: AtomicBool,
    notify: Notify,
    actions: Mutex<Vec<(u64, Action)>>,
}

/// Asks work to stop; cheap to clone, safe from any thread.
#[derive(Clone, Default)]
pub struct CancelToken(Arc<Shared>);

impl CancelToken {
    /// A token nobody has cancelled yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Cancels: idempotent, returns after the registered actions ran.
    pub fn cancel(&self) {
        if self.0.flag.swap(true, Ordering::SeqCst) {
            return;
        }
        // Taken out first: an action that drops its own guard must not meet a held lock.
        let actions = std::mem::take(&mut *self.0.actions.lock().unwrap_or_else(PoisonError::into_inner));
        for (_, action) in actions {
            action();
        }
        self.0.notify.notify_waiters();
    }

    /// Whether `cancel()` was called.
    pub fn is_cancelled(&self) -> bool {
        self.0.flag.load(Ordering::SeqCst)
    }

    /// For loops: `token.check()?`.
    ///
    /// # Errors
    /// [`Cancelled`] once the token is cancelled.
    pub fn check(&self) -> Result<(), Cancelled> {
        if self.is_cancelled() { Err(Cancelled) } else { Ok(()) }
    }

    /// Completes when the token is cancelled; for `tokio::select!`.
    pub async fn cancelled(&self) {
        let notified = self.0.notify.notified();
        tokio::pin!(notified);
        // Registered before the flag is read, or a cancel between the two would be missed.
        notified.as_mut().enable();
        if !self.is_cancelled() {
            notified.await;
        }
    }

    /// Runs `action` on cancel until the guard is dropped; at once if the token is cancelled already.
    #[must_use = "the action is forgotten when the guard is dropped"]
    pub fn on_cancel(&self, action: impl Fn() + Send + Sync + 'static) -> CancelGuard {
        self.register(Arc::new(action))
    }

    fn register(&self, action: Action) -> CancelGuard {
        static NEXT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        self.0.actions.lock().unwrap_or_else(PoisonError::into_inner).push((id, Arc::clone(&action)));
        if self.is_cancelled() {
            action();
        }
        CancelGuard { token: self.clone(), id }
    }
}

/// Keeps one `on_cancel` action registered.
pub struct CancelGuard {
    token: CancelToken,
    id: u64,
}

impl Drop for CancelGuard {
    fn drop(&mut self) {
        self.token.0.actions.lock().unwrap_or_else(PoisonError::into_inner).retain(|(id, _)| *id != self.id);
    }
}

#[cfg(test)]
mod tests;
