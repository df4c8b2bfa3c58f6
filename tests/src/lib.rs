//! What crosses crates: the loopback portal, sample content, profile and listing generators behind the demo and the tests.

pub mod listings;
pub mod portal;
pub mod profiles;
pub mod samples;
pub mod scenario;
pub mod small_disk;
