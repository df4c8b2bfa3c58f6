//! Taking over the pack that came with the app, in the background, and what a refresh does while that goes on.
//!
//! Called by `core` when a profile is opened, by `world` when it wakes, by every refresh. Invariant: what a pause stops is gone on with when
//! the profile wakes; what was taken over once is not looked at again.

use std::sync::{Arc, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use app4g_core::cancel::{CancelToken, Cancelled};
use app4g_core::error::{Error, ErrorKind};
use app4g_core::repository::pack::Pack;
use app4g_core::strings::text;
use app4g_core::sync::{PackFrom, SyncRequest};

use super::{Refresher, Refreshing, Step, Turn, not_had};
use crate::error::Problem;
use crate::runtime::{blocking, spawn};
use crate::screens::Change;
use crate::world::World;

impl Refresher {
    /// Waits while what came with the app is unpacked, which is no refresh that would do as well; what is left of `request` then.
    ///
    /// # Errors
    /// `Cancelled`.
    pub(super) async fn after_unpacking(
        &self,
        request: &SyncRequest,
        cancel: &CancelToken,
    ) -> Result<SyncRequest, Error> {
        if !self.is_unpacking() {
            return Ok(request.clone());
        }
        let begun = Instant::now();
        let given = request.seconds.map_or(Duration::MAX, |seconds| Duration::from_secs(seconds.into()));
        tokio::select! {
            biased;
            () = cancel.cancelled() => return Err(Cancelled.into()),
            () = self.until(|| (!self.is_unpacking()).then_some(())) => {}
            () = tokio::time::sleep(given) => {}
        }
        let left = given.saturating_sub(begun.elapsed()).as_secs();
        let seconds = request.seconds.map(|_| u32::try_from(left).unwrap_or(u32::MAX));
        Ok(SyncRequest { seconds, ..request.clone() })
    }

    /// Whether what came with the app is being unpacked.
    fn is_unpacking(&self) -> bool {
        self.starter().is_some() && self.lock().is_some()
    }

    /// Begins to take over the pack that came with the app. A pause that stops it leaves it for [`Refresher::go_on`].
    ///
    /// # Errors
    /// `Busy` if something runs; `Internal` if there is no runtime.
    pub(crate) fn begin_with(world: &Arc<World>, starter: Arc<[u8]>) -> Result<(), Error> {
        // Taken here: whoever pauses at once has to wait for it.
        let cancel = CancelToken::new();
        let turn = Self::take_turn(world, &cancel)?;
        *world.refresher.starter() = Some(Arc::clone(&starter));
        let world = Arc::clone(world);
        spawn(async move {
            if let Err(error) = Self::take_starter(turn, starter).await {
                tracing::warn!(%error, "what came with the app was not taken over");
            }
            if !cancel.is_cancelled() {
                *world.refresher.starter() = None;
            }
        })?;
        Ok(())
    }

    /// Goes on with what a pause stopped. A refresh that runs already brings newer.
    ///
    /// # Errors
    /// `Internal` if there is no runtime.
    pub(crate) fn go_on(world: &Arc<World>) -> Result<(), Error> {
        let starter = world.refresher.starter().clone();
        match starter.map(|starter| Self::begin_with(world, starter)) {
            Some(Err(error)) if error.kind != ErrorKind::Busy => Err(error),
            _ => Ok(()),
        }
    }

    fn starter(&self) -> MutexGuard<'_, Option<Arc<[u8]>>> {
        self.starter.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes over the pack that came with the app, if it has something newer than the profile.
    ///
    /// # Errors
    /// `InvalidInput` if it is none; `Cancelled`; storage errors. Another process that writes is no failure: the next start asks again.
    async fn take_starter(mut turn: Turn, bytes: Arc<[u8]>) -> Result<(), Error> {
        let Turn { world, cancel, .. } = &turn;
        let engine = world.app.sync();
        let (asked, handed) = (engine.clone(), Arc::clone(&bytes));
        // Both databases are asked: no work for a thread that polls sockets.
        if !blocking(move || asked.wants(&Pack::of(&handed)?)).await? {
            return Ok(());
        }
        let pack = Pack::of(&bytes)?;
        let lang = world.lang();
        let unpacking = Step { text: text("screen.refresh.starter", &[], lang), done: 0, total: 0 };
        world.set_refreshing(Refreshing { step: Some(unpacking), ..Refreshing::default() });
        let taken = engine.import(&pack, PackFrom::App, &|_| {}, cancel).await;
        world.changed(Change::Content);
        let wrong = taken.as_ref().map_or_else(Some, not_had).filter(|error| error.kind != ErrorKind::Cancelled);
        turn.leaves.problem = wrong.map(|error| Problem::of(error, lang));
        match taken {
            Err(error) if error.kind == ErrorKind::Busy => Ok(()),
            taken => taken.map(|_| ()),
        }
    }
}
