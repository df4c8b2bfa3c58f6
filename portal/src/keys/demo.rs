//! The keys of the demo, committed under `portal/demo-keys/` and no secret (decision 36).
//!
//! Their root carries a signed mark, so that whatever is opened with it says «kho thử nghiệm». It holds until 2079: a demo
//! that stops working one day would be of no use, and it protects nothing.

use crate::signing::{Signers, SigningError, SigningKey};

/// A root everybody may sign for.
#[derive(Debug)]
pub struct DemoKeys {
    /// `metadata/1.root.json`.
    pub root: &'static [u8],
    /// The keys of targets, snapshot and timestamp.
    pub signers: Signers,
    /// The keys of the three holders.
    pub holders: Vec<SigningKey>,
}

/// The root of the demo, as clients embed it.
pub const ROOT: &[u8] = include_bytes!("../../demo-keys/metadata/1.root.json");

const ONLINE: [(&str, &[u8]); 3] = [
    ("targets.der", include_bytes!("../../demo-keys/online/targets.der")),
    ("snapshot.der", include_bytes!("../../demo-keys/online/snapshot.der")),
    ("timestamp.der", include_bytes!("../../demo-keys/online/timestamp.der")),
];

const HOLDERS: [(&str, &[u8]); 3] = [
    ("root-1.der", include_bytes!("../../demo-keys/holders/root-1.der")),
    ("root-2.der", include_bytes!("../../demo-keys/holders/root-2.der")),
    ("root-3.der", include_bytes!("../../demo-keys/holders/root-3.der")),
];

/// The demo's keys and root.
///
/// # Errors
/// [`SigningError::NotAKey`] if the committed files are damaged.
pub fn demo_keys() -> Result<DemoKeys, SigningError> {
    let parse = |files: [(&str, &[u8]); 3]| {
        files.into_iter().map(|(name, bytes)| SigningKey::parse(bytes, name)).collect::<Result<Vec<_>, _>>()
    };
    Ok(DemoKeys { root: ROOT, signers: Signers::new(parse(ONLINE)?), holders: parse(HOLDERS)? })
}

#[cfg(test)]
mod tests;
