//! The screen Listings: offers and needs of technology, narrowed by facets.
//!
//! [`state`] (what is drawn) → [`event`] (what a person does) → `reduce` (what follows) → `effects` (the work).

mod effects;
pub mod event;
mod reduce;
pub mod state;

pub use event::ListingsEvent;
pub(crate) use reduce::Listings;
pub use state::ListingsState;

#[cfg(test)]
mod tests;
