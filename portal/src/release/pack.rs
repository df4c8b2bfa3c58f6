//! Objects are compressed and sent.
//!
//! As many at a time as the machine has processors. What an earlier attempt compressed is remembered by the ledger, what it sent is
//! in the storage: a killed release continues where it was.

use std::num::NonZeroUsize;

use app4g_core::repository::format::{Object, Sha256, encode};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};

use super::ReleaseError;
use crate::deltas::{Built, LEVEL, Step};
use crate::ledger::Ledger;
use crate::storage::Storage;

/// Compresses and sends.
#[derive(Clone, Copy)]
pub struct Packer<'a> {
    /// Where to.
    pub storage: &'a dyn Storage,
    /// Remembers what was compressed.
    pub ledger: &'a Ledger,
}

impl Packer<'_> {
    /// One object for each of `raws`, in their order; each is fetched only when a processor is free for it.
    ///
    /// # Errors
    /// The first [`ReleaseError`], also of `raws`.
    pub async fn place_all(
        &self,
        raws: impl Iterator<Item = Result<Vec<u8>, ReleaseError>>,
    ) -> Result<Vec<Object>, ReleaseError> {
        let jobs = stream::iter(raws).map(|raw| async { self.place(raw?).await });
        jobs.buffered(processors()).try_collect().await
    }

    /// The object that holds `raw`.
    ///
    /// # Errors
    /// [`ReleaseError`].
    pub async fn place(&self, raw: Vec<u8>) -> Result<Object, ReleaseError> {
        let hash = Sha256::of(&raw);
        if let Some(object) = self.ledger.packed(&hash)?
            && self.storage.has(&object.path(), object.bytes).await?
        {
            return Ok(object);
        }
        let (object, packed) = tokio::task::spawn_blocking(move || encode(&raw, None, LEVEL)).await??;
        self.send(&object, packed).await?;
        self.ledger.note_packed(&hash, &object)?;
        Ok(object)
    }

    /// Builds deltas and sends their objects; those that would be too large are left out.
    ///
    /// # Errors
    /// The first [`ReleaseError`].
    pub async fn place_deltas(
        &self,
        steps: impl Iterator<Item = Result<Step, ReleaseError>>,
    ) -> Result<Vec<Built>, ReleaseError> {
        let jobs = stream::iter(steps).map(|step| async {
            let step = step?;
            let built = tokio::task::spawn_blocking(move || step.build()).await??;
            let Some(mut built) = built else { return Ok(None) };
            for (object, packed) in std::mem::take(&mut built.objects) {
                self.send(&object, packed).await?;
            }
            Ok::<_, ReleaseError>(Some(built))
        });
        let built: Vec<_> = jobs.buffered(processors()).try_collect().await?;
        Ok(built.into_iter().flatten().collect())
    }

    async fn send(&self, object: &Object, packed: Vec<u8>) -> Result<(), ReleaseError> {
        let path = object.path();
        if !self.storage.has(&path, object.bytes).await? {
            self.storage.put(&path, packed).await?;
        }
        Ok(())
    }
}

fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, NonZeroUsize::get)
}
