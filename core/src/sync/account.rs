//! What personal.db learns from a sync, in one transaction: checks, back-off, ledger, redirect proofs, moves.

use std::collections::BTreeMap;

use crate::clock::Timestamp;
use crate::error::{Error, ErrorKind};
use crate::model::{Source, SourceId, SourceState};
use crate::net::{Connectivity, HostState, Traffic};
use crate::store::Store;
use crate::store::personal::redirect::Proof;
use crate::store::personal::{check, host_state, ledger, redirect, source};

use super::briefing::Briefing;
use super::error::SyncError;
use super::feed_job::{FeedDone, Likeness, Presence};
use super::progress::FeedOutcome;

/// A source is dead after this long without an answer, and at least [`DEAD_AFTER_FAILURES`] tries.
const DEAD_AFTER_SECONDS: i64 = 30 * 24 * 3600;

/// See [`DEAD_AFTER_SECONDS`].
const DEAD_AFTER_FAILURES: u32 = 10;

/// One load other than a feed, for the ledger.
pub(super) struct Load {
    pub(super) source: SourceId,
    pub(super) url: String,
    pub(super) traffic: Traffic,
}

/// Everything to be written.
pub(super) struct Account {
    now: Timestamp,
    checks: Vec<(SourceId, check::Check)>,
    states: Vec<(SourceId, SourceState)>,
    redirects: Vec<(Source, Option<(String, Likeness)>)>,
    uses: Vec<ledger::Use>,
    backoff: Vec<(String, HostState)>,
    recovered: Vec<String>,
}

impl Account {
    /// Sums up what was done.
    pub(super) fn of(
        done: &[FeedDone],
        loads: Vec<Load>,
        connectivity: Connectivity,
        backoff: Vec<(String, HostState)>,
        briefing: &Briefing,
        now: Timestamp,
    ) -> Self {
        let mut account = Self {
            now,
            checks: Vec::new(),
            states: Vec::new(),
            redirects: Vec::new(),
            uses: Vec::new(),
            recovered: Vec::new(),
            backoff: Vec::new(),
        };
        for done in done.iter().filter(|done| was_asked(&done.report.outcome)) {
            account.add_feed(done, briefing.check(&done.source.id));
        }
        let network = match connectivity {
            Connectivity::Metered => ledger::Network::Metered,
            Connectivity::Offline | Connectivity::Unmetered => ledger::Network::Unmetered,
        };
        let feeds = done.iter().map(|done| (&done.source.id, done.source.url.as_str(), done.traffic));
        let others = loads.iter().map(|load| (&load.source, load.url.as_str(), load.traffic));
        account.uses = uses(feeds.chain(others), network, now);
        let still_there = |host: &String| backoff.iter().any(|(other, _)| other == host);
        account.recovered =
            briefing.backoff.iter().map(|(host, _)| host).filter(|host| !still_there(host)).cloned().collect();
        account.backoff = backoff.into_iter().filter(|state| !briefing.backoff.contains(state)).collect();
        account
    }

    fn add_feed(&mut self, done: &FeedDone, before: Option<&check::Check>) {
        let check = match &done.report.outcome {
            FeedOutcome::Failed(error) => failed_check(before, error, self.now),
            _ => check::Check { checked: self.now, succeeded: Some(self.now), failures: 0, problem: None },
        };
        let state = state_after(&done.source, &check, done.presence, self.now);
        if state != done.source.state {
            self.states.push((done.source.id.clone(), state));
        }
        if check.failures == 0 {
            self.redirects.push((done.source.clone(), done.redirect.clone()));
        }
        self.checks.push((done.source.id.clone(), check));
    }

