//! Opens a pack: looks at every header before any content, so that nothing in it can surprise later.
//!
//! Invariants: after [`Pack::open`] every file has a name of a repository, lies whole inside the pack and is no larger than
//! its class allows; memory is bounded by the number of files, never by a size that a header claims. Whether the content is
//! genuine is not asked here: that is `trust`'s and the objects' own hashes'.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;

use super::error::PackError;
use super::header::{BLOCK, Header, padding};
use super::names::{MAX_FILES, MAX_PACK, Name};
use crate::answer;
use crate::cancel::CancelToken;
use crate::repository::carrier::{Carried, Carrier, CarrierError};
use crate::store::StoreError;

/// An open pack.
#[derive(Clone, Debug)]
pub struct Pack<'a> {
    source: Source<'a>,
    files: BTreeMap<String, Place>,
    bytes: u64,
}

/// Where a file's content lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    at: u64,
    length: u64,
}

#[derive(Clone, Debug)]
enum Source<'a> {
    Bytes(&'a [u8]),
    /// Locked for one seek and read.
    File(Arc<Mutex<File>>),
}

impl<'a> Pack<'a> {
    /// Opens the pack at `path`. Blocking.
    ///
    /// # Errors
    /// [`PackError::NotAPack`], [`PackError::File`].
    pub fn open(path: &Path) -> Result<Self, PackError> {
        let mut file = File::open(path).map_err(PackError::File)?;
        let bytes = file.metadata().map_err(PackError::File)?.len();
        let files = files(bytes, |at, block| {
            file.seek(SeekFrom::Start(at))?;
            file.read_exact(block)
        })?;
        Ok(Self { source: Source::File(Arc::new(Mutex::new(file))), files, bytes })
    }

    /// Opens a pack that is in memory: the starter pack.
    ///
    /// # Errors
    /// [`PackError::NotAPack`].
    pub fn of(bytes: &'a [u8]) -> Result<Self, PackError> {
        let length = bytes.len() as u64;
        let files = files(length, |at, block| {
            let found = slice(bytes, Place { at, length: BLOCK as u64 }).ok_or(io::ErrorKind::UnexpectedEof)?;
            block.copy_from_slice(found);
            Ok(())
        })?;
        Ok(Self { source: Source::Bytes(bytes), files, bytes: length })
    }

    /// Size of the whole pack.
    pub const fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Its files with their sizes, in the order of their names.
    pub fn files(&self) -> impl Iterator<Item = (&str, u64)> {
        self.files.iter().map(|(path, place)| (path.as_str(), place.length))
    }

    /// Size of the file at `path`, if the pack has it.
    pub fn size_of(&self, path: &str) -> Option<u64> {
        self.files.get(path).map(|place| place.length)
    }

    /// The file at `path`, if it has at most `limit` bytes. Blocking.
    ///
    /// # Errors
    /// As [`Carrier::load`].
    pub fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, CarrierError> {
        let place = self.place(path, limit)?;
        match &self.source {
            Source::Bytes(bytes) => Ok(slice(bytes, place).ok_or(CarrierError::Missing)?.to_vec()),
            Source::File(file) => read(file, place).map_err(failed),
        }
    }

    fn place(&self, path: &str, limit: u64) -> Result<Place, CarrierError> {
        let place = *self.files.get(path).ok_or(CarrierError::Missing)?;
        if place.length > limit { Err(CarrierError::TooLarge { limit }) } else { Ok(place) }
    }

    async fn carry(&self, path: &str, limit: u64, cancel: &CancelToken) -> Result<Vec<u8>, CarrierError> {
        cancel.check().map_err(|cancelled| CarrierError::Failed(cancelled.into()))?;
        let Source::File(file) = &self.source else { return self.read(path, limit) };
        let (place, file) = (self.place(path, limit)?, Arc::clone(file));
        let found = answer::blocking(move || read(&file, place)).await;
        found.unwrap_or_else(|| Err(io::ErrorKind::Other.into())).map_err(failed)
    }
}

impl Carrier for Pack<'_> {
    fn load<'b>(
        &'b self,
        path: &'b str,
        limit: u64,
        _etag: Option<&'b str>,
        cancel: &'b CancelToken,
    ) -> BoxFuture<'b, Result<Carried, CarrierError>> {
        async move { Ok(Carried::Bytes { bytes: self.carry(path, limit, cancel).await?, etag: None }) }.boxed()
    }
}

fn failed(error: io::Error) -> CarrierError {
    CarrierError::Failed(StoreError::from(error).into())
}

fn read(file: &Mutex<File>, place: Place) -> io::Result<Vec<u8>> {
    let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
    file.seek(SeekFrom::Start(place.at))?;
    let mut bytes = vec![0; usize::try_from(place.length).map_err(|_| io::ErrorKind::FileTooLarge)?];
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn slice(bytes: &[u8], place: Place) -> Option<&[u8]> {
    let start = usize::try_from(place.at).ok()?;
    bytes.get(start..start.checked_add(usize::try_from(place.length).ok()?)?)
}

/// Walks over the headers of a pack of `bytes` bytes, of which `block_at` reads one block.
fn files(
    bytes: u64,
    mut block_at: impl FnMut(u64, &mut [u8; BLOCK]) -> io::Result<()>,
) -> Result<BTreeMap<String, Place>, PackError> {
    let mut at = 0;
    let broken = |rule, at| PackError::NotAPack { rule, at };
    if bytes > MAX_PACK {
        return Err(broken("more than fits in one file of a stick", MAX_PACK));
    }
    if !bytes.is_multiple_of(BLOCK as u64) {
        return Err(broken("a block that is cut off", bytes));
    }
    let mut block = [0; BLOCK];
    let mut files = BTreeMap::new();
    loop {
        if at >= bytes {
            return Err(broken("an end without an end mark", at));
        }
        block_at(at, &mut block).map_err(PackError::File)?;
        if block == [0; BLOCK] {
            break;
        }
        let header = Header::parse(&block).map_err(|rule| broken(rule, at))?;
        let name = Name::parse(&header.path).ok_or_else(|| broken("a name that no repository has", at))?;
        if header.size > name.max_bytes() {
            return Err(broken("a file larger than its kind may be", at));
        }
        let place = Place { at: at + BLOCK as u64, length: header.size };
        let end = place.at + header.size + padding(header.size);
        if end > bytes {
            return Err(broken("a file that is cut off", at));
        }
        if files.insert(header.path, place).is_some() {
            return Err(broken("the same file twice", at));
        }
        if files.len() > MAX_FILES {
            return Err(broken("more files than a pack may have", at));
        }
        at = end;
    }
    // Two empty blocks end a tar; what tar programs add is empty, too.
    if at + 2 * BLOCK as u64 > bytes {
        return Err(broken("an end without an end mark", at));
    }
    while at < bytes {
        block_at(at, &mut block).map_err(PackError::File)?;
        if block != [0; BLOCK] {
            return Err(broken("something behind its end", at));
        }
        at += BLOCK as u64;
    }
    Ok(files)
}

#[cfg(test)]
mod tests;
