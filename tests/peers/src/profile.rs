//! Large profiles (decision 37), made once by the generator of the tests and kept in `target/`.

use std::path::{Path, PathBuf};

use app4g_tests::profiles::{self, Spec};

use crate::articles;

/// The profile with this many articles, built if it is not there yet.
///
/// It is made again when the schema, the dictionary or the generator may have changed: whenever this program was built anew.
///
/// # Errors
/// Why there is none.
pub fn folder(articles: u32) -> Result<PathBuf, String> {
    let corpus = articles::file()?;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("target/profile-{articles}"));
    let stamp = folder.with_extension("stamp");
    let wanted = edition()?;
    if std::fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(folder);
    }
    let words = |error: &dyn std::fmt::Display| error.to_string();
    match std::fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(words(&error)),
        _ => {}
    }
    let texts = profiles::corpus(&corpus, usize::MAX).map_err(|error| words(&error))?;
    let spec = Spec { articles, ..Spec::default() };
    let store = profiles::build(&folder, spec, &texts, |_| {}).map_err(|error| words(&error))?;
    store.pause().map_err(|error| words(&error))?;
    drop(store);
    std::fs::write(&stamp, wanted).map_err(|error| words(&error))?;
    Ok(folder)
}

/// What the files depend on: everything the store and the generator are made of.
fn edition() -> Result<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut newest = std::time::UNIX_EPOCH;
    let mut folders = vec![root.join("core/src/store"), root.join("core/src/model")];
    let mut files = vec![root.join("tests/src/profiles.rs"), root.join("tests/src/draw.rs")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).map_err(|error| error.to_string())?.flatten() {
            let path = entry.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    for file in files {
        newest = newest.max(file.metadata().and_then(|file| file.modified()).map_err(|error| error.to_string())?);
    }
    let age = newest.duration_since(std::time::UNIX_EPOCH).map_err(|error| error.to_string())?;
    Ok(format!("sources of {}", age.as_nanos()))
}
