//! Protocol of `../shared/bench/extract`: one JSON object `{"id", "text"}` a line in, `{"id", "spans"}` a line out, offsets in
//! code points.
//!
//! So far spans of kind `document_number`.

use std::io::{BufRead, Write};

use app4g_core::extract::number;
use serde_json::{Value, json};

/// Runs the sub-command.
pub(crate) fn run(args: &[String]) -> Result<(), Box<dyn std::error::Error>> {
    if !args.is_empty() {
        return Err("usage: app4g-conformance extract".into());
    }
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line?)?;
        let text = request["text"].as_str().ok_or("`text` is missing")?;
        let code_points = |byte: usize| text.get(..byte).map_or(0, |head| head.chars().count());
        let spans: Vec<Value> = number::find(text)
            .iter()
            .map(|found| {
                json!({
                    "kind": "document_number",
                    "start": code_points(found.range.start),
                    "end": code_points(found.range.end),
                    "norm": found.number.canonical(),
                })
            })
            .collect();
        writeln!(out, "{}", json!({ "id": request["id"], "spans": spans }))?;
    }
    out.flush()?;
    Ok(())
}
