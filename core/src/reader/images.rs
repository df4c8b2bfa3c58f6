//! What an image file is, from its first bytes, without decoding it (decision 16).
//!
//! `sync` asks before it stores an image. The name and the media type are not believed: HTML called `.png` is refused.
//! Each format is read in a few bounded steps (`jpeg`, `webp`, `avif`; PNG, GIF and BMP here).
//!
//! Invariant: never panics, never reads outside `bytes`, linear.

mod avif;
mod jpeg;
mod webp;

use crate::error::{Error, ErrorKind, Message};

use super::block::Block;
use super::tags::{Piece, Pieces};

/// Images of more pixels are refused: decoded they would take 100 MB.
pub const MAX_PIXELS: u64 = 24_000_000;

/// Largest image fetched on a network that costs by volume, in bytes.
pub const MAX_METERED_BYTES: u64 = 300_000;

/// A raster format that both phone platforms draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ImageFormat {
    /// ITU-T T.81.
    Jpeg,
    /// W3C PNG.
    Png,
    /// GIF87a, GIF89a.
    Gif,
    /// RFC 9649.
    Webp,
    /// AV1 image in ISOBMFF.
    Avif,
    /// Windows bitmap.
    Bmp,
}

impl ImageFormat {
    /// The media type to store and serve it with.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
            Self::Avif => "image/avif",
            Self::Bmp => "image/bmp",
        }
    }
}

/// What is known of an image that may be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImageInfo {
    /// By its content.
    pub format: ImageFormat,
    /// Pixels, at least 1.
    pub width: u32,
    /// Pixels, at least 1.
    pub height: u32,
}

/// Why a file is not stored as an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImageRefusal {
    /// SVG is a program; its alternative text stands instead.
    #[error("SVG is not stored")]
    Svg,
    /// A page, most often an error page.
    #[error("HTML instead of an image")]
    Html,
    /// No format that phones draw.
    #[error("unknown image format")]
    Unknown,
    /// Ends before its size is said, or says none.
    #[error("image header is cut off or says no size")]
    Truncated,
    /// More than [`MAX_PIXELS`].
    #[error("{width} × {height} pixels are too many")]
    TooLarge {
        /// Pixels.
        width: u32,
        /// Pixels.
        height: u32,
    },
}

impl From<ImageRefusal> for Error {
    fn from(refusal: ImageRefusal) -> Self {
        let message = match refusal {
            ImageRefusal::Svg | ImageRefusal::Html | ImageRefusal::Unknown => {
                Message::new("error.reader.image_refused")
            }
            ImageRefusal::Truncated => Message::new("error.reader.image_damaged"),
            ImageRefusal::TooLarge { width, height } => Message::new("error.reader.image_too_large")
                .with("width", width.to_string())
                .with("height", height.to_string()),
        };
        Self::caused_by(ErrorKind::InvalidInput, message, refusal)
    }
}

/// Reads format and size from the first bytes of a file (the whole file for AVIF with a late header; else 64 KiB do).
///
/// # Errors
/// See [`ImageRefusal`].
pub fn inspect(bytes: &[u8]) -> Result<ImageInfo, ImageRefusal> {
    let (format, size) = if bytes.starts_with(b"\xff\xd8\xff") {
        (ImageFormat::Jpeg, jpeg::size(bytes))
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        (ImageFormat::Png, png_size(bytes))
    } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        (ImageFormat::Gif, u16_le(bytes, 6).zip(u16_le(bytes, 8)))
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        (ImageFormat::Webp, webp::size(bytes))
    } else if avif::is_avif(bytes) {
        (ImageFormat::Avif, avif::size(bytes))
    } else if bytes.starts_with(b"BM") && u32_le(bytes, 14).is_some_and(|header| (12..=124).contains(&header)) {
        (ImageFormat::Bmp, bmp_size(bytes))
    } else {
        return Err(disguise(bytes));
    };
    let (width, height) = size.filter(|(width, height)| *width > 0 && *height > 0).ok_or(ImageRefusal::Truncated)?;
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(ImageRefusal::TooLarge { width, height });
    }
    Ok(ImageInfo { format, width, height })
}

/// Whether a network costs by volume, as the platform says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NetworkCost {
    /// Wi-Fi, cable.
    Unmetered,
    /// Mobile data, or data saver on.
    Metered,
}

/// Whether an image of `bytes` bytes may be loaded without asking (the total cap and the quota are the planner's).
pub const fn is_affordable(bytes: u64, cost: NetworkCost) -> bool {
    match cost {
        NetworkCost::Unmetered => true,
        NetworkCost::Metered => bytes <= MAX_METERED_BYTES,
    }
}

/// The addresses of the images that `blocks` show, in order, each once.
pub fn addresses(blocks: &[Block]) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    let mut waiting: Vec<&Block> = blocks.iter().rev().collect();
    while let Some(block) = waiting.pop() {
        match block {
            Block::Image(picture) if !found.contains(&picture.url.as_str()) => found.push(&picture.url),
            Block::Quote { blocks } => waiting.extend(blocks.iter().rev()),
            Block::List { items, .. } => waiting.extend(items.iter().flatten().rev()),
            _ => {}
        }
    }
    found
}

fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    (bytes.get(12..16) == Some(b"IHDR")).then_some(())?;
    u32_be(bytes, 16).zip(u32_be(bytes, 20))
}

fn bmp_size(bytes: &[u8]) -> Option<(u32, u32)> {
    if u32_le(bytes, 14)? == 12 {
        return u16_le(bytes, 18).zip(u16_le(bytes, 20));
    }
    let signed = |at| u32_le(bytes, at).map(|n| n.cast_signed().unsigned_abs());
    signed(18).zip(signed(22))
}

/// What a file is that is no image.
fn disguise(bytes: &[u8]) -> ImageRefusal {
    let start = String::from_utf8_lossy(bytes.get(..1024).unwrap_or(bytes));
    for piece in Pieces::new(start.trim_start_matches('\u{feff}')) {
        match piece {
            Piece::Doctype => return if start.contains("svg") { ImageRefusal::Svg } else { ImageRefusal::Html },
            Piece::Start(tag) if tag.name.eq_ignore_ascii_case("svg") => return ImageRefusal::Svg,
            Piece::Start(_) => return ImageRefusal::Html,
            Piece::Text(text) if !text.trim().is_empty() => return ImageRefusal::Unknown,
            _ => {}
        }
    }
    ImageRefusal::Unknown
}

fn u16_be(bytes: &[u8], at: usize) -> Option<u32> {
    let two = bytes.get(at..)?.first_chunk::<2>()?;
    Some(u32::from(u16::from_be_bytes(*two)))
}

fn u16_le(bytes: &[u8], at: usize) -> Option<u32> {
    let two = bytes.get(at..)?.first_chunk::<2>()?;
    Some(u32::from(u16::from_le_bytes(*two)))
}

fn u32_be(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk::<4>().map(|four| u32::from_be_bytes(*four))
}

fn u32_le(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk::<4>().map(|four| u32::from_le_bytes(*four))
}

#[cfg(test)]
mod tests;
