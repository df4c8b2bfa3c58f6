//! A phone: a profile in a folder that trusts the demo's root and asks one server, opened anew for every sync.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use app4g_core::app::{App, AppConfig};
use app4g_core::cancel::CancelToken;
use app4g_core::clock::{FixedClock, Timestamp};
use app4g_core::net::{AddressPolicy, ClientConfig, Politeness};
use app4g_core::repository::access::{Access, DemoRoot};
use app4g_core::repository::format::Sha256;
use app4g_core::store::content::collection;
use app4g_core::sync::{RepositoryReport, SyncRequest};

use crate::department::{Department, Trouble};

/// A phone and the server it asks.
#[derive(Debug)]
pub struct Phone {
    folder: PathBuf,
    url: String,
}

impl Phone {
    /// A phone whose profile is in `folder`, new or not, and that asks `url`.
    pub fn new(folder: &Path, url: &str) -> Self {
        Self { folder: folder.to_owned(), url: url.to_owned() }
    }

    /// Opens its profile at `now`.
    ///
    /// # Errors
    /// As [`App::open`].
    pub fn open(&self, now: Timestamp) -> Result<App, Trouble> {
        let mirrors = vec![self.url.clone()];
        let access =
            Access { root: Department::root()?, mirrors, archives: Vec::new(), demo: DemoRoot::Allowed, starter: None };
        let client = ClientConfig {
            addresses: AddressPolicy::PublicAndLoopback,
            politeness: Politeness { connections: 8, interval: Duration::ZERO },
            ..ClientConfig::default()
        };
        let config = AppConfig { clock: Arc::new(FixedClock(now)), client, repository: Some(access) };
        Ok(App::open(&self.folder, config)?.0)
    }

    /// One sync at `now`.
    ///
    /// # Errors
    /// As a sync; what went wrong with the repository is in the report.
    pub async fn sync(&self, now: Timestamp) -> Result<RepositoryReport, Trouble> {
        self.sync_until(now, &CancelToken::new()).await
    }

    /// One sync at `now` that `cancel` may end.
    ///
    /// # Errors
    /// As [`Phone::sync`].
    pub async fn sync_until(&self, now: Timestamp, cancel: &CancelToken) -> Result<RepositoryReport, Trouble> {
        let app = self.open(now)?;
        let report = app.sync().run(&SyncRequest::asked(), &|_| {}, cancel).await?;
        app.close()?;
        Ok(report.repository.ok_or("the repository was not asked")?)
    }

    /// What it holds, as the reader in Python prints it: `collection id rev digest`, sorted.
    ///
    /// # Errors
    /// As any read.
    pub fn held(&self, now: Timestamp) -> Result<Vec<String>, Trouble> {
        let app = self.open(now)?;
        let mut lines = app.store().content().read(|conn| {
            let mut lines = Vec::new();
            for state in collection::all(conn)? {
                let mut rows = conn.prepare("SELECT id, rev, digest FROM record_digest WHERE collection = ?1")?;
                let rows = rows.query_map([state.key], |row| {
                    let (id, rev, digest): (String, u32, [u8; 32]) = (row.get(0)?, row.get(1)?, row.get(2)?);
                    Ok(format!("{} {id} {rev} {}", state.name, Sha256(digest)))
                })?;
                lines.extend(rows.collect::<Result<Vec<_>, _>>()?);
            }
            Ok::<_, app4g_core::store::StoreError>(lines)
        })?;
        app.close()?;
        lines.sort_unstable();
        Ok(lines)
    }

    /// The bytes of its content database, log included.
    ///
    /// # Errors
    /// The files cannot be read.
    pub fn content(&self) -> Result<[Vec<u8>; 2], Trouble> {
        let log = self.folder.join("content.db-wal");
        let log = if log.exists() { std::fs::read(log)? } else { Vec::new() };
        Ok([std::fs::read(self.folder.join("content.db"))?, log])
    }
}
