//! Where the objects of a load come from: servers through staging, or a folder or pack.

use futures_util::FutureExt;
use futures_util::future::BoxFuture;

use crate::cancel::CancelToken;
use crate::repository::carrier::Carrier;
use crate::repository::format::Object;
use crate::repository::objects::{LoadError, Objects, carried};
use crate::repository::staging::{Staged, Staging, Wanted};
use crate::store::StoreError;
use crate::sync::blocking::blocking;
use crate::sync::error::SyncError;

/// A place with the objects of one repository.
pub(in crate::sync) trait Source: Send + Sync {
    /// The compressed bytes of `object`; whoever decodes them checks size and hash again.
    ///
    /// # Errors
    /// [`LoadError`]; `Missing` also means that the release is no longer kept.
    fn load<'a>(&'a self, object: &'a Object, cancel: &'a CancelToken) -> BoxFuture<'a, Result<Vec<u8>, LoadError>>;
}

/// Servers, through staging.
pub(in crate::sync) struct FromServers {
    pub(in crate::sync) objects: Objects,
    pub(in crate::sync) staging: Staging,
}

impl FromServers {
    /// The bytes of a file that is named by its hash, from the first server that has them right.
    ///
    /// # Errors
    /// [`LoadError`].
    pub(in crate::sync) async fn bytes(&self, wanted: &Wanted, cancel: &CancelToken) -> Result<Vec<u8>, LoadError> {
        let staged = self.objects.load(wanted, &|_| {}, cancel).await?;
        if let Staged::Memory(bytes) = staged {
            return Ok(bytes);
        }
        let (staging, wanted) = (self.staging.clone(), wanted.clone());
        // Read and forgotten: what is not applied after all is loaded again.
        let bytes = blocking(move || {
            let bytes = staged.read()?;
            staging.remove(&wanted)?;
            Ok(bytes)
        });
        bytes.await.map_err(|error| match error {
            SyncError::Store(error) => LoadError::Storage(error),
            _ => LoadError::Storage(StoreError::Lost),
        })
    }
}

impl Source for FromServers {
    fn load<'a>(&'a self, object: &'a Object, cancel: &'a CancelToken) -> BoxFuture<'a, Result<Vec<u8>, LoadError>> {
        async move { self.bytes(&Wanted::from(object), cancel).await }.boxed()
    }
}

/// The objects of a folder or pack.
pub(in crate::sync) struct FromCarrier<'a>(pub(in crate::sync) &'a dyn Carrier);

impl Source for FromCarrier<'_> {
    fn load<'a>(&'a self, object: &'a Object, cancel: &'a CancelToken) -> BoxFuture<'a, Result<Vec<u8>, LoadError>> {
        async move { carried(self.0, &Wanted::from(object), cancel).await }.boxed()
    }
}
