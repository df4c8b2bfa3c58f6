//! (in work)
pub mod markup;
