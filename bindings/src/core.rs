//! [`Core`]: one open profile in another language. Opens, sleeps, wakes, closes, refreshes; screens are opened from it
//! (`screens`).
//!
//! The shell calls [`open_core`] once, off the thread that draws. Invariants: every `async` call may be made from any thread and
//! returns to it at once; after `close()` every call says that the profile is closed; letting go of the object closes it.

use std::path::PathBuf;
use std::sync::Arc;

use app4g_core::app::{App, AppConfig};
use app4g_core::clock::{Clock as CoreClock, SystemClock};
use app4g_core::error::Error;
use app4g_core::net::{AddressPolicy, ClientConfig, Network};
use app4g_core::panics::{Report, Ring};
use app4g_core::repository::access::{Access, DemoRoot};
use app4g_core::repository::pack::{Pack, trust_state};
use app4g_core::store::ProfilePaths;
use app4g_core::strings::Lang;
use app4g_core::sync::{Scope, SyncRequest};

use crate::cancel::CancelToken;
use crate::error::CoreError;
use crate::ports::{Clock, Connectivity, Notifier, Ports, SecretStore, ShellClock};
use crate::refresher::{Call, RefreshReport, Refresher};
use crate::runtime::{blocking, guarded, run, spawn};
use crate::screens::closed;
use crate::world::World;

mod belongings;
mod reading;

pub use belongings::erase_profile;

/// What a shell decides when it opens a profile.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct OpenConfig {
    /// The profile's folder, created if there is none: inside the app's private files, excluded from backups.
    pub folder: String,
    /// The language of the phone as a BCP 47 tag; one that is not spoken here counts as Vietnamese.
    pub language: String,
    /// The signed repository of this deployment; absent: feeds only.
    pub repository: Option<RepositoryConfig>,
    /// The pack that came with the app, the bytes of the file; absent: nothing to read before the first refresh.
    pub starter: Option<Vec<u8>>,
    /// Where requests may go.
    pub addresses: AddressRule,
}

/// Whom to trust and whom to ask.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct RepositoryConfig {
    /// The root this app was built with, `N.root.json` byte for byte.
    pub root: Vec<u8>,
    /// Base addresses of servers, the preferred first; each ends with `/`.
    pub mirrors: Vec<String>,
    /// Yearly archives the person wants, such as `news-2025`.
    pub archives: Vec<String>,
    /// Whether a root whose keys everybody has may be used.
    pub trial: TrialRoot,
}

/// What to do with a root for trying out (decision 36).
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum TrialRoot {
    /// Refused: every deployment.
    Refused,
    /// Allowed; everything says «kho thử nghiệm».
    Allowed,
}

/// Where requests may go (decision 19).
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum AddressRule {
    /// Public addresses: every deployment.
    Public,
    /// Also this very device: tests and previews.
    PublicAndLoopback,
}

/// What a background refresh may cost.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct RefreshRequest {
    /// Seconds after which nothing new is begun; absent: no limit.
    pub deadline_seconds: Option<u32>,
    /// Bytes at most; absent: as settings and network allow.
    pub max_bytes: Option<u64>,
    /// Whether a person waits for it.
    pub reason: RefreshReason,
}

/// Why a refresh is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum RefreshReason {
    /// The system woke the app: only what is due.
    Scheduled,
    /// A person asked: everything.
    Asked,
}

/// Whether the ports work, for a report to the people who help.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SelfCheck {
    /// Version of the core.
    pub version: String,
    /// Whether secrets can be kept.
    pub secrets_work: bool,
    /// Panics noted on this device since it was installed.
    pub panics: u32,
}

/// An open profile.
#[derive(uniffi::Object)]
pub struct Core {
    world: Arc<World>,
}

