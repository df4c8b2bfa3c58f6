//! What a killed publisher leaves in a folder: files that were being written under names of their own until they were renamed.
//!
//! Two kinds: `NAME#1` beside the file NAME (`object_store`), `.tmpABCDEF` in `metadata/` (the exchange of `timestamp.json`).
//! Whoever lists the repository meets neither. Callers: `folder`; `prune` decides which are old enough to go.
//!
//! Invariant: only names that we give; a file that somebody else put there is left alone.

use std::fs::{self, DirEntry};
use std::io;
use std::path::Path;

use app4g_core::repository::pack::names::Name;

use super::Listed;

/// Folders of a repository, with how many levels lie below each.
const FOLDERS: [(&str, usize); 4] = [("metadata", 0), ("targets", 0), ("objects", 1), ("media", 1)];

/// Whether `path` (below the repository) is a name that a file has while it is written.
pub fn is_one(path: &str) -> bool {
    let being_exchanged = path.strip_prefix("metadata/.tmp");
    if let Some(random) = being_exchanged {
        return !random.is_empty() && random.bytes().all(|byte| byte.is_ascii_alphanumeric());
    }
    path.rsplit_once('#').is_some_and(|(name, attempt)| {
        !attempt.is_empty() && attempt.bytes().all(|byte| byte.is_ascii_digit()) && Name::parse(name).is_some()
    })
}

/// Every leftover below `root`.
///
/// # Errors
/// A folder that cannot be read.
pub fn all(root: &Path) -> io::Result<Vec<Listed>> {
    let mut found = Vec::new();
    for (name, levels) in FOLDERS {
        look(&root.join(name), name, levels, &mut found)?;
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

fn look(folder: &Path, path: &str, levels: usize, found: &mut Vec<Listed>) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        let path = format!("{path}/{name}");
        let kind = entry.file_type()?;
        if kind.is_dir() && levels > 0 {
            look(&entry.path(), &path, levels - 1, found)?;
        } else if kind.is_file() && is_one(&path) {
            found.extend(listed(&entry, path)?);
        }
    }
    Ok(())
}

/// `None` if its writer renamed it meanwhile.
fn listed(entry: &DirEntry, path: String) -> io::Result<Option<Listed>> {
    match entry.metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
        Ok(found) => Ok(Some(Listed { path, bytes: found.len(), modified: found.modified()? })),
    }
}
