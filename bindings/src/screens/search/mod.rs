//! The screen Search: everything on the device, found as it is typed.
//!
//! [`state`] (what is drawn) → [`event`] (what a person does) → `reduce` (what follows) → `effects` (the work) → `recents` (what was
//! searched for before).

mod effects;
pub mod event;
mod recents;
mod reduce;
pub mod state;

pub use event::SearchEvent;
pub(crate) use reduce::Search;
pub use state::SearchState;

#[cfg(test)]
mod tests;
