//! Articles, rows and messages as terminal text.
//!
//! [`rows`] (lists) · [`article`] (a whole article from typed blocks) · [`badge`] (offline state in words).

pub(crate) mod article;
pub(crate) mod badge;
pub(crate) mod rows;
