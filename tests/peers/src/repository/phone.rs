//! A phone that syncs a repository over loopback, and what it cost.

use std::path::Path;
use std::sync::Arc;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use app4g_core::Timestamp;
use app4g_core::app::{App, AppConfig};
use app4g_core::cancel::CancelToken;
use app4g_core::clock::FixedClock;
use app4g_core::net::{AddressPolicy, ClientConfig, Politeness};
use app4g_core::repository::access::{Access, DemoRoot};
use app4g_core::store::personal::setting;
use app4g_core::sync::{Progress, SyncReport, SyncRequest};
use app4g_tests::department::{Department, Trouble};
use app4g_tests::portal::{Portal, Reply, serve_folder};

/// One sync.
pub struct Synced {
    /// From asking for the sync to its end.
    pub wall: Duration,
    /// From the same moment to the first segment that can be read.
    pub first: Option<Duration>,
    /// From the same moment until everything is here and found; what follows merges the index.
    pub brought: Option<Duration>,
    /// What it did.
    pub report: SyncReport,
}

/// Serves every file of the department's repository, with ETags; returns its address.
///
/// # Errors
/// A file that cannot be read.
pub fn serve(portal: &Portal, department: &Department) -> std::io::Result<String> {
    serve_folder(portal, "/", &department.repository())?;
    portal.serve_everything_else(Reply::status(404));
    Ok(portal.url("/"))
}

/// Opens the profile in `folder` at `now`.
///
/// # Errors
/// As the app.
pub fn open(folder: &Path, server: &str, now: Timestamp) -> Result<App, Trouble> {
    let client = ClientConfig {
        addresses: AddressPolicy::PublicAndLoopback,
        politeness: Politeness { connections: 2, interval: Duration::ZERO },
        clock: Arc::new(FixedClock(now)),
        ..ClientConfig::default()
    };
    let repository = Access {
        root: Department::root()?,
        mirrors: vec![server.to_owned()],
        archives: Vec::new(),
        demo: DemoRoot::Allowed,
        starter: None,
    };
    let config = AppConfig { clock: Arc::new(FixedClock(now)), client, repository: Some(repository) };
    let app = App::open(folder, config)?.0;
    // A phone that may keep all of it: putting old articles away is not what is measured.
    app.store().personal().write(|tx| setting::set(tx, "content_cap", Some("10000000000"), now))?;
    Ok(app)
}

/// Syncs once.
///
/// # Errors
/// As the engine.
pub async fn sync(app: &App) -> Result<Synced, Trouble> {
    let (first, brought) = (Mutex::new(None), Mutex::new(None));
    let begun = Instant::now();
    let watcher = |event: Progress<'_>| {
        // Said once the segment is committed: a screen can show it.
        if let Progress::Collection { done: 1, .. } = event
            && let Ok(mut first) = first.lock()
        {
            first.get_or_insert(begun.elapsed());
        }
        if matches!(event, Progress::Tidying)
            && let Ok(mut brought) = brought.lock()
        {
            brought.get_or_insert(begun.elapsed());
        }
    };
    let report = app.sync().run(&SyncRequest::asked(), &watcher, &CancelToken::new()).await?;
    let wall = begun.elapsed();
    let [first, brought] = [first, brought].map(|moment| moment.into_inner().unwrap_or_default());
    Ok(Synced { wall, first, brought, report })
}
