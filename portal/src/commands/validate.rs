//! `app4g-portal validate DIR`: everything that keeps a content folder from being published, one line each.

use std::io::{self, Write};
use std::path::PathBuf;

use app4g_core::strings::{self, Lang};
use clap::Args;

use crate::content;

/// Checks a content folder.
#[derive(Clone, Debug, Args)]
pub struct Validate {
    /// The content folder.
    pub dir: PathBuf,
}

/// Prints what is wrong, or how many records are right; the exit code is 1 if anything is wrong.
///
/// # Errors
/// When `out` cannot be written.
pub fn run(validate: &Validate, lang: Lang, out: &mut dyn Write) -> io::Result<u8> {
    match content::read_folder(&validate.dir) {
        Ok(records) => {
            let count = records.len().to_string();
            writeln!(out, "{}", strings::text("content.sound", &[("n", &count)], lang))?;
            Ok(0)
        }
        Err(error) => {
            for finding in &error.found {
                writeln!(out, "{}", finding.line(lang))?;
            }
            let count = error.found.len().to_string();
            writeln!(out, "{}", strings::text("content.unsound", &[("n", &count)], lang))?;
            Ok(1)
        }
    }
}
