//! What every screen of one open profile works with: the core, the ports, the language, and what changed.
//!
//! Whoever writes says so here ([`World::changed`]); screens look what is new to them. Changes are counted, not queued, so that a
//! burst of them is one look.
//!
//! Invariants: nothing here blocks; a closed world stays closed.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use app4g_core::app::App;
use app4g_core::cancel::CancelToken;
use app4g_core::error::Error;
use app4g_core::model::settings::{Language, Settings};
use app4g_core::store::personal::setting;
use app4g_core::strings::Lang;
use app4g_core::sync::SyncRequest;
use tokio::sync::watch;

use crate::error::CoreError;
use crate::ports::Ports;
use crate::refresher::{Call, Refresher, Refreshing};
use crate::runtime::{blocking, spawn};
use crate::screens::{Change, Context};

/// One open profile as the screens see it.
pub(crate) struct World {
    pub(crate) app: App,
    pub(crate) ports: Ports,
    /// The language of the phone, where the settings name none.
    phone: Lang,
    settings: Mutex<Settings>,
    refreshing: Mutex<Refreshing>,
    changes: watch::Sender<Changes>,
    active: watch::Sender<bool>,
    life: CancelToken,
    closed: watch::Sender<Option<Result<(), CoreError>>>,
    pub(crate) refresher: Refresher,
}

/// How often each thing changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Changes([u64; Change::ALL.len()]);

impl Changes {
    /// What changed since.
    pub(crate) fn since(&self, earlier: &Self) -> Vec<Change> {
        let counts = self.0.iter().zip(earlier.0);
        Change::ALL
            .into_iter()
            .zip(counts)
            .filter(|(_, (now, before))| *now != before)
            .map(|(change, _)| change)
            .collect()
    }
}

impl World {
    /// A world around an opened profile; blocking.
    ///
    /// # Errors
    /// As any read of personal.db.
    pub(crate) fn new(app: App, ports: Ports, phone: Lang) -> Result<Self, Error> {
        let settings = app.store().personal().read(setting::in_force)?;
        Ok(Self {
            app,
            ports,
            phone,
            settings: Mutex::new(settings),
            refreshing: Mutex::default(),
            changes: watch::Sender::default(),
            active: watch::Sender::new(true),
            life: CancelToken::new(),
            closed: watch::Sender::new(None),
            refresher: Refresher::default(),
        })
    }

    /// Says that something changed.
    pub(crate) fn changed(&self, change: Change) {
        self.changes.send_modify(|changes| {
            if let Some(count) = changes.0.get_mut(change as usize) {
                *count += 1;
            }
        });
    }

    /// Where changes are told.
    pub(crate) fn changes(&self) -> watch::Receiver<Changes> {
        self.changes.subscribe()
    }

    /// Reads the settings again, and the network from its port; blocking.
    ///
    /// # Errors
    /// As any read of personal.db.
    pub(crate) fn reread_settings(&self) -> Result<(), Error> {
        let settings = self.app.store().personal().read(setting::in_force)?;
        *lock(&self.settings) = settings;
        self.changed(Change::Settings);
        Ok(())
    }

    /// Asks the port for the network; blocking.
    pub(crate) fn look_at_network(&self) {
        let network = self.ports.network();
        if self.app.client().network().now() != network {
            self.app.client().network().set(network);
            self.changed(Change::Network);
        }
    }

    /// [`World::look_at_network`] on a thread that may wait.
    ///
    /// # Errors
    /// None but a defect.
    pub(crate) async fn look_at_network_soon(self: &Arc<Self>) -> Result<(), Error> {
        let world = Arc::clone(self);
        blocking(move || {
            world.look_at_network();
            Ok(())
        })
        .await
    }

    /// Lets a sleeping profile be used again; screens look what is new. Nothing happens to one that is awake.
    ///
    /// # Errors
    /// None but a defect.
    pub(crate) async fn wake(self: &Arc<Self>) -> Result<(), Error> {
        self.look_at_network_soon().await?;
        if !*self.active.borrow() {
            self.app.resume();
            self.active.send_replace(true);
            self.changed(Change::Content);
            Refresher::go_on(self)?;
        }
        Ok(())
    }

    /// Begins a refresh that a person asked for; what comes of it is told as changes. A refresh that runs already is enough for
    /// another; one text waits for its turn. Nothing begins while the profile sleeps.
    ///
    /// # Errors
    /// `Internal` if there is no runtime.
    pub(crate) fn begin_refresh(self: &Arc<Self>, request: SyncRequest) -> Result<(), Error> {
        let call = Call::new(self, &CancelToken::new());
        // Announced first: either a pause sees the call, or the call sees the pause. Only the system wakes what sleeps.
        if !*self.active().borrow() {
            return Ok(());
        }
        spawn(async move {
            if let Err(error) = call.run(&request).await {
                tracing::warn!(%error, "a refresh failed");
            }
        })?;
        Ok(())
    }

    /// The settings in force.
    pub(crate) fn settings(&self) -> Settings {
        *lock(&self.settings)
    }

    /// The language of everything that is said.
    pub(crate) fn lang(&self) -> Lang {
        match self.settings().language {
            Language::System => self.phone,
            Language::Vi => Lang::Vi,
            Language::En => Lang::En,
        }
    }

    /// Moment, language, network and refresh, as a reducer gets them.
    pub(crate) fn context(&self) -> Context {
        Context {
            now: self.app.clock().now(),
            lang: self.lang(),
            settings: self.settings(),
            network: self.app.client().network().now(),
            is_demo: self.app.repository_is_demo(),
            refreshing: lock(&self.refreshing).clone(),
        }
    }

    /// Says how the refresh goes.
    pub(crate) fn set_refreshing(&self, refreshing: Refreshing) {
        *lock(&self.refreshing) = refreshing;
        self.changed(Change::Refresh);
    }

    /// Whether the profile may be used now, or sleeps.
    pub(crate) const fn active(&self) -> &watch::Sender<bool> {
        &self.active
    }

    /// Says how closing went.
    pub(crate) fn set_closed(&self, result: Result<(), CoreError>) {
        self.closed.send_replace(Some(result));
    }

    /// Waits until the profile is closed.
    ///
    /// # Errors
    /// Why a log could not be written back.
    pub(crate) async fn closed(&self) -> Result<(), CoreError> {
        let mut closed = self.closed.subscribe();
        // The sender is this world's own, so waiting cannot fail.
        let result = closed.wait_for(Option::is_some).await.ok().and_then(|result| result.clone());
        result.unwrap_or(Ok(()))
    }

    /// Cancelled when the profile is closed.
    pub(crate) const fn life(&self) -> &CancelToken {
        &self.life
    }
}

/// What a panicking holder left is whole: values are replaced, never changed in place.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
