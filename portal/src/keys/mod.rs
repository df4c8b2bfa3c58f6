//! The keys of a repository: who holds them, how they change, what is still to be signed (decision 27).
//!
//! Reading order: [`folder`] (what lies where) → [`draft`] (pure: the next root and its signatures) → [`ceremony`] (init, rotate,
//! revoke, renew, sign) → [`status`] (who signed, what is missing, what expires). [`demo`] has keys that are no secret.
//!
//! # The folder
//! ```text
//! KEYS/metadata/N.root.json    every finished root, public; publishing copies them
//! KEYS/root.draft.json         the next root, not yet signed by enough; goes from holder to holder
//! KEYS/online/ROLE-ID.der      keys of targets, snapshot, timestamp: the publishing machine
//! KEYS/holders/root-ID.der     new keys of root holders: each is carried away to a stick of its own
//! ```
//! `ID` is the first 8 digits of the key's id. Private files are readable by their owner only.
//!
//! Invariants: no key file is overwritten or deleted here; a root is written once, when the thresholds of the old and of the
//! new root are reached.

pub mod ceremony;
pub mod demo;
pub mod draft;
mod error;
pub mod folder;
pub mod status;

pub use demo::{DemoKeys, demo_keys};
pub use error::KeysError;
pub use folder::KeyFolder;
