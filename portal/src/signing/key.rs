//! One private key: Ed25519, kept as PKCS#8 DER (PEM is refused by the libraries that read it).
//!
//! Invariant: private bytes leave this file only as a new key's file form; `Debug` shows the id.

use std::fmt;

use app4g_core::repository::format::digest;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::Ed25519KeyPair;
use tough::schema::decoded::{Decoded, Hex};
use tough::schema::key::Key;
use tough::schema::{Role, Signature};
use tough::sign::Sign;

use super::SigningError;

/// A key that signs.
pub struct SigningKey {
    pair: Ed25519KeyPair,
    id: Decoded<Hex>,
}

impl SigningKey {
    /// A new key and the bytes of its file.
    ///
    /// # Errors
    /// [`SigningError::Crypto`] if the system gives no randomness.
    pub fn generate() -> Result<(Self, Vec<u8>), SigningError> {
        let document = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).map_err(SigningError::crypto)?;
        let bytes = document.as_ref().to_vec();
        Ok((Self::parse(&bytes, "key")?, bytes))
    }

    /// Reads the bytes of a key's file; `name` is said in the error.
    ///
    /// # Errors
    /// [`SigningError::NotAKey`].
    pub fn parse(bytes: &[u8], name: &str) -> Result<Self, SigningError> {
        let refused = || SigningError::NotAKey { name: name.to_owned() };
        let pair = Ed25519KeyPair::from_pkcs8(bytes).map_err(|_| refused())?;
        let id = pair.tuf_key().key_id().map_err(|_| refused())?;
        Ok(Self { pair, id })
    }

    /// The key's id, 64 lower hex digits: SHA-256 of the public key's canonical JSON, as TUF has it.
    pub fn id(&self) -> String {
        digest::hex(&self.id)
    }

    pub(crate) fn tuf_id(&self) -> &Decoded<Hex> {
        &self.id
    }

    /// The public half as it stands in a root.
    pub(crate) fn public(&self) -> Key {
        self.pair.tuf_key()
    }

    /// Signs the canonical form of `role`.
    ///
    /// # Errors
    /// [`SigningError::Crypto`].
    pub async fn sign(&self, role: &impl Role) -> Result<Signature, SigningError> {
        let message = role.canonical_form().map_err(SigningError::crypto)?;
        let sig = Sign::sign(&self.pair, &message, &SystemRandom::new()).await.map_err(SigningError::crypto)?;
        Ok(Signature { keyid: self.id.clone(), sig: sig.into() })
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", self.id())
    }
}

#[cfg(test)]
mod tests;
