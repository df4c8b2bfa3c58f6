//! Brings files to the library: from the state if the bytes there are those that are wanted, else from the carrier.
//!
//! The library wants a transport that owns itself (`'static`, cloneable), a carrier is borrowed: [`Relay`] is the transport and passes
//! each question through a channel to [`Courier::serve`], which answers while it drives the library's work.
//!
//! Cached metadata is served by hash, never by name: whatever a bad proxy answered once for `5.snapshot.json` can stand in nobody's
//! way later. Failures are answered inside the stream, because the library takes a failed question for the next root as «there
//! is none»; only a file that is really missing is told as missing.

use std::collections::HashMap;

use futures_util::stream;
use serde_json::Value;
use tokio::sync::{mpsc, oneshot};
use tough::{Transport, TransportError, TransportErrorKind, TransportStream, async_trait};
use url::Url;

use super::MAX_ROLE_BYTES;
use super::state::TrustState;
use crate::cancel::CancelToken;
use crate::repository::carrier::{Carried, Carrier, CarrierError};
use crate::repository::format::{Sha256, catalog};

/// Where the newest timestamp lies, below the repository's root.
pub(super) const TIMESTAMP: &str = "metadata/timestamp.json";

/// The library's end.
#[derive(Clone, Debug)]
pub(super) struct Relay {
    questions: mpsc::UnboundedSender<Question>,
}

/// One file that the library wants.
pub(super) struct Question {
    path: String,
    answer: oneshot::Sender<Answer>,
}

enum Answer {
    Bytes(Vec<u8>),
    Missing,
    /// The reason stays with the courier.
    Failed,
}

impl Relay {
    pub(super) fn new() -> (Self, mpsc::UnboundedReceiver<Question>) {
        let (questions, asked) = mpsc::unbounded_channel();
        (Self { questions }, asked)
    }
}

#[async_trait]
impl Transport for Relay {
    async fn fetch(&self, url: Url) -> Result<TransportStream, TransportError> {
        let path = url.path().trim_start_matches('/').to_owned();
        let (answer, answered) = oneshot::channel();
        // A courier that is gone answers nothing: the same as a failure.
        let _ = self.questions.send(Question { path, answer });
        let item = match answered.await.unwrap_or(Answer::Failed) {
            Answer::Bytes(bytes) => Ok(tough::Bytes::from(bytes)),
            Answer::Missing => return Err(TransportError::new(TransportErrorKind::FileNotFound, url)),
            Answer::Failed => Err(TransportError::new(TransportErrorKind::Other, url)),
        };
        Ok(Box::pin(stream::iter([item])))
    }
}

/// The carrier's end: what was brought in one load, and why something was not.
pub(super) struct Courier<'a> {
    carrier: &'a dyn Carrier,
    cancel: &'a CancelToken,
    state: &'a TrustState,
    /// Whether to ask for the timestamp with the mark of the stored one.
    pub(super) conditional: bool,
    /// Files as they came, by path; of the timestamp also its mark.
    pub(super) brought: HashMap<String, Vec<u8>>,
    pub(super) etag: Option<String>,
    /// The server said that there is no next root.
    pub(super) no_newer_root: bool,
    /// The last answer of the carrier.
    pub(super) last: Vec<u8>,
    /// Why the last file was not brought, and which.
    pub(super) failure: Option<(String, CarrierError)>,
}

impl<'a> Courier<'a> {
    pub(super) fn new(carrier: &'a dyn Carrier, state: &'a TrustState, cancel: &'a CancelToken) -> Self {
        Self {
            carrier,
            cancel,
            state,
            conditional: false,
            brought: HashMap::new(),
            etag: None,
            no_newer_root: false,
            last: Vec::new(),
            failure: None,
        }
    }

    /// Drives `work`, which holds a [`Relay`], and answers its questions until it is done.
    pub(super) async fn serve<T>(
        &mut self,
        mut questions: mpsc::UnboundedReceiver<Question>,
        work: impl Future<Output = T>,
    ) -> T {
        tokio::pin!(work);
        loop {
            let question = tokio::select! {
                biased;
                done = &mut work => return done,
                Some(question) = questions.recv() => question,
            };
            let answer = self.answer(&question.path).await;
            // Nobody waits any more if the work was dropped; then nothing is lost.
            let _ = question.answer.send(answer);
        }
    }

