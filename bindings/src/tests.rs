//! What tests of this crate share: a profile with the starter content, ports that answer, and listeners that remember.

use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use app4g_core::clock::Timestamp;
use app4g_core::model::Settings;
use app4g_core::net;
use app4g_core::strings::Lang;

use crate::core::{AddressRule, Core, OpenConfig, RepositoryConfig, TrialRoot, open_core};
use crate::error::CoreError;
use crate::ports::{Clock, Connectivity, NetworkState, Notification, Notifier, SecretStore};
use crate::refresher::Refreshing;
use crate::runtime::runtime;
use crate::screens::Context;
use crate::subscription::{ForeignError, Listener};

/// How long a test waits for what must come: less than the minute after which screens look again anyway.
pub(crate) const PATIENCE: Duration = Duration::from_secs(45);

/// Noon of 23 November 2026 in Việt Nam, shortly after the starter content was made.
pub(crate) const NOW: i64 = 1_795_410_000;

/// The phone of a test: what its ports answer, and what it was told.
pub(crate) struct Phone {
    pub(crate) network: Mutex<NetworkState>,
    pub(crate) now: AtomicI64,
    pub(crate) shown: Mutex<Vec<Notification>>,
}

impl Default for Phone {
    fn default() -> Self {
        Self { network: Mutex::new(NetworkState::Offline), now: AtomicI64::new(NOW), shown: Mutex::default() }
    }
}

impl Connectivity for Phone {
    fn current(&self) -> Result<NetworkState, ForeignError> {
        Ok(*self.network.lock().unwrap())
    }
}

impl Clock for Phone {
    fn unix_seconds(&self) -> Result<i64, ForeignError> {
        Ok(self.now.load(Ordering::SeqCst))
    }
}

impl SecretStore for Phone {
    fn get(&self, _: String) -> Result<Option<Vec<u8>>, ForeignError> {
        Err(ForeignError::Failed { reason: "no safe".into() })
    }
    fn put(&self, _: String, _: Vec<u8>) -> Result<(), ForeignError> {
        Err(ForeignError::Failed { reason: "no safe".into() })
    }
    fn remove(&self, _: String) -> Result<(), ForeignError> {
        Ok(())
    }
}

impl Notifier for Phone {
    fn show(&self, notification: Notification) -> Result<(), ForeignError> {
        self.shown.lock().unwrap().push(notification);
        Ok(())
    }
}

fn beside(path: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A profile in `folder` that trusts the root for trying out.
pub(crate) fn config(folder: &std::path::Path, starter: Option<Vec<u8>>) -> OpenConfig {
    OpenConfig {
        folder: folder.to_str().unwrap().to_owned(),
        language: "vi-VN".to_owned(),
        repository: Some(RepositoryConfig {
            root: beside("../portal/demo-keys/metadata/1.root.json"),
            mirrors: Vec::new(),
            archives: Vec::new(),
            trial: TrialRoot::Allowed,
        }),
        starter,
        addresses: AddressRule::Public,
    }
}

/// The pack that the terminal shell ships with.
pub(crate) fn starter() -> Vec<u8> {
    beside("../cli/starter/starter.pack")
}

/// Opens a profile with `phone`'s ports.
pub(crate) fn open(config: OpenConfig, phone: &Arc<Phone>) -> Result<Arc<Core>, CoreError> {
    let [connectivity, secrets, notifier, clock] = [(); 4].map(|()| Arc::clone(phone));
    runtime().unwrap().block_on(open_core(config, connectivity, secrets, notifier, Some(clock), None))
}

/// Waits for a future of the exported interface.
pub(crate) fn wait<T>(future: impl Future<Output = T>) -> T {
    runtime().unwrap().block_on(future)
}

/// What a listener heard.
#[derive(Debug)]
pub(crate) enum Heard<S> {
    State(S),
    Closed,
}

/// A listener that passes on what it hears.
pub(crate) struct Ear<S>(pub(crate) Mutex<Sender<Heard<S>>>);

impl<S> Ear<S> {
    /// The ear, and where to look for what it hears.
    pub(crate) fn new() -> (Self, Receiver<Heard<S>>) {
        let (sender, heard) = channel();
        (Self(Mutex::new(sender)), heard)
    }
}

impl<S: Send + 'static> Listener<S> for Ear<S> {
    fn on_state(&self, state: S) -> Result<(), ForeignError> {
        let _ = self.0.lock().unwrap().send(Heard::State(state));
        Ok(())
    }

    fn on_closed(&self) -> Result<(), ForeignError> {
        let _ = self.0.lock().unwrap().send(Heard::Closed);
        Ok(())
    }
}

/// The first state that is as wanted.
pub(crate) fn until<S: std::fmt::Debug>(heard: &Receiver<Heard<S>>, wanted: impl Fn(&S) -> bool) -> S {
    let end = Instant::now() + PATIENCE;
    loop {
        match heard.recv_timeout(end.saturating_duration_since(Instant::now())).unwrap() {
            Heard::State(state) if wanted(&state) => return state,
            Heard::State(_) => {}
            Heard::Closed => panic!("closed before it came"),
        }
    }
}

/// Waits until `done`; what is waited for tells nobody.
pub(crate) fn eventually(what: &str, done: impl Fn() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !done() {
        assert!(Instant::now() < end, "{what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// The moment of the phone.
pub(crate) const fn now() -> Timestamp {
    Timestamp::from_unix(NOW)
}

/// The world of a reducer at [`NOW`]: Vietnamese, a network that costs nothing, nothing going on.
pub(crate) fn context() -> Context {
    Context {
        now: now(),
        lang: Lang::Vi,
        settings: Settings::default(),
        network: net::Connectivity::Unmetered,
        is_demo: false,
        refreshing: Refreshing::default(),
    }
}
