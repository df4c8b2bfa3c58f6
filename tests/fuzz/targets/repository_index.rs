//! Any bytes as the index of the collection that they say they are of.
//!
//! Fails on a panic, on segments that do not add up to the count, on a chain of deltas with a gap, and when what was read and
//! written reads otherwise.
#![no_main]

use app4g_core::repository::format::{Collection, Index, Object, Sha256};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|bytes: &[u8]| {
    let Ok(claimed) = serde_json::from_slice::<Value>(bytes) else { return };
    let number = |value: &Value, key: &str| value.get(key).and_then(Value::as_u64).unwrap_or_default();
    let name = claimed.get("collection").and_then(Value::as_str).unwrap_or("news");
    let segments = claimed.get("segments").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let count = segments.iter().fold(0_u64, |sum, segment| sum.saturating_add(number(segment, "count")));
    let index = Object { sha256: Sha256::of(bytes), bytes: 1, raw_bytes: bytes.len() as u64 };
    let entry = Collection { version: number(&claimed, "version"), count, set_hash: Sha256::of(b""), index };
    let Ok(index) = Index::parse(bytes, name, &entry) else { return };
    assert_eq!(index.segments.iter().map(|segment| segment.count).sum::<u64>(), count);
    for start in index.deltas.iter().map(|delta| delta.from).chain([0, index.version]) {
        let Some(chain) = index.chain(start) else { continue };
        let mut at = start;
        for delta in chain {
            assert!(delta.from == at && delta.to > at);
            at = delta.to;
        }
        assert_eq!(at, index.version);
    }
    if let Ok(written) = index.to_bytes() {
        assert_eq!(Index::parse(&written, name, &entry).expect("what we write we read"), index);
    }
});
