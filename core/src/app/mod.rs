//! [`App`]: one open profile with everything that works on it. Opens, pauses, resumes, closes, and hands out the parts.
//!
//! Nothing else lives here: what a part does is the part's. The terminal shell and the bindings are its two users.
//!
//! Invariant: opening touches no network and starts no task; the caller's runtime drives `sync`.

pub mod facet_names;

use std::path::Path;
use std::sync::Arc;

use crate::cancel::CancelToken;
use crate::clock::{Clock, SystemClock, Timestamp};
use crate::error::{Error, ErrorKind, Message};
use crate::net::{Client, ClientConfig};
use crate::repository::access::{Access, DemoRoot};
use crate::repository::trust;
use crate::search::{Searcher, facet};
use crate::store::{OpenOptions, OpenReport, Opened, Store, StoreError};
use crate::sync::{Engine, SyncError, reindex, reread, title_of};

/// What a shell decides when it opens a profile.
#[derive(Clone)]
pub struct AppConfig {
    /// Where "now" comes from.
    pub clock: Arc<dyn Clock>,
    /// Network state, address policy and manners.
    pub client: ClientConfig,
    /// The signed repository of this deployment; without one the app reads feeds only.
    pub repository: Option<Access>,
}

impl Default for AppConfig {
    fn default() -> Self {
        Self { clock: Arc::new(SystemClock), client: ClientConfig::default(), repository: None }
    }
}

/// An open profile. Clones are the same one.
#[derive(Clone)]
pub struct App {
    store: Store,
    client: Client,
    searcher: Arc<Searcher>,
    clock: Arc<dyn Clock>,
    repository: Option<Arc<Access>>,
    repository_is_demo: bool,
}

impl App {
    /// Opens the profile in `folder`, creating it if there is none, and says what had to be done.
    ///
    /// # Errors
    /// `TooNew` if a newer version wrote it, `StorageFull`, `StorageFailed`, `Busy` while another process upgrades it.
    pub fn open(folder: &Path, config: AppConfig) -> Result<(Self, OpenReport), Error> {
        let Opened { store, report } = Store::open(folder, OpenOptions { clock: Arc::clone(&config.clock) })?;
        // A process may have died between the repair and the order.
        if report.recovered.content.is_some() || store.content().read(reindex::is_missing)? {
            reindex::order(&store)?;
        } else if store.content().read(facet::filed::is_behind)? {
            reindex::order_facets(&store)?;
        }
        let cancel = CancelToken::new();
        match reindex::run(&store, &cancel).and_then(|_| reread::run(&store, config.clock.now(), &cancel)) {
            // Another process writes, and will find the same cursor.
            Ok(_) | Err(SyncError::Store(StoreError::Busy)) => {}
            Err(error) => return Err(error.into()),
        }
        catch_up(&store, config.clock.now())?;
        // One clock for all: a `not_before` of one clock means nothing to a plan made by another.
        let client = Client::new(ClientConfig { clock: Arc::clone(&config.clock), ..config.client })?;
        let searcher = Arc::new(Searcher::new());
        let repository_is_demo = config.repository.as_ref().map_or(Ok(false), is_demo)?;
        let repository = config.repository.map(Arc::new);
        Ok((Self { store, client, searcher, clock: config.clock, repository, repository_is_demo }, report))
    }

    /// Closes every connection: a system that suspends the app finds no lock held. Cancel a running sync first.
    ///
    /// # Errors
    /// Why a log could not be written back; nothing is lost.
    pub fn pause(&self) -> Result<(), Error> {
        Ok(self.store.pause()?)
    }

    /// Lets a paused app be used again.
    pub fn resume(&self) {
        self.store.resume();
    }

    /// Closes the profile for good, for every clone.
    ///
    /// # Errors
    /// As [`App::pause`].
    pub fn close(self) -> Result<(), Error> {
        Ok(self.store.close()?)
    }

    /// What is stored.
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// The network, as this app uses it.
    pub const fn client(&self) -> &Client {
        &self.client
    }

    /// Searching; see `search::find`.
    pub fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// Where "now" comes from.
    pub fn clock(&self) -> &dyn Clock {
        self.clock.as_ref()
    }

    /// Whether the repository is one for trying out: everything it brings is said to come from «kho thử nghiệm».
    pub const fn repository_is_demo(&self) -> bool {
        self.repository_is_demo
    }

    /// Syncing.
    pub fn sync(&self) -> Engine {
        Engine::new(self.store.clone(), self.client.clone(), Arc::clone(&self.clock), self.repository.clone())
    }
}

/// What a sync that was killed had written and not told: kept copies, and notices of corrections. Two reads of one row each
/// when there is nothing. A profile that cannot be written now opens all the same: the cursors stay, and the next sync tells.
fn catch_up(store: &Store, now: Timestamp) -> Result<(), Error> {
    let caught = store.follow_changes(now).and_then(|_| store.follow_revisions(now, title_of));
    match caught.map_err(Error::from) {
        Err(error) if error.kind.is_storage() => {
            tracing::warn!(%error, "what the last sync brought is told later");
            Ok(())
        }
        caught => caught.map(|_| ()),
    }
}

/// Whether everybody has the keys of the root, which must be allowed by name (decision 36).
fn is_demo(access: &Access) -> Result<bool, Error> {
    let is_demo = trust::is_demo(&access.root)?;
    if is_demo && access.demo == DemoRoot::Refused {
        return Err(Error::new(ErrorKind::InvalidInput, Message::new("error.repository.demo_refused")));
    }
    Ok(is_demo)
}
