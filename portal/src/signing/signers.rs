//! The keys at hand on the publishing machine: those of targets, snapshot and timestamp, or fewer.
//!
//! During a rotation old and new keys lie side by side; the root that is published decides which of them sign.

use std::path::Path;

use serde::Serialize;
use tough::schema::{Role, Root, Signed};

use super::{SigningError, SigningKey};

/// Ending of key files.
pub const KEY_EXTENSION: &str = "der";

/// Keys at hand, in no order.
#[derive(Debug, Default)]
pub struct Signers {
    keys: Vec<SigningKey>,
}

impl Signers {
    /// These keys.
    pub fn new(keys: Vec<SigningKey>) -> Self {
        Self { keys }
    }

    /// All key files (`*.der`) of a folder, not of folders in it.
    ///
    /// # Errors
    /// [`SigningError::File`], [`SigningError::NotAKey`].
    pub fn open(folder: &Path) -> Result<Self, SigningError> {
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |source| SigningError::File { path, source }
        };
        let mut keys = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(failed(folder))? {
            let path = entry.map_err(failed(folder))?.path();
            if path.extension().is_some_and(|extension| extension == KEY_EXTENSION) {
                keys.push(open_key(&path)?);
            }
        }
        Ok(Self { keys })
    }

    /// Ids of the keys, 64 hex digits each.
    pub fn ids(&self) -> Vec<String> {
        self.keys.iter().map(SigningKey::id).collect()
    }

    /// `role` signed with every key at hand that `root` names for it.
    ///
    /// # Errors
    /// [`SigningError::NoKey`] if these are too few.
    pub(crate) async fn sign<R: Role + Serialize>(&self, root: &Root, role: R) -> Result<Signed<R>, SigningError> {
        let accepted = root.roles.get(&R::TYPE).map(|role| role.keyids.as_slice()).unwrap_or_default();
        let mut signed = Signed { signed: role, signatures: Vec::new() };
        for key in self.keys.iter().filter(|key| accepted.contains(key.tuf_id())) {
            signed.signatures.push(key.sign(&signed.signed).await?);
        }
        root.verify_role(&signed).map_err(|_| SigningError::NoKey { role: R::TYPE })?;
        Ok(signed)
    }
}

/// Reads one key file.
///
/// # Errors
/// [`SigningError::File`], [`SigningError::NotAKey`].
pub fn open_key(path: &Path) -> Result<SigningKey, SigningError> {
    let bytes = std::fs::read(path).map_err(|source| SigningError::File { path: path.to_owned(), source })?;
    SigningKey::parse(&bytes, &path.display().to_string())
}
