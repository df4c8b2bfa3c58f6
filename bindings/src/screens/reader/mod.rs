//! The screen Reader: a record of any kind as typed pieces.
//!
//! [`state`] (what is drawn) → [`event`] (what a person does) → `reduce` (what follows) → `effects` (the work) → `article` and
//! `record` (what is on the device as a page) with `facts`, `flat` (blocks as pieces), `reach` (whom to call) → `aloud`.

mod aloud;
mod article;
mod effects;
pub mod event;
mod facts;
mod flat;
mod reach;
mod record;
mod reduce;
pub mod state;

pub(crate) use aloud::speech;
pub use event::ReaderEvent;
pub(crate) use reduce::Reader;
pub use state::{ReaderState, SpeechSegment};

#[cfg(test)]
mod tests;
