//! The screen Listings: see `state`.

pub mod event;
mod reduce;
pub mod state;

pub use event::ListingsEvent;
pub(crate) use reduce::Listings;
pub use state::ListingsState;
