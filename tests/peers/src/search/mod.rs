//! Search against its peers: the same documents, the same words, the same queries, in one run.
//!
//! Reading order: [`collection`] (documents, more of them than the corpus has) → [`queries`] (what is asked, whole and letter by
//! letter) → [`spelling`] (how the peers are given the product's words) → [`product`], [`peer_tantivy`], [`peer_fts5`] (the three
//! engines) → [`stores`] (their files, kept between runs) → [`cost`] (time and percentiles) → [`memory`] (private pages of a
//! child) → [`program`] (what the programs have in common).
//!
//! Invariant: the peers see the words that the product's own folding gives, so that none of them pays for a worse tokenizer.

pub mod collection;
pub mod cost;
pub mod memory;
pub mod peer_fts5;
pub mod peer_tantivy;
pub mod product;
pub mod program;
pub mod queries;
pub mod spelling;
pub mod stores;

/// What a step of a bench gives; any failure ends the bench.
pub type Outcome<T> = Result<T, Box<dyn std::error::Error>>;
