//! The back-off of every host, in memory between two visits to the store.
//!
//! The client asks before each request and reports each outcome; sync puts the stored states in at start and takes the
//! changed ones out at the end, so that a restart forgets nothing.
//!
//! Invariant: only hosts with something to say are kept; one that answers is forgotten.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::clock::Timestamp;

use super::backoff::{HostState, LONGEST_PAUSE, Verdict};
use super::request::Urgency;

/// Host (with its port where it is not the scheme's own) → how it fared.
#[derive(Debug, Default)]
pub(super) struct Hosts(Mutex<BTreeMap<String, Known>>);

#[derive(Clone, Copy, Debug, Default)]
struct Known {
    state: HostState,
    /// Until when the server itself asked for peace. Not stored: after a restart a person may try once more.
    wish: Option<Timestamp>,
}

impl Hosts {
    /// Replaces everything by what was stored.
    pub(super) fn restore(&self, states: impl IntoIterator<Item = (String, HostState)>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let wishes = std::mem::take(&mut *known);
        for (host, state) in states.into_iter().filter(|(_, state)| !state.is_default()) {
            // What the server said to this very process holds as long as the state it led to.
            let wish = wishes.get(&host).filter(|before| before.state == state).and_then(|before| before.wish);
            known.insert(host, Known { state, wish });
        }
    }

    /// Everything worth storing, by host.
    pub(super) fn snapshot(&self) -> Vec<(String, HostState)> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.iter().map(|(host, known)| (host.clone(), known.state)).collect()
    }

    /// Seconds `host` is still left alone; `None` if it may be asked. A person overrules our own caution, never the wish
    /// of the server.
    pub(super) fn waits(&self, host: &str, urgency: Urgency, now: Timestamp) -> Option<u64> {
        let known = *self.0.lock().unwrap_or_else(PoisonError::into_inner).get(host)?;
        match urgency {
            Urgency::Scheduled => known.state.waits(now),
            Urgency::Asked => HostState { not_before: known.wish?, ..known.state }.waits(now),
        }
    }

    /// Takes note of one outcome. The jitter differs by host and by device (`seed`).
    pub(super) fn report(&self, host: &str, verdict: Verdict, now: Timestamp, seed: u64) {
        let mut hosts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let before = hosts.get(host).copied().unwrap_or_default();
        let own_seed = host.bytes().fold(seed, |mixed, byte| mixed.wrapping_mul(0x0100_0000_01b3) ^ u64::from(byte));
        let state = before.state.after(verdict, now, own_seed.wrapping_add(u64::from(before.state.failures)));
        let wish = match verdict {
            Verdict::Unwell { retry_after: Some(asked) } => {
                Some(now.plus(i64::try_from(asked.min(LONGEST_PAUSE).as_secs()).unwrap_or_default()))
            }
            _ => before.wish,
        };
        if state.is_default() {
            hosts.remove(host);
        } else if state != before.state {
            hosts.insert(host.to_owned(), Known { state, wish });
        }
    }
}
