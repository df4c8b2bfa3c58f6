//! Any bytes as a catalog.
//!
//! Fails on a panic, on a collection whose name or index is out of bounds, and when what was read and written reads otherwise.
#![no_main]

use app4g_core::repository::format::catalog::is_collection_name;
use app4g_core::repository::format::{Catalog, FORMAT};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(catalog) = Catalog::parse(bytes) else { return };
    assert_eq!(catalog.format, FORMAT);
    for (name, collection) in &catalog.collections {
        assert!(is_collection_name(name), "{name}");
        collection.index.check_bounds().expect("bounds are checked when it is read");
    }
    // Numbers of 2^53 and more are read and never written.
    if let Ok(written) = catalog.to_bytes() {
        assert_eq!(Catalog::parse(&written).expect("what we write we read"), catalog);
    }
});
