//! A repository on a web server, to read only: for `verify`, `cat`, `mirror` and `pack`.
//!
//! The very client that phones have, so that what can be read here can be read there.

use std::sync::Arc;

use app4g_core::cancel::CancelToken;
use app4g_core::net::{AddressPolicy, Client, ClientConfig, Urgency};
use app4g_core::repository::carrier::http::Server;
use app4g_core::repository::carrier::{Carried, Carrier, CarrierError};
use app4g_core::repository::format::{MAX_RAW, Sha256};

use super::{Answer, Etag, Listed, Storage, StorageError, Stored, Written};

/// Bytes of a file at most: an object that did not compress.
const LIMIT: u64 = MAX_RAW + MAX_RAW / 8;

/// What the core says of an address that belongs to a local network.
const PRIVATE: &str = "error.net.address_not_public";

/// A repository that a carrier brings.
pub struct Remote {
    carrier: Arc<dyn Carrier>,
}

impl Remote {
    /// Reads what `carrier` brings.
    pub fn new(carrier: Arc<dyn Carrier>) -> Self {
        Self { carrier }
    }

    /// Reads the repository below an http or https address. `addresses`: where it may lead.
    ///
    /// # Errors
    /// [`StorageError::Carrier`] if it is no address.
    pub fn open(address: &str, addresses: AddressPolicy) -> Result<Self, StorageError> {
        let failed = |cause: String| StorageError::Carrier { path: address.to_owned(), cause };
        let config = ClientConfig { addresses, ..ClientConfig::default() };
        let client = Client::new(config).map_err(|error| failed(error.to_string()))?;
        let server = Server::new(client, address, Urgency::Asked).map_err(|error| failed(error.to_string()))?;
        Ok(Self::new(Arc::new(server)))
    }

    async fn load(&self, path: &str) -> Result<Option<Stored>, StorageError> {
        match self.carrier.load(path, LIMIT, None, &CancelToken::new()).await {
            Ok(Carried::Bytes { bytes, .. }) => {
                let etag = Etag(Sha256::of(&bytes).to_string());
                Ok(Some(Stored { bytes, etag }))
            }
            Ok(Carried::Unchanged) | Err(CarrierError::Missing) => Ok(None),
            Err(CarrierError::Failed(error)) if error.message.key == PRIVATE => {
                Err(StorageError::Private(path.to_owned()))
            }
            Err(error) => Err(StorageError::Carrier { path: path.to_owned(), cause: error.to_string() }),
        }
    }
}

/// Whatever would change it.
fn refuse<'a, T>() -> Answer<'a, T> {
    Box::pin(async { Err(StorageError::ReadOnly) })
}

impl Storage for Remote {
    fn get<'a>(&'a self, path: &'a str) -> Answer<'a, Option<Stored>> {
        Box::pin(self.load(path))
    }

    fn has<'a>(&'a self, path: &'a str, bytes: u64) -> Answer<'a, bool> {
        Box::pin(async move { Ok(self.load(path).await?.is_some_and(|stored| stored.bytes.len() as u64 == bytes)) })
    }

    fn put<'a>(&'a self, _: &'a str, _: Vec<u8>) -> Answer<'a, ()> {
        refuse()
    }

    fn create<'a>(&'a self, _: &'a str, _: Vec<u8>) -> Answer<'a, Written> {
        refuse()
    }

    fn swap<'a>(&'a self, _: &'a str, _: Vec<u8>, _: Option<&'a Etag>) -> Answer<'a, Written> {
        refuse()
    }

    fn list<'a>(&'a self, _: &'a str) -> Answer<'a, Vec<Listed>> {
        refuse()
    }

    fn delete<'a>(&'a self, _: &'a str) -> Answer<'a, ()> {
        refuse()
    }
}
