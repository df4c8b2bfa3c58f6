//! Looks at the beginning of a repository's file for what none of them begins with: a tag.
//!
//! Metadata begins with `{`, an object with zstd's magic number, an image with its own. What begins with `<` was put there by
//! somebody on the way: the sign-in page of a Wi-Fi network, or a proxy's apology. Pure; caller: `body`.

/// The UTF-8 mark some servers put before a page.
const MARK: [u8; 3] = [0xef, 0xbb, 0xbf];

/// How far the look has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PageWatch {
    /// Only space so far.
    Looking,
    /// It is known, or nobody asked.
    Over,
}

impl PageWatch {
    /// Whether the next piece still matters.
    pub(super) const fn is_open(self) -> bool {
        matches!(self, Self::Looking)
    }

    /// Whether the body turns out to be a web page with this piece.
    pub(super) fn sees_page(&mut self, piece: &[u8]) -> bool {
        if !self.is_open() {
            return false;
        }
        let Some(first) = piece.iter().find(|byte| !byte.is_ascii_whitespace() && !MARK.contains(byte)) else {
            return false;
        };
        *self = Self::Over;
        *first == b'<'
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_page(pieces: &[&[u8]]) -> bool {
        let mut watch = PageWatch::Looking;
        pieces.iter().any(|piece| watch.sees_page(piece))
    }

    #[test]
    fn a_page_is_seen_behind_mark_and_space_however_it_is_cut() {
        assert!(is_page(&[b"<!DOCTYPE html>"]));
        assert!(is_page(&[b"\xef\xbb", b"\xbf\r\n ", b"<html>"]));
        assert!(is_page(&[b"<?xml version='1.0'?><Error/>"]));
    }

    #[test]
    fn what_repositories_serve_is_no_page() {
        for file in [b"{\"signed\":\"<html>\"}".as_slice(), b"\x28\xb5\x2f\xfd<html>", b"\x89PNG", b"\xff\xd8\xff", b""]
        {
            assert!(!is_page(&[file, b"<html>"]) || file.is_empty(), "{file:?}");
        }
    }
}
