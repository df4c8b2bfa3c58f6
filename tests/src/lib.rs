//! What crosses crates: the loopback portal, sample content, profile and listing generators and fixtures behind the demo and the
//! tests.

pub mod department;
pub mod draw;
pub mod example;
pub mod listings;
pub mod peers;
pub mod portal;
pub mod profiles;
pub mod repository;
pub mod samples;
pub mod scenario;
pub mod search_store;
pub mod shell;
pub mod small_disk;
pub mod starter;
pub mod stock;
