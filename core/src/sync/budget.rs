//! How much one sync may cost: bytes, seconds, and the monthly cap (product.md §5 "Data cost").
//!
//! Pure arithmetic over what `net` reports as spent. `plan` asks before a load is started; `engine` reports each load, so a
//! sync overshoots by what was already on its way and no more.

use crate::clock::Timestamp;
use crate::net::Connectivity;

/// Bytes one refresh may cost on a metered network unless the user said otherwise.
pub const METERED_REFRESH_BYTES: u64 = 1_000_000;

/// What the user or the shell allows for this sync.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Limits {
    /// Bytes for this sync; `None`: as the network allows.
    pub bytes: Option<u64>,
    /// No new load is started from this moment on.
    pub deadline: Option<Timestamp>,
    /// Bytes left of the monthly cap; `None`: no cap counts on this network.
    pub month_left: Option<u64>,
}

/// Why nothing more may be loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exhausted {
    /// The bytes of this sync are spent.
    Bytes,
    /// The bytes of this month are spent.
    Month,
    /// The time is over.
    Deadline,
}

/// The running account of one sync.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    limits: Limits,
    spent: u64,
}

impl Budget {
    /// An account that has spent nothing yet. On a metered network without a limit of its own a sync gets
    /// [`METERED_REFRESH_BYTES`].
    pub fn new(limits: Limits, connectivity: Connectivity) -> Self {
        let bytes = match (limits.bytes, connectivity) {
            (None, Connectivity::Metered) => Some(METERED_REFRESH_BYTES),
            (bytes, _) => bytes,
        };
        Self { limits: Limits { bytes, ..limits }, spent: 0 }
    }

    /// Notes `bytes` that went over the network, headers and failures included.
    pub fn spend(&mut self, bytes: u64) {
        self.spent = self.spent.saturating_add(bytes);
    }

    /// From when on nothing new is begun.
    pub const fn deadline(&self) -> Option<Timestamp> {
        self.limits.deadline
    }

    /// Bytes spent so far.
    pub const fn spent(&self) -> u64 {
        self.spent
    }

    /// Whether a load of about `estimate` bytes may start at `now`.
    ///
    /// # Errors
    /// Which limit forbids it; the month's is named before the sync's, because the user must wait longer for it.
    pub fn allows(&self, estimate: u64, now: Timestamp) -> Result<(), Exhausted> {
        let total = self.spent.saturating_add(estimate);
        if self.limits.deadline.is_some_and(|deadline| now >= deadline) {
            return Err(Exhausted::Deadline);
        }
        if self.limits.month_left.is_some_and(|left| total > left) {
            return Err(Exhausted::Month);
        }
        if self.limits.bytes.is_some_and(|bytes| total > bytes) {
            return Err(Exhausted::Bytes);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
