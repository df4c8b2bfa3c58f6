//! The exported interface as the languages see it: what is built and generated for them, and their benches.
//!
//! Reading order: `make` (both libraries, generated code) → `python`, `kotlin`, `swift` (what each needs, how it is started) → `shell`
//! (runs it, reads what it says). Everything lies in `target/shells`; the same work in Rust is the package `peers-home`.

mod kotlin;
mod make;
mod python;
mod shell;
mod swift;

pub use make::{Made, make};
pub use shell::{Opened, Page, Shell, Spread};

/// What prepares a language's bench: the bench, or what this machine lacks for it.
///
/// The outer error is a bench that does not build although everything is here.
pub type Prepare = fn(&Made) -> Result<Result<Shell, String>, String>;

/// The languages.
pub const LANGUAGES: [(&str, Prepare); 3] =
    [("Python", python::prepare), ("Kotlin", kotlin::prepare), ("Swift", swift::prepare)];
