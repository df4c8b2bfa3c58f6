//! The commands of `app4g-portal`, one file each.

pub mod keys;
pub mod validate;
