//! A folder as a web server would serve it.

use std::io;
use std::path::Path;

use app4g_core::repository::format::Sha256;

use super::{Portal, Reply};

/// Serves every file below `folder` under `prefix`, which ends with `/`, each with an `ETag`. Returns their bytes.
///
/// # Errors
/// A file cannot be read.
pub fn serve_folder(portal: &Portal, prefix: &str, folder: &Path) -> io::Result<u64> {
    let mut folders = vec![folder.to_owned()];
    let mut total = 0;
    while let Some(place) = folders.pop() {
        for entry in std::fs::read_dir(place)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).map_err(io::Error::other)?.display().to_string();
            let bytes = std::fs::read(&path)?;
            total += bytes.len() as u64;
            let etag = format!("\"{}\"", Sha256::of(&bytes));
            portal.serve(&format!("{prefix}{name}"), Reply::file(bytes).etag(&etag));
        }
    }
    Ok(total)
}
