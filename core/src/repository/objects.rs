//! Brings one file that is named by its hash: from the staging folder, from the mirrors, from any carrier.
//!
//! Callers: `sync` (indexes, segments, deltas, media), packs. What is small stays in memory; what is large is staged, so that
//! an interruption at any byte costs nothing (decision 21).
//!
//! Invariants: what is returned has the right hash; a mirror is called a liar only for bytes that all came from it, in one
//! go; a full disk is no fault of any mirror and ends the load.

mod error;

use std::sync::Arc;

use super::carrier::http::is_missing;
use super::carrier::{Carried, Carrier, CarrierError, Server};
use super::mirrors::{Fault, Mirrors};
use super::staging::part::Part;
use super::staging::{Staged, Staging, Wanted};
use crate::answer;
use crate::cancel::CancelToken;
use crate::clock::Clock;
use crate::net::{Failure, NetError, Sink, StreamError, Validators};
use crate::store::StoreError;

pub use error::LoadError;

/// Files up to this many bytes are loaded at once and never staged: asking for a rest would cost as much.
pub const SMALL: u64 = 64 << 10;

/// Told how many bytes of a file are here by now.
pub type Progress<'a> = &'a (dyn Fn(u64) + Send + Sync);

/// The way of files from mirrors to the phone.
pub struct Objects {
    mirrors: Arc<Mirrors>,
    staging: Staging,
    clock: Arc<dyn Clock>,
    small: u64,
}

impl Objects {
    /// Files of `mirrors`, staged in `staging`.
    pub fn new(mirrors: Arc<Mirrors>, staging: Staging, clock: Arc<dyn Clock>) -> Self {
        Self { mirrors, staging, clock, small: SMALL }
    }

    /// The same with another bound for what is small, in bytes: tests interrupt small files.
    #[must_use]
    pub fn with_small(mut self, small: u64) -> Self {
        self.small = small;
        self
    }

    /// Brings `wanted`, going on where an earlier load ended, from the first mirror that has it right.
    ///
    /// # Errors
    /// [`LoadError`]: the most telling one of what the mirrors said. What has come is kept for the next time.
    pub async fn load(&self, wanted: &Wanted, told: Progress<'_>, cancel: &CancelToken) -> Result<Staged, LoadError> {
        let (staging, file) = (self.staging.clone(), wanted.clone());
        if let Some(staged) = blocking(move || staging.finished(&file)).await? {
            return Ok(staged);
        }
        if wanted.bytes <= self.small {
            return self.small(wanted, cancel).await.map(Staged::Memory);
        }
        let (staging, file) = (self.staging.clone(), wanted.clone());
        let mut part = blocking(move || Part::open(&staging, &file)).await?;
        if part.is_complete() && !part.is_genuine() {
            part.restart().map_err(StoreError::from)?;
        }
        if !part.is_complete()
            && let Err(error) = self.fill(&mut part, wanted, told, cancel).await
        {
            if part.length() == 0 && !error.is_storage() {
                blocking(move || part.discard()).await?;
            }
            return Err(error);
        }
        Ok(blocking(move || part.finish()).await?)
    }

    async fn small(&self, wanted: &Wanted, cancel: &CancelToken) -> Result<Vec<u8>, LoadError> {
        let mut worst = None;
        for server in self.mirrors.order(self.clock.now()) {
            match small(&server, wanted, cancel).await {
                Ok(bytes) => {
                    self.well(&server);
                    return Ok(bytes);
                }
                Err(error) => self.failed(&server, error, &mut worst)?,
            }
        }
        Err(self.nobody(worst))
    }

    async fn fill(
        &self,
        part: &mut Part,
        wanted: &Wanted,
        told: Progress<'_>,
        cancel: &CancelToken,
    ) -> Result<(), LoadError> {
        let mut worst = None;
        for server in self.mirrors.order(self.clock.now()) {
            match fill(part, &server, wanted, told, cancel).await {
                Ok(()) => {
                    self.well(&server);
                    return Ok(());
                }
                Err(error) => self.failed(&server, error, &mut worst)?,
            }
        }
        Err(self.nobody(worst))
    }

    fn well(&self, server: &Server) {
        self.mirrors.note(server.base(), Ok(()), self.clock.now());
    }

    /// Takes note of what a mirror did; an error that no other mirror could do better ends the load.
    fn failed(&self, server: &Server, error: LoadError, worst: &mut Option<LoadError>) -> Result<(), LoadError> {
        let Some(fault) = error.fault() else { return Err(error) };
        if error.was_asked() {
            self.mirrors.note(server.base(), Err(fault), self.clock.now());
        }
        if worst.as_ref().is_none_or(|worst| error.fault() < worst.fault()) {
            *worst = Some(error);
        }
        Ok(())
    }

