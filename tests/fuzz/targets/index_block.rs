//! Any bytes as a block, a list with its skip table and a leaf of the search index.
//!
//! Fails on a panic, where decoding all and looking one document up disagree, and where a walk over keys and a leap to one do.
#![no_main]

use app4g_core::search::index::any_bytes;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| any_bytes::read(bytes));
