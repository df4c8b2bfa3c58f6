//! The department's side of App 4G plus: content is read and checked, then published as a signed repository (decisions 21 to 29).
//!
//! Reading order: [`content`] (files of a folder become checked records), [`schema`] (what they look like, for others) →
//! [`revision`] (the next revision of a record) → [`collections`] (where it belongs) → [`plan`](mod@plan) (what a release would
//! change) → [`ledger`] (what was published before) → [`segments`] and [`deltas`] → [`storage`] (where a repository is) →
//! [`reading`] → [`signing`] (keys, roots, the metadata of a release), [`keys`] (the key ceremony) → [`media`] → [`release`] (all
//! of it, in order) → [`verify`](mod@verify), [`walk`], [`prune`], [`mirror`](mod@mirror), [`leak`], [`unpack`](mod@unpack) (what
//! is done with a repository afterwards) → [`commands`] (what the command line offers) with [`texts`].

pub mod collections;
pub mod commands;
pub mod content;
pub mod deltas;
pub mod keys;
pub mod leak;
pub mod ledger;
pub mod media;
pub mod mirror;
pub mod plan;
pub mod prune;
pub mod reading;
pub mod release;
pub mod revision;
pub mod schema;
pub mod segments;
pub mod signing;
pub mod storage;
pub mod texts;
pub mod unpack;
pub mod verify;
pub mod walk;
