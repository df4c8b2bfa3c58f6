//! The core's client against what the portal signs: a repository's life, its faults, attacks on it, packs, a foreign client.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail as tests do")]
#![allow(clippy::print_stdout, reason = "a test that is skipped says so")]

mod attacks;
mod bench;
mod broken;
mod clocks;
mod foreign;
mod life;
mod packs;
mod publisher;
mod roots;
mod shelf;
