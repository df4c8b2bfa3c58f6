//! A storage seen as phones see a repository: what the core does with any carrier (packs) it does with this one.

use app4g_core::cancel::CancelToken;
use app4g_core::error::{Error, ErrorKind, Message};
use app4g_core::repository::carrier::{Carried, Carrier, CarrierError};
use futures_util::future::BoxFuture;

use super::Storage;

/// Brings what a storage has.
pub struct Carrying<'s>(pub &'s dyn Storage);

impl Carrier for Carrying<'_> {
    fn load<'a>(
        &'a self,
        path: &'a str,
        limit: u64,
        _: Option<&'a str>,
        _: &'a CancelToken,
    ) -> BoxFuture<'a, Result<Carried, CarrierError>> {
        Box::pin(async move {
            match self.0.get(path).await {
                Ok(None) => Err(CarrierError::Missing),
                Ok(Some(stored)) if stored.bytes.len() as u64 > limit => Err(CarrierError::TooLarge { limit }),
                Ok(Some(stored)) => Ok(Carried::Bytes { bytes: stored.bytes, etag: None }),
                Err(error) => {
                    let message = Message::new("error.internal").with("detail", error.to_string());
                    Err(CarrierError::Failed(Error::caused_by(ErrorKind::Internal, message, error)))
                }
            }
        })
    }
}
