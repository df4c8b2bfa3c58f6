//! Looks for secrets in every byte of a repository, as it is and decompressed: for tests that plant some.

use crate::storage::{Storage, StorageError};
use crate::unpack::unpack;

/// A secret that was found, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leak {
    /// The file.
    pub path: String,
    /// Which of the secrets.
    pub secret: String,
}

/// Every place where one of `secrets` stands, in a name or in a file.
///
/// # Errors
/// [`StorageError`].
pub async fn leaks(storage: &dyn Storage, secrets: &[&str]) -> Result<Vec<Leak>, StorageError> {
    let mut found = Vec::new();
    for prefix in ["metadata", "targets", "objects", "media"] {
        for file in storage.list(prefix).await? {
            let Some(stored) = storage.get(&file.path).await? else { continue };
            let raw = unpack(&stored.bytes).unwrap_or_default();
            for secret in secrets {
                let is_here = file.path.contains(secret) || holds(&stored.bytes, secret) || holds(&raw, secret);
                if is_here {
                    found.push(Leak { path: file.path.clone(), secret: (*secret).to_owned() });
                }
            }
        }
    }
    Ok(found)
}

fn holds(bytes: &[u8], secret: &str) -> bool {
    !secret.is_empty() && bytes.windows(secret.len()).any(|window| window == secret.as_bytes())
}
