//! The screen Settings, and how the whole app looks.
//!
//! [`state`] (what is drawn) → [`event`] (what a person does) → `reduce` (what follows) → `effects` (the work) → `sections` (the
//! words).

mod effects;
pub mod event;
mod reduce;
mod sections;
pub mod state;

pub use event::SettingsEvent;
pub(crate) use reduce::Settings;
pub use state::SettingsState;

#[cfg(test)]
mod tests;
