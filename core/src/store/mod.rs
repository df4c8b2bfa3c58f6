//! The profile on disk: `content.db`, which can be fetched again, and `personal.db`, which must never be lost.
//!
//! Reading order: [`error`] → `paths`, `lock`, `connection`, `migration`, `damage` (how files are opened) → [`open`] ([`Store`]) →
//! [`content`] (one writer thread, two readers; one file per table) and [`personal`] (short transactions; one file per
//! table) → [`news`] (list pages) → `follow`, [`star`], `revisions`, [`retention`], [`recovery`], [`maintenance`], [`transfer`].
//!
//! Table modules are functions over a connection or transaction, called inside `content().read(…)`, `writer.write(…)`,
//! `personal().read(…)` or `personal().write(…)`; types go in, types come out.
//!
//! Invariants: no transaction writes both files (decision 9); `content.db` has one writing process, the holder of a
//! [`content::ContentWriter`] (decision 12); nothing here starts a runtime.

pub mod codec;
pub mod coding;
mod connection;
pub mod content;
mod damage;
pub mod erase;
pub mod error;
#[cfg(test)]
mod fixtures;
mod follow;
mod lock;
pub mod maintenance;
mod migration;
pub mod news;
pub mod open;
mod paths;
pub mod personal;
pub mod recovery;
pub mod retention;
mod revisions;
pub mod star;
pub mod transfer;

pub use content::{Content, ContentWriter};
pub use error::StoreError;
pub use open::{OpenOptions, OpenReport, Opened, Store};
pub use paths::ProfilePaths;
pub use personal::Personal;
