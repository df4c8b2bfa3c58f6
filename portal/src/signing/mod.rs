//! Signatures of the repository: keys, roots, and the metadata of a release (decisions 27 and 28).
//!
//! Reading order: [`key`] (one private key) → [`lifetime`] (how long a role holds) → [`root`] (who may sign what) → [`signers`] (the
//! keys of the publishing machine) → [`release`] (targets, snapshot and timestamp of a release).
//!
//! Metadata is what any client of The Update Framework reads: expiry in whole seconds, no delegations, one target.
//!
//! Invariant: nothing is handed out that the root does not verify.

mod error;
pub mod key;
pub mod lifetime;
pub mod release;
pub mod root;
pub mod signers;

pub use error::SigningError;
pub use key::SigningKey;
pub use release::{Signed, sign_release, sign_timestamp};
pub use root::{RootKeys, Trust, make_root};
pub use signers::Signers;

/// Version of TUF's specification that the metadata names.
pub(crate) const SPEC_VERSION: &str = "1.0.0";
