//! What a person reads: HTML from anywhere becomes typed blocks, spoken segments, safe HTML, plain text.
//!
//! In reading order: `tags` cuts HTML into pieces, `elements` and `nesting` know what may be open, `bounded` writes a
//! document that is safe to parse; `links` decides about addresses; [`mod@sanitise`] makes HTML for export. [`block`] is the
//! model that all screens draw, [`mod@blocks`] makes it, [`render`] writes it as HTML or plain
//! text; [`record`] shows a record of any kind by its table of fields; [`found`] marks in it what was searched for. [`images`] judges image files, [`position`] remembers a place, [`offline`] says what is on the
//! device. [`extract`] finds the article in a web page, [`speech`]
//! says it aloud.

pub mod block;
pub mod blocks;
mod bounded;
mod elements;
pub mod extract;
pub mod found;
pub mod images;
mod links;
mod nesting;
pub mod offline;
pub mod position;
pub mod record;
pub mod render;
pub mod sanitise;
pub mod speech;
mod tags;

pub use block::{Block, Span};
pub use blocks::blocks;
pub use sanitise::{Sanitiser, sanitise};
