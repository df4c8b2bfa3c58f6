//! HTML from anywhere → HTML that can do nothing.
//!
//! Used where HTML leaves the core (export, print) and by tests of the feed module; screens draw [blocks](mod@super::blocks).
//! Policy: no script, style, form, frame or foreign content; links http, https, mailto, tel; images http, https and raster
//! `data:`; no `style`, `id`, `class` or `cite` attributes; relative addresses made absolute, tracking pixels left out.
//!
//! Invariant: sanitising twice gives the same as once, and time is linear in the input (`bounded` goes first).

use std::borrow::Cow;
use std::collections::HashSet;

use ammonia::{Builder, UrlRelative};
use url::Url;

use super::{bounded, links};

/// Sanitises a fragment. `base` is what relative addresses are relative to; without it they are left out.
///
/// For many fragments of one base use a [`Sanitiser`]: building one costs as much as a short article.
pub fn sanitise(html: &str, base: Option<&str>) -> String {
    Sanitiser::new(base).clean(html)
}

/// The policy for one base address, reusable for all items of a feed.
#[derive(Debug)]
pub struct Sanitiser {
    policy: Builder<'static>,
}

impl Sanitiser {
    /// Builds the policy. A `base` that is not absolute http or https counts as none.
    pub fn new(base: Option<&str>) -> Self {
        let base = links::base(base);
        let mut policy = Builder::default();
        policy
            .rm_tags(["area", "map"])
            .add_tags(["main", "section", "tfoot"])
            .rm_tag_attributes("blockquote", ["cite"])
            .rm_tag_attributes("q", ["cite"])
            .rm_tag_attributes("del", ["cite"])
            .rm_tag_attributes("ins", ["cite"])
            .add_clean_content_tags(CONTENT_TOO)
            .url_schemes(HashSet::from(["http", "https", "mailto", "tel", "data"]))
            // The filter below resolves addresses itself, so that it can also judge the result.
            .url_relative(UrlRelative::PassThrough)
            .attribute_filter(move |element, attribute, value| filter(element, attribute, value, base.as_ref()));
        policy.add_tag_attributes("time", ["datetime"]);
        Self { policy }
    }

    /// Sanitises one fragment.
    pub fn clean(&self, html: &str) -> String {
        if !html.contains(['<', '&', '\0']) {
            return html.to_owned();
        }
        let mut cleaned = self.policy.clean(&bounded::bounded(html)).to_string();
        for _ in 0..SETTLING_PASSES {
            let again = self.policy.clean(&bounded::bounded(&cleaned)).to_string();
            if again == cleaned {
                break;
            }
            cleaned = again;
        }
        cleaned
    }
}

/// A tree and the text written of it may disagree (a link that a table pushes out stands inside another link): what a
/// browser reads is judged, so the text is read again until it says the same. One pass more is enough for nearly all.
const SETTLING_PASSES: usize = 4;

/// Elements that go with all they contain.
const CONTENT_TOO: [&str; 14] = [
    "svg", "math", "template", "noembed", "noframes", "iframe", "object", "textarea", "select", "title", "applet",
    "audio", "video", "canvas",
];

fn filter<'a>(element: &str, attribute: &str, value: &'a str, base: Option<&Url>) -> Option<Cow<'a, str>> {
    match (element, attribute) {
        (_, "href") => links::link(value, base),
        ("img", "src") if links::is_raster_data(value.trim()) => Some(Cow::Borrowed(value.trim())),
        (_, "src") => links::image(value, base),
        _ => Some(Cow::Borrowed(value)),
    }
}

#[cfg(test)]
mod tests;