    /// Writes it; blocking.
    pub(super) fn write(self, store: &Store) -> Result<(), SyncError> {
        store.personal().write(|tx| {
            for (id, check) in &self.checks {
                check::put(tx, id, check)?;
            }
            for (id, state) in &self.states {
                // As it is now: the person may have renamed or removed it meanwhile.
                if let Some(current) = source::get(tx, id)? {
                    source::put(tx, &Source { state: *state, ..current }, self.now)?;
                }
            }
            for (of, target) in &self.redirects {
                follow(tx, of, target.as_ref(), self.now)?;
            }
            for used in &self.uses {
                ledger::add(tx, used)?;
            }
            for (host, state) in &self.backoff {
                let stored = host_state::HostState {
                    failures: state.failures,
                    last_request: self.now,
                    not_before: state.not_before,
                    asked_until: state.asked_until,
                };
                host_state::put(tx, host, stored)?;
            }
            for host in &self.recovered {
                host_state::put(tx, host, host_state::HostState::default())?;
            }
            Ok(())
        })
    }
}

/// Whether the outcome says anything about the source: being offline, stopped or out of room does not.
fn was_asked(outcome: &FeedOutcome) -> bool {
    match outcome {
        FeedOutcome::Skipped { .. } => false,
        FeedOutcome::Failed(error) => {
            !matches!(error.kind, ErrorKind::Offline | ErrorKind::Cancelled) && !error.kind.is_storage()
        }
        FeedOutcome::Unchanged | FeedOutcome::Updated { .. } => true,
    }
}

fn failed_check(before: Option<&check::Check>, error: &Error, now: Timestamp) -> check::Check {
    check::Check {
        checked: now,
        succeeded: before.and_then(|before| before.succeeded),
        failures: before.map_or(0, |before| before.failures).saturating_add(1),
        problem: Some(error.message.key.to_owned()),
    }
}

/// How the source is doing after this check. A dead one comes back to life with its first answer.
fn state_after(source: &Source, check: &check::Check, presence: Presence, now: Timestamp) -> SourceState {
    if check.failures == 0 {
        return if source.state == SourceState::Dead { SourceState::Ok } else { source.state };
    }
    let silent_since = check.succeeded.unwrap_or(source.added);
    let long_silent = now.since(silent_since) >= DEAD_AFTER_SECONDS && check.failures >= DEAD_AFTER_FAILURES;
    let gone = presence == Presence::Gone && check.failures >= 3;
    if long_silent || gone { SourceState::Dead } else { source.state }
}

/// Decision 20: a permanent redirect counts after two proofs a day apart; an answer from the old address forgets them.
fn follow(
    conn: &rusqlite::Connection,
    of: &Source,
    target: Option<&(String, Likeness)>,
    now: Timestamp,
) -> Result<(), SyncError> {
    match target {
        None => redirect::forget(conn, &of.id)?,
        Some((_, Likeness::Unknown)) => {}
        Some((target, Likeness::SameFeed)) => {
            if redirect::prove(conn, &of.id, target, now)? == Proof::Proved
                && let Some(mut moved) = source::get(conn, &of.id)?
            {
                let old = std::mem::replace(&mut moved.url, target.clone());
                moved.former_urls.push(old);
                moved.state = SourceState::Moved;
                source::put(conn, &moved, now)?;
            }
        }
    }
    Ok(())
}

/// One ledger line for each source and host.
fn uses<'a>(
    loads: impl Iterator<Item = (&'a SourceId, &'a str, Traffic)>,
    network: ledger::Network,
    now: Timestamp,
) -> Vec<ledger::Use> {
    let month = ledger::month_of(now);
    let mut lines: BTreeMap<(String, String), ledger::Use> = BTreeMap::new();
    for (source, url, traffic) in loads.filter(|(_, _, traffic)| traffic.total() > 0) {
        let host = url::Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
        let line = lines.entry((source.to_string(), host.clone())).or_insert_with(|| ledger::Use {
            month: month.clone(),
            source: source.to_string(),
            host,
            network,
            requests: 0,
            sent: 0,
            received: 0,
        });
        line.requests += 1;
        line.sent += traffic.sent;
        line.received += traffic.received;
    }
    lines.into_values().collect()
}

#[cfg(test)]
mod tests;