    /// Why every mirror failed.
    fn nobody(&self, worst: Option<LoadError>) -> LoadError {
        let unasked = || if self.mirrors.liars().is_empty() { LoadError::Missing } else { LoadError::NotGenuine };
        worst.unwrap_or_else(unasked)
    }
}

/// Brings `wanted` from a carrier that needs no staging: a folder, a pack.
///
/// # Errors
/// [`LoadError`].
pub async fn carried(carrier: &dyn Carrier, wanted: &Wanted, cancel: &CancelToken) -> Result<Vec<u8>, LoadError> {
    match carrier.load(&wanted.path, wanted.bytes, None, cancel).await {
        Ok(Carried::Bytes { bytes, .. }) if wanted.is(&bytes) => Ok(bytes),
        Ok(_) | Err(CarrierError::TooLarge { .. }) => Err(LoadError::NotGenuine),
        Err(CarrierError::Missing) => Err(LoadError::Missing),
        Err(CarrierError::Failed(error)) => Err(LoadError::Carrier(error)),
    }
}

async fn small(server: &Server, wanted: &Wanted, cancel: &CancelToken) -> Result<Vec<u8>, LoadError> {
    match server.fetch(&wanted.path, wanted.bytes, None, cancel).await {
        Ok(Some((bytes, _))) if wanted.is(&bytes) => Ok(bytes),
        Ok(_) => Err(LoadError::NotGenuine),
        Err(failure) => Err(sorted(failure)),
    }
}

/// Completes `part` from one mirror.
async fn fill(
    part: &mut Part,
    server: &Server,
    wanted: &Wanted,
    told: Progress<'_>,
    cancel: &CancelToken,
) -> Result<(), LoadError> {
    loop {
        let before = part.length();
        let rest = part.ask(server.base());
        let ended = server.load_into(&wanted.path, rest, wanted.bytes, &mut Told { part, told }, cancel).await;
        let is_other_file = match ended {
            Ok(_) if part.is_genuine() => return Ok(()),
            Ok(_) if part.is_complete() => true,
            // It sends the rest in pieces of its own choice.
            Ok(streamed) if streamed.of == Some(wanted.bytes) && part.length() > before => continue,
            Ok(_) => true,
            Err(StreamError::Sink { error, .. }) => return Err(StoreError::from(error).into()),
            Err(StreamError::Net(failure)) => match failure.cause {
                // Nothing beyond what is here already: what is here is longer than its file.
                NetError::Status { status: 416 } if before > 0 => true,
                // It announced another length: what is here may be right.
                NetError::TooLarge { .. } if part.length() == before => return Err(LoadError::NotGenuine),
                NetError::TooLarge { .. } => true,
                _ => return Err(sorted(failure)),
            },
        };
        if is_other_file {
            let is_its_own = !part.is_inherited();
            part.restart().map_err(StoreError::from)?;
            if is_its_own {
                return Err(LoadError::NotGenuine);
            }
        }
    }
}

/// A part that tells how far it is.
struct Told<'a> {
    part: &'a mut Part,
    told: Progress<'a>,
}

impl Sink for Told<'_> {
    fn begin(&mut self, start: u64, validators: &Validators) -> std::io::Result<()> {
        self.part.begin(start, validators)
    }

    fn take(&mut self, piece: &[u8]) -> std::io::Result<()> {
        self.part.take(piece)?;
        (self.told)(self.part.length());
        Ok(())
    }
}

fn sorted(failure: Failure) -> LoadError {
    match failure.cause {
        NetError::TooLarge { .. } => LoadError::NotGenuine,
        cause if is_missing(cause) => LoadError::Missing,
        _ => LoadError::Net(failure),
    }
}

/// Runs what waits for the disk where it may; work that panicked is lost.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    answer::blocking(work).await.unwrap_or(Err(StoreError::Lost))
}

impl LoadError {
    /// Whether a mirror was asked at all; one that is left alone for now did nothing new.
    fn was_asked(&self) -> bool {
        !matches!(self, Self::Net(failure) if matches!(failure.cause, NetError::BackingOff { .. }))
    }

    /// What it says about the mirror that was asked; `None` where asking another one is no use.
    fn fault(&self) -> Option<Fault> {
        match self {
            Self::Storage(_) | Self::Carrier(_) => None,
            Self::Missing => Some(Fault::Missing),
            Self::NotGenuine => Some(Fault::Lie),
            Self::Net(failure) => match failure.cause {
                NetError::Offline | NetError::Cancelled => None,
                NetError::CaptivePortal => Some(Fault::Offline),
                _ => Some(Fault::Server),
            },
        }
    }
}
