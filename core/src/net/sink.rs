//! Where the bytes of a large body go, piece by piece, and how a load into one ends.
//!
//! A sink is a file that must survive its load (`repository::staging`). It writes on the thread that drives the sockets:
//! a piece is a few kilobytes and goes to the system's cache; what waits for the disk (fsync) belongs elsewhere.

use std::io;

use url::Url;

use super::error::{Failure, NetError};
use super::outcome::Validators;
use super::redirect::Hop;
use super::traffic::Traffic;

/// Takes a body.
pub trait Sink: Send {
    /// Called once, before the first byte is taken: the body begins at byte `start` of the file. That is where the rest was
    /// asked from, or 0: then the server sends all of it, and what is there already counts no more.
    ///
    /// # Errors
    /// The sink cannot begin; the load ends.
    fn begin(&mut self, start: u64, validators: &Validators) -> io::Result<()>;

    /// The next bytes. What a sink has taken is its own, whatever becomes of the load.
    ///
    /// # Errors
    /// The sink is full or fails; the load ends.
    fn take(&mut self, piece: &[u8]) -> io::Result<()>;
}

/// A load that came to the end of what the server sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Streamed {
    /// Where it was found at last.
    pub final_url: Url,
    /// Redirects followed.
    pub redirects: Vec<Hop>,
    /// Where in the file the body began.
    pub start: u64,
    /// Length of the whole file, where the answer says so: a server may send less of the rest than was asked for.
    pub of: Option<u64>,
    /// What it cost, redirects included.
    pub traffic: Traffic,
}

/// Why a load into a sink ended early.
#[derive(Debug, thiserror::Error)]
pub enum StreamError {
    /// The network's side.
    #[error(transparent)]
    Net(#[from] Failure),
    /// The sink's side: no fault of anybody on the network.
    #[error("the bytes could not be put down")]
    Sink {
        /// What the sink said.
        #[source]
        error: io::Error,
        /// Bytes spent all the same.
        traffic: Traffic,
    },
}

/// The same inside the client, before what it cost is added.
#[derive(Debug)]
pub(super) enum Stop {
    Net(NetError),
    Sink(io::Error),
}

impl From<NetError> for Stop {
    fn from(cause: NetError) -> Self {
        Self::Net(cause)
    }
}
