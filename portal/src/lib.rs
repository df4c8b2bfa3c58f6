//! The department's side of App 4G plus: content is read and checked, then published as a signed repository (decisions 21 to 29).
//!
//! Reading order: [`signing`] (keys, roots, the metadata of a release) → [`keys`] (the key ceremony) → [`commands`] (what the command
//! line offers) with [`texts`].

pub mod commands;
pub mod keys;
pub mod signing;
pub mod texts;
