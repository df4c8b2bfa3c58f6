//! Links as feeds write them, made absolute and repaired.
//!
//! An absolute http(s) URL stays letter for letter what the feed says: it identifies the article. Relative ones are
//! resolved against `xml:base`, then the feed's final URL (RFC 3986). Schemes that are no address for a reader
//! (`javascript:`, `data:`, …) are refused.

use url::Url;

use super::model::Enclosure;

/// Schemes that are kept besides http and https.
const SCHEMES: &[&str] =
    &["mailto", "tel", "sms", "ftp", "magnet", "geo", "feed", "gopher", "nntp", "news", "irc", "xmpp"];

const IMAGE_SUFFIXES: &[&str] = &[".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".bmp"];

/// The absolute form of `written`, and whether it had to be repaired. `None` if it is empty or refused.
///
/// Without a base a relative link stays as it is.
pub(super) fn resolve(base: Option<&str>, written: &str) -> Option<(String, bool)> {
    let clean = clean(written);
    let clean: &str = clean.as_ref();
    if clean.is_empty() {
        return None;
    }
    match scheme(clean) {
        Some(scheme) if is_web(scheme) => {
            let rest = clean.get(scheme.len() + 1..).unwrap_or_default();
            let host = rest.trim_start_matches(['/', '\\']);
            if rest.starts_with("//") && rest.len() == host.len() + 2 {
                return Some((clean.to_owned(), false));
            }
            // `http:host/…`, `http:/host/…`, `http:///host/…`.
            if host.split(['/', '?']).next().is_some_and(|name| name.contains('.')) || rest.starts_with("//") {
                return Some((format!("{}://{host}", scheme.to_ascii_lowercase()), true));
            }
            join(base, host).map(|url| (url, true))
        }
        Some(scheme) if SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known)) => {
            Some((clean.to_owned(), false))
        }
        Some(scheme) if is_port(clean, scheme) => Some((format!("http://{clean}"), true)),
        Some(_) => None,
        None if is_bare_host(clean) => Some((format!("http://{clean}"), true)),
        None => match join(base, clean) {
            Some(url) => Some((url, false)),
            None => Some((clean.to_owned(), false)),
        },
    }
}

/// A new base from `xml:base`; what cannot be resolved changes nothing.
pub(super) fn resolve_base(base: Option<&str>, written: &str) -> Option<String> {
    let (resolved, _) = resolve(base, written)?;
    Url::parse(&resolved).ok().filter(|url| !url.cannot_be_a_base()).map(|_| resolved)
}

/// Whether there is neither scheme nor host.
pub(super) fn is_relative(written: &str) -> bool {
    scheme(written).is_none() && !written.starts_with("//") && !is_bare_host(written)
}

/// Whether an id is a relative reference rather than a name: only a path is taken for one.
pub(super) fn looks_relative(id: &str) -> bool {
    ["/", "./", "../"].iter().any(|lead| id.starts_with(lead)) && !id.contains(char::is_whitespace)
}

/// Whether the enclosure is a picture.
pub(super) fn is_image(enclosure: &Enclosure) -> bool {
    match enclosure.mime.as_deref() {
        Some(mime) => mime.starts_with("image/"),
        None => has_image_name(&enclosure.url),
    }
}

/// Whether the path ends like a picture's.
pub(super) fn has_image_name(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    IMAGE_SUFFIXES.iter().any(|suffix| {
        let tail = path.len().checked_sub(suffix.len()).and_then(|at| path.get(at..));
        tail.is_some_and(|tail| tail.eq_ignore_ascii_case(suffix))
    })
}

/// Trimmed; line ends and tabs inside are dropped (WHATWG URL §4.4).
fn clean(written: &str) -> std::borrow::Cow<'_, str> {
    let trimmed =
        written.trim_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{FEFF}' || c == '\u{200B}');
    if trimmed.bytes().any(|byte| byte < b' ') {
        return trimmed.chars().filter(|c| !c.is_control()).collect::<String>().into();
    }
    trimmed.into()
}

fn scheme(url: &str) -> Option<&str> {
    let (scheme, _) = url.split_once(':')?;
    let first = scheme.bytes().next()?;
    let valid = scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    (first.is_ascii_alphabetic() && valid).then_some(scheme)
}

fn is_web(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

/// `host.vn:8080/x` is no scheme.
fn is_port(url: &str, scheme: &str) -> bool {
    scheme.contains('.') && url.as_bytes().get(scheme.len() + 1).is_some_and(u8::is_ascii_digit)
}

fn is_bare_host(url: &str) -> bool {
    url.get(..4).is_some_and(|lead| lead.eq_ignore_ascii_case("www."))
}

fn join(base: Option<&str>, written: &str) -> Option<String> {
    let base = Url::parse(base?).ok()?;
    let joined = base.join(written).ok()?;
    Some(joined.into())
}

#[cfg(test)]
mod tests;
