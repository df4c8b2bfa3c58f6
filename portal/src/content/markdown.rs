//! Markdown → the sanitised HTML that readers draw.
//!
//! What would be lost on the way is refused, not dropped: raw HTML, images (they are named in the front matter, with their
//! description), links that lead nowhere.

use app4g_core::Message;
use app4g_core::reader::Sanitiser;
use pulldown_cmark::{Event, Options, Parser, Tag, html};

/// Where links may lead.
const SCHEMES: [&str; 4] = ["https://", "http://", "mailto:", "tel:"];

/// Called with line (from 0), text and cause.
pub(super) type Refuse<'r> = dyn FnMut(usize, &str, Message) + 'r;

/// The HTML of `markdown`; what may not stand in it is told to `refuse`.
pub(super) fn html(markdown: &str, sanitiser: &Sanitiser, refuse: &mut Refuse<'_>) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut events = Vec::new();
    for (event, range) in Parser::new_ext(markdown, options).into_offset_iter() {
        let cause = match &event {
            Event::Html(_) | Event::InlineHtml(_) => Some(Message::new("content.raw_html")),
            Event::Start(Tag::Image { .. }) => Some(Message::new("content.image_in_body")),
            Event::Start(Tag::Link { dest_url, .. }) if !SCHEMES.iter().any(|scheme| dest_url.starts_with(scheme)) => {
                Some(Message::new("content.link_nowhere"))
            }
            _ => None,
        };
        if let Some(cause) = cause {
            let line = markdown.bytes().take(range.start).filter(|byte| *byte == b'\n').count();
            refuse(line, markdown.get(range).unwrap_or_default().trim(), cause);
        }
        events.push(event);
    }
    let mut written = String::with_capacity(markdown.len() * 5 / 4);
    html::push_html(&mut written, events.into_iter());
    sanitiser.clean(&written).trim_end().to_owned()
}

#[cfg(test)]
mod tests;
