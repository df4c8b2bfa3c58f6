//! Facets: values of declared fields per document, counted, filtered and ordered by while a search runs.
//!
//! Reading order: [`field`] and [`kinds`] (what is declared) → [`value`] (what a document has) → `chunk`, `unpacked`, `rows`, `dictionary`
//! (how it is stored) → [`change`], [`sweep`] (documents come and go) → `column` (what a search reads) → [`choice`], `lens` (what was
//! chosen, what a value counts for) → `collect`, [`count`], [`sort`], `titles` (the pass over the matches) → [`ask`] (all of it together) →
//! [`filed`] (the records of the store), [`label`] (what people read).
//!
//! Invariants: the store derives from records and is written in their transaction (decision 5); a count equals the rows that
//! choosing its value shows; a filter never changes the order of what stays. Bytes and measurements: `docs/search-facets.md`.

pub mod ask;
pub mod change;
mod choice;
mod chunk;
mod collect;
mod column;
mod count;
mod dictionary;
pub mod field;
pub mod filed;
pub mod kinds;
pub mod label;
mod lens;
mod rows;
mod sort;
pub mod sweep;
mod titles;
mod unpacked;
pub mod value;

pub use ask::{Among, Ask, Faceted};
pub use change::{clear, erase, put, remove};
pub use choice::Choice;
pub use count::{Count, FieldCounts};
pub use dictionary::{Placed, place};
pub use field::{Arity, Band, Field, Shape, Span};
pub use sort::Order;
pub use value::{DocFacets, Given, Value};

pub(in crate::search) use column::Shelf;
