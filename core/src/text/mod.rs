//! Vietnamese text: how it is written, compared, sorted, repaired and shown. Pure functions, no IO, no language data of
//! size; everything is a table that a person can read.
//!
//! Reading order: [`letter`] (the alphabet: letter, tone, case of a `char`) → [`nfc`](mod@nfc) (one spelling of every
//! letter) → [`syllable`] (initial + rhyme + tone, the closed inventory) → [`fold`] (search key without marks; exact key with
//! one tone placement) → [`words`](mod@words) (where the words are, in bytes of the original) → [`collate`] (Vietnamese
//! order) → [`numbers`], [`dates`] (as people write and read them) → [`legacy`] (TCVN3, VNI, windows-1258, UTF-8 read twice:
//! detected, repaired).
//!
//! Feeds decode and repair with it, search indexes and highlights with it, reader and shells format with it.

pub mod collate;
pub mod dates;
pub mod fold;
pub mod legacy;
pub mod letter;
pub mod markup;
pub mod nfc;
pub mod numbers;
pub mod syllable;
pub mod words;

pub use nfc::nfc;
pub use words::{Word, words};
