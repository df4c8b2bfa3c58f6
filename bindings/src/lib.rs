//! App 4G plus for phones: one state machine per screen over the core, and the plumbing that carries it to other languages.
//!
//! Reading order: [`error`] (what callers see when something fails) → [`runtime`] (whose threads run what) → [`cancel`] →
//! [`subscription`] (how states reach a listener) → [`ports`] and [`log`] (what the phone does for us) → [`route`] (where links
//! lead) → [`core`] (an open profile) with [`refresher`] and [`world`] → [`screens`] (what is drawn);
//! [`design`] holds the tokens of the shells.
//!
//! Invariants: every type that crosses is declared here and nowhere below (decision 1 of the architecture page); no exported
//! call blocks or touches a database on the caller's thread; every export that can fail returns `Result`, and a panic arrives as an
//! error; listeners are never called under a lock; `Drop` neither blocks nor starts anything.
//! What is exported is listed in `bindings/exports.txt`.

pub mod cancel;
pub mod core;
pub mod design;
pub mod error;
pub mod log;
pub mod ports;
pub mod refresher;
pub mod route;
mod runtime;
pub mod screens;
pub mod self_test;
pub mod subscription;
#[cfg(test)]
mod testing;
mod world;

uniffi::setup_scaffolding!("app4g");
