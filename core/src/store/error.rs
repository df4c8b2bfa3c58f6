//! What can go wrong with the profile, told apart by what a person can do.
//!
//! SQLite's codes are sorted once, in `From<rusqlite::Error>`; the public error is made once, in `From<StoreError>`.
//! Only [`StoreError::Damaged`] leads to recovery: a full disk, a busy file or an I/O error is not damage.

use std::io;

use rusqlite::ErrorCode;

use crate::cancel::Cancelled;
use crate::error::{Error, ErrorKind, Message};
use crate::model::line::LineError;

/// Why the profile could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No room on the disk.
    #[error("the disk is full")]
    Full(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The folder or the file may not be written.
    #[error("the profile cannot be written")]
    ReadOnly(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The folder or the file could not be opened at all.
    #[error("the profile cannot be opened")]
    CannotOpen(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The operating system failed to read or write.
    #[error("reading or writing failed")]
    Io(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// Another process or thread is writing.
    #[error("the profile is in use")]
    Busy,
    /// SQLite or our own checks found bytes that nobody wrote; the next open repairs.
    #[error("the database is damaged")]
    Damaged(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// Written by a newer version of the app.
    #[error("{file} has schema {found}, this version knows {known}")]
    TooNew {
        /// File name inside the profile.
        file: &'static str,
        /// Schema version of the file.
        found: u32,
        /// Newest schema version this build knows.
        known: u32,
    },
    /// The store was closed or paused.
    #[error("the store is closed")]
    Closed,
    /// Stopped on request.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// A record that has no line.
    #[error("the record cannot be written as a line")]
    Line(#[from] LineError),
    /// Nothing has this id.
    #[error("nothing has the id `{0}`")]
    NotFound(String),
    /// What `import` was given is no export of this app.
    #[error("not an export of this app: {0}")]
    NotAnExport(&'static str),
    /// A job of the writer ended without an answer: it panicked, which is a defect.
    #[error("a write ended without an answer")]
    Lost,
    /// Any other answer of SQLite: a defect.
    #[error("unexpected database error")]
    Sqlite(#[source] rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full(error.into()),
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly(error.into()),
            Some(ErrorCode::CannotOpen) => Self::CannotOpen(error.into()),
            Some(ErrorCode::SystemIoFailure | ErrorCode::NoLargeFileSupport) => Self::Io(error.into()),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed) => {
                Self::Busy
            }
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(error.into()),
            Some(ErrorCode::OperationInterrupted) => Self::Cancelled(Cancelled),
            _ => Self::Sqlite(error),
        }
    }
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                Self::Full(error.into())
            }
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => Self::ReadOnly(error.into()),
            io::ErrorKind::NotADirectory | io::ErrorKind::NotFound => Self::CannotOpen(error.into()),
            io::ErrorKind::WouldBlock => Self::Busy,
            _ => Self::Io(error.into()),
        }
    }
}

/// Stored bytes that contradict themselves although SQLite handed them out.
#[derive(Debug, thiserror::Error)]
#[error("{what} of row {row} is not what was written")]
pub(super) struct Contradiction {
    pub(super) what: &'static str,
    pub(super) row: i64,
}

impl StoreError {
    /// Stored bytes that are not what was written.
    pub(super) fn contradiction(what: &'static str, row: i64) -> Self {
        Self::Damaged(Box::new(Contradiction { what, row }))
    }
}

/// Whether `error` or anything beneath it says that a database file is damaged.
pub fn is_damage(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(current) = next {
        if matches!(current.downcast_ref::<StoreError>(), Some(StoreError::Damaged(_))) {
            return true;
        }
        if let Some(sqlite) = current.downcast_ref::<rusqlite::Error>() {
            let code = sqlite.sqlite_error_code();
            return matches!(code, Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase));
        }
        next = current.source();
    }
    false
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        let (kind, message) = match &error {
            StoreError::Full(_) => (ErrorKind::StorageFull, Message::new("error.store.full")),
            StoreError::ReadOnly(_) => (ErrorKind::StorageFailed, Message::new("error.store.read_only")),
            StoreError::CannotOpen(_) => (ErrorKind::StorageFailed, Message::new("error.store.cannot_open")),
            StoreError::Io(_) => (ErrorKind::StorageFailed, Message::new("error.store.io")),
            StoreError::Busy => (ErrorKind::Busy, Message::new("error.store.busy")),
            StoreError::Damaged(_) => (ErrorKind::StorageFailed, Message::new("error.store.damaged")),
            StoreError::TooNew { .. } => (ErrorKind::TooNew, Message::new("error.store.too_new")),
            StoreError::Closed => (ErrorKind::StorageFailed, Message::new("error.store.closed")),
            StoreError::Cancelled(cancelled) => return (*cancelled).into(),
            StoreError::NotFound(id) => {
                (ErrorKind::NotFound, Message::new("error.store.not_found").with("id", id.clone()))
            }
            StoreError::NotAnExport(_) => (ErrorKind::InvalidInput, Message::new("error.store.not_an_export")),
            StoreError::Line(_) | StoreError::Lost | StoreError::Sqlite(_) => {
                (ErrorKind::Internal, Message::new("error.internal").with("detail", "store"))
            }
        };
        Self::caused_by(kind, message, error)
    }
}

#[cfg(test)]
mod tests;
