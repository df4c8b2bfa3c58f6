//! What Search and Listings share.

pub mod state;
