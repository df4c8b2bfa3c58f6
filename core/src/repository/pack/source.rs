//! Packs of what somebody has kept: files handed over one by one by a closure.
//!
//! A phone stores records, not the files they came in, and a segment that is compressed anew has other bytes than the one that
//! was signed. So a phone that wants to hand packs on must keep, of each collection it hands on, the files as they came:
//!
//! - every `N.root.json` from 1 on (about 3 kB each; the trust state keeps only the newest),
//! - `timestamp.json`, `N.snapshot.json`, `N.targets.json` (the trust state has their bytes) and the catalog's bytes,
//! - the index object and every segment object of the collection's recorded version. Deltas bring lines, not segments: after a
//!   delta the segments that it changed must be loaded once more before the collection can be handed on.
//!
//! What was not kept may be asked from a mirror by the same closure; what is nowhere ends the writing with
//! [`super::PackError`], and no pack is made of it. A collection may be chosen only if it is complete (decision 29).

use futures_util::FutureExt;
use futures_util::future::BoxFuture;

use crate::cancel::CancelToken;
use crate::error::Error;
use crate::repository::carrier::{Carried, Carrier, CarrierError};

/// A carrier that asks a closure for each file: the path, as a repository has it, and the most bytes it may have. `None` where
/// it is not kept. The closure may block: a pack is made where blocking is allowed.
pub struct PackSource<F>(F);

impl<F: Fn(&str, u64) -> Result<Option<Vec<u8>>, Error> + Send + Sync> PackSource<F> {
    /// Files that `kept` has.
    pub const fn new(kept: F) -> Self {
        Self(kept)
    }
}

impl<F: Fn(&str, u64) -> Result<Option<Vec<u8>>, Error> + Send + Sync> Carrier for PackSource<F> {
    fn load<'a>(
        &'a self,
        path: &'a str,
        limit: u64,
        _etag: Option<&'a str>,
        cancel: &'a CancelToken,
    ) -> BoxFuture<'a, Result<Carried, CarrierError>> {
        async move {
            cancel.check().map_err(|cancelled| CarrierError::Failed(cancelled.into()))?;
            match (self.0)(path, limit).map_err(CarrierError::Failed)? {
                None => Err(CarrierError::Missing),
                Some(bytes) if bytes.len() as u64 > limit => Err(CarrierError::TooLarge { limit }),
                Some(bytes) => Ok(Carried::Bytes { bytes, etag: None }),
            }
        }
        .boxed()
    }
}
