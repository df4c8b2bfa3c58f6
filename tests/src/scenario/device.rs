//! A phone as the core sees it: a folder, a clock, a network. Opening it again is a restart.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use app4g_core::Error;
use app4g_core::app::{App, AppConfig};
use app4g_core::clock::{Clock, Timestamp};
use app4g_core::net::{AddressPolicy, ClientConfig, Network, Politeness};
use app4g_core::repository::access::Access;
use tempfile::TempDir;

use super::Trouble;
use crate::portal::FixedNames;

/// A clock that a test turns by hand; clones are the same clock.
#[derive(Clone, Debug)]
pub struct HandClock(Arc<AtomicI64>);

impl HandClock {
    /// Stands at `now`.
    pub fn at(now: Timestamp) -> Self {
        Self(Arc::new(AtomicI64::new(now.unix())))
    }

    /// Turns it to `now`.
    pub fn set(&self, now: Timestamp) {
        self.0.store(now.unix(), Ordering::SeqCst);
    }

    /// Turns it by `seconds`.
    pub fn pass(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_unix(self.0.load(Ordering::SeqCst))
    }
}

/// A phone. The folder goes with it if it made the folder itself.
pub struct Device {
    folder: PathBuf,
    _temporary: Option<TempDir>,
    /// Its clock; Thursday 14/03/2024 09:30 in Việt Nam at first.
    pub clock: HandClock,
    /// Its network; unmetered at first.
    pub network: Network,
    /// Where requests may go; loopback too at first.
    pub addresses: AddressPolicy,
    /// Names it can resolve.
    pub names: FixedNames,
    /// Its signed repository; none at first.
    pub repository: Option<Access>,
}

/// Thursday 14/03/2024 09:30 in Việt Nam.
pub(super) const MORNING: Timestamp = Timestamp::from_unix(1_710_383_400);

impl Device {
    /// With an empty profile of its own.
    ///
    /// # Errors
    /// No temporary folder to be had.
    pub fn new() -> Result<Self, Trouble> {
        let temporary = tempfile::tempdir()?;
        let mut device = Self::with_profile(temporary.path());
        device._temporary = Some(temporary);
        Ok(device)
    }

    /// With the profile in `folder`, which outlives it.
    pub fn with_profile(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            _temporary: None,
            clock: HandClock::at(MORNING),
            network: Network::default(),
            addresses: AddressPolicy::PublicAndLoopback,
            names: FixedNames::default(),
            repository: None,
        }
    }

    /// The profile's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Opens the profile: a fresh process as far as the core can tell.
    ///
    /// # Errors
    /// As [`App::open`].
    pub fn open(&self) -> Result<App, Error> {
        let client = ClientConfig {
            network: self.network.clone(),
            addresses: self.addresses,
            names: Arc::new(self.names.clone()),
            politeness: Politeness { connections: 8, interval: Duration::ZERO },
            ..ClientConfig::default()
        };
        let clock = Arc::new(self.clock.clone());
        App::open(&self.folder, AppConfig { clock, client, repository: self.repository.clone() }).map(|(app, _)| app)
    }
}
