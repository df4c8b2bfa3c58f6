//! Why a catalog was not taken over. An attack, a dead network, a wrong clock and a damaged profile call for different acts.

use std::fmt;
use std::io;

use tough::schema::RoleType;

use crate::clock::Timestamp;
use crate::error::{Error, ErrorKind, Message};
use crate::text::dates;

/// Which of the four signed files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Who may sign.
    Root,
    /// What is newest.
    Timestamp,
    /// What belongs together.
    Snapshot,
    /// What there is: the catalog.
    Targets,
}

impl From<RoleType> for Role {
    fn from(role: RoleType) -> Self {
        match role {
            RoleType::Root => Self::Root,
            RoleType::Timestamp => Self::Timestamp,
            RoleType::Snapshot => Self::Snapshot,
            RoleType::Targets | RoleType::DelegatedTargets => Self::Targets,
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Root => "root",
            Self::Timestamp => "timestamp",
            Self::Snapshot => "snapshot",
            Self::Targets => "targets",
        })
    }
}

/// A load that was refused or failed. What is stored stays and keeps working.
#[derive(Debug, thiserror::Error)]
pub enum TrustError {
    /// Genuine, and too old: nobody has signed since, somebody holds back the news, or the clock is wrong.
    #[error("{role} expired at {since}")]
    Expired {
        /// Which file.
        role: Role,
        /// When it ended.
        since: Timestamp,
    },
    /// The device's clock is before 2024 or after 2080: nothing can be called fresh by it.
    #[error("the clock says {now}")]
    Clock {
        /// What it says.
        now: Timestamp,
    },
    /// Genuine once, and older than what is known.
    #[error("{role} is older than the one that is known")]
    Rollback {
        /// Which file.
        role: Role,
    },
    /// Not what the keys of this repository signed: signature, threshold, hash, a mixture of releases, another's root.
    #[error("not genuine: {cause}")]
    Forged {
        /// What does not fit, for logs.
        cause: String,
    },
    /// The stored state cannot be read, so nothing would protect against an old release. Reset only if a person wants it.
    #[error("the stored state is damaged: {what}")]
    Damaged {
        /// Which part.
        what: Role,
    },
    /// The answer is no metadata at all: cut off, or a page; on a captive network, the page to sign in.
    #[error("{role} is no metadata")]
    NotMetadata {
        /// Which file was asked for.
        role: Role,
        /// Whether it looks like a web page.
        is_page: bool,
    },
    /// More bytes, or more roots, than any honest repository has.
    #[error("{what} is larger than allowed")]
    TooLarge {
        /// What was.
        what: String,
    },
    /// A file that the metadata name is not there: a release half copied to a mirror.
    #[error("{path} is missing")]
    Missing {
        /// Below the repository's root.
        path: String,
    },
    /// A later format: what is stored stays, the app must be updated.
    #[error("format {0} is newer than this version knows")]
    TooNew(u32),
    /// No network, a broken server, a cancelled run.
    #[error("{0}")]
    Network(#[source] Error),
    /// The folder for passing files could not be used.
    #[error("scratch folder: {0}")]
    Scratch(#[source] io::Error),
}

impl TrustError {
    pub(super) fn forged(cause: impl fmt::Display) -> Self {
        Self::Forged { cause: cause.to_string() }
    }

    /// Whether somebody may be tampering, as against something being broken or away.
    pub const fn is_attack(&self) -> bool {
        matches!(self, Self::Rollback { .. } | Self::Forged { .. } | Self::TooLarge { .. })
    }
}

impl From<TrustError> for Error {
    fn from(error: TrustError) -> Self {
        let (kind, key) = match &error {
            TrustError::Expired { .. } => (ErrorKind::ServerUnavailable, "error.repository.expired"),
            TrustError::Clock { .. } => (ErrorKind::InvalidInput, "error.repository.clock"),
            TrustError::Rollback { .. } => (ErrorKind::NotGenuine, "error.repository.rollback"),
            TrustError::Forged { .. } => (ErrorKind::NotGenuine, "error.repository.forged"),
            TrustError::Damaged { .. } => (ErrorKind::StorageFailed, "error.repository.state"),
            TrustError::NotMetadata { is_page: true, .. } => (ErrorKind::Offline, "error.repository.page"),
            TrustError::NotMetadata { .. } => (ErrorKind::ServerUnavailable, "error.repository.garbled"),
            TrustError::TooLarge { .. } => (ErrorKind::NotGenuine, "error.repository.too_large"),
            TrustError::Missing { .. } => (ErrorKind::ServerUnavailable, "error.repository.missing"),
            TrustError::TooNew(_) => (ErrorKind::TooNew, "error.repository.too_new"),
            TrustError::Scratch(cause) if cause.kind() == io::ErrorKind::StorageFull => {
                (ErrorKind::StorageFull, "error.store.full")
            }
            TrustError::Scratch(_) => (ErrorKind::StorageFailed, "error.store.io"),
            // Handed on below as it came: it says host and cause better than anything here.
            TrustError::Network(network) => (network.kind, network.message.key),
        };
        let mut message = Message::new(key);
        if let TrustError::Expired { since: at, .. } | TrustError::Clock { now: at } = &error {
            message = message.with("date", dates::date(*at));
        }
        match error {
            TrustError::Network(network) => network,
            other => Self::caused_by(kind, message, other),
        }
    }
}

#[cfg(test)]
mod tests;
