//! Packs: a repository, or some collections of it, as one file (decision 29). The starter content handed to `open()`, a stick
//! carried to an office without network, a copy handed to a neighbour.
//!
//! A pack is an uncompressed tar with exactly the names a repository has, so that `tar x` makes a folder any web server can
//! serve. Reading order: [`names`] (what may be in it, how large) → [`header`] (512 bytes of tar, strictly) → [`read`] (open:
//! everything is checked before a byte of content is touched; a pack is a `Carrier` like any other) → [`metadata`] (where its
//! versions lead, trusting nothing) → [`info`] (what it claims to hold) → [`mod@write`] (make one) → [`source`] (make one of what
//! a phone kept) → `state` (what the one an app is built with bounds).
//!
//! Callers: the portal's `pack`, the terminal shell's `pack make|info|verify|import`, `app` (starter pack).
//!
//! Invariants: nothing in a pack is trusted because it is in a pack; the same release gives the same bytes everywhere.

mod error;
mod header;
pub mod info;
mod metadata;
pub mod names;
pub mod read;
pub mod source;
mod state;
pub mod write;

pub use error::PackError;
pub use info::{Carries, PackInfo, sequence};
pub use read::Pack;
pub use source::PackSource;
pub use state::trust_state;
pub use write::{Choice, write};

#[cfg(test)]
mod tests;
