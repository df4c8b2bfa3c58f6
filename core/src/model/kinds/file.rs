//! A file that is published beside the records, under `media/`, named by its hash.

use serde::{Deserialize, Serialize};

use super::choice::choice;
use super::field::{Field, Shape};

choice! {
    /// What a file is to its record.
    FileRole {
        /// Drawn with the text.
        Image = "image",
        /// Opened on request.
        Attachment = "attachment",
    }
}

/// A published file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaFile {
    /// SHA-256 of the bytes, lower hex; also its name.
    pub sha256: String,
    /// Size.
    pub bytes: u64,
    /// Media type by content.
    pub mime: String,
    /// What it is for.
    pub role: FileRole,
    /// What is to be seen, for those who cannot; every image has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
    /// Pixels, of images.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Pixels, of images.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    /// Pages, of documents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<u32>,
}

impl MediaFile {
    /// Path below the repository's root: `media/<aa>/<sha256>.<ext>`; the same on every device, so that it also names what is
    /// stored of it.
    pub fn path(&self) -> String {
        let beginning = self.sha256.get(..2).unwrap_or_default();
        format!("media/{beginning}/{}.{}", self.sha256, extension(&self.mime))
    }
}

/// The ending that web servers tell a media type by; the format lists them (docs/repository-format.md, 16).
fn extension(mime: &str) -> &'static str {
    match mime {
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "image/webp" => "webp",
        "image/avif" => "avif",
        "image/gif" => "gif",
        "image/bmp" => "bmp",
        _ => "bin",
    }
}

/// Largest published file, in bytes: what a metered network loads without asking (decision 16).
pub const MAX_FILE_BYTES: i64 = 300_000;

/// Fields of a published file.
pub const FILE: &[Field] = &[
    Field::required("sha256", Shape::Digest),
    Field::required("bytes", Shape::Integer { min: 1, max: MAX_FILE_BYTES }),
    Field::required("mime", Shape::text(100)),
    Field::required("role", Shape::Choice(FileRole::WORDS)),
    Field::optional("alt", Shape::text(500)),
    Field::optional("width", Shape::Integer { min: 1, max: 24_000_000 }),
    Field::optional("height", Shape::Integer { min: 1, max: 24_000_000 }),
    Field::optional("pages", Shape::Integer { min: 1, max: 10_000 }),
];
