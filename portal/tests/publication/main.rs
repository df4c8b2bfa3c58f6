//! Whole publications on a folder: what changes, what stays, and what a killed or a second publisher does.

#![allow(clippy::unwrap_used, reason = "tests may fail and say why")]

mod crashes;
mod desk;
mod dying;
mod histories;
mod ledgers;
mod pruning;
mod races;
