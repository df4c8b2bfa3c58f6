//! The client of The Update Framework: which catalog is the newest that the repository's keys vouch for (decisions 27 to 29).
//!
//! Reading order: [`state`] (what a phone keeps) → `expiry` (pure: when is old too old) → `scratch` (the library's folder) →
//! `courier` (files for the library, from the carrier or from the state) → [`load`](mod@load) → `classify` and [`error`] (attack and dead
//! network read differently). `deployment` says whose repository a root is for.
//!
//! The library (`tough`) does roots, signatures, thresholds, hashes, versions. Its clock cannot be handed in, so it runs with
//! `ExpirationEnforcement::Unsafe` and expiry is judged here, by one clock that tests can set. In its source (0.24.0, `lib.rs`)
//! that setting is asked in six places, each of which only compares `expires` with the clock: after the last root, the timestamp,
//! the snapshot, the targets, a delegated role, and in `read_target`. Version, signature, threshold, length and hash are checked
//! before each and do not depend on it.
//!
//! One difference follows: an expired timestamp that is genuine and newer than the stored one becomes the stored one, before it is
//! reported as expired. It can only raise the version below which nothing is taken.
//!
//! Invariants: the newest trusted root is always passed; a state that cannot be read is an error, never a fresh start; nothing
//! unverified enters the state; versions in it never fall, but for the reset that the specification wants when keys change.

mod classify;
mod courier;
mod deployment;
pub mod error;
mod expiry;
pub mod load;
mod scratch;
pub mod state;

pub use error::{Role, TrustError};
pub use expiry::Expiry;
pub use load::{Loaded, Verified, load, load_in, verified};
pub use state::{TrustState, is_demo};

/// Bytes of a metadata file at most; format 1 needs 3 kB for a root and 600 bytes for the others.
pub const MAX_ROLE_BYTES: u64 = 64 << 10;

/// New roots taken over in one load at most.
pub const MAX_ROOT_UPDATES: u64 = 64;
