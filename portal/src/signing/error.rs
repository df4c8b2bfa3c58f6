//! Why something could not be signed.

use std::io;
use std::path::PathBuf;

use tough::schema::RoleType;

/// A signature that was not made. The publisher acts on the variant, so each says which file or role.
#[derive(Debug, thiserror::Error)]
pub enum SigningError {
    /// A key file that is there and cannot be read.
    #[error("key file {}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Not the DER form (PKCS#8) of an Ed25519 key.
    #[error("{name} is no Ed25519 key in PKCS#8 DER form")]
    NotAKey {
        /// File, or what the key was to be.
        name: String,
    },
    /// No key at hand that the root names for this role, or too few.
    #[error("no key at hand that the root accepts for {role}")]
    NoKey {
        /// Which role.
        role: RoleType,
    },
    /// The root cannot be read, or is not signed as it says itself.
    #[error("the root is not usable: {0}")]
    Root(String),
    /// What was to be signed is against a rule of the format.
    #[error("not signed: {0}")]
    Rule(&'static str),
    /// The cryptographic library refused.
    #[error("the signature could not be made: {0}")]
    Crypto(String),
}

impl SigningError {
    /// From any error of the libraries; their `Display` only, `Debug` would force a backtrace.
    pub(crate) fn crypto(error: impl std::fmt::Display) -> Self {
        Self::Crypto(error.to_string())
    }
}
