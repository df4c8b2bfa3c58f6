//! Which addresses may leave the reader, and in what form.
//!
//! Used by the sanitiser, the blocks and the extractor. Invariant: every URL in what they return is absolute http, https,
//! mailto or tel (raster `data:` images additionally in sanitised HTML).

use std::borrow::Cow;

use url::Url;

/// A base that relative addresses can be resolved on: absolute http or https. `None` for anything else.
pub(super) fn base(url: Option<&str>) -> Option<Url> {
    Url::parse(url?.trim()).ok().filter(is_web)
}

/// The absolute form of a link's target, if it is one a person may follow.
///
/// `http:host/path` (seen in portals' feeds) is read as browsers read it; an address that is already absolute and plain
/// is kept as written, anything else is normalised (WHATWG URL).
pub(super) fn link<'a>(value: &'a str, base: Option<&Url>) -> Option<Cow<'a, str>> {
    resolve(value, base, |url| is_web(url) || matches!(url.scheme(), "mailto" | "tel"))
}

/// The absolute form of an image's address, http or https only.
pub(super) fn image<'a>(value: &'a str, base: Option<&Url>) -> Option<Cow<'a, str>> {
    resolve(value, base, is_web)
}

/// Whether `value` is a raster image inside a `data:` URL of at most [`MAX_DATA_IMAGE`] bytes.
pub(super) fn is_raster_data(value: &str) -> bool {
    value.len() <= MAX_DATA_IMAGE
        && value.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
        && ["image/png", "image/gif", "image/jpeg", "image/jpg", "image/webp", "image/avif", "image/bmp"].iter().any(
            |kind| {
                let found = value.get(5..5 + kind.len()).is_some_and(|found| found.eq_ignore_ascii_case(kind));
                found && matches!(value.as_bytes().get(5 + kind.len()), Some(b';' | b','))
            },
        )
}

/// Larger images in the text would be stored with it and count against nobody's quota.
const MAX_DATA_IMAGE: usize = 256 * 1024;

fn resolve<'a>(value: &'a str, base: Option<&Url>, allowed: impl Fn(&Url) -> bool) -> Option<Cow<'a, str>> {
    let value = value.trim();
    match Url::parse(value) {
        Ok(url) if !allowed(&url) => None,
        Ok(url) if is_plain(value, &url) => Some(Cow::Borrowed(value)),
        Ok(url) => Some(Cow::Owned(url.into())),
        Err(url::ParseError::RelativeUrlWithoutBase) if !value.is_empty() => {
            base?.join(value).ok().filter(|url| allowed(url)).map(|url| Cow::Owned(url.into()))
        }
        Err(_) => None,
    }
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.host_str().is_some_and(|host| !host.is_empty())
}

/// Whether every reader of `value` sees the same address in it: no white space, no character that breaks out of an
/// attribute or turns the direction of text.
fn is_plain(value: &str, url: &Url) -> bool {
    let opening = if is_web(url) { "://" } else { ":" };
    value.strip_prefix(url.scheme()).is_some_and(|rest| rest.starts_with(opening))
        && value.chars().all(|letter| {
            if letter.is_ascii() {
                letter.is_ascii_graphic() && !"\\<>\"'`{}|^".contains(letter)
            } else {
                letter.is_alphanumeric()
            }
        })
}

#[cfg(test)]
mod tests;
