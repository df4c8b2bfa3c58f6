//! Calls for a refresh that have not ended, from before they have their turn.
//!
//! Made by `core` and by `world`. Invariant: whoever closes the files has stopped every call and waited for it ([`Refresher::silence`]); one that
//! was only about to begin would open them again.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use app4g_core::cancel::CancelToken;
use app4g_core::error::Error;
use app4g_core::sync::SyncRequest;

use super::{RefreshReport, Refresher};
use crate::world::World;

/// What stops each call.
#[derive(Default)]
pub(super) struct Calls(Mutex<BTreeMap<u64, CancelToken>>);

impl Calls {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<u64, CancelToken>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn stop(&self) {
        // Cancelling runs foreign code's guards: not under the lock.
        let calls: Vec<CancelToken> = self.lock().values().cloned().collect();
        calls.iter().for_each(CancelToken::cancel);
    }
}

/// A call; it has ended when this is let go of.
pub(crate) struct Call {
    world: Arc<World>,
    number: u64,
    cancel: CancelToken,
}

impl Call {
    /// Announces a refresh that `cancel` stops.
    pub(crate) fn new(world: &Arc<World>, cancel: &CancelToken) -> Self {
        let mut calls = world.refresher.calls.lock();
        let number = calls.last_key_value().map_or(0, |(last, _)| last + 1);
        calls.insert(number, cancel.clone());
        Self { world: Arc::clone(world), number, cancel: cancel.clone() }
    }

    /// Wakes the profile, waits while what came with the app is unpacked, and refreshes.
    ///
    /// # Errors
    /// `Busy` if a refresh is running; `Cancelled`; storage errors. What could not be had is in the report.
    pub(crate) async fn run(self, request: &SyncRequest) -> Result<RefreshReport, Error> {
        self.cancel.check()?;
        self.world.wake().await?;
        let request = self.world.refresher.after_unpacking(request, &self.cancel).await?;
        self.world.refresher.run(&self.world, &request, &self.cancel).await
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        let refresher = &self.world.refresher;
        refresher.calls.lock().remove(&self.number);
        refresher.ended.notify_waiters();
    }
}

impl Refresher {
    /// Asks what runs or is about to run to stop; it ends soon after.
    pub(crate) fn stop(&self) {
        self.calls.stop();
        let running = self.lock().clone();
        if let Some(running) = running {
            running.cancel();
        }
    }

    /// Stops everything and waits until nothing runs and nobody is about to begin.
    pub(crate) async fn silence(&self) {
        let is_silent = || {
            // Every time: a call that was about to begin may have woken the unpacking of what came with the app.
            self.stop();
            (self.lock().is_none() && self.calls.lock().is_empty()).then_some(())
        };
        self.until(is_silent).await;
    }
}
