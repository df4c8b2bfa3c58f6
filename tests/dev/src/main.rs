//! The commands of the workspace behind cargo's aliases: `demo`, `verify`, `bindgen`, `phone`, and `picture` for the README (decision 32).
//!
//! Only std, so that it builds in seconds on a fresh machine, before anything else does. Nothing here is shipped.
//!
//! Reading order: `site` (where things are), `runner` (one program, bounded in time), `install` (tools that are
//! missing), `checks` (what is verified), `lanes` (work side by side), `verify` (all checks in their lanes), `meter` and `report` (what is
//! running, the table), `demo`, `bindgen`, `phone`, `picture`.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command for the terminal: printing is what it does")]

mod bindgen;
mod checks;
mod demo;
mod install;
mod json;
mod lanes;
mod meter;
mod phone;
mod picture;
mod report;
mod runner;
mod site;
mod verify;

use std::process::ExitCode;

const USAGE: &str = "\
commands of the workspace:
  cargo demo [ARGS]                      build and run the demo; ARGS go to it (--keep DIR keeps the profile)
  cargo verify [--full] [--list] [--only NAME[,NAME…]]
                                         run every check, or the named ones; --full adds benches, fuzzing, kill loops
  cargo bindgen [--release] [--accept]   build the library for shells and write Kotlin, Swift, Python, texts and tokens
                                         to target/generated; --accept writes what it exports to bindings/exports.txt
  cargo phone [TARGET…]                  build the library as an app carries it, for this machine or for targets of
                                         Android (to target/generated/jniLibs; needs its NDK) and iOS (needs a Mac)
  cargo run -p app4g-dev -- picture [--from FILE] [--out FILE] [--columns N] [--lines A-B]
                                         draw the terminal of a real demo run as SVG (default docs/pictures/demo.svg)
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match args.split_first() {
        Some((command, rest)) if command == "demo" => demo::run(rest),
        Some((command, rest)) if command == "verify" => verify::run(rest),
        Some((command, rest)) if command == "bindgen" => bindgen::run(rest),
        Some((command, rest)) if command == "phone" => phone::run(rest),
        Some((command, rest)) if command == "picture" => picture::run(rest),
        Some((command, _)) if matches!(command.as_str(), "help" | "--help" | "-h") => {
            print!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        _ => Err(format!("which command?\n{USAGE}")),
    };
    outcome.unwrap_or_else(|message| {
        eprintln!("app4g-dev: {message}");
        ExitCode::from(2)
    })
}
