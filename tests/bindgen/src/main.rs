//! Generates what the shells are compiled with: Kotlin, Swift and Python from the built library, and what it exports as a list.
//!
//! `cargo bindgen` (crate `app4g-dev`) builds the library by itself and calls this; nothing that is made here is committed. The
//! library must not be stripped: its metadata stand in the symbol table.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command for the terminal: printing is what it does")]

mod exports;
mod languages;

use std::process::ExitCode;

const USAGE: &str = "\
app4g-bindgen languages LIBRARY FOLDER   Kotlin (JVM and Android), Swift and Python below FOLDER
app4g-bindgen exports LIBRARY            what the library exports, a line for each item
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args.as_slice() {
        ["languages", library, folder] => languages::generate(library, folder),
        ["exports", library] => exports::list(library).map(|list| print!("{list}")),
        _ => Err(format!("which of these?\n{USAGE}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("app4g-bindgen: {message}");
            ExitCode::from(2)
        }
    }
}
