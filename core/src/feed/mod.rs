//! Feeds: bytes → [`Feed`], leniently, with everything that was wrong as [`Warning`]s.
//!
//! Reading order: [`model`] (what comes out) → `parse` (the steps) → `detect` (bytes → text) → `tokenize` (text → tokens,
//! borrowed) → `xml` and `json` (tokens → drafts, by tables) → `dates`, `text`, `people`, `links`, `base64` (what values
//! mean) → `finish`, `identity`, `picture` (drafts → feed). [`discover`] finds the feeds of a web page.
//! [`limits`] bounds all of it, [`warnings`] is the feed doctor's input.
//!
//! Invariants: parsing never panics, is linear in the input, and fails only if the bytes are no feed at all. HTML that
//! comes out is not sanitised.

mod base64;
mod dates;
mod detect;
pub mod discover;
mod draft;
pub mod error;
mod finish;
mod identity;
mod json;
pub mod limits;
mod links;
pub mod model;
pub mod opml;
mod parse;
mod people;
mod picture;
mod text;
mod tokenize;
pub mod warnings;
mod xml;

pub use error::{FeedError, NotAFeed};
pub use model::{Context, Enclosure, Feed, Format, Html, Item, Repair};
pub use parse::parse;
pub use warnings::{Warning, WarningKind};
