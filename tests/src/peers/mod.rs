//! What others built, for tests of the repository: nginx, the reader in Python, and a phone that is compared with them.
//!
//! Reading order: [`phone`] (our core) → [`nginx`] (serves it) → [`reader`] (reads it).

pub mod child;
pub mod nginx;
pub mod phone;
pub mod reader;
