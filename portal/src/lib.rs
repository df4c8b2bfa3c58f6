//! The department's side of App 4G plus: content is read and checked, then published as a signed repository (decisions 21 to 29).
//!
//! Reading order: [`signing`] (keys, roots, the metadata of a release).

pub mod signing;
