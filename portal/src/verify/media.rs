//! The files beside the records: each line names its files by hash, so a signature covers them as it covers the line.

use std::collections::BTreeMap;

use app4g_core::repository::format::Sha256;

use super::Report;
use crate::media::Named;
use crate::reading;
use crate::storage::Storage;

/// Checks that every file that a record names is there, as long as it says and with that hash.
pub(super) async fn check(storage: &dyn Storage, files: &BTreeMap<String, Named>, report: &mut Report) {
    for (path, named) in files {
        let bytes = match reading::file(storage, path).await {
            Ok(bytes) => bytes,
            Err(error) => {
                report.find(path, error);
                continue;
            }
        };
        let length = bytes.len() as u64;
        if named.bytes.is_some_and(|said| said != length) {
            report.find(path, format!("it has {length} bytes, not those that its record says"));
        }
        if Sha256::of(&bytes) != named.sha256 {
            report.find(path, "it is another file than its hash says");
        }
    }
}
