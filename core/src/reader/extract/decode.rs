//! Bytes of a page → text.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::reader::tags::{Piece, Pieces, attribute};
use crate::text::nfc;

/// Where a page may say its encoding, in bytes from the start.
const HEAD: usize = 4096;

/// Decodes a page. `content_type` is the header as the server sent it.
///
/// A byte order mark wins; valid UTF-8 beats any label, because labels lie; then the header's charset, the page's own, and
/// windows-1252. Bytes that fit nothing become U+FFFD. The result is NFC (windows-1258 writes marks apart).
pub fn page_text<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Cow<'a, str> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return normal(encoding.decode(bytes).0);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return normal(Cow::Borrowed(text));
    }
    let label = content_type.and_then(charset_of).or_else(|| declared(bytes)).unwrap_or(WINDOWS_1252);
    normal(label.decode_without_bom_handling(bytes).0)
}

fn normal(text: Cow<'_, str>) -> Cow<'_, str> {
    match nfc(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(changed) => Cow::Owned(changed),
    }
}

/// The charset parameter of a media type.
fn charset_of(content_type: &str) -> Option<&'static Encoding> {
    let parameters = content_type.split(';').skip(1);
    let charset = parameters
        .filter_map(|pair| pair.split_once('='))
        .find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
    Encoding::for_label(charset.1.trim().trim_matches(['"', '\'']).as_bytes())
}

/// What `meta` says. UTF-16 cannot be said in ASCII: such a label is wrong, and bytes that are no UTF-8 are damaged UTF-8 then.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes));
    let metas = Pieces::new(&head).filter_map(|piece| match piece {
        Piece::Start(tag) if tag.name.eq_ignore_ascii_case("meta") => Some(tag.attributes),
        _ => None,
    });
    let mut found = metas.filter_map(|meta| match attribute(meta, "charset") {
        Some(label) => Encoding::for_label(label.trim().as_bytes()),
        None => attribute(meta, "content").and_then(charset_of),
    });
    found.next().map(|encoding| if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

#[cfg(test)]
mod tests;
