//! Where the objects of a load come from: servers through staging, or a folder or pack.

use futures_util::FutureExt;
use futures_util::future::BoxFuture;

use crate::cancel::CancelToken;
use crate::repository::carrier::Carrier;
use crate::repository::format::Object;
use crate::repository::objects::{LoadError, Objects, carried};
use crate::repository::staging::{Staged, Wanted};
use crate::store::StoreError;

/// A place with the objects of one repository.
pub(in crate::sync) trait Source: Send + Sync {
    /// The compressed bytes of `object`; whoever decodes them checks size and hash again.
    ///
    /// # Errors
    /// [`LoadError`]; `Missing` also means that the release is no longer kept.
    fn load<'a>(&'a self, object: &'a Object, cancel: &'a CancelToken) -> BoxFuture<'a, Result<Vec<u8>, LoadError>>;
}

impl Source for Objects {
    fn load<'a>(&'a self, object: &'a Object, cancel: &'a CancelToken) -> BoxFuture<'a, Result<Vec<u8>, LoadError>> {
        async move {
            match Objects::load(self, &Wanted::object(object), &|_| {}, cancel).await? {
                Staged::Memory(bytes) => Ok(bytes),
                Staged::File(path) => Ok(std::fs::read(path).map_err(StoreError::from)?),
            }
        }
        .boxed()
    }
}

/// The objects of a folder or pack.
pub(in crate::sync) struct FromCarrier<'a>(pub(in crate::sync) &'a dyn Carrier);

impl Source for FromCarrier<'_> {
    fn load<'a>(&'a self, object: &'a Object, cancel: &'a CancelToken) -> BoxFuture<'a, Result<Vec<u8>, LoadError>> {
        async move { carried(self.0, &Wanted::object(object), cancel).await }.boxed()
    }
}
