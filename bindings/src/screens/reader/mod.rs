//! The screen Reader: see `state`.

pub mod event;
mod reduce;
pub mod state;

pub use event::ReaderEvent;
pub(crate) use reduce::{Reader, speech};
pub use state::ReaderState;
pub use state::SpeechSegment;
