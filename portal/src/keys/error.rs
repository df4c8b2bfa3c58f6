//! Why a step of the key ceremony was not taken. Nothing was changed then.

use std::io;
use std::path::PathBuf;

use tough::schema::RoleType;

use crate::signing::SigningError;

/// A step that was refused or failed; `texts` says each to the person at the keyboard.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// A file that cannot be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// There is a root or a draft already.
    #[error("the folder has keys already")]
    NotEmpty,
    /// Nothing to work on: `init` comes first.
    #[error("the folder has no root and no draft")]
    Empty,
    /// No draft to sign.
    #[error("there is no draft to sign")]
    NoDraft,
    /// The draft does not follow the newest finished root: it was made elsewhere, or the other one is newer.
    #[error("the draft does not follow root {newest}")]
    StaleDraft {
        /// Version of the newest finished root, 0 if there is none.
        newest: u64,
    },
    /// No key, or more than one, has an id that begins so.
    #[error("{beginning} names no key, or more than one")]
    UnknownKey {
        /// What was typed.
        beginning: String,
    },
    /// A role would be left with fewer keys than it needs: it must get a new one instead.
    #[error("{role} would have too few keys")]
    TooFewKeys {
        /// Which role.
        role: RoleType,
    },
    /// Which of a role's keys is replaced must be said.
    #[error("{role} has several keys; say which is replaced")]
    WhichKey {
        /// Which role.
        role: RoleType,
    },
    /// A key that neither the old nor the new root names as a holder's.
    #[error("{id} is no root holder's key")]
    NotAHolder {
        /// Its id.
        id: String,
    },
    /// Keys, roots or signatures.
    #[error("{0}")]
    Signing(#[from] SigningError),
}
