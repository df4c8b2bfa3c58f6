//! Protocol of `../shared/bench/xss`: one JSON object `{"html", "base_url"}` a line in, `{"html"}` a line out.
//!
//! With `--blocks` the HTML is rendered from the blocks that screens draw, otherwise it is the sanitiser's.

use std::io::{BufRead, Write};

use app4g_core::reader;
use serde_json::{Value, json};

/// Runs the sub-command.
pub(crate) fn run(args: &[String]) -> Result<(), Box<dyn std::error::Error>> {
    let clean: fn(&str, Option<&str>) -> String = match args {
        [] => reader::sanitise,
        [option] if option == "--blocks" => |html, base| reader::render::html(&reader::blocks(html, base)),
        _ => return Err("usage: app4g-conformance sanitise [--blocks]".into()),
    };
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line?)?;
        let html = request["html"].as_str().ok_or("`html` is missing")?;
        let base = request["base_url"].as_str();
        writeln!(out, "{}", json!({ "html": clean(html, base) }))?;
        out.flush()?;
    }
    Ok(())
}
