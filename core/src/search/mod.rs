//! Vietnamese search over what is on the device.
//!
//! Reading order: [`tokenizer`] (what a word is) → [`index`] (what is on disk) → [`query`] (what was asked).

mod error;
pub mod index;
mod tokenizer;

pub use error::SearchError;
