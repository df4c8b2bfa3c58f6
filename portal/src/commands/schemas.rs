//! `app4g-portal schemas DIR`: the JSON Schemas of all kinds.

use std::io;
use std::path::PathBuf;

use clap::Args;

use crate::schema;

/// Writes the JSON Schemas of all kinds into a folder.
#[derive(Clone, Debug, Args)]
pub struct Schemas {
    /// Where they go.
    pub dir: PathBuf,
}

/// Writes them.
///
/// # Errors
/// When the folder cannot be written.
pub fn run(schemas: &Schemas) -> io::Result<()> {
    schema::write(&schemas.dir)
}
