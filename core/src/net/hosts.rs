//! The back-off of every host, in memory between two visits to the store.
//!
//! The client asks before each request and reports each outcome; sync puts the stored states in at start and takes the
//! changed ones out at the end, so that a restart forgets nothing.
//!
//! Invariant: only hosts with something to say are kept; one that answers is forgotten.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::clock::Timestamp;

use super::backoff::{HostState, Verdict};
use super::request::Urgency;

/// Host (with its port where it is not the scheme's own) → how it fared.
#[derive(Debug, Default)]
pub(super) struct Hosts(Mutex<BTreeMap<String, HostState>>);

impl Hosts {
    /// Replaces everything by what was stored.
    pub(super) fn restore(&self, states: impl IntoIterator<Item = (String, HostState)>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.clear();
        known.extend(states.into_iter().filter(|(_, state)| !state.is_default()));
    }

    /// Everything worth storing, by host.
    pub(super) fn snapshot(&self) -> Vec<(String, HostState)> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.iter().map(|(host, state)| (host.clone(), *state)).collect()
    }

    /// Seconds `host` is still left alone; `None` if it may be asked.
    pub(super) fn waits(&self, host: &str, urgency: Urgency, now: Timestamp) -> Option<u64> {
        let state = *self.0.lock().unwrap_or_else(PoisonError::into_inner).get(host)?;
        u64::try_from(state.rests_until(urgency, now)?.since(now)).ok()
    }

    /// Takes note of one outcome. The jitter differs by host and by device (`seed`).
    pub(super) fn report(&self, host: &str, verdict: Verdict, now: Timestamp, seed: u64) {
        let mut hosts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let before = hosts.get(host).copied().unwrap_or_default();
        let own_seed = host.bytes().fold(seed, |mixed, byte| mixed.wrapping_mul(0x0100_0000_01b3) ^ u64::from(byte));
        let state = before.after(verdict, now, own_seed.wrapping_add(u64::from(before.failures)));
        if state.is_default() {
            hosts.remove(host);
        } else {
            hosts.insert(host.to_owned(), state);
        }
    }
}
