//! A download that is not whole yet: grows at its end, is gone on with after any interruption.
//!
//! The hash runs along; what another run left is hashed once, when the part is opened. Bytes are written without a buffer of
//! ours, so that a killed process leaves everything that came.
//!
//! Invariants: never longer than the file it is to become; two processes or tasks never fill one part (a lock says `Busy`).

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::time::Duration;

use sha2::Digest;

use super::{Staged, Staging, Wanted, gone};
use crate::net::{Rest, Sink, Validators};
use crate::repository::format::Sha256;
use crate::store::StoreError;

/// Bytes hashed at a time.
const PIECE: usize = 64 << 10;

/// From where the bytes of a part come: the mirror, and its mark of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Origin {
    mirror: String,
    etag: Option<String>,
}

/// The part.
#[derive(Debug)]
pub(in crate::repository) struct Part {
    staging: Staging,
    wanted: Wanted,
    file: File,
    hash: sha2::Sha256,
    length: u64,
    /// Of the last bytes.
    origin: Option<Origin>,
    /// The mirror that is being asked.
    asked: String,
    /// Whether some bytes are of another run or another mirror than the one that is being asked.
    is_inherited: bool,
}

impl Part {
    /// Opens what is there, or begins. Blocking.
    ///
    /// # Errors
    /// [`StoreError::Busy`] if it is being filled elsewhere; the folder cannot be written.
    pub(in crate::repository) fn open(staging: &Staging, wanted: &Wanted) -> Result<Self, StoreError> {
        fs::create_dir_all(staging.folder())?;
        let path = staging.part(wanted);
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        lock(&file)?;
        let origin = read_origin(&staging.origin(wanted));
        let (hash, asked) = (sha2::Sha256::new(), String::new());
        let (staging, wanted) = (staging.clone(), wanted.clone());
        let mut part = Self { staging, wanted, file, hash, length: 0, origin, asked, is_inherited: false };
        part.read_what_is_there()?;
        Ok(part)
    }

    fn read_what_is_there(&mut self) -> io::Result<()> {
        let found = self.file.metadata()?.len();
        if found > self.wanted.bytes {
            return self.restart();
        }
        let mut piece = vec![0; PIECE];
        loop {
            let read = self.file.read(&mut piece)?;
            let Some(bytes) = piece.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
            self.hash.update(bytes);
            self.length += read as u64;
        }
        Ok(())
    }

    /// Bytes so far.
    pub(in crate::repository) const fn length(&self) -> u64 {
        self.length
    }

    /// Whether nothing is missing.
    pub(in crate::repository) const fn is_complete(&self) -> bool {
        self.length == self.wanted.bytes
    }

    /// Whether it is complete and what its hash says.
    pub(in crate::repository) fn is_genuine(&self) -> bool {
        self.is_complete() && Sha256(self.hash.clone().finalize().into()) == self.wanted.sha256
    }

    /// Whether the mirror that was asked last is not the only one to blame for what is here.
    pub(in crate::repository) const fn is_inherited(&self) -> bool {
        self.is_inherited
    }

    /// The next bytes come from `mirror`; what to ask it for.
    pub(in crate::repository) fn ask(&mut self, mirror: &str) -> Option<Rest> {
        self.is_inherited |= self.length > 0 && self.asked != mirror;
        self.asked = mirror.to_owned();
        let from = (self.length > 0).then_some(self.length)?;
        // Another mirror's mark says nothing here: there the name, which is the hash, must do.
        let etag = self.origin.as_ref().filter(|origin| origin.mirror == mirror).and_then(|origin| origin.etag.clone());
        Some(Rest { from, etag })
    }

    /// Forgets every byte.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(in crate::repository) fn restart(&mut self) -> io::Result<()> {
        self.file.set_len(0)?;
        self.file.seek(SeekFrom::Start(0))?;
        (self.hash, self.length, self.is_inherited) = (sha2::Sha256::new(), 0, false);
        Ok(())
    }

    /// Makes it a finished file: on the disk before it gets its name. For a part that is genuine; blocking.
    ///
    /// # Errors
    /// The disk.
    pub(in crate::repository) fn finish(self) -> Result<Staged, StoreError> {
        self.file.sync_all()?;
        let path = self.staging.folder().join(self.wanted.file_name());
        fs::rename(self.staging.part(&self.wanted), &path)?;
        gone(fs::remove_file(self.staging.origin(&self.wanted)))?;
        // Where folders cannot be opened the name may be lost with the power; the part's bytes are asked for again then.
        if let Ok(folder) = File::open(self.staging.folder()) {
            let _ = folder.sync_all();
        }
        Ok(Staged::File(path))
    }

    /// Deletes it. Blocking.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub(in crate::repository) fn discard(self) -> Result<(), StoreError> {
        gone(fs::remove_file(self.staging.part(&self.wanted)))?;
        gone(fs::remove_file(self.staging.origin(&self.wanted)))?;
        Ok(())
    }
}

impl Sink for Part {
    fn begin(&mut self, start: u64, validators: &Validators) -> io::Result<()> {
        if start == 0 {
            self.restart()?;
        } else if start != self.length {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let origin = Origin { mirror: self.asked.clone(), etag: validators.etag.clone() };
        if self.origin.as_ref() != Some(&origin) {
            let etag = origin.etag.as_deref().unwrap_or_default();
            fs::write(self.staging.origin(&self.wanted), format!("{}\n{etag}\n", origin.mirror))?;
            self.origin = Some(origin);
        }
        Ok(())
    }

    fn take(&mut self, piece: &[u8]) -> io::Result<()> {
        let after = self.length.saturating_add(piece.len() as u64);
        if after > self.wanted.bytes {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        self.file.write_all(piece)?;
        self.hash.update(piece);
        self.length = after;
        Ok(())
    }
}

/// Takes the lock, asking again for a fifth of a second: a process that this one is just starting holds every open file until it
/// runs its own program.
fn lock(file: &File) -> Result<(), StoreError> {
    for _ in 0..10 {
        match file.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(20)),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
    }
    Err(StoreError::Busy)
}

/// What cannot be read, or was torn, says nothing.
fn read_origin(path: &PathBuf) -> Option<Origin> {
    let text = fs::read_to_string(path).ok()?;
    let mut lines = text.strip_suffix('\n')?.split('\n');
    let (mirror, etag) = (lines.next()?.to_owned(), lines.next()?);
    Some(Origin { mirror, etag: Some(etag.to_owned()).filter(|etag| !etag.is_empty()) })
}
