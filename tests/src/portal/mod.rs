//! The loopback portal: a real HTTP/1.1 server on real sockets that behaves, or misbehaves, exactly as told.
//!
//! Tests, benches and `cargo demo` use it. Reading order: [`Portal`] (start, serve, look at the log, go offline) → [`Reply`]
//! (what it says and how it breaks) → [`Received`] (what was asked) → [`Identity`] (its certificate, good or bad) →
//! [`FixedNames`] (names that lead to it) → `fetching` (the core’s client set up for it) → `files` (a folder, served) →
//! `connection` (the wire).

mod connection;
mod fetching;
mod files;
mod identity;
mod names;
mod range;
mod received;
mod reply;
mod script;
mod server;

pub use fetching::{client, feed, fetch, fetched, fetches_badly};
pub use files::serve_folder;
pub use identity::{Identity, IdentityError};
pub use names::FixedNames;
pub use received::Received;
pub use reply::{Break, Framing, Moment, Pace, Reply};
pub use server::Portal;
