//! What a sync must know before it plans: settings, sources, when they were asked, what the month has cost.
//!
//! Read once, on a blocking thread, in two short reads; the planner sees it as [`SourceView`]s.

use std::collections::HashMap;

use crate::clock::Timestamp;
use crate::model::{Settings, Source, SourceId};
use crate::net::HostState;
use crate::store::Store;
use crate::store::content::feed_state::{self, FeedState};
use crate::store::personal::{check, host_state, ledger, setting, source, trust};

use super::error::SyncError;
use super::plan::{self, SourceView};
use super::servers;

/// The state of the profile as far as a sync needs it.
pub(super) struct Briefing {
    pub(super) settings: Settings,
    pub(super) backoff: Vec<(String, HostState)>,
    /// Bytes left of the monthly cap.
    pub(super) month_left: u64,
    known: Vec<Known>,
    release: Option<trust::RepositoryCheck>,
    /// What a request costs on average, by source and host.
    usual: HashMap<(String, String), u64>,
}

/// The ledger is asked for the usual cost of a request since the month of this many seconds ago.
const USUAL_SECONDS: i64 = 31 * 24 * 3600;

struct Known {
    source: Source,
    check: Option<check::Check>,
    state: Option<FeedState>,
}

impl Briefing {
    /// Reads it all; blocking.
    pub(super) fn read(store: &Store, now: Timestamp) -> Result<Self, SyncError> {
        let (settings, sources, mut checks, hosts, used, usual, release) = store.personal().read(|conn| {
            let settings = setting::in_force(conn)?;
            let checks: HashMap<SourceId, check::Check> = check::all(conn)?.into_iter().collect();
            let used = ledger::total(conn, &ledger::month_of(now), ledger::Network::Metered)?;
            let usual = ledger::usual(conn, &ledger::month_of(now.plus(-USUAL_SECONDS)))?;
            let release = trust::check(conn)?;
            Ok::<_, SyncError>((settings, source::all(conn)?, checks, host_state::all(conn)?, used, usual, release))
        })?;
        let known = store.content().read(|conn| {
            sources
                .into_iter()
                .map(|source| {
                    let state = feed_state::get(conn, &source.id)?;
                    Ok(Known { check: checks.remove(&source.id), state, source })
                })
                .collect::<Result<Vec<_>, SyncError>>()
        })?;
        Ok(Self {
            settings,
            backoff: hosts.into_iter().map(|(host, state)| (host, from_stored(state))).collect(),
            month_left: settings.monthly_cap.saturating_sub(used),
            known,
            release,
            usual: usual.into_iter().map(|(source, host, bytes)| ((source, host), bytes)).collect(),
        })
    }

    /// The sources as the planner sees them.
    pub(super) fn views(&self) -> Vec<SourceView> {
        self.known
            .iter()
            .map(|known| SourceView {
                source: known.source.clone(),
                last_checked: known.check.as_ref().map(|check| check.checked),
                host: self.host_of(&known.source),
                failures: known.check.as_ref().map_or(0, |check| check.failures),
                has_validator: known
                    .state
                    .as_ref()
                    .is_some_and(|state| state.etag.is_some() || state.last_modified.is_some()),
                usual_bytes: self.usual_bytes(&known.source),
            })
            .collect()
    }

    /// When the repository was last asked for a new release.
    pub(super) fn release_checked(&self) -> Option<Timestamp> {
        self.release.as_ref().map(|release| release.checked).filter(|checked| *checked != Timestamp::default())
    }

    /// What asking the repository cost on average, by its dearest server; 0 if none is on account.
    pub(super) fn usual_release_bytes(&self) -> u64 {
        self.usual
            .iter()
            .filter(|((source, _), _)| source == servers::LEDGER)
            .map(|(_, bytes)| *bytes)
            .max()
            .unwrap_or(0)
    }

    /// What asking this source would probably cost.
    pub(super) fn expected_bytes(&self, id: &SourceId) -> u64 {
        self.views().iter().find(|view| view.source.id == *id).map_or(0, plan::expected_bytes)
    }

    pub(super) fn sources(&self) -> Vec<Source> {
        self.known.iter().map(|known| known.source.clone()).collect()
    }

    pub(super) fn source(&self, id: &SourceId) -> Option<&Source> {
        self.find(id).map(|known| &known.source)
    }

    pub(super) fn state(&self, id: &SourceId) -> Option<FeedState> {
        self.find(id)?.state.clone()
    }

    pub(super) fn check(&self, id: &SourceId) -> Option<&check::Check> {
        self.find(id)?.check.as_ref()
    }

    fn find(&self, id: &SourceId) -> Option<&Known> {
        self.known.iter().find(|known| known.source.id == *id)
    }

    /// Full texts of the same host count too: what is on account is the host, not the page.
    fn usual_bytes(&self, source: &Source) -> Option<u64> {
        let host = url::Url::parse(&source.url).ok()?.host_str()?.to_owned();
        self.usual.get(&(source.id.to_string(), host)).copied()
    }

    /// How the source's host fares; the default state if nothing is known.
    fn host_of(&self, source: &Source) -> HostState {
        let Ok(url) = url::Url::parse(&source.url) else { return HostState::default() };
        let host = url.host_str().unwrap_or_default();
        let name = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        self.backoff.iter().find(|(known, _)| *known == name).map(|(_, state)| *state).unwrap_or_default()
    }
}

/// The store keeps the same facts under its own type, because neither floor-2 module knows the other.
fn from_stored(state: host_state::HostState) -> HostState {
    HostState { failures: state.failures, not_before: state.not_before, asked_until: state.asked_until }
}

#[cfg(test)]
mod tests;
