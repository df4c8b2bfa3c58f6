//! What Search and Listings share: what is asked, how it is found, how it is drawn.
//!
//! [`state`] (what is drawn) → [`asked`] (what is looked for) → [`found`] (the work: rows, facets, words).

pub(crate) mod asked;
pub(crate) mod found;
pub mod state;
