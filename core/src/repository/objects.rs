//! Where objects come from, as sync sees it: a name in, the compressed bytes out.
//!
//! A folder or a pack is asked through [`FromCarrier`]; servers through staging and mirrors, which resume and verify.
//!
//! Invariant: whoever decodes checks size and hash again ([`super::format::decode`]): bytes from here are not trusted.

use futures_util::FutureExt;
use futures_util::future::BoxFuture;

use super::carrier::{Carried, Carrier, CarrierError};
use super::format::Object;
use crate::cancel::CancelToken;

/// A place with the objects of one repository.
pub trait Objects: Send + Sync {
    /// The compressed bytes of `object`.
    ///
    /// # Errors
    /// [`CarrierError`]; [`CarrierError::Missing`] also means that the release is no longer kept.
    fn load<'a>(&'a self, object: &'a Object, cancel: &'a CancelToken) -> BoxFuture<'a, Result<Vec<u8>, CarrierError>>;
}

/// The objects of a carrier, each loaded whole.
pub struct FromCarrier<'a>(pub &'a dyn Carrier);

impl Objects for FromCarrier<'_> {
    fn load<'a>(&'a self, object: &'a Object, cancel: &'a CancelToken) -> BoxFuture<'a, Result<Vec<u8>, CarrierError>> {
        async move {
            match self.0.load(&object.path(), object.bytes, None, cancel).await? {
                Carried::Bytes { bytes, .. } => Ok(bytes),
                // Nobody said that it is had.
                Carried::Unchanged => Err(CarrierError::Missing),
            }
        }
        .boxed()
    }
}
