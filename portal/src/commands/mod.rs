//! The commands of `app4g-portal`, one file each.

pub mod keys;
pub mod schemas;
pub mod validate;
