//! The newest release from the deployment's servers: one after the other until one can prove what it says.
//!
//! Called by `engine` first in every sync; `pictures` goes the same [`Way`] for files beside the records. What each server cost and how it fared is accounted for, also when all fail.

use std::sync::Arc;

use crate::error::{Error, ErrorKind};
use crate::model::SourceId;
use crate::net::Urgency;
use crate::repository::access::Access;
use crate::repository::carrier::Server;
use crate::repository::carrier::http::Spent;
use crate::repository::mirrors::{Fault, MirrorHealth, Mirrors};
use crate::repository::objects::Objects;
use crate::repository::staging::Staging;
use crate::repository::trust::{self, Expiry, Loaded, TrustError};
use crate::store::personal::trust as stored;

use super::account;
use super::blocking::blocking;
use super::budget::Exhausted;
use super::engine::Run;
use super::progress::{RepositoryOutcome, RepositoryReport};
use super::release::{self, By, Kept, Question};
use super::repository::FromServers;

/// The repository's name in the ledger.
pub(super) const LEDGER: &str = "repository";

/// The deployment's servers as one part of a sync asks them: in order, with what is remembered of each.
pub(super) struct Way {
    servers: Vec<Server>,
    /// What was remembered before.
    health: Vec<(String, MirrorHealth)>,
    mirrors: Arc<Mirrors>,
    pub(super) source: FromServers,
}

impl Way {
    /// The servers of `access`.
    ///
    /// # Errors
    /// Storage errors; `InvalidInput` if an address of the deployment is none.
    pub(super) async fn open(run: &Run<'_>, access: &Access, urgency: Urgency) -> Result<Self, Error> {
        let servers = access.mirrors.iter().map(|base| Server::new(run.client.clone(), base, urgency));
        let servers: Vec<Server> = servers.collect::<Result<_, _>>()?;
        let store = run.store.clone();
        let health = blocking(move || Ok(store.personal().read(stored::mirrors)?)).await?;
        let health: Vec<(String, MirrorHealth)> = health.into_iter().map(from_stored).collect();
        let mirrors = Arc::new(Mirrors::new(servers.clone(), &health, run.client.seed()));
        let staging = Staging::new(run.store.paths().staging());
        let objects = Objects::new(Arc::clone(&mirrors), staging.clone(), Arc::clone(&run.clock));
        Ok(Self { servers, health, mirrors, source: FromServers { objects, staging } })
    }

    /// Whether so many bytes more may be loaded.
    ///
    /// # Errors
    /// The limit that forbids it.
    pub(super) fn allows(&self, run: &Run<'_>, bytes: u64) -> Result<(), Exhausted> {
        let spent = self.mirrors.spent().traffic.total();
        run.budget().allows(spent.saturating_add(bytes), run.clock.now())
    }

    /// Accounts for what was asked, and remembers how each server fared.
    ///
    /// # Errors
    /// Storage errors.
    pub(super) async fn close(self, run: &Run<'_>, loads: &mut Vec<account::Load>) -> Result<Spent, Error> {
        let Self { servers, health, mirrors, .. } = self;
        let spent = mirrors.spent();
        run.spend(spent.traffic.total());
        loads.extend(servers.iter().map(|server| account::Load {
            source: SourceId::new(LEDGER),
            url: server.base().to_owned(),
            traffic: server.spent().traffic,
        }));
        let now_known = mirrors.health().into_iter();
        let changed: Vec<_> = now_known.filter(|known| !health.contains(known)).map(to_stored).collect();
        let store = run.store.clone();
        blocking(move || {
            let write = |tx: &rusqlite::Transaction<'_>| changed.iter().try_for_each(|row| stored::put_mirror(tx, row));
            if changed.is_empty() { Ok(()) } else { Ok(store.personal().write(write)?) }
        })
        .await?;
        Ok(spent)
    }
}

/// Asks for the newest release and brings it. What went wrong with the repository is in the report.
///
/// # Errors
/// Storage errors; `InvalidInput` if an address of the deployment is none.
pub(super) async fn ask(
    run: &Run<'_>,
    access: &Access,
    urgency: Urgency,
    loads: &mut Vec<account::Load>,
) -> Result<RepositoryReport, Error> {
    let way = Way::open(run, access, urgency).await?;
    let allows = |bytes: u64| way.allows(run, bytes);
    let question = Question { access, source: &way.source, by: By::Server, only: None, allows: &allows };
    let asked = match release::open(run, access).await? {
        Ok(mut kept) => {
            let asked = confirm(run, &mut kept, &way.mirrors).await;
            release::conclude(run, kept, asked, &question).await
        }
        Err(error) => Ok(RepositoryReport::of(RepositoryOutcome::Failed(error.into()))),
    };
    let spent = way.close(run, loads).await?;
    let mut report = asked?;
    (report.requests, report.bytes) = (spent.requests, spent.traffic.total());
    Ok(report)
}

/// The newest release that a server can prove. A server that lags, fails or lies is left for the next one.
async fn confirm(run: &Run<'_>, kept: &mut Kept, mirrors: &Mirrors) -> Result<Loaded, TrustError> {
    let now = run.clock.now();
    let scratch = release::scratch(run.store)?;
    let mut worst: Option<(Fault, TrustError)> = None;
    for server in mirrors.order(now) {
        let state = &mut kept.state;
        let loaded = trust::load_in(&scratch, state, &server, Expiry::Enforced, now, run.cancel).await;
        let error = match loaded.and_then(|loaded| kept.not_older(loaded)) {
            Ok(loaded) => {
                mirrors.note(server.base(), Ok(()), now);
                return Ok(loaded);
            }
            Err(error) => error,
        };
        let Some(fault) = fault_of(&error) else { return Err(error) };
        mirrors.note(server.base(), Err(fault), now);
        if worst.as_ref().is_none_or(|(worst, _)| fault < *worst) {
            worst = Some((fault, error));
        }
    }
    let nobody = || TrustError::Missing { path: "metadata/timestamp.json".to_owned() };
    Err(worst.map_or_else(nobody, |(_, error)| error))
}

/// What an error says of the server that was asked; `None` where another could do no better.
fn fault_of(error: &TrustError) -> Option<Fault> {
    match error {
        TrustError::Network(cause) if cause.kind == ErrorKind::Cancelled => None,
        TrustError::Network(cause) if cause.message.key == "error.net.offline" => None,
        TrustError::Network(cause) if cause.kind == ErrorKind::Offline => Some(Fault::Offline),
        TrustError::NotMetadata { is_page: true, .. } => Some(Fault::Offline),
        TrustError::Network(_) | TrustError::NotMetadata { .. } => Some(Fault::Server),
        // Genuine and old: it lags behind, or it was left alone by whoever should sign.
        TrustError::Missing { .. } | TrustError::Expired { .. } | TrustError::Rollback { .. } => Some(Fault::Missing),
        TrustError::Forged { .. } | TrustError::TooLarge { .. } => Some(Fault::Lie),
        TrustError::Clock { .. } | TrustError::Damaged { .. } | TrustError::TooNew(_) | TrustError::Scratch(_) => None,
    }
}

fn from_stored(row: stored::MirrorRow) -> (String, MirrorHealth) {
    let stored::MirrorRow { url, failures, not_before, lied_at, last_ok } = row;
    (url, MirrorHealth { failures, not_before, lied_at, last_ok })
}

fn to_stored((url, health): (String, MirrorHealth)) -> stored::MirrorRow {
    let MirrorHealth { failures, not_before, lied_at, last_ok } = health;
    stored::MirrorRow { url, failures, not_before, lied_at, last_ok }
}
