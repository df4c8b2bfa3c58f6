//! A repository is copied to another place: objects first, `timestamp.json` last, everything checked on the way.
//!
//! Only what the newest release leads to is copied, and only what the other place lacks. The copy never goes backwards.

use app4g_core::Timestamp;
use app4g_core::repository::format::{Object, Sha256};

use crate::reading::{self, ReadingError, TIMESTAMP};
use crate::storage::{Answer, Etag, Listed, Storage, StorageError, Stored, Written};
use crate::verify::{Report, chain};
use crate::walk::Walked;

/// What was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mirrored {
    /// The other place was as new already.
    Nothing,
    /// It has this release now.
    Release(u64),
}

/// Why nothing was copied, or not all.
#[derive(Debug, thiserror::Error)]
pub enum MirrorError {
    /// One of the places cannot be read.
    #[error(transparent)]
    Reading(#[from] ReadingError),
    /// One of the places says no.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// What is to be copied is not genuine.
    #[error("{} things are wrong with the source", .0.findings.len())]
    NotSound(Box<Report>),
    /// The other place has a newer one.
    #[error("the other place has timestamp {there}, the source {here}")]
    Backwards {
        /// Version at the source.
        here: u64,
        /// Version at the other place.
        there: u64,
    },
    /// The other place has another file of the same number: it is a repository of its own.
    #[error("{0} is another file there")]
    NoCopy(String),
    /// Somebody else writes there.
    #[error("the other place was written to meanwhile")]
    Overtaken,
}

/// Copies the newest release. `root` is a root that is trusted already.
///
/// # Errors
/// [`MirrorError`]; the other place has then the release it had.
pub async fn mirror(
    from: &dyn Storage,
    to: &dyn Storage,
    root: Option<&[u8]>,
    now: Timestamp,
) -> Result<Mirrored, MirrorError> {
    let current = reading::current(from).await?.ok_or_else(|| ReadingError::Missing(TIMESTAMP.to_owned()))?;
    let mut report = Report::default();
    chain::check(from, root, &current, now, &mut report).await?;
    if !report.is_sound() {
        return Err(MirrorError::NotSound(Box::new(report)));
    }
    let there = reading::current(to).await?;
    if let Some(there) = &there {
        let (here, there) = (current.timestamp.version, there.timestamp.version);
        if there > here {
            return Err(MirrorError::Backwards { here, there });
        }
        if there == here {
            return Ok(Mirrored::Nothing);
        }
    }
    let copying = Copying { from, to };
    let mut walked = Walked::default();
    walked.walk(&copying, &current.catalog, &mut |_: &Object, _: &str| true).await?;
    if let Some(path) = walked.missing.pop_first() {
        return Err(ReadingError::Missing(path).into());
    }
    let edits = walked.edits.values().flat_map(|edits| edits.values().map(Object::path));
    for path in edits.chain(walked.media.iter().cloned()) {
        reading::file(&copying, &path).await?;
    }
    to.put(&reading::catalog_path(&current.catalog_hash), current.catalog_bytes).await?;
    for (version, bytes) in chain::roots(from).await? {
        put_once(to, format!("metadata/{version}.root.json"), bytes).await?;
    }
    put_once(to, format!("metadata/{}.targets.json", current.targets.version), current.targets.bytes).await?;
    put_once(to, format!("metadata/{}.snapshot.json", current.snapshot.version), current.snapshot.bytes).await?;
    match to.swap(TIMESTAMP, current.timestamp.bytes, there.as_ref().map(|there| &there.etag)).await? {
        Written::Yes => Ok(Mirrored::Release(current.catalog.sequence)),
        Written::TooLate => Err(MirrorError::Overtaken),
    }
}

/// Writes a numbered file. The same may be there from a copy that broke off; another one means that the place is no copy.
async fn put_once(to: &dyn Storage, path: String, bytes: Vec<u8>) -> Result<(), MirrorError> {
    if to.create(&path, bytes.clone()).await? == Written::Yes || reading::file(to, &path).await? == bytes {
        return Ok(());
    }
    Err(MirrorError::NoCopy(path))
}

/// Hands out files named by their hash, from where they are, and leaves a copy in the other place.
struct Copying<'s> {
    from: &'s dyn Storage,
    to: &'s dyn Storage,
}

impl Copying<'_> {
    async fn copy(&self, path: &str) -> Result<Option<Stored>, StorageError> {
        let is_right = |stored: &Stored| {
            let name = path.rsplit('/').next().and_then(|name| name.split('.').next());
            name.and_then(Sha256::parse) == Some(Sha256::of(&stored.bytes))
        };
        if let Some(stored) = self.to.get(path).await?.filter(is_right) {
            return Ok(Some(stored));
        }
        // A file with other bytes than its name says is as good as none.
        let Some(stored) = self.from.get(path).await?.filter(is_right) else { return Ok(None) };
        self.to.put(path, stored.bytes.clone()).await?;
        Ok(Some(stored))
    }
}

impl Storage for Copying<'_> {
    fn get<'a>(&'a self, path: &'a str) -> Answer<'a, Option<Stored>> {
        Box::pin(self.copy(path))
    }

    fn has<'a>(&'a self, path: &'a str, bytes: u64) -> Answer<'a, bool> {
        self.from.has(path, bytes)
    }

    fn put<'a>(&'a self, path: &'a str, bytes: Vec<u8>) -> Answer<'a, ()> {
        self.to.put(path, bytes)
    }

    fn create<'a>(&'a self, path: &'a str, bytes: Vec<u8>) -> Answer<'a, Written> {
        self.to.create(path, bytes)
    }

    fn swap<'a>(&'a self, path: &'a str, bytes: Vec<u8>, had: Option<&'a Etag>) -> Answer<'a, Written> {
        self.to.swap(path, bytes, had)
    }

    fn list<'a>(&'a self, prefix: &'a str) -> Answer<'a, Vec<Listed>> {
        self.from.list(prefix)
    }

    fn delete<'a>(&'a self, path: &'a str) -> Answer<'a, ()> {
        self.to.delete(path)
    }
}
