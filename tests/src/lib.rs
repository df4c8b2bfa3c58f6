//! What crosses crates: the loopback portal, sample content, profile generator and fixtures behind the demo and the tests.

pub mod draw;
pub mod portal;
pub mod profiles;
pub mod samples;
pub mod scenario;
pub mod search_store;
pub mod small_disk;
pub mod stock;
