//! What a person reads: HTML from anywhere becomes typed blocks, spoken segments, safe HTML, plain text.
//!
//! In reading order: [`tags`] cuts HTML into pieces, [`elements`] and [`nesting`] know what may be open, [`bounded`] writes a
//! document that is safe to parse; [`links`] decides about addresses; [`sanitise`] makes HTML for export.

mod bounded;
mod elements;
mod links;
mod nesting;
pub mod sanitise;
mod tags;

pub use sanitise::{Sanitiser, sanitise};
