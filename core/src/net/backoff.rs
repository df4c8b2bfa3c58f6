//! Retry policy of one host: when may we ask again?
//!
//! Pure: time and randomness come in, nothing is read or written. `net::client` asks before each request and reports each
//! outcome; the store keeps every [`HostState`], so that a restart forgets nothing; `sync::plan` may use the same state for a
//! single source that keeps failing on a healthy host.
//!
//! Invariants: `not_before` never moves backwards while failures continue, whatever the server says; nobody waits longer
//! than [`LONGEST_PAUSE`], whatever the device's clock did in between; a person who asks waits for the server's wish only, never
//! for our own caution.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;

use super::request::Urgency;

/// Pause after the first failure, before jitter.
const FIRST_PAUSE: Duration = Duration::from_secs(30);
/// Where doubling ends, before jitter.
const LAST_DOUBLING: Duration = Duration::from_secs(6 * 3600);
/// A server's `Retry-After` is believed up to here.
pub const LONGEST_PAUSE: Duration = Duration::from_secs(24 * 3600);

/// How long to leave a host alone after `failures` failures in a row.
///
/// Doubles from 30 s up to 6 h, with ±20 % jitter taken from `seed`, so that a thousand phones that lost the same
/// server do not return in the same second. A `Retry-After` (RFC 9110 §10.2.3) longer than that wins, up to 24 h.
/// Zero failures and no `Retry-After`: no pause.
pub fn pause_after(failures: u32, retry_after: Option<Duration>, seed: u64) -> Duration {
    let asked = retry_after.unwrap_or_default().min(LONGEST_PAUSE);
    let Some(doublings) = failures.checked_sub(1) else {
        return asked;
    };
    let plain = FIRST_PAUSE.saturating_mul(1_u32.checked_shl(doublings.min(31)).unwrap_or(u32::MAX)).min(LAST_DOUBLING);
    // 800 to 1200 thousandths.
    let thousandths = 800 + u32::try_from(mix(seed) % 401).unwrap_or(200);
    (plain * thousandths / 1000).max(asked)
}

/// What an outcome says about the host itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It answered as servers do, be it with 404.
    Well,
    /// It cannot be reached or asks for a pause; everything else on it would fail alike.
    Unwell {
        /// What the server asked for.
        retry_after: Option<Duration>,
    },
    /// Nothing is known about the host: our own limits, one broken page, no network.
    Silent,
}

/// How a host fared so far; what the store keeps per host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct HostState {
    /// Failures since the last answer.
    pub failures: u32,
    /// When it may be asked again.
    pub not_before: Timestamp,
    /// Until when the server itself asked for peace (`Retry-After`), if it did since its last answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_until: Option<Timestamp>,
}

impl HostState {
    /// The state after one more outcome at `now`. `seed` gives the jitter.
    #[must_use]
    pub fn after(self, verdict: Verdict, now: Timestamp, seed: u64) -> Self {
        match verdict {
            Verdict::Silent => self,
            Verdict::Well => Self::default(),
            Verdict::Unwell { retry_after } => {
                let failures = self.failures.saturating_add(1);
                let due = after(now, pause_after(failures, retry_after, seed));
                let wish = retry_after.map(|asked| after(now, asked.min(LONGEST_PAUSE)));
                // A moment beyond the longest pause was written by a clock that ran ahead.
                let before = Some(self.not_before).filter(|before| is_plausible(*before, now));
                let wished = self.asked_until.filter(|before| is_plausible(*before, now));
                Self {
                    failures,
                    not_before: before.map_or(due, |before| before.max(due)),
                    asked_until: wish.max(wished),
                }
            }
        }
    }

    /// Until when the host is left alone, seen from `now`; `None` when it may be asked.
    ///
    /// A person who waits ([`Urgency::Asked`]) overrules our own caution, never the wish of the server. A moment more than
    /// 24 h ahead comes from a clock that was wrong (2100, say) and holds nobody back.
    pub fn rests_until(self, urgency: Urgency, now: Timestamp) -> Option<Timestamp> {
        let until = match urgency {
            Urgency::Scheduled => self.not_before,
            Urgency::Asked => self.asked_until?,
        };
        (until > now && is_plausible(until, now)).then_some(until)
    }

    /// Whether this state says anything worth storing.
    pub fn is_default(self) -> bool {
        self == Self::default()
    }
}

fn after(now: Timestamp, pause: Duration) -> Timestamp {
    now.plus(i64::try_from(pause.as_secs()).unwrap_or(i64::MAX))
}

fn is_plausible(until: Timestamp, now: Timestamp) -> bool {
    until <= after(now, LONGEST_PAUSE)
}

/// SplitMix64: neighbouring seeds give unrelated numbers.
fn mix(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests;
