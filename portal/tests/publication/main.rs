//! Whole publications on a folder and on S3: what changes, what stays, and what a killed or a second publisher does.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "tests may fail and say why")]

mod commands;
mod crashes;
mod desk;
mod dying;
mod erasing;
mod histories;
mod large;
mod ledgers;
mod pruning;
mod races;
mod roots;
mod s3;
