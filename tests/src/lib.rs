//! What crosses crates: the loopback portal, sample content and profile generator behind the demo and the tests.

pub mod portal;
pub mod profiles;
pub mod samples;
pub mod scenario;
pub mod search_store;
pub mod small_disk;
