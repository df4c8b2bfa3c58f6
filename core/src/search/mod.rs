//! Vietnamese search over what is on the device.
//!
//! Reading order: [`tokenizer`] (where words are) → [`index`] (what is on disk, and how documents come and go) → [`query`] (what
//! was asked) → [`understand`] (what it means) → [`synonyms`] (what else it is called) → [`retrieve`] with [`rank`] and [`filter`]
//! (the best documents) → [`rerank`] and [`phrase`] (what only the text can tell) → [`matcher`], [`highlight`], [`snippet`] (why
//! they were found) → [`suggest`] and [`session`] (as you type) → [`searcher`] (all of it together) → [`facet`] (counts, filters
//! and orders by declared fields) → [`stored`] and [`find`] (articles of the store, rows ready to draw); `endless` is for tests
//! that stop a query.
//!
//! Everything is a function of a connection and a query; this module opens no database and begins no writing transaction.
//! The writer calls [`index::add`] and [`index::remove`] inside the transaction that writes the records.

mod endless;
mod error;
pub mod facet;
mod filter;
pub mod find;
mod first_letters;
mod folded_set;
mod highlight;
pub mod index;
mod kept;
mod known;
mod matcher;
mod phrase;
mod query;
mod rank;
mod rerank;
mod retrieve;
mod searcher;
mod session;
mod snippet;
pub mod stored;
mod suggest;
mod synonyms;
mod tokenizer;
mod understand;

use crate::first;

pub use endless::EndlessRows;
pub use error::SearchError;
pub use filter::DocSet;
pub use highlight::{Highlight, highlight};
pub use matcher::{Closeness, Matcher};
pub use query::{Extent, MAX_WORDS as QUERY_WORDS, Query};
pub use rank::{Features, Weights};
pub use searcher::{Answer, DocText, DocTexts, Empty, Hit, Page, Request, Searcher, SeeTitle, Total};
pub use session::Session;
pub use snippet::{MAX_CHARS as SNIPPET_CHARS, Snippet, snippet};
pub use synonyms::{Fault as SynonymFault, LoadError as SynonymError, Synonyms};
pub use understand::Understood;
