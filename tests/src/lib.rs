//! What tests, benches and the demo share: the loopback portal.

pub mod portal;
