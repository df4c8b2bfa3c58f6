//! A repository as a folder on this machine: a stick, a mounted share, what a publisher has just written.
//!
//! Reads with `std::fs` where it is called: the files are small and on a local disk.
//!
//! Invariant: only plain relative names are opened, and only files that lie below the root once links are followed.

use std::fs::File;
use std::io::{ErrorKind as Io, Read};
use std::path::{Component, Path, PathBuf};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;

use super::{Carried, Carrier, CarrierError};
use crate::cancel::CancelToken;
use crate::error::{Error, ErrorKind, Message};

/// The folder with `metadata/`, `targets/` and `objects/` in it.
#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// The repository in `root`; whether it is there shows with the first file.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, CarrierError> {
        let file = File::open(self.resolve(path)?).map_err(refusal)?;
        if file.metadata().map_err(refusal)?.len() > limit {
            return Err(CarrierError::TooLarge { limit });
        }
        // One byte more than allowed: the file may grow while it is read.
        let mut bytes = Vec::new();
        file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(refusal)?;
        if bytes.len() as u64 > limit {
            return Err(CarrierError::TooLarge { limit });
        }
        Ok(bytes)
    }

    fn resolve(&self, path: &str) -> Result<PathBuf, CarrierError> {
        let is_plain = |part: Component<'_>| matches!(part, Component::Normal(_));
        if path.is_empty() || path.contains('\\') || !Path::new(path).components().all(is_plain) {
            return Err(CarrierError::Missing);
        }
        let root = self.root.canonicalize().map_err(refusal)?;
        let file = root.join(path).canonicalize().map_err(refusal)?;
        // A link that leads out of the folder is no file of this repository.
        if file.starts_with(&root) && file.is_file() { Ok(file) } else { Err(CarrierError::Missing) }
    }
}

impl Carrier for Folder {
    fn load<'a>(
        &'a self,
        path: &'a str,
        limit: u64,
        _etag: Option<&'a str>,
        cancel: &'a CancelToken,
    ) -> BoxFuture<'a, Result<Carried, CarrierError>> {
        async move {
            cancel.check().map_err(|cancelled| CarrierError::Failed(cancelled.into()))?;
            self.read(path, limit).map(|bytes| Carried::Bytes { bytes, etag: None })
        }
        .boxed()
    }
}

fn refusal(error: std::io::Error) -> CarrierError {
    match error.kind() {
        Io::NotFound | Io::NotADirectory => CarrierError::Missing,
        _ => {
            let message = Message::new("error.repository.folder");
            CarrierError::Failed(Error::caused_by(ErrorKind::StorageFailed, message, error))
        }
    }
}

#[cfg(test)]
mod tests;
