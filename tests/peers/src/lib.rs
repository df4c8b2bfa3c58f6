//! Benches of App4G against its peers: same run, same machine, absolute numbers first.
//!
//! Reading order: [`articles`] (the text) → [`corpus`], [`profile`] (feeds and profiles made from it) → [`product`] (what we do with them) → [`child`] (processes that are measured) →
//! [`rounds`] (alternation and medians) → [`report`] (numbers, bars, the line for machines); [`search`] has its own;
//! [`repository`] is the signed repository, [`beside`] what it is compared with; [`shells`] is the exported interface. The benches
//! themselves are the programs in `src/bin`.
//!
//! Invariant: what a bench makes is the same on every machine and lies in `target/`; nothing of it is committed.

pub mod articles;
pub mod beside;
pub mod child;
pub mod corpus;
pub mod log;
pub mod product;
pub mod profile;
pub mod report;
pub mod repository;
pub mod rounds;
pub mod search;
pub mod shells;
