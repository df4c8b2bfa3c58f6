//! The department's side of App 4G plus: content is read and checked, then published as a signed repository (decisions 21 to 29).
//!
//! Reading order: [`storage`] (where a repository is).

pub mod collections;
pub mod content;
pub mod revision;
pub mod storage;
