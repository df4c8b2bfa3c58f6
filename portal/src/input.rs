//! The hash of a content folder: whether anything in it changed since the release before.
//!
//! Reading and hashing is all that publishing unchanged content costs; nothing is parsed then.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use app4g_core::repository::format::Sha256;

use crate::plan::Samples;

/// Hash over paths and bytes of all files below `dir`, of what may be published, and of the version that reads them: a later one
/// may read them differently. Files and folders whose name begins with a dot are passed over: the ledger and git live there.
///
/// # Errors
/// If a file cannot be read.
pub fn hash(dir: &Path, samples: Samples) -> io::Result<Sha256> {
    let mut files = Vec::new();
    collect(dir, &mut files)?;
    files.sort();
    let mut all = format!("{} {samples:?}\n", env!("CARGO_PKG_VERSION"));
    for path in files {
        let name = path.strip_prefix(dir).unwrap_or(&path);
        all += &format!("{} {}\n", Sha256::of(&fs::read(&path)?), name.to_string_lossy());
    }
    Ok(Sha256::of(all.as_bytes()))
}

fn collect(dir: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), files)?;
        } else {
            files.push(entry.path());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
