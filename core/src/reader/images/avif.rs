//! AVIF: the size stands in `ispe` boxes inside `meta` › `iprp` › `ipco` (ISO/IEC 23008-12 §6.5.3).

use super::u32_be;

/// Boxes looked at in one file.
const MAX_BOXES: usize = 1_000;

/// Whether the file type box names an AVIF brand.
pub(super) fn is_avif(bytes: &[u8]) -> bool {
    bytes.get(4..8) == Some(b"ftyp")
        && u32_be(bytes, 0)
            .and_then(|length| bytes.get(8..usize::try_from(length).ok()?.min(bytes.len())))
            .is_some_and(|brands| brands.chunks_exact(4).any(|brand| matches!(brand, b"avif" | b"avis")))
}

/// Width and height of the largest image property: a grid's tiles, thumbnails and masks are smaller than the whole.
pub(super) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut largest = None;
    let mut waiting = vec![bytes];
    let mut seen = 0;
    while let Some(mut rest) = waiting.pop() {
        while let Some((kind, content, after)) = next_box(rest) {
            seen += 1;
            if seen > MAX_BOXES {
                return largest;
            }
            match kind {
                // A full box: version and flags first.
                b"meta" => waiting.extend(content.get(4..)),
                b"iprp" | b"ipco" => waiting.push(content),
                b"ispe" => {
                    let found = u32_be(content, 4).zip(u32_be(content, 8));
                    largest = largest.into_iter().chain(found).max_by_key(|size| u64::from(size.0) * u64::from(size.1));
                }
                _ => {}
            }
            rest = after;
        }
    }
    largest
}

type Box<'a> = (&'a [u8; 4], &'a [u8], &'a [u8]);

/// Kind, content and what follows. A box that the file cuts off has what is left of it.
fn next_box(bytes: &[u8]) -> Option<Box<'_>> {
    let kind = bytes.get(4..)?.first_chunk::<4>()?;
    let (header, length) = match u32_be(bytes, 0)? {
        0 => (8, bytes.len()),
        1 => {
            let long = bytes.get(8..)?.first_chunk::<8>()?;
            (16, usize::try_from(u64::from_be_bytes(*long)).unwrap_or(usize::MAX))
        }
        length => (8, usize::try_from(length).ok()?),
    };
    if length < header {
        return None;
    }
    let end = length.min(bytes.len());
    Some((kind, bytes.get(header..end)?, bytes.get(end..)?))
}
