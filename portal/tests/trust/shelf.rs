//! A carrier in memory that can be told to lie, and that remembers what it was asked for.

use std::collections::BTreeMap;
use std::sync::Mutex;

use app4g_core::CancelToken;
use app4g_core::error::{Error, ErrorKind, Message};
use app4g_core::repository::carrier::{Carried, Carrier, CarrierError};
use app4g_core::repository::format::Sha256;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;

use crate::publisher::{Files, Publisher};

/// What is given out instead of a file.
pub(crate) enum Lie {
    Bytes(Vec<u8>),
    Missing,
    Offline,
    /// More than was allowed, by a carrier that does not count.
    Endless,
    /// Whoever comes with a mark hears that it is still the one: a server that gives two files the same.
    Same,
}

#[derive(Default)]
pub(crate) struct Shelf {
    files: Files,
    lies: BTreeMap<String, Lie>,
    asked: Mutex<Vec<String>>,
}

impl Shelf {
    pub(crate) fn of(files: &Files) -> Self {
        Self { files: files.clone(), ..Self::default() }
    }

    pub(crate) fn lie(mut self, path: &str, lie: Lie) -> Self {
        self.lies.insert(path.into(), lie);
        self
    }

    /// The requests since this was last asked.
    pub(crate) fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }

    fn give(&self, path: &str, limit: u64, etag: Option<&str>) -> Result<Carried, CarrierError> {
        let bytes = match self.lies.get(path) {
            Some(Lie::Missing) => return Err(CarrierError::Missing),
            Some(Lie::Offline) => {
                let message = Message::new("error.net.offline");
                return Err(CarrierError::Failed(Error::new(ErrorKind::Offline, message)));
            }
            Some(Lie::Endless) => {
                let bytes = vec![b' '; usize::try_from(limit).unwrap() + 1];
                return Ok(Carried::Bytes { bytes, etag: None });
            }
            Some(Lie::Same) if etag.is_some() => return Ok(Carried::Unchanged),
            Some(Lie::Bytes(bytes)) => bytes,
            Some(Lie::Same) | None => self.files.get(path).ok_or(CarrierError::Missing)?,
        };
        if bytes.len() as u64 > limit {
            return Err(CarrierError::TooLarge { limit });
        }
        let mark = Sha256::of(bytes).short_hex();
        if etag == Some(&mark) {
            return Ok(Carried::Unchanged);
        }
        Ok(Carried::Bytes { bytes: bytes.clone(), etag: Some(mark) })
    }
}

impl From<&Publisher> for Shelf {
    fn from(publisher: &Publisher) -> Self {
        Self::of(&publisher.files)
    }
}

impl Carrier for Shelf {
    fn load<'a>(
        &'a self,
        path: &'a str,
        limit: u64,
        etag: Option<&'a str>,
        _cancel: &'a CancelToken,
    ) -> BoxFuture<'a, Result<Carried, CarrierError>> {
        self.asked.lock().unwrap().push(path.to_owned());
        std::future::ready(self.give(path, limit, etag)).boxed()
    }
}
