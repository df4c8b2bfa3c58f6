//! Releases that are signed with the right keys and are wrong: what a phone must refuse although the signature holds.

use std::path::{Path, PathBuf};

use app4g_core::Timestamp;
use app4g_core::repository::format::{Catalog, Collection, Delta, DeltaEntry, Index, Object, Sha256, decode, encode};
use app4g_portal::keys::demo::demo_keys;
use app4g_portal::reading::{self, Current};
use app4g_portal::signing::sign_release;
use app4g_portal::storage::folder::Folder;

use crate::scenario::Trouble;

/// Writes into the folder of a repository, signed with the demo's keys.
pub struct Forge {
    folder: PathBuf,
}

impl Forge {
    /// For the repository in `folder`.
    pub fn of(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// The newest release.
    ///
    /// # Errors
    /// None that can be read.
    pub async fn current(&self) -> Result<Current, Trouble> {
        Ok(reading::current(&Folder::open(&self.folder)?).await?.ok_or("nothing is published")?)
    }

    /// Catalog entry and index of a collection.
    ///
    /// # Errors
    /// There is none, or it cannot be read.
    pub async fn index(&self, name: &str) -> Result<(Collection, Index), Trouble> {
        let current = self.current().await?;
        let entry = *current.catalog.collections.get(name).ok_or("no such collection")?;
        Ok((entry, reading::index(&Folder::open(&self.folder)?, name, &entry).await?))
    }

    /// What is in an object.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn raw(&self, object: &Object) -> Result<Vec<u8>, Trouble> {
        Ok(decode(object, &std::fs::read(self.folder.join(object.path()))?, None)?)
    }

    /// Stores any bytes as an object that claims to hold `raw_bytes`.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn put(&self, packed: &[u8], raw_bytes: u64) -> Result<Object, Trouble> {
        let object = Object { sha256: Sha256::of(packed), bytes: packed.len() as u64, raw_bytes };
        let path = self.folder.join(object.path());
        std::fs::create_dir_all(path.parent().ok_or("no folder")?)?;
        std::fs::write(path, packed)?;
        Ok(object)
    }

    /// Stores `raw` as a sound object.
    ///
    /// # Errors
    /// It cannot be compressed or written.
    pub fn pack(&self, raw: &[u8], prefix: Option<&[u8]>) -> Result<Object, Trouble> {
        let (object, packed) = encode(raw, prefix, 3)?;
        self.put(&packed, object.raw_bytes)
    }

    /// Releases `index` as that of the collection `name`, with all signatures.
    ///
    /// # Errors
    /// It cannot be signed or written.
    pub async fn release_index(&self, name: &str, index: &Index, now: Timestamp) -> Result<(), Trouble> {
        let object = self.pack(&index.to_bytes()?, None)?;
        self.release_object(name, object, now).await
    }

    /// Releases any object as the index of the collection `name`.
    ///
    /// # Errors
    /// It cannot be signed or written.
    pub async fn release_object(&self, name: &str, index: Object, now: Timestamp) -> Result<(), Trouble> {
        let mut catalog = self.current().await?.catalog;
        catalog.collections.get_mut(name).ok_or("no such collection")?.index = index;
        self.release(catalog, now).await
    }

    /// Releases `catalog` under the next number.
    ///
    /// # Errors
    /// It cannot be signed or written.
    pub async fn release(&self, mut catalog: Catalog, now: Timestamp) -> Result<(), Trouble> {
        let current = self.current().await?;
        catalog.sequence = current.catalog.sequence + 1;
        catalog.published_at = now;
        let (n, bytes, keys) = (catalog.sequence, catalog.to_bytes()?, demo_keys()?);
        let signed = sign_release(keys.root, &keys.signers, &bytes, n, current.timestamp.version + 1, now).await?;
        let write = |path: String, bytes: &[u8]| std::fs::write(self.folder.join(path), bytes);
        write(reading::catalog_path(&Sha256::of(&bytes)), &bytes)?;
        write(format!("metadata/{n}.targets.json"), &signed.targets)?;
        write(format!("metadata/{n}.snapshot.json"), &signed.snapshot)?;
        write(reading::TIMESTAMP.to_owned(), &signed.timestamp)?;
        Ok(())
    }

    /// The newest delta of an index, with what is in it as text: manifest and lines.
    ///
    /// # Errors
    /// There is none.
    pub fn newest_delta(&self, name: &str, index: &Index) -> Result<(DeltaEntry, String), Trouble> {
        let last = index.deltas.iter().filter(|delta| delta.to == index.version).max_by_key(|delta| delta.from);
        let entry = *last.ok_or("no delta")?;
        let raw = self.raw(&entry.object)?;
        Delta::parse(&raw, name, &entry)?;
        Ok((entry, String::from_utf8(raw)?))
    }
}
