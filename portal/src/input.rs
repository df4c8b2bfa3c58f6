//! What a content folder holds, file by file, and the hash of all of it: whether anything changed since the release before.
//!
//! Reading and hashing is all that publishing unchanged content costs; nothing is parsed then.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use app4g_core::repository::format::Sha256;
use aws_lc_rs::digest::{Context, SHA256};

use crate::plan::Samples;

/// How much of a file is read at once: large files never stand in memory whole.
const PIECE: usize = 1 << 20;

/// A content folder as it was hashed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Over paths and bytes of all files, over what may be published, and over the version that reads them: a later one may read
    /// them differently.
    pub hash: Sha256,
    /// Hash of every file, by its path below the folder, with `/`.
    pub files: BTreeMap<String, Sha256>,
}

impl Input {
    /// Reads all files below `dir`, as many at a time as the machine has processors. Files and folders whose name begins with a
    /// dot are passed over: the ledger and git live there.
    ///
    /// # Errors
    /// If a file cannot be read.
    pub fn read(dir: &Path, samples: Samples) -> io::Result<Self> {
        let mut paths = Vec::new();
        collect(dir, &mut paths)?;
        paths.sort();
        let files: BTreeMap<String, Sha256> = paths.iter().map(|path| name(dir, path)).zip(hashes(&paths)?).collect();
        let mut all = format!("{} {samples:?}\n", env!("CARGO_PKG_VERSION"));
        for (name, hash) in &files {
            all += &format!("{hash} {name}\n");
        }
        Ok(Self { hash: Sha256::of(all.as_bytes()), files })
    }
}

/// [`Input::hash`] alone.
///
/// # Errors
/// As [`Input::read`].
pub fn hash(dir: &Path, samples: Samples) -> io::Result<Sha256> {
    Ok(Input::read(dir, samples)?.hash)
}

fn name(dir: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(dir).unwrap_or(path).components();
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The hash of each file, in the order of `paths`.
fn hashes(paths: &[PathBuf]) -> io::Result<Vec<Sha256>> {
    let threads = thread::available_parallelism().map_or(1, NonZeroUsize::get).min(paths.len().max(1));
    let next = AtomicUsize::new(0);
    let work = || {
        let mut buffer = vec![0; PIECE];
        let mut done = Vec::new();
        while let at = next.fetch_add(1, Ordering::Relaxed)
            && let Some(path) = paths.get(at)
        {
            done.push((at, hash_file(path, &mut buffer)?));
        }
        Ok::<_, io::Error>(done)
    };
    let mut hashes = vec![Sha256::default(); paths.len()];
    thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mine = work();
        let dead = || Err(io::Error::other("a thread that hashes died"));
        let all = others.into_iter().map(|other| other.join().unwrap_or_else(|_| dead()));
        for done in std::iter::once(mine).chain(all) {
            for (at, hash) in done? {
                if let Some(place) = hashes.get_mut(at) {
                    *place = hash;
                }
            }
        }
        Ok(hashes)
    })
}

fn hash_file(path: &Path, buffer: &mut [u8]) -> io::Result<Sha256> {
    let mut file = File::open(path)?;
    let mut context = Context::new(&SHA256);
    loop {
        match file.read(buffer) {
            Ok(0) => break,
            Ok(read) => context.update(buffer.get(..read).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    let mut hash = Sha256::default();
    hash.0.copy_from_slice(context.finish().as_ref());
    Ok(hash)
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
