//! Any bytes as a published line: its envelope whatever its kind, its canonical form.
//!
//! Fails on a panic, when the canonical form is not its own canonical form, and when it has another envelope than the line.
#![no_main]

use app4g_core::model::line::{canonical_json, from_line};
use app4g_core::model::record::{Envelope, Kind};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|bytes: &[u8]| {
    let envelope = serde_json::from_slice::<Envelope<String>>(bytes).ok();
    let record = from_line::<Value>(bytes).ok();
    if let (Some(envelope), Some(record)) = (&envelope, &record) {
        assert_eq!(Kind::parse(&envelope.kind), Some(record.envelope.kind));
        assert_eq!(envelope.id, record.envelope.id);
    }
    let Ok(tree) = serde_json::from_slice::<Value>(bytes) else { return };
    let Ok(line) = canonical_json(&tree) else { return };
    let again: Value = serde_json::from_str(&line).expect("the canonical form is JSON");
    assert_eq!(canonical_json(&again).expect("and has a canonical form"), line);
    assert!(!line.contains('\n'));
    // Composing characters may bring two keys together, and a line with a key twice is none; otherwise nothing is lost.
    if let (Some(_), Value::Object(before), Value::Object(after)) = (&envelope, &tree, &again)
        && before.len() == after.len()
    {
        assert!(serde_json::from_str::<Envelope<String>>(&line).is_ok());
    }
});
