//! The screen Search: see `state`.

pub mod event;
mod reduce;
pub mod state;

pub use event::SearchEvent;
pub(crate) use reduce::Search;
pub use state::SearchState;
