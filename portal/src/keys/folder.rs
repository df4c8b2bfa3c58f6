//! What lies where in a key folder; the map is in the module's header.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tough::schema::{RoleType, Root, Signed};

use super::KeysError;
use super::draft::Draft;
use crate::signing::signers::KEY_EXTENSION;
use crate::signing::{SigningKey, root};

const DRAFT: &str = "root.draft.json";

/// A folder with the keys of one repository, or for them.
#[derive(Clone, Debug)]
pub struct KeyFolder {
    path: PathBuf,
}

impl KeyFolder {
    /// The folder at `path`, which need not exist yet.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// Where the keys of targets, snapshot and timestamp lie: for `Signers::open`.
    pub fn online(&self) -> PathBuf {
        self.path.join("online")
    }

    /// Where new keys of root holders are put; they do not stay.
    pub fn holders(&self) -> PathBuf {
        self.path.join("holders")
    }

    /// Where the draft lies while it is signed.
    pub fn draft_path(&self) -> PathBuf {
        self.path.join(DRAFT)
    }

    /// Every finished root as it is published, from version 1 on: `(version, bytes)`.
    ///
    /// # Errors
    /// [`KeysError::File`].
    pub fn roots(&self) -> Result<Vec<(u64, Vec<u8>)>, KeysError> {
        let mut roots = Vec::new();
        loop {
            let version = roots.len() as u64 + 1;
            match read(&self.root_path(version))? {
                Some(bytes) => roots.push((version, bytes)),
                None => return Ok(roots),
            }
        }
    }

    /// The newest finished root, as it is published.
    ///
    /// # Errors
    /// [`KeysError::File`].
    pub fn newest_root(&self) -> Result<Option<Vec<u8>>, KeysError> {
        Ok(self.roots()?.pop().map(|(_, bytes)| bytes))
    }

    /// The draft, if one is being signed.
    ///
    /// # Errors
    /// [`KeysError::File`], [`KeysError::StaleDraft`], [`KeysError::Signing`].
    pub fn draft(&self) -> Result<Option<Draft>, KeysError> {
        let Some(bytes) = read(&self.draft_path())? else { return Ok(None) };
        let next = root::parse_unsigned(&bytes)?;
        Ok(Some(Draft::resume(self.newest()?, next)?))
    }

    /// The newest finished root, read.
    ///
    /// # Errors
    /// [`KeysError::File`], [`KeysError::Signing`].
    pub fn newest(&self) -> Result<Option<Root>, KeysError> {
        Ok(match self.newest_root()? {
            Some(bytes) => Some(root::parse(&bytes)?.signed),
            None => None,
        })
    }

    pub(super) fn save_draft(&self, next: &Signed<Root>) -> Result<(), KeysError> {
        let path = self.draft_path();
        create_folder(&self.path)?;
        // Beside it first: a draft cut off by a full disk would lose the signatures it had.
        let beside = self.path.join(format!("{DRAFT}.new"));
        let bytes = root::to_bytes(next)?;
        fs::write(&beside, bytes).map_err(failed(&beside))?;
        fs::rename(&beside, &path).map_err(failed(&path))
    }

    /// Writes a finished root beside the earlier ones and removes the draft.
    pub(super) fn finish(&self, next: &Signed<Root>) -> Result<PathBuf, KeysError> {
        let path = self.root_path(next.signed.version.get());
        create_folder(&self.path.join("metadata"))?;
        write_new(&path, &root::to_bytes(next)?, Reader::Everybody)?;
        let draft = self.draft_path();
        fs::remove_file(&draft).map_err(failed(&draft))?;
        Ok(path)
    }

    /// Writes the file of a new key and says where.
    pub(super) fn save_key(&self, role: RoleType, key: &SigningKey, bytes: &[u8]) -> Result<PathBuf, KeysError> {
        let folder = if role == RoleType::Root { self.holders() } else { self.online() };
        create_folder(&folder)?;
        let id: String = key.id().chars().take(8).collect();
        let path = folder.join(format!("{role}-{id}.{KEY_EXTENSION}"));
        write_new(&path, bytes, Reader::Owner)?;
        Ok(path)
    }

    fn root_path(&self, version: u64) -> PathBuf {
        self.path.join("metadata").join(format!("{version}.root.json"))
    }
}

/// Who may read a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reader {
    Owner,
    Everybody,
}

fn read(path: &Path) -> Result<Option<Vec<u8>>, KeysError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(KeysError::File { path: path.to_owned(), source }),
    }
}

fn create_folder(path: &Path) -> Result<(), KeysError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(failed(path))
}

/// Never over a file that is there: a key or a root that is lost so is lost for good.
fn write_new(path: &Path, bytes: &[u8], reader: Reader) -> Result<(), KeysError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, if reader == Reader::Owner { 0o600 } else { 0o644 });
    #[cfg(not(unix))]
    let _ = reader;
    let mut file = options.open(path).map_err(failed(path))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(failed(path))
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> KeysError {
    let path = path.to_owned();
    move |source| KeysError::File { path, source }
}
