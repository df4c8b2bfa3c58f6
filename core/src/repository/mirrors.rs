//! The servers that have one repository, in their order, and how each fared.
//!
//! Any number of servers may have the same files, and none is trusted. `objects` and `sync` ask for the order, report what
//! came of each attempt and go to the next; the store keeps the [`MirrorHealth`] of each between two syncs.
//!
//! Invariants: the listed order stands among those that are well; one that gave other bytes than were signed is not asked
//! again by the same process; no lock is held across an await.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::carrier::Server;
use crate::clock::Timestamp;
use crate::error::ErrorKind;
use crate::net::backoff::{LONGEST_PAUSE, pause_after};

pub use super::carrier::http::Spent;

/// How a mirror fared; what the store keeps by its base.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MirrorHealth {
    /// Failures since it last gave what was asked for.
    pub failures: u32,
    /// Until then others are asked first.
    pub not_before: Timestamp,
    /// When it last gave other bytes than were signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lied_at: Option<Timestamp>,
    /// When it last gave what was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_ok: Option<Timestamp>,
}

/// Why a mirror gave nothing of use. Ordered by what a person should be told first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// The device has no network, or somebody on the way answers: no fault of the mirror.
    Offline,
    /// It works and has no such file: it lags behind, or the file was pruned.
    Missing,
    /// It cannot be reached, fails or is too slow.
    Server,
    /// It gave other bytes than were signed.
    Lie,
}

impl Fault {
    /// What a failed load says about its mirror, by the error's kind; `None` where another mirror would do no better: a cancelled
    /// run, the profile's disk, a format that is too new.
    pub const fn of(kind: ErrorKind) -> Option<Self> {
        match kind {
            ErrorKind::Offline => Some(Self::Offline),
            ErrorKind::NotFound => Some(Self::Missing),
            ErrorKind::ServerUnavailable => Some(Self::Server),
            ErrorKind::NotGenuine => Some(Self::Lie),
            _ => None,
        }
    }
}

impl MirrorHealth {
    /// After one more attempt at `now`; `seed` gives the jitter of the pause.
    #[must_use]
    pub fn after(self, outcome: Result<(), Fault>, now: Timestamp, seed: u64) -> Self {
        match outcome {
            Ok(()) => Self { failures: 0, not_before: Timestamp::default(), last_ok: Some(now), ..self },
            Err(Fault::Offline) => self,
            Err(fault) => {
                let failures = self.failures.saturating_add(1);
                let pause = if fault == Fault::Lie { LONGEST_PAUSE } else { pause_after(failures, None, seed) };
                let lied_at = if fault == Fault::Lie { Some(now) } else { self.lied_at };
                Self { failures, not_before: after(now, pause), lied_at, ..self }
            }
        }
    }

    /// Where it stands in the order at `now`: well, resting, or caught lying within the last day. A moment further ahead than
    /// any pause was written by a clock that was wrong.
    fn rank(self, now: Timestamp) -> u8 {
        let rests = self.not_before > now && self.not_before <= after(now, LONGEST_PAUSE);
        let lied = self.lied_at.is_some_and(|lied| lied <= now && after(lied, LONGEST_PAUSE) > now);
        if lied { 2 } else { u8::from(rests) }
    }
}

struct Mirror {
    server: Server,
    health: MirrorHealth,
    /// Within this process.
    has_lied: bool,
}

/// All mirrors of a repository.
pub struct Mirrors {
    list: Mutex<Vec<Mirror>>,
    seed: u64,
}

impl Mirrors {
    /// `servers` in the order of preference, each with the health `stored` for its base. `seed` differs between devices.
    pub fn new(servers: Vec<Server>, stored: &[(String, MirrorHealth)], seed: u64) -> Self {
        let health = |server: &Server| stored.iter().find(|(base, _)| base == server.base()).map(|(_, health)| *health);
        let list = servers
            .into_iter()
            .map(|server| Mirror { health: health(&server).unwrap_or_default(), server, has_lied: false })
            .collect();
        Self { list: Mutex::new(list), seed }
    }

    /// Those to ask at `now`, one after the other: the well ones as listed, then those that rest, then those that lied of late.
    /// One that lied to this process is left out.
    pub fn order(&self, now: Timestamp) -> Vec<Server> {
        self.with(|list| {
            let mut order: Vec<&Mirror> = list.iter().filter(|mirror| !mirror.has_lied).collect();
            order.sort_by_key(|mirror| mirror.health.rank(now));
            order.into_iter().map(|mirror| mirror.server.clone()).collect()
        })
    }

    /// Takes note of one attempt with the mirror at `base`.
    pub fn note(&self, base: &str, outcome: Result<(), Fault>, now: Timestamp) {
        self.with(|list| {
            for mirror in list.iter_mut().filter(|mirror| mirror.server.base() == base) {
                mirror.has_lied |= outcome == Err(Fault::Lie);
                let own_seed = base.bytes().fold(self.seed, |seed, byte| seed.wrapping_mul(31) ^ u64::from(byte));
                mirror.health = mirror.health.after(outcome, now, own_seed);
            }
        });
    }

    /// What to store, by base.
    pub fn health(&self) -> Vec<(String, MirrorHealth)> {
        self.with(|list| list.iter().map(|mirror| (mirror.server.base().to_owned(), mirror.health)).collect())
    }

    /// The bases of those that lied to this process: to be told, quietly.
    pub fn liars(&self) -> Vec<String> {
        self.with(|list| {
            let liars = list.iter().filter(|mirror| mirror.has_lied);
            liars.map(|mirror| mirror.server.base().to_owned()).collect()
        })
    }

    /// What all of them cost so far.
    pub fn spent(&self) -> Spent {
        self.with(|list| {
            let mut all = Spent::default();
            for Spent { requests, traffic } in list.iter().map(|mirror| mirror.server.spent()) {
                all.requests = all.requests.saturating_add(requests);
                all.traffic += traffic;
            }
            all
        })
    }

    fn with<T>(&self, work: impl FnOnce(&mut Vec<Mirror>) -> T) -> T {
        work(&mut self.list.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn after(now: Timestamp, pause: Duration) -> Timestamp {
    now.plus(i64::try_from(pause.as_secs()).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests;