/// Opens a profile; takes over what came with the app in the background. `clock` is left out but in tests and previews.
///
/// # Errors
/// `TooNew` if a newer version wrote it, `StorageFull`, `StorageFailed`, `Busy` while another process upgrades it, `InvalidInput` for
/// a root that may not be used, `Cancelled`.
#[uniffi::export]
pub async fn open_core(
    config: OpenConfig,
    connectivity: Arc<dyn Connectivity>,
    secrets: Arc<dyn SecretStore>,
    notifier: Arc<dyn Notifier>,
    clock: Option<Arc<dyn Clock>>,
    cancel: Option<Arc<CancelToken>>,
) -> Result<Arc<Core>, CoreError> {
    let cancel = CancelToken::of(cancel);
    let stop = cancel.clone();
    run(cancel, async move {
        let ports = Ports { connectivity, secrets, notifier };
        let starter: Option<Arc<[u8]>> = config.starter.as_deref().map(Into::into);
        let world = blocking(move || {
            stop.check()?;
            open(&config, ports, clock)
        });
        let world = Arc::new(world.await?);
        spawn(keep(Arc::clone(&world)))?;
        if let Some(starter) = starter {
            Refresher::begin_with(&world, starter)?;
        }
        Ok(Arc::new(Core { world }))
    })
    .await
}

fn open(config: &OpenConfig, ports: Ports, clock: Option<Arc<dyn Clock>>) -> Result<World, Error> {
    let folder = PathBuf::from(&config.folder);
    note_panics(&folder);
    let clock: Arc<dyn CoreClock> = match clock {
        Some(clock) => Arc::new(ShellClock(clock)),
        None => Arc::new(SystemClock),
    };
    let addresses = match config.addresses {
        AddressRule::Public => AddressPolicy::Public,
        AddressRule::PublicAndLoopback => AddressPolicy::PublicAndLoopback,
    };
    let network = Network::new(ports.network());
    let client = ClientConfig { network, addresses, clock: Arc::clone(&clock), ..ClientConfig::default() };
    let starter = config.starter.as_deref().map(|bytes| Ok::<_, Error>(trust_state(&Pack::of(bytes)?)?)).transpose()?;
    let repository = config.repository.as_ref().map(|repository| Access {
        root: repository.root.clone(),
        mirrors: repository.mirrors.clone(),
        archives: repository.archives.clone(),
        demo: if repository.trial == TrialRoot::Allowed { DemoRoot::Allowed } else { DemoRoot::Refused },
        starter,
    });
    let (app, _) = App::open(&folder, AppConfig { clock, client, repository })?;
    World::new(app, ports, Lang::parse(&config.language).unwrap_or_default())
}

/// Panics of any thread leave a report in the profile that was opened last (decision 13).
fn note_panics(folder: &std::path::Path) {
    use std::sync::{Mutex, Once, PoisonError};
    static HOOK: Once = Once::new();
    static RING: Mutex<Option<Ring>> = Mutex::new(None);
    *RING.lock().unwrap_or_else(PoisonError::into_inner) = Some(Ring::new(ProfilePaths::new(folder).panics()));
    HOOK.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if let Some(ring) = RING.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
                // Where it cannot be written nobody can be told.
                let _ = ring.note(&Report::of(panic, SystemClock.now()));
            }
            before(panic);
        }));
    });
}

/// Closes the databases once the profile's life is over, whoever ended it, on a thread that may wait.
async fn keep(world: Arc<World>) {
    world.life().cancelled().await;
    world.refresher.silence().await;
    let app = world.app.clone();
    let closed = blocking(move || app.close()).await;
    world.set_closed(closed.map_err(|error| CoreError::said(&error, world.lang())));
}

impl Core {
    /// What screens work with.
    pub(crate) const fn world(&self) -> &Arc<World> {
        &self.world
    }

    /// The world, as long as the profile is open.
    fn open_world(&self) -> Result<Arc<World>, CoreError> {
        if self.world.life().is_cancelled() { Err(closed(&self.world)) } else { Ok(Arc::clone(&self.world)) }
    }
}

