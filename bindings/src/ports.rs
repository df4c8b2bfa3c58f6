//! What the phone does for the core: the network it is on, the time, a safe for secrets, notifications.
//!
//! Foreign traits: Kotlin, Swift and Python implement them. All of them may fail and may be slow; they are called from threads of
//! the runtime, never under a lock and never from the caller's thread. What cannot be had of them has a safe reading: an unknown
//! network counts as none that may be used freely, an unknown time as the machine's.

use std::sync::Arc;

use app4g_core::clock::{Clock as CoreClock, SystemClock, Timestamp};
use app4g_core::error::Error;
use app4g_core::net;

use crate::error::internal;
use crate::route::Route;
use crate::subscription::ForeignError;

/// What the phone may use now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum NetworkState {
    /// No network, flight mode, or the person switched it off.
    Offline,
    /// A network that costs by volume.
    Metered,
    /// A network that does not.
    Unmetered,
}

/// Knows the network. The shell says `Core.network_changed()` when its answer would differ.
#[uniffi::export(with_foreign)]
pub trait Connectivity: Send + Sync {
    /// The network now; answers at once.
    fn current(&self) -> Result<NetworkState, ForeignError>;
}

/// Knows the time; for tests and samples. Shells leave it out and the machine's clock is read.
#[uniffi::export(with_foreign)]
pub trait Clock: Send + Sync {
    /// Seconds since 1970-01-01T00:00:00Z.
    fn unix_seconds(&self) -> Result<i64, ForeignError>;
}

/// Keeps secrets where other apps cannot read them: Keystore, Keychain.
#[uniffi::export(with_foreign)]
pub trait SecretStore: Send + Sync {
    /// The secret of a name; absent if there is none.
    fn get(&self, name: String) -> Result<Option<Vec<u8>>, ForeignError>;
    /// Keeps a secret in place of the one of that name.
    fn put(&self, name: String, secret: Vec<u8>) -> Result<(), ForeignError>;
    /// Forgets it; no failure if there is none.
    fn remove(&self, name: String) -> Result<(), ForeignError>;
}

/// Shows notifications of the system.
#[uniffi::export(with_foreign)]
pub trait Notifier: Send + Sync {
    /// Shows one, in place of the one with the same id.
    fn show(&self, notification: Notification) -> Result<(), ForeignError>;
}

/// What kind of notification it is: the system's settings list them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum NotificationChannel {
    /// Urgent notices of the department.
    Urgent,
    /// Corrections and withdrawals of what was read.
    Revision,
}

/// One notification, ready to show.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Notification {
    /// The record it is about.
    pub id: String,
    /// Where the system lists it.
    pub channel: NotificationChannel,
    /// First line.
    pub title: String,
    /// What follows.
    pub text: String,
    /// Where a tap leads.
    pub route: Route,
}

/// The ports of one open profile.
#[derive(Clone)]
pub(crate) struct Ports {
    pub(crate) connectivity: Arc<dyn Connectivity>,
    pub(crate) secrets: Arc<dyn SecretStore>,
    pub(crate) notifier: Arc<dyn Notifier>,
}

impl Ports {
    /// The network as the shell knows it. One that cannot say is not used without being asked: it may cost.
    pub(crate) fn network(&self) -> net::Connectivity {
        match self.connectivity.current() {
            Ok(NetworkState::Offline) => net::Connectivity::Offline,
            Ok(NetworkState::Unmetered) => net::Connectivity::Unmetered,
            Ok(NetworkState::Metered) => net::Connectivity::Metered,
            Err(_) => {
                tracing::warn!("the shell does not know its network; it is taken for one that costs");
                net::Connectivity::Metered
            }
        }
    }

    /// Whether secrets can be kept: puts one in, reads it back and takes it out.
    pub(crate) fn check_secrets(&self) -> Result<bool, Error> {
        const NAME: &str = "app4g.check";
        let secret = vec![4, 7, 1];
        let failed = |_: ForeignError| internal("secret store");
        self.secrets.put(NAME.into(), secret.clone()).map_err(failed)?;
        let kept = self.secrets.get(NAME.into()).map_err(failed)?;
        self.secrets.remove(NAME.into()).map_err(failed)?;
        Ok(kept == Some(secret))
    }
}

/// The shell's clock as the core asks it.
pub(crate) struct ShellClock(pub(crate) Arc<dyn Clock>);

impl CoreClock for ShellClock {
    fn now(&self) -> Timestamp {
        self.0.unix_seconds().map_or_else(|_| SystemClock.now(), Timestamp::from_unix)
    }
}

#[cfg(test)]
mod tests;
