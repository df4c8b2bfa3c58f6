//! Any bytes as the delta that they say they are: manifest and put lines.
//!
//! Fails on a panic, on more records than a delta may have, on an edit without its base or its twin, on a line that is empty or
//! has a line end, and when a manifest that was read and written reads otherwise.
#![no_main]

use app4g_core::repository::format::{Delta, DeltaEntry, MAX_DELTA_RECORDS, Object, Sha256};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|bytes: &[u8]| {
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let Ok(claimed) = serde_json::from_slice::<Value>(first) else { return };
    let number = |key: &str| claimed.get(key).and_then(Value::as_u64).unwrap_or_default();
    let collection = claimed.get("collection").and_then(Value::as_str).unwrap_or("news");
    let object = Object { sha256: Sha256::of(bytes), bytes: 1, raw_bytes: bytes.len() as u64 };
    let entry = DeltaEntry { object, cost: 1, from: number("from"), to: number("to") };
    let Ok(delta) = Delta::parse(bytes, collection, &entry) else { return };
    let manifest = &delta.manifest;
    assert!(manifest.drop.len() + manifest.base.len() + delta.lines.len() <= MAX_DELTA_RECORDS);
    assert!(manifest.edit.is_some() == manifest.twin.is_some() && manifest.edit.is_some() != manifest.base.is_empty());
    assert!(delta.lines.iter().all(|line| !line.is_empty() && !line.contains('\n')));
    if let Ok(mut written) = manifest.to_bytes() {
        written.push(b'\n');
        assert_eq!(&Delta::parse(&written, collection, &entry).expect("what we write we read").manifest, manifest);
    }
});