impl Drop for Core {
    fn drop(&mut self) {
        self.world.life().cancel();
    }
}

#[uniffi::export]
impl Core {
    /// Stops what runs and closes every file, so that a system that suspends the app finds no lock held. Screens keep what they show.
    ///
    /// # Errors
    /// Why a log could not be written back; nothing is lost.
    pub async fn pause(&self) -> Result<(), CoreError> {
        let world = self.open_world()?;
        run(Default::default(), async move {
            world.active().send_replace(false);
            world.refresher.silence().await;
            // A call that was about to begin may have woken it.
            world.active().send_replace(false);
            let app = world.app.clone();
            blocking(move || app.pause()).await.map_err(|error| CoreError::said(&error, world.lang()))
        })
        .await
    }

    /// Lets a paused profile be used again; screens look what is new.
    ///
    /// # Errors
    /// That the profile is closed.
    pub async fn resume(&self) -> Result<(), CoreError> {
        let world = self.open_world()?;
        run(
            Default::default(),
            async move { world.wake().await.map_err(|error| CoreError::said(&error, world.lang())) },
        )
        .await
    }

    /// Closes the profile: screens close, what runs stops, files are closed when this returns. Idempotent.
    ///
    /// # Errors
    /// As [`Core::pause`].
    pub async fn close(&self) -> Result<(), CoreError> {
        let world = Arc::clone(&self.world);
        run(Default::default(), async move {
            world.life().cancel();
            world.closed().await
        })
        .await
    }

    /// Refreshes, also while the profile is paused: a background task of the system calls this, and then `pause()`.
    ///
    /// # Errors
    /// `Busy` if a refresh is running, storage errors, `Cancelled`. What could not be had is in the report.
    pub async fn refresh(
        &self,
        request: RefreshRequest,
        cancel: Option<Arc<CancelToken>>,
    ) -> Result<RefreshReport, CoreError> {
        let cancel = CancelToken::of(cancel);
        // Announced before anything is looked at: a pause or an end that follows at once knows of it.
        let call = Call::new(&self.world, &cancel);
        let world = self.open_world()?;
        run(cancel, async move {
            let scope = if request.reason == RefreshReason::Asked { Scope::All } else { Scope::Due };
            let request = SyncRequest { scope, bytes: request.max_bytes, seconds: request.deadline_seconds };
            call.run(&request).await.map_err(|error| CoreError::said(&error, world.lang()))
        })
        .await
    }

    /// When a refresh is next worth it, in seconds since 1970-01-01T00:00:00Z; absent where there is nobody to ask.
    ///
    /// # Errors
    /// As any read.
    pub async fn next_wanted(&self) -> Result<Option<i64>, CoreError> {
        self.reading(None, |world| {
            let forecast = world.app.sync().forecast(world.app.clock().now())?;
            Ok(forecast.next_wanted.map(app4g_core::Timestamp::unix))
        })
        .await
    }

    /// The shell's network changed: its port is asked again, soon.
    ///
    /// # Errors
    /// That the profile is closed.
    pub fn network_changed(&self) -> Result<(), CoreError> {
        guarded(|| {
            let world = self.open_world()?;
            spawn(async move {
                if let Err(error) = world.look_at_network_soon().await {
                    tracing::warn!(%error, "the port was not asked for the network");
                }
            })?;
            Ok(())
        })
    }

    /// Tries the ports out.
    ///
    /// # Errors
    /// That the profile is closed.
    pub async fn self_check(&self) -> Result<SelfCheck, CoreError> {
        self.reading(None, |world| {
            let ring = Ring::new(world.app.store().paths().panics());
            Ok(SelfCheck {
                version: env!("CARGO_PKG_VERSION").to_owned(),
                secrets_work: world.ports.check_secrets().unwrap_or(false),
                panics: u32::try_from(ring.reports().len()).unwrap_or(u32::MAX),
            })
        })
        .await
    }
}

#[cfg(test)]
mod tests;
