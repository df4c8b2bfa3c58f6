//! A shell over the exported interface, for tests in Rust: ports that answer, a listener that waits for what must come.

use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use app4g_bindings::core::{AddressRule, Core, OpenConfig, RepositoryConfig, TrialRoot, open_core};
use app4g_bindings::error::CoreError;
use app4g_bindings::ports::{Clock, Connectivity, NetworkState, Notification, Notifier, SecretStore};
use app4g_bindings::screens::HomeListener;
use app4g_bindings::screens::home::HomeState;
use app4g_bindings::subscription::ForeignError;
use app4g_core::clock::Timestamp;

use crate::department::{Department, Trouble};

/// How long a test waits for what must come: less than the minute after which screens look again anyway.
const PATIENCE: Duration = Duration::from_secs(45);

/// The ports of a shell, and what it was told.
pub struct Shell {
    network: Mutex<NetworkState>,
    now: AtomicI64,
    /// Notifications, in order.
    pub shown: Mutex<Vec<Notification>>,
}

impl Shell {
    /// A shell at `now` with a network that costs nothing.
    pub fn at(now: Timestamp) -> Arc<Self> {
        let network = Mutex::new(NetworkState::Unmetered);
        Arc::new(Self { network, now: AtomicI64::new(now.unix()), shown: Mutex::default() })
    }

    /// Another moment.
    pub fn set_now(&self, now: Timestamp) {
        self.now.store(now.unix(), Ordering::SeqCst);
    }

    /// Another network; tell the core.
    pub fn set_network(&self, network: NetworkState) {
        *self.network.lock().unwrap_or_else(PoisonError::into_inner) = network;
    }

    /// Opens the profile in `folder`, which asks `mirrors` and has nothing that came with the app.
    ///
    /// # Errors
    /// As [`open_core`]; the committed root is damaged.
    pub async fn open(self: &Arc<Self>, folder: &Path, mirrors: &[String]) -> Result<Arc<Core>, Trouble> {
        let config = OpenConfig {
            folder: folder.display().to_string(),
            language: "vi".to_owned(),
            repository: Some(RepositoryConfig {
                root: Department::root()?,
                mirrors: mirrors.to_vec(),
                archives: Vec::new(),
                trial: TrialRoot::Allowed,
            }),
            starter: None,
            addresses: AddressRule::PublicAndLoopback,
        };
        let [network, secrets, notifier, clock] = [(); 4].map(|()| Arc::clone(self));
        Ok(open_core(config, network, secrets, notifier, Some(clock), None).await?)
    }
}

impl Connectivity for Shell {
    fn current(&self) -> Result<NetworkState, ForeignError> {
        Ok(*self.network.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Clock for Shell {
    fn unix_seconds(&self) -> Result<i64, ForeignError> {
        Ok(self.now.load(Ordering::SeqCst))
    }
}

impl SecretStore for Shell {
    fn get(&self, _: String) -> Result<Option<Vec<u8>>, ForeignError> {
        Ok(None)
    }

    fn put(&self, _: String, _: Vec<u8>) -> Result<(), ForeignError> {
        Ok(())
    }

    fn remove(&self, _: String) -> Result<(), ForeignError> {
        Ok(())
    }
}

impl Notifier for Shell {
    fn show(&self, notification: Notification) -> Result<(), ForeignError> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).push(notification);
        Ok(())
    }
}

/// What a listener of Home heard.
#[derive(Default)]
pub struct Watch {
    heard: Mutex<Heard>,
    turned: Condvar,
}

#[derive(Default)]
struct Heard {
    newest: Option<HomeState>,
    goodbyes: usize,
}

impl Watch {
    /// The first state that is as wanted; `None` if none came in time.
    pub fn until(&self, wanted: impl Fn(&HomeState) -> bool) -> Option<HomeState> {
        let waits = |heard: &mut Heard| !heard.newest.as_ref().is_some_and(&wanted);
        let heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        let (heard, _) = self.turned.wait_timeout_while(heard, PATIENCE, waits).unwrap_or_else(PoisonError::into_inner);
        heard.newest.clone().filter(wanted)
    }

    /// Waits for goodbye; tells how often it was said.
    pub fn goodbyes(&self) -> usize {
        let heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        let waits = |heard: &mut Heard| heard.goodbyes == 0;
        let (heard, _) = self.turned.wait_timeout_while(heard, PATIENCE, waits).unwrap_or_else(PoisonError::into_inner);
        heard.goodbyes
    }

    fn note(&self, note: impl FnOnce(&mut Heard)) {
        note(&mut self.heard.lock().unwrap_or_else(PoisonError::into_inner));
        self.turned.notify_all();
    }
}

impl HomeListener for Watch {
    fn on_state(&self, state: HomeState) -> Result<(), ForeignError> {
        self.note(|heard| heard.newest = Some(state));
        Ok(())
    }

    fn on_closed(&self) -> Result<(), ForeignError> {
        self.note(|heard| heard.goodbyes += 1);
        Ok(())
    }
}

/// Whether an error says that the work was stopped on request.
pub const fn is_cancelled(error: &CoreError) -> bool {
    matches!(error, CoreError::Cancelled { .. })
}
