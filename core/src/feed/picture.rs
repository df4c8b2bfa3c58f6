//! The first picture inside an item's text, for items that name none.

use memchr::memmem;

use super::draft::Draft;
use super::links;
use super::model::Html;
use super::tokenize::attributes;

/// The first `<img>` of content, then summary, that is no tracking pixel.
pub(super) fn first_in(draft: &Draft) -> Option<String> {
    let texts = [draft.content.get(), draft.summary.get()];
    texts.into_iter().flatten().find_map(first)
}

fn first(text: &Html) -> Option<String> {
    // Few items have more than a handful of pixels before their first picture.
    memmem::find_iter(text.html.as_bytes(), b"<img").take(8).find_map(|at| {
        let tag = text.html.get(at + 4..)?;
        let inside = tag.get(..memchr::memchr(b'>', tag.as_bytes())?)?;
        let value = |name: &str| {
            attributes(inside).find(|attribute| attribute.name.eq_ignore_ascii_case(name)).map(|a| a.value())
        };
        let pixel =
            |name: &str| value(name).is_some_and(|size| matches!(size.trim().trim_end_matches("px"), "0" | "1"));
        if pixel("width") || pixel("height") {
            return None;
        }
        let (url, _) = links::resolve(text.base.as_deref(), &value("src")?)?;
        (url.starts_with("http")).then_some(url)
    })
}
