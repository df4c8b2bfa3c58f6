//! The signed content repository, as the phone reads it and as the portal writes it (decisions 21 to 29).
//!
//! Reading order: [`access`] (whom to trust, whom to ask) → [`format`](mod@format) (what the files say: pure, shared with the portal) →
//! [`carrier`] (where they come from) → [`trust`] (which release the keys vouch for) → [`mirrors`] (which server next) →
//! [`staging`] (downloads that survive) → [`objects`] (one file, whole and right) → [`pack`] (all of it as one file).
//!
//! Invariant: nothing unverified is parsed; nothing that is parsed is trusted to be small.

pub mod access;
pub mod carrier;
pub mod format;
pub mod mirrors;
pub mod objects;
pub mod pack;
pub mod staging;
pub mod trust;
