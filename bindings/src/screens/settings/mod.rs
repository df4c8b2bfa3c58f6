//! The screen Settings: see `state`.

pub mod event;
mod reduce;
pub mod state;

pub use event::SettingsEvent;
pub(crate) use reduce::Settings;
pub use state::SettingsState;
