//! Generates what the shells are compiled with: Kotlin, Swift and Python from the built library, texts and tokens from their
//! files, and what the library exports as a list.
//!
//! Reading order: `languages`, `exports` (from the library); `catalogue`, `literal`, `strings`, `resources`, `tokens` (from files),
//! `shell` (writes them).
//!
//! `cargo bindgen` (crate `app4g-dev`) builds the library by itself and calls this; nothing that is made here is committed. The
//! library must not be stripped: its metadata stand in the symbol table.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command for the terminal: printing is what it does")]

mod catalogue;
mod exports;
mod languages;
mod literal;
mod resources;
mod shell;
mod strings;
mod tokens;

use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "\
app4g-bindgen languages LIBRARY FOLDER   Kotlin (JVM and Android), Swift and Python below FOLDER
app4g-bindgen shell FOLDER               Strings and Tokens in Kotlin and Swift, resources of Android and iOS
app4g-bindgen exports LIBRARY            what the library exports, a line for each item
Started in the folder of the workspace.
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args.as_slice() {
        ["languages", library, folder] => languages::generate(library, folder),
        ["shell", folder] => shell::generate(Path::new("."), Path::new(folder)).map(|files| {
            files.iter().for_each(|file| println!("{}", file.display()));
        }),
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
