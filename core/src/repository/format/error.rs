//! Why bytes are not what the format says.

use super::digest::Sha256;
use crate::error::{Error, ErrorKind, Message};

/// A file that is verified or named by a verified one, and is not what it should be.
#[derive(Debug, thiserror::Error)]
pub enum FormatError {
    /// A later format: the app must be updated; what is stored stays.
    #[error("format {0} is newer than this version knows")]
    TooNew(u32),
    /// The bytes are not those that the hash names.
    #[error("object {expected} has other bytes")]
    Hash {
        /// What the object is called.
        expected: Sha256,
    },
    /// Size, frame header or content do not fit what was announced.
    #[error("object {object}: {cause}")]
    Frame {
        /// Which.
        object: Sha256,
        /// What is wrong.
        cause: &'static str,
    },
    /// A catalog, an index or a manifest that cannot be read.
    #[error("{what} cannot be read: {cause}")]
    Json {
        /// Which file.
        what: &'static str,
        /// The parser's words; never content.
        cause: String,
    },
    /// Readable, but against a rule.
    #[error("{what}: {rule}")]
    Rule {
        /// Which file.
        what: &'static str,
        /// The rule that is broken.
        rule: &'static str,
    },
    /// zstd has no memory for its tables.
    #[error("no memory to decompress")]
    Memory,
}

impl FormatError {
    pub(crate) fn json(what: &'static str, error: &serde_json::Error) -> Self {
        // The category and the place only: the text of serde's error may quote content.
        Self::Json {
            what,
            cause: format!("{:?} at line {}, column {}", error.classify(), error.line(), error.column()),
        }
    }
}

impl From<FormatError> for Error {
    fn from(error: FormatError) -> Self {
        match &error {
            FormatError::TooNew(_) => {
                Self::caused_by(ErrorKind::TooNew, Message::new("error.repository.too_new"), error)
            }
            FormatError::Memory => {
                Self::caused_by(ErrorKind::Internal, Message::new("error.internal").with("detail", "zstd"), error)
            }
            _ => Self::caused_by(ErrorKind::NotGenuine, Message::new("error.repository.damaged"), error),
        }
    }
}
