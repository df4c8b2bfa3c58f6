//! Protocol of `../shared/bench/xss`: one JSON object `{"html", "base_url"}` a line in, `{"html"}` a line out.

use std::io::{BufRead, Write};

use app4g_core::reader;
use serde_json::{Value, json};

/// Runs the sub-command.
pub(crate) fn run(_args: &[String]) -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line?)?;
        let html = request["html"].as_str().ok_or("`html` is missing")?;
        let base = request["base_url"].as_str();
        let clean = reader::sanitise(html, base);
        writeln!(out, "{}", json!({ "html": clean }))?;
        out.flush()?;
    }
    Ok(())
}
