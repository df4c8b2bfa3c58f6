//! What tests, demo and benches share.

pub mod profiles;
