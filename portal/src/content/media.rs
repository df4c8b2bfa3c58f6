//! Images beside a record: `images = [{file = "vuon-vai.jpg", alt = "…"}]`.
//!
//! Each is named by the hash of its bytes; format and size are read from the bytes, never from the name (decision 16).

use std::path::Path;

use app4g_core::Message;
use app4g_core::model::kinds::Problem;
use app4g_core::model::kinds::check::{Strangers, check};
use app4g_core::model::kinds::field::{Field, Shape};
use app4g_core::model::kinds::file::MAX_FILE_BYTES;
use app4g_core::reader::images::{ImageFormat, ImageRefusal, inspect};
use app4g_core::repository::format::Sha256;
use serde_json::{Value, json};

/// A file to be published under `media/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    /// Its hash, which is its name.
    pub sha256: Sha256,
    /// Ending of the name, by content: `jpg`, `png`.
    pub extension: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
}

/// An image as its author names it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
pub(super) struct Picture {
    /// In the folder of the record.
    pub(super) file: String,
    /// What is to be seen, for those who cannot.
    pub(super) alt: String,
}

const PICTURE: &[Field] = &[Field::required("file", Shape::text(100)), Field::required("alt", Shape::text(500))];
const PICTURES: &[Field] = &[Field::optional("images", Shape::list(&Shape::Table(PICTURE), 20))];

impl Picture {
    /// Reads `images` of a front matter, with what is wrong there.
    pub(super) fn read(written: &Value) -> (Vec<Self>, Vec<Problem>) {
        let problems = check(&json!({ "images": written }), PICTURES, Strangers::Refused);
        let items = written.as_array().into_iter().flatten();
        (items.filter_map(|item| serde_json::from_value(item.clone()).ok()).collect(), problems)
    }

    /// Reads the file in `folder`: what is published, and what the record says of it.
    ///
    /// # Errors
    /// Why it is not published.
    pub(super) fn load(&self, folder: &Path) -> Result<(Media, Value), Message> {
        let is_name = !self.file.contains(['/', '\\']) && !self.file.starts_with('.');
        if !is_name {
            return Err(Message::new("content.image_elsewhere"));
        }
        let bytes = std::fs::read(folder.join(&self.file))
            .map_err(|error| Message::new("content.unreadable").with("error", error.to_string()))?;
        let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        if size > MAX_FILE_BYTES {
            let max = MAX_FILE_BYTES.to_string();
            return Err(Message::new("content.image_too_heavy").with("bytes", size.to_string()).with("max", max));
        }
        let info = inspect(&bytes).map_err(refused)?;
        let sha256 = Sha256::of(&bytes);
        let said = json!({
            "sha256": sha256.to_string(), "bytes": size, "mime": info.format.media_type(), "role": "image",
            "alt": self.alt, "width": info.width, "height": info.height,
        });
        Ok((Media { sha256, extension: extension(info.format), bytes }, said))
    }
}

const fn extension(format: ImageFormat) -> &'static str {
    match format {
        ImageFormat::Jpeg => "jpg",
        ImageFormat::Png => "png",
        ImageFormat::Gif => "gif",
        ImageFormat::Webp => "webp",
        ImageFormat::Avif => "avif",
        ImageFormat::Bmp => "bmp",
        _ => "bin",
    }
}

fn refused(refusal: ImageRefusal) -> Message {
    app4g_core::Error::from(refusal).message
}

#[cfg(test)]
mod tests;
