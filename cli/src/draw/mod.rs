//! Articles, rows and messages as terminal text.
//!
//! [`rows`] (lists) · [`article`] (a whole article from typed blocks) · [`badge`] (offline state in words) ·
//! [`facets`] (what fields count) · [`found`] (what a search found).

pub(crate) mod article;
pub(crate) mod badge;
pub(crate) mod facets;
pub(crate) mod found;
pub(crate) mod rows;
