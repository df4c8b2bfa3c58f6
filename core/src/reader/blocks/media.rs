//! Images, films, frames and files.

use dom_query::{Element, NodeRef};
use url::Url;

use super::super::block::{CardKind, LinkCard, Picture};
use super::super::links;
use super::line::plain;

/// Images up to this many pixels each way stand in the line: icons, smileys.
const ICON: u32 = 32;

/// What an `img` becomes.
#[derive(Debug)]
pub(super) enum Seen {
    /// A block of its own.
    Picture(Picture),
    /// Its alternative text, in the line: an icon, or an image that may not or cannot be shown (SVG, data, no address).
    Words(String),
}

/// Reads an `img`.
pub(super) fn image(element: &Element, base: Option<&Url>) -> Seen {
    let text = |name: &str| element.attr(name).map(|value| plain(&value)).unwrap_or_default();
    let pixels =
        |name: &str| element.attr(name).and_then(|value| value.trim().trim_end_matches("px").trim().parse().ok());
    let alt = Some(text("alt")).filter(|alt| !alt.is_empty() && !is_file_name(alt)).unwrap_or_default();
    let (width, height) = (pixels("width"), pixels("height"));
    let source = element.attr("src").map(|source| source.to_string()).filter(|source| !source.trim().is_empty());
    let source = source.or_else(|| largest(element));
    let url = source.and_then(|source| links::image(&source, base).map(|url| url.into_owned()));
    let is_icon = width.is_some_and(|n| n <= ICON) && height.is_none_or(|n| n <= ICON)
        || height.is_some_and(|n| n <= ICON) && width.is_none();
    match url {
        Some(url) if !is_icon && !is_svg(&url) => {
            Seen::Picture(Picture { url, alt, caption: Vec::new(), width, height, link: None })
        }
        _ => Seen::Words(alt),
    }
}

/// The largest candidate of a `srcset`: some pages have no other address.
fn largest(element: &Element) -> Option<String> {
    let set = element.attr("srcset").or_else(|| element.attr("data-srcset"))?;
    let size = |candidate: &str| {
        let descriptor = candidate.split_whitespace().nth(1).unwrap_or("1x");
        descriptor.trim_end_matches(['w', 'x']).parse::<f64>().unwrap_or(1.0)
    };
    let best = set.split(", ").map(str::trim).max_by(|a, b| size(a).total_cmp(&size(b)))?;
    best.split_whitespace().next().map(str::to_owned)
}

/// «IMG_2031.jpg» tells nobody what is to be seen.
fn is_file_name(alt: &str) -> bool {
    !alt.contains(' ') && has_extension(alt, &["jpg", "jpeg", "png", "gif", "webp", "bmp"])
}

fn is_svg(url: &str) -> bool {
    has_extension(path(url), &["svg", "svgz"])
}

fn path(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or(url)
}

fn has_extension(name: &str, extensions: &[&str]) -> bool {
    name.rsplit_once('.').is_some_and(|(_, found)| extensions.iter().any(|known| found.eq_ignore_ascii_case(known)))
}

/// Whether `link` leads to an image file: then the image shown is its small copy.
pub(super) fn is_image_file(link: &str) -> bool {
    has_extension(path(link), &["jpg", "jpeg", "png", "gif", "webp", "avif", "bmp"])
}

/// What kind of file `link` leads to, if its name says so.
pub(super) fn file_kind(link: &str) -> Option<CardKind> {
    let path = path(link);
    if has_extension(
        path,
        &["pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "rtf", "zip", "rar", "7z"],
    ) {
        Some(CardKind::Document)
    } else if has_extension(path, &["mp4", "webm", "mov", "m4v", "avi"]) {
        Some(CardKind::Video)
    } else if has_extension(path, &["mp3", "m4a", "ogg", "wav", "aac"]) {
        Some(CardKind::Audio)
    } else {
        None
    }
}

/// Reads `video`, `audio`, `iframe`, `embed` or `object`.
pub(super) fn card(node: &NodeRef<'_>, element: &Element, base: Option<&Url>) -> Option<LinkCard> {
    let name = &*element.name.local;
    let address = element.attr(if name == "object" { "data" } else { "src" });
    let address = address.or_else(|| node.children_it(false).find_map(|child| child.attr("src")))?;
    let url = links::image(&address, base)?.into_owned();
    let is_tiny = |name: &str| element.attr(name).is_some_and(|size| matches!(size.trim(), "0" | "1"));
    if is_tiny("width") || is_tiny("height") || is_chrome(&url) {
        return None;
    }
    let (kind, url) = match name {
        "video" => (CardKind::Video, url),
        "audio" => (CardKind::Audio, url),
        _ => match watch_page(&url) {
            Some(page) => (CardKind::Video, page),
            None => (file_kind(&url).unwrap_or(CardKind::Embed), url),
        },
    };
    let title = element.attr("title").map(|title| plain(&title)).unwrap_or_default();
    Some(LinkCard { kind, url, title })
}

/// Frames that are furniture of the page: buttons of social networks, advertisements, tag managers.
fn is_chrome(url: &str) -> bool {
    [
        "facebook.com/plugins/",
        "platform.twitter.com/",
        "googletagmanager.com/",
        "doubleclick.net/",
        "googlesyndication.com/",
        "sp.zalo.me/",
        "recaptcha",
    ]
    .iter()
    .any(|known| url.contains(known))
}

/// The page on which a film shown in a frame can be watched.
fn watch_page(url: &str) -> Option<String> {
    let parsed = Url::parse(url).ok()?;
    let host = parsed.host_str()?.trim_start_matches("www.");
    let id = parsed.path().strip_prefix("/embed/")?;
    let is_id =
        !id.is_empty() && id.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'));
    (matches!(host, "youtube.com" | "youtube-nocookie.com") && is_id)
        .then(|| format!("https://www.youtube.com/watch?v={id}"))
}
