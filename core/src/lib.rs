//! App4G core: everything a phone does, as one Rust library without FFI and without platform code.
//!
//! Feeds are fetched ([`net`]), understood ([`feed`]), stored ([`store`]), indexed ([`search`]) and read ([`reader`]), one
//! [`sync`] at a time; [`app`] opens all of it and hands out the parts. Floors point downward only (`docs/architecture.md`);
//! `tests/tests/layering.rs` fails on an upward import.
//!
//! The core starts no runtime and no thread but its database writer; shells own the runtime (decision 11).

pub mod answer;
pub mod cancel;
pub mod clock;
pub mod error;
mod first;
mod packed;
pub mod panics;
pub mod redact;

pub mod model;
pub mod strings;
pub mod text;

pub mod net;
pub mod store;

pub mod extract;
pub mod feed;
pub mod reader;
pub mod repository;
pub mod search;

pub mod sync;

pub mod app;

pub use cancel::{CancelToken, Cancelled};
pub use clock::{Clock, Timestamp};
pub use error::{Error, ErrorKind, Message};