    async fn answer(&mut self, path: &str) -> Answer {
        if let Some(bytes) = self.at_hand(path) {
            return Answer::Bytes(bytes);
        }
        match self.bring(path).await {
            Ok(bytes) => {
                self.brought.insert(path.to_owned(), bytes.clone());
                self.last.clone_from(&bytes);
                Answer::Bytes(bytes)
            }
            Err(CarrierError::Missing) if Kind::of(path) == Some(Kind::Root) => {
                self.no_newer_root = true;
                Answer::Missing
            }
            Err(CarrierError::Missing) => {
                self.failure = Some((path.to_owned(), CarrierError::Missing));
                Answer::Missing
            }
            Err(error) => {
                self.failure = Some((path.to_owned(), error));
                Answer::Failed
            }
        }
    }

    /// Asks the carrier; for the timestamp, perhaps with the mark of the stored one.
    ///
    /// # Errors
    /// As the carrier says; [`CarrierError::Missing`] for a path that format 1 does not have.
    async fn bring(&mut self, path: &str) -> Result<Vec<u8>, CarrierError> {
        let kind = Kind::of(path).ok_or(CarrierError::Missing)?;
        let limit = if kind == Kind::Catalog { catalog::MAX_BYTES } else { MAX_ROLE_BYTES };
        if kind != Kind::Timestamp {
            return match self.carrier.load(path, limit, None, self.cancel).await? {
                Carried::Bytes { bytes, .. } => Ok(bytes),
                // Nobody asked whether it changed.
                Carried::Unchanged => Err(CarrierError::Missing),
            };
        }
        Ok(match self.ask_timestamp().await? {
            Some(bytes) => bytes,
            None => self.state.timestamp.clone().unwrap_or_default(),
        })
    }

    /// The newest timestamp, or `None` if it is the stored one; remembered, so that it is asked for once in a load.
    ///
    /// # Errors
    /// As the carrier says.
    pub(super) async fn ask_timestamp(&mut self) -> Result<Option<Vec<u8>>, CarrierError> {
        let stored = self.state.timestamp.as_ref();
        let etag = self.state.timestamp_etag.as_deref().filter(|_| self.conditional && stored.is_some());
        match self.carrier.load(TIMESTAMP, MAX_ROLE_BYTES, etag, self.cancel).await? {
            Carried::Bytes { bytes, etag } => {
                self.etag = etag;
                self.brought.insert(TIMESTAMP.to_owned(), bytes.clone());
                Ok(Some(bytes))
            }
            Carried::Unchanged if etag.is_some() => {
                self.etag.clone_from(&self.state.timestamp_etag);
                Ok(None)
            }
            Carried::Unchanged => Err(CarrierError::Missing),
        }
    }

    /// Bytes that need not be fetched: the timestamp if it was asked for already, stored files of the wanted hash.
    fn at_hand(&mut self, path: &str) -> Option<Vec<u8>> {
        let (stored, wanted) = match Kind::of(path)? {
            Kind::Root => return None,
            Kind::Timestamp => return self.brought.get(path).cloned(),
            Kind::Snapshot => (&self.state.snapshot, self.hash_in(TIMESTAMP, "snapshot.json")?),
            Kind::Targets => {
                let snapshot = self.brought.keys().find(|path| Kind::of(path) == Some(Kind::Snapshot))?;
                (&self.state.targets, self.hash_in(snapshot, "targets.json")?)
            }
            Kind::Catalog => (&self.state.catalog, catalog_hash(path)?),
        };
        let bytes = stored.as_ref().filter(|bytes| Sha256::of(bytes) == wanted)?.clone();
        self.brought.insert(path.to_owned(), bytes.clone());
        Some(bytes)
    }

    /// The hash that a file brought in this load names for another; its signature was checked before the other is asked for.
    fn hash_in(&self, path: &str, name: &str) -> Option<Sha256> {
        let file: Value = serde_json::from_slice(self.brought.get(path)?).ok()?;
        let hash = file.get("signed")?.get("meta")?.get(name)?.get("hashes")?.get("sha256")?;
        Sha256::parse(hash.as_str()?)
    }
}

/// The files that format 1 has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Root,
    Timestamp,
    Snapshot,
    Targets,
    Catalog,
}

impl Kind {
    pub(super) fn of(path: &str) -> Option<Self> {
        if path == TIMESTAMP {
            return Some(Self::Timestamp);
        }
        if catalog_hash(path).is_some() {
            return Some(Self::Catalog);
        }
        let (number, name) = path.strip_prefix("metadata/")?.split_once('.')?;
        if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        match name {
            "root.json" => Some(Self::Root),
            "snapshot.json" => Some(Self::Snapshot),
            "targets.json" => Some(Self::Targets),
            _ => None,
        }
    }
}

fn catalog_hash(path: &str) -> Option<Sha256> {
    let (hash, name) = path.strip_prefix("targets/")?.split_once('.')?;
    if name == catalog::NAME { Sha256::parse(hash) } else { None }
}

#[cfg(test)]
mod tests;
