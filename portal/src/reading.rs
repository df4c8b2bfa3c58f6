//! Reading a repository: its newest release, indexes, objects, by the names they have in one another.
//!
//! Hashes, sizes and versions are checked from `timestamp.json` down; signatures are not, that is [`verify`](mod@crate::verify).
//! Callers: publishing (what is there already), verifying, pruning, mirroring, packing.

use app4g_core::Timestamp;
use app4g_core::repository::format::{
    Catalog, Collection, Delta, DeltaEntry, FormatError, Index, Object, Sha256, decode,
};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::storage::{Etag, Storage, StorageError};

/// The one file that changes.
pub const TIMESTAMP: &str = "metadata/timestamp.json";

/// Why a repository cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadingError {
    /// The storage says no.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// A file that another one names is not there.
    #[error("{0} is missing")]
    Missing(String),
    /// A file is not what the one that names it says.
    #[error("{path} is not what names it says: {cause}")]
    Wrong {
        /// Which.
        path: String,
        /// What is wrong.
        cause: String,
    },
    /// An object, a catalog or an index against the format.
    #[error("{path}: {cause}")]
    Format {
        /// Which file.
        path: String,
        /// What is wrong.
        #[source]
        cause: FormatError,
    },
}

/// The newest release of a repository.
#[derive(Clone, Debug)]
pub struct Current {
    /// Which `timestamp.json` it was: to be exchanged only for this one.
    pub etag: Etag,
    /// The file itself.
    pub timestamp: Role,
    /// `N.snapshot.json`.
    pub snapshot: Role,
    /// `N.targets.json`.
    pub targets: Role,
    /// The catalog.
    pub catalog: Catalog,
    /// Its bytes.
    pub catalog_bytes: Vec<u8>,
    /// Their hash.
    pub catalog_hash: Sha256,
}

/// A metadata file.
#[derive(Clone, Debug)]
pub struct Role {
    /// As published.
    pub bytes: Vec<u8>,
    /// Its version.
    pub version: u64,
    /// Until when it stands.
    pub expires: Timestamp,
}

#[derive(Deserialize)]
struct Signed<T> {
    signed: T,
}

#[derive(Deserialize)]
struct Meta {
    version: u64,
    expires: Timestamp,
    #[serde(default)]
    meta: std::collections::BTreeMap<String, MetaFile>,
    #[serde(default)]
    targets: std::collections::BTreeMap<String, Target>,
}

#[derive(Deserialize)]
struct MetaFile {
    version: u64,
}

#[derive(Deserialize)]
struct Target {
    hashes: Hashes,
    length: u64,
}

#[derive(Deserialize)]
struct Hashes {
    sha256: Sha256,
}

/// Path of a catalog.
pub fn catalog_path(hash: &Sha256) -> String {
    format!("targets/{hash}.catalog.json")
}

/// The file at `path`, which something names.
///
/// # Errors
/// [`ReadingError::Missing`], [`ReadingError::Storage`].
pub async fn file(storage: &dyn Storage, path: &str) -> Result<Vec<u8>, ReadingError> {
    let stored = storage.get(path).await?.ok_or_else(|| ReadingError::Missing(path.to_owned()))?;
    Ok(stored.bytes)
}

/// The newest release; `None` where nothing was published yet.
///
/// # Errors
/// Any [`ReadingError`]: a repository that cannot be read is not published over.
pub async fn current(storage: &dyn Storage) -> Result<Option<Current>, ReadingError> {
    let Some(stored) = storage.get(TIMESTAMP).await? else { return Ok(None) };
    let (meta, timestamp) = role(TIMESTAMP, stored.bytes)?;
    let number = named(&meta, "snapshot.json", TIMESTAMP)?;
    let path = format!("metadata/{number}.snapshot.json");
    let (meta, snapshot) = role(&path, file(storage, &path).await?)?;
    let number = named(&meta, "targets.json", &path)?;
    let path = format!("metadata/{number}.targets.json");
    let (meta, targets) = role(&path, file(storage, &path).await?)?;
    let target = meta.targets.get("catalog.json").ok_or_else(|| wrong(&path, "it names no catalog.json"))?;
    let path = catalog_path(&target.hashes.sha256);
    let catalog_bytes = file(storage, &path).await?;
    let catalog_hash = Sha256::of(&catalog_bytes);
    if catalog_hash != target.hashes.sha256 || catalog_bytes.len() as u64 != target.length {
        return Err(wrong(&path, "other bytes than its hash says"));
    }
    let catalog = Catalog::parse(&catalog_bytes).map_err(|cause| ReadingError::Format { path, cause })?;
    Ok(Some(Current { etag: stored.etag, timestamp, snapshot, targets, catalog, catalog_bytes, catalog_hash }))
}

/// The index of a collection of a catalog.
///
/// # Errors
/// Any [`ReadingError`].
pub async fn index(storage: &dyn Storage, name: &str, entry: &Collection) -> Result<Index, ReadingError> {
    let raw = object(storage, &entry.index, None).await?;
    Index::parse(&raw, name, entry).map_err(format(&entry.index))
}

/// An object, checked and decompressed.
///
/// # Errors
/// Any [`ReadingError`].
pub async fn object(storage: &dyn Storage, object: &Object, prefix: Option<&[u8]>) -> Result<Vec<u8>, ReadingError> {
    decode(object, &file(storage, &object.path()).await?, prefix).map_err(format(object))
}

/// The lines of a segment or twin, without LF.
///
/// # Errors
/// Any [`ReadingError`].
pub async fn lines(storage: &dyn Storage, of: &Object) -> Result<Vec<String>, ReadingError> {
    let raw = object(storage, of, None).await?;
    let lines = app4g_core::repository::format::delta::lines(&raw, "segment").map_err(format(of))?;
    Ok(lines.into_iter().map(str::to_owned).collect())
}

/// Reads a decompressed delta.
///
/// # Errors
/// [`ReadingError::Format`].
pub fn delta<'a>(raw: &'a [u8], collection: &str, entry: &DeltaEntry) -> Result<Delta<'a>, ReadingError> {
    Delta::parse(raw, collection, entry).map_err(format(&entry.object))
}

fn role(path: &str, bytes: Vec<u8>) -> Result<(Meta, Role), ReadingError> {
    let meta: Meta = signed(path, &bytes)?;
    let (version, expires) = (meta.version, meta.expires);
    Ok((meta, Role { bytes, version, expires }))
}

fn signed<T: DeserializeOwned>(path: &str, bytes: &[u8]) -> Result<T, ReadingError> {
    let file: Signed<T> = serde_json::from_slice(bytes).map_err(|error| wrong(path, &error.to_string()))?;
    Ok(file.signed)
}

fn named(meta: &Meta, file: &str, path: &str) -> Result<u64, ReadingError> {
    meta.meta.get(file).map(|file| file.version).ok_or_else(|| wrong(path, &format!("it names no {file}")))
}

fn wrong(path: &str, cause: &str) -> ReadingError {
    ReadingError::Wrong { path: path.to_owned(), cause: cause.to_owned() }
}

fn format(object: &Object) -> impl Fn(FormatError) -> ReadingError {
    let path = object.path();
    move |cause| ReadingError::Format { path: path.clone(), cause }
}
