//! What a load of segments began with, so that it ends with just that (decision 26).

use serde::{Deserialize, Serialize};

use crate::repository::format::{Collection, FormatError, Index, SetHash, Sha256};
use crate::sync::error::SyncError;

/// Catalog entry and index, both verified when the load began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Pinned {
    pub(super) entry: Collection,
    pub(super) index: Index,
    /// Over the rest: a damaged row must not be taken for what was verified.
    sum: Sha256,
}

impl Pinned {
    pub(super) fn new(entry: Collection, index: Index) -> Result<Self, SyncError> {
        let sum = sum(&entry, &index)?;
        Ok(Self { entry, index, sum })
    }

    /// Reads what [`Pinned::to_bytes`] wrote; `None` for anything else, and the load begins anew.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let pinned: Self = serde_json::from_slice(bytes).ok()?;
        (sum(&pinned.entry, &pinned.index).ok()? == pinned.sum).then_some(pinned)
    }

    pub(super) fn to_bytes(&self) -> Result<Vec<u8>, SyncError> {
        let unwritable = |_| FormatError::Rule { what: "index", rule: "it cannot be written again" };
        Ok(serde_json::to_vec(self).map_err(unwritable)?)
    }
}

fn sum(entry: &Collection, index: &Index) -> Result<Sha256, SyncError> {
    let mut sum = SetHash::default();
    sum.add(entry.set_hash);
    sum.add(entry.index.sha256);
    sum.add(Sha256::of(&index.to_bytes()?));
    Ok(sum.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repository::format::Object;

    #[test]
    fn what_is_pinned_comes_back_and_damage_is_noticed() {
        let object = Object { sha256: Sha256::of(b"i"), bytes: 10, raw_bytes: 20 };
        let entry = Collection { version: 0, count: 0, set_hash: Sha256::of(b""), index: object };
        let pinned = Pinned::new(entry, Index::empty("news")).unwrap();
        let bytes = pinned.to_bytes().unwrap();
        assert_eq!(Pinned::read(&bytes), Some(pinned));
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(Pinned::read(text.replace("\"news\"", "\"base\"").as_bytes()), None);
        assert_eq!(Pinned::read(b"{}"), None);
    }
}
