//! What a text mentions and an app can act on, found by rules that a person can read.
//!
//! So far [`number`]: numbers of official documents (`28/2018/QĐ-TTg`), however they are written. Search indexes them and
//! reads them in queries. Pure functions, no IO; offsets are bytes of the text as it was handed in.

pub mod number;

pub use number::DocumentNumber;
