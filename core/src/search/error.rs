//! What can go wrong in search, and what a person is told about it.
//!
//! Every file of this module returns [`SearchError`]; `store`, `sync` and `app` turn it into the public error by `?`.

use crate::cancel::Cancelled;
use crate::error::{Error, ErrorKind, Message};

/// Why a search or a change of the index did not finish.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The work was stopped on request.
    #[error("cancelled")]
    Cancelled(#[from] Cancelled),
    /// SQLite refused: disk full, locked, read-only, corrupt.
    #[error("the database refused a statement of search")]
    Database(#[source] rusqlite::Error),
    /// A part of the index is not what was written; it is rebuilt from the stored lines.
    #[error("the index is damaged: {0}")]
    Damaged(&'static str),
    /// The index was written by a newer version of the app.
    #[error("index format {found}, newest known is {known}")]
    TooNew {
        /// Format in the database.
        found: i64,
        /// Newest format this version reads.
        known: i64,
    },
    /// The stored text of a document could not be read.
    #[error("the text of a document could not be read")]
    Text(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A document number outside 1 ..= 2^32 - 2.
    #[error("document number {0} cannot be indexed")]
    DocNumber(i64),
    /// A filter or an order names a field that the kind does not declare, or one that cannot be sorted by.
    #[error("no such facet field")]
    NoField {
        /// As it was asked for.
        field: String,
    },
    /// A filter names a value that no document of the field has, or a range that is none.
    #[error("no such facet value")]
    NoValue {
        /// The field.
        field: String,
        /// As it was asked for.
        value: String,
    },
}

/// An interrupted statement is a cancelled one: only a cancel token fires SQLite's interrupt (decision 11).
impl From<rusqlite::Error> for SearchError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::OperationInterrupted) => Self::Cancelled(Cancelled),
            _ => Self::Database(error),
        }
    }
}

impl From<SearchError> for Error {
    fn from(error: SearchError) -> Self {
        let (kind, key) = match &error {
            SearchError::Cancelled(_) => return Cancelled.into(),
            SearchError::NoField { field } => {
                let message = Message::new("error.search.no_field").with("field", field.as_str());
                return Self::caused_by(ErrorKind::InvalidInput, message, error);
            }
            SearchError::NoValue { field, value } => {
                let message = Message::new("error.search.no_value").with("field", field.as_str());
                let message = message.with("value", value.as_str());
                return Self::caused_by(ErrorKind::InvalidInput, message, error);
            }
            SearchError::Database(cause) => match cause.sqlite_error_code() {
                Some(rusqlite::ErrorCode::DiskFull) => (ErrorKind::StorageFull, "error.search.full"),
                Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => {
                    (ErrorKind::Busy, "error.search.busy")
                }
                _ => (ErrorKind::StorageFailed, "error.search.database"),
            },
            SearchError::Damaged(_) => (ErrorKind::StorageFailed, "error.search.damaged"),
            SearchError::TooNew { .. } => (ErrorKind::TooNew, "error.search.too_new"),
            SearchError::Text(_) => (ErrorKind::StorageFailed, "error.search.text"),
            SearchError::DocNumber(_) => (ErrorKind::Internal, "error.search.doc_number"),
        };
        Self::caused_by(kind, Message::new(key), error)
    }
}

#[cfg(test)]
mod tests;
