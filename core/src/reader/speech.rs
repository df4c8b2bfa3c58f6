//! Articles as a voice reads them: segments of spoken Vietnamese words, each with the place it stands for.
//!
//! The core makes segments, the phone's voice speaks them. In reading order: [`number`] says numbers, `cursor` reads
//! text, `say` turns writing into words with the rules of `quantity`, `calendar`, `codes` and the table of
//! `abbreviations`; `segments` cuts blocks into sentences.
//!
//! Invariant: never fails; what no rule knows is spoken as written.

mod abbreviations;
mod calendar;
mod codes;
mod cursor;
pub mod number;
mod quantity;
mod say;
mod segments;

pub use say::say;
pub use segments::{MAX_SEGMENT, Segment, SegmentKind, segments};
