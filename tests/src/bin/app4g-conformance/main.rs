//! Adapter between the conformance suites and the core: one sub-command for each suite's protocol.
//!
//! `feed [--batch] [--content-type CT] [--base-url URL] [FILE]`, `sanitise [--blocks]`, `search index|search STORE`,
//! `extract`.

mod extract;
mod feed;
mod sanitise;
mod search;

use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match args.split_first() {
        Some((command, rest)) if command == "extract" => extract::run(rest),
        Some((command, rest)) if command == "feed" => feed::run(rest),
        Some((command, rest)) if command == "sanitise" => sanitise::run(rest),
        Some((command, rest)) if command == "search" => search::run(rest),
        _ => Err("usage: app4g-conformance extract|feed|sanitise|search …".into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            use std::io::Write as _;
            // Nothing is left to try when stderr is gone.
            let _ = writeln!(std::io::stderr(), "app4g-conformance: {error}");
            ExitCode::from(2)
        }
    }
}
