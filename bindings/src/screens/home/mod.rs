//! The screen Home: what is new, how old it is, what a refresh would cost.
//!
//! [`state`] (what is drawn) → [`event`] (what a person does) → `reduce` (what follows) → `effects` (the work) with
//! `notices`.

mod effects;
pub mod event;
mod notices;
mod reduce;
pub mod state;

pub(crate) use effects::revision_card;
pub use event::HomeEvent;
pub(crate) use reduce::Home;
pub use state::HomeState;

#[cfg(test)]
mod tests;
