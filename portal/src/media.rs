//! Files beside the records: which ones a line names, where they are, and which a release sends.

use std::collections::{BTreeMap, BTreeSet};

use app4g_core::repository::format::Sha256;
use serde_json::Value;

use crate::content::Media;
use crate::storage::{Storage, StorageError};

/// Path of a file below the repository's root.
pub fn path(sha256: &Sha256, extension: &str) -> String {
    let name = sha256.to_string();
    let beginning = name.get(..2).unwrap_or_default();
    format!("media/{beginning}/{name}.{extension}")
}

/// A file as a published line names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its hash.
    pub sha256: Sha256,
    /// Its length, where the line says it.
    pub bytes: Option<u64>,
}

/// Paths of all files that a published line names: wherever a hash stands beside a media type.
pub fn named_in(line: &str, paths: &mut BTreeSet<String>) {
    let mut files = BTreeMap::new();
    files_in(line, &mut files);
    paths.extend(files.into_keys());
}

/// All files that a published line names, by path.
pub fn files_in(line: &str, files: &mut BTreeMap<String, Named>) {
    // Most lines name none, and need not be parsed.
    if line.contains(r#""mime":""#)
        && let Ok(record) = serde_json::from_str(line)
    {
        collect(&record, files);
    }
}

fn collect(value: &Value, files: &mut BTreeMap<String, Named>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, files)),
        Value::Object(fields) => {
            let text = |name: &str| fields.get(name).and_then(Value::as_str);
            if let (Some(sha256), Some(mime)) = (text("sha256").and_then(Sha256::parse), text("mime")) {
                let bytes = fields.get("bytes").and_then(Value::as_u64);
                files.insert(path(&sha256, extension(mime)), Named { sha256, bytes });
            }
            fields.values().for_each(|field| collect(field, files));
        }
        _ => {}
    }
}

/// The ending that files of a media type are published with.
fn extension(mime: &str) -> &'static str {
    match mime {
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "image/gif" => "gif",
        "image/webp" => "webp",
        "image/avif" => "avif",
        "image/bmp" => "bmp",
        _ => "bin",
    }
}

/// Sends the files that are not there.
///
/// # Errors
/// [`StorageError`].
pub async fn send(storage: &dyn Storage, files: impl Iterator<Item = &Media>) -> Result<(), StorageError> {
    for file in files {
        let path = path(&file.sha256, file.extension);
        if !storage.has(&path, file.bytes.len() as u64).await? {
            storage.put(&path, file.bytes.clone()).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
