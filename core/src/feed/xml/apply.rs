//! What captured fields and attributes mean: from an element to a field of the draft.

use std::borrow::Cow;

use super::capture::{Captured, escape};
use super::elements::{Container, Field, Pointer};
use super::{Machine, Tag, W, attributes};
use crate::feed::model::{Enclosure, Format, Html};
use crate::feed::text::{self, Kind as TextKind};
use crate::feed::{base64, dates, links, people};
use crate::text::markup::has_known_tag;

/// A person while it is read.
#[derive(Debug, Default)]
pub(super) struct Person {
    name: Option<String>,
    mail: Option<String>,
    line: String,
}

/// The attributes that fields have, by local name.
#[derive(Debug, Default)]
struct Details<'a> {
    kind: Option<Cow<'a, str>>,
    mode: Option<Cow<'a, str>>,
    href: Option<Cow<'a, str>>,
    rel: Option<Cow<'a, str>>,
    term: Option<Cow<'a, str>>,
    label: Option<Cow<'a, str>>,
    length: Option<Cow<'a, str>>,
    permalink: Option<Cow<'a, str>>,
    medium: Option<Cow<'a, str>>,
    text: Option<Cow<'a, str>>,
    about: Option<Cow<'a, str>>,
    changed: Option<Cow<'a, str>>,
}

impl<'a> Details<'a> {
    /// Atom 0.3 says so in `mode`, Atom 1.0 by a type that is neither text nor markup.
    fn says_base64(&self) -> bool {
        let kind = self.kind.as_deref().unwrap_or_default().trim();
        let binary = kind.contains('/')
            && !kind.starts_with("text/")
            && !["xml", "html", "json"].iter().any(|word| kind.contains(word));
        self.mode.as_deref() == Some("base64") || (binary && self.mode.is_none())
    }

    fn read(inside: &'a str) -> Self {
        let mut details = Self::default();
        if inside.is_empty() {
            return details;
        }
        for attribute in attributes(inside) {
            let (prefix, local) = attribute.name.split_once(':').unwrap_or(("", attribute.name));
            let slot = match local.to_ascii_lowercase().as_str() {
                "type" => &mut details.kind,
                "mode" => &mut details.mode,
                "href" | "url" | "src" | "uri" | "resource" if prefix != "xml" => &mut details.href,
                "rel" => &mut details.rel,
                "term" => &mut details.term,
                "label" => &mut details.label,
                "length" | "filesize" => &mut details.length,
                "ispermalink" => &mut details.permalink,
                "medium" => &mut details.medium,
                "text" => &mut details.text,
                "about" => &mut details.about,
                "lastmod" => &mut details.changed,
                _ => continue,
            };
            slot.get_or_insert_with(|| attribute.value());
        }
        details
    }
}

impl<'a> Machine<'a, '_> {
    /// A field was read.
    pub(super) fn apply(&mut self, field: Field, tag: Tag<'a>, captured: Captured<'a>) {
        let (container, foreign) = self.surroundings();
        match (container, field) {
            (Some(Container::Author | Container::Contributor), _) => self.apply_to_person(field, &captured),
            (Some(Container::Image), Field::ImageUrl) if self.image_text.is_empty() => {
                self.image_text = captured.text.trim().to_owned();
            }
            (Some(Container::Image | Container::Source | Container::TextInput), _) => {}
            _ if foreign => {}
            _ => self.apply_to_target(field, Details::read(tag.attributes), captured),
        }
    }

    fn apply_to_target(&mut self, field: Field, details: Details<'a>, captured: Captured<'a>) {
        match field {
            Field::Title(rank) => self.title(rank, &details, captured),
            Field::Summary(rank) => {
                if let Some(html) = self.html(&details, captured) {
                    self.offer_summary(rank, html);
                }
            }
            Field::Content(rank) => self.content(rank, &details, captured),
            Field::Rights(rank) => {
                let rights = self.plain(&details, captured);
                if !rights.is_empty() {
                    self.target().rights.offer(rank, rights);
                }
            }
            Field::Link(rank) => self.link(rank, &details, &captured),
            Field::Guid => self.guid(&details, &captured),
            Field::Id(rank) => self.id(rank, &captured),
            Field::Published(rank) => self.date(&captured, |draft, moment| draft.published.replace(rank, moment)),
            Field::Updated(rank) => self.date(&captured, |draft, moment| draft.updated.replace(rank, moment)),
            Field::Author(rank) => {
                if let Some(name) = people::name(&captured.text) {
                    self.target().author.offer(rank, name);
                }
            }
            Field::Category => self.category(&details, &captured),
            Field::Keywords => {
                for word in captured.text.split(',') {
                    self.target().add_category(text::plain(word, TextKind::Guess));
                }
            }
            Field::Language => {
                let language = text::plain(&captured.text, TextKind::Guess).replace('_', "-");
                if !language.is_empty() {
                    self.target().language.replace(0, language);
                }
            }
            Field::Image(rank) => self.offer_image(rank, &captured.text),
            Field::ImageUrl | Field::PersonName | Field::PersonMail => {}
        }
    }

    fn apply_to_person(&mut self, field: Field, captured: &Captured<'a>) {
        match field {
            Field::PersonName => self.person.name = people::name(&captured.text),
            Field::PersonMail => self.person.mail = people::name(&captured.text),
            _ => {}
        }
    }

    /// A person is left open when a field of the item begins.
    pub(super) fn leave_person(&mut self, field: Field) {
        let inside = matches!(self.frames.last().map(|frame| frame.kind), Some(super::Kind::Known(Container::Author)));
        let personal = matches!(field, Field::PersonName | Field::PersonMail | Field::ImageUrl | Field::Id(_));
        if inside && !personal {
            self.close_down_to(|kind| kind == super::Kind::Known(Container::Author));
        }
    }

    pub(super) fn finish_author(&mut self) {
        let person = std::mem::take(&mut self.person);
        let name = person.name.or_else(|| people::name(&person.line)).or(person.mail);
        let (container, foreign) = self.surroundings();
        let outside = matches!(container, Some(Container::Source | Container::Image | Container::TextInput));
        if let Some(name) = name.filter(|_| !foreign && !outside) {
            self.target().author.offer(0, name);
        }
    }

    /// Text outside fields: a person or an image by text.
    pub(super) fn loose_text(&mut self, text: &'a str) {
        if text.trim_ascii().is_empty() {
            return;
        }
        let decoded = self.decode(text);
        self.loose(&decoded);
    }

    pub(super) fn loose_verbatim(&mut self, text: &'a str) {
        self.loose(text);
    }

    fn loose(&mut self, text: &str) {
        const LONGEST: usize = 1_000;
        let into = match self.frames.last().map(|frame| frame.kind) {
            Some(super::Kind::Known(Container::Author)) => &mut self.person.line,
            Some(super::Kind::Known(Container::Image)) => &mut self.image_text,
            _ => return,
        };
        if into.len() < LONGEST && text.len() < LONGEST {
            into.push_str(text.trim());
        }
    }

    fn text_kind(&self, details: &Details<'a>, inline: bool) -> TextKind {
        if inline {
            return TextKind::Html;
        }
        match details.kind.as_deref().map(|kind| kind.trim().to_ascii_lowercase()).as_deref() {
            Some("html" | "text/html" | "xhtml" | "application/xhtml+xml") => TextKind::Html,
            Some("text" | "text/plain") if self.format == Some(Format::Atom10) => TextKind::Text,
            None if self.format == Some(Format::Atom10) && details.mode.is_none() => TextKind::Text,
            _ => TextKind::Guess,
        }
    }

    fn decoded(details: &Details<'a>, captured: Captured<'a>) -> Captured<'a> {
        if captured.inline || !details.says_base64() {
            return captured;
        }
        match base64::decode(&captured.text) {
            Some(text) => Captured { text: Cow::Owned(text), inline: false, verbatim: true },
            None => captured,
        }
    }

    fn plain(&mut self, details: &Details<'a>, captured: Captured<'a>) -> String {
        let captured = Self::decoded(details, captured);
        let kind = match self.text_kind(details, captured.inline) {
            // Atom without a type says "text"; who writes tags all the same did not know.
            TextKind::Text if details.kind.is_none() && has_known_tag(&captured.text) => TextKind::Html,
            // Who takes the trouble of base64 says whether it is HTML.
            TextKind::Guess if details.says_base64() => TextKind::Text,
            kind => kind,
        };
        text::plain(&captured.text, kind)
    }

    fn title(&mut self, rank: u8, details: &Details<'a>, captured: Captured<'a>) {
        let marked = captured.inline || crate::text::markup::has_markup(&captured.text);
        let title = self.plain(details, captured);
        if marked && details.kind.is_none() {
            self.warnings.add(W::TitleMarkup, self.position);
        }
        if !title.is_empty() {
            self.target().title.offer(rank, title);
        }
    }

    fn html(&mut self, details: &Details<'a>, captured: Captured<'a>) -> Option<Html> {
        let captured = Self::decoded(details, captured);
        let kind = self.text_kind(details, captured.inline);
        let html = match kind {
            TextKind::Text => Cow::Owned(escape(captured.text.trim())),
            TextKind::Guess if !captured.verbatim => text::unescape_twice_escaped(captured.text),
            TextKind::Guess | TextKind::Html => captured.text,
        };
        let html = text::without_drawings(text::trimmed(html));
        if html.is_empty() {
            return None;
        }
        let html = text::nfc(html);
        Some(Html { html, base: self.current_base().map(str::to_owned) })
    }

    fn offer_summary(&mut self, rank: u8, html: Html) {
        let draft = self.target();
        // A second description of the same sort is the text: the first one was the teaser.
        if draft.summary.rank() == Some(rank) && rank == 0 && draft.content.get().is_none() {
            draft.content.offer(3, html);
        } else {
            draft.summary.offer(rank, html);
        }
    }

    fn content(&mut self, rank: u8, details: &Details<'a>, captured: Captured<'a>) {
        if captured.text.is_empty() {
            // Atom: the text is elsewhere, the address is as good as a link.
            if let Some(url) = details.href.as_deref().and_then(|href| self.resolve(href)) {
                self.target().link.offer(9, url);
            }
            return;
        }
        if self.item.is_none() {
            return;
        }
        if let Some(html) = self.html(details, captured) {
            self.target().content.offer(rank, html);
        }
    }

    fn date(&mut self, captured: &Captured<'a>, offer: impl FnOnce(&mut crate::feed::draft::Draft, dates::Moment)) {
        let written = captured.text.trim();
        if written.is_empty() {
            return;
        }
        match dates::read(written) {
            Some(moment) => offer(self.target(), moment),
            None => {
                self.warnings.add(W::DateUnreadable, self.position);
                self.target().unreadable_date = true;
            }
        }
    }

    fn category(&mut self, details: &Details<'a>, captured: &Captured<'a>) {
        let name = match (&details.label, &details.term) {
            _ if !captured.text.trim().is_empty() => &captured.text,
            (_, Some(term)) if !term.trim().is_empty() => term,
            (Some(label), _) => label,
            _ => return,
        };
        let name = text::plain(name, TextKind::Guess);
        self.target().add_category(name);
    }

    fn guid(&mut self, details: &Details<'a>, captured: &Captured<'a>) {
        let id = captured.text.trim();
        if id.is_empty() {
            return;
        }
        let permalink = details.permalink.as_deref().is_none_or(|value| !value.trim().eq_ignore_ascii_case("false"));
        let id = id.to_owned();
        let draft = self.target();
        draft.id_is_link = permalink;
        draft.id.offer(0, id);
    }

    fn id(&mut self, rank: u8, captured: &Captured<'a>) {
        let id = captured.text.trim();
        if id.is_empty() {
            return;
        }
        let based = !self.bases.is_empty() && links::is_relative(id) && id.contains('/') && !id.contains(' ');
        let id = if based || links::looks_relative(id) {
            self.resolve(id).unwrap_or_else(|| id.to_owned())
        } else {
            id.to_owned()
        };
        self.target().id.offer(rank, id);
    }

    pub(super) fn resolve(&mut self, written: &str) -> Option<String> {
        let (resolved, repaired) = links::resolve(self.current_base(), written)?;
        if repaired {
            self.warnings.add(W::LinkRepaired, self.position);
        }
        Some(resolved)
    }

    fn link(&mut self, rank: u8, details: &Details<'a>, captured: &Captured<'a>) {
        let Some(href) = details.href.as_deref() else {
            let relation = details.rel.as_deref().unwrap_or_default().trim();
            if let Some(url) = self.resolve_link(&captured.text).filter(|_| matches!(relation, "" | "alternate")) {
                self.offer_link(rank, url);
            }
            return;
        };
        let kind = details.kind.as_deref().map(str::trim).unwrap_or_default();
        match details.rel.as_deref().unwrap_or("alternate").trim() {
            "enclosure" => self.enclosure(href, details),
            "alternate" | "" | "http://www.iana.org/assignments/relation/alternate" => {
                let page = kind.is_empty() || kind.contains("html");
                if let Some(url) = self.resolve_link(href) {
                    self.offer_link(rank + u8::from(!page), url);
                }
            }
            _ => {}
        }
    }

    /// Of several links RSS means the last one, Atom the first.
    fn offer_link(&mut self, rank: u8, url: String) {
        let rss = matches!(self.format, Some(Format::Rss | Format::Rdf));
        let link = &mut self.target().link;
        if rss { link.replace(rank, url) } else { link.offer(rank, url) }
    }

    fn resolve_link(&mut self, written: &str) -> Option<String> {
        let written = written.trim();
        if written.is_empty() {
            return None;
        }
        if links::is_relative(written) {
            self.warnings.add(W::LinkRelative, self.position);
        }
        let resolved = self.resolve(written);
        if resolved.is_none() {
            self.warnings.add(W::LinkRefused, self.position);
        }
        resolved
    }

    fn enclosure(&mut self, href: &str, details: &Details<'a>) {
        if href.trim().is_empty() {
            return;
        }
        let Some(url) = self.resolve(href) else { return };
        let mime = details.kind.as_deref().map(str::trim).filter(|kind| !kind.is_empty()).map(str::to_owned);
        let length = details.length.as_deref().and_then(|length| length.trim().parse().ok());
        let enclosure = Enclosure { url, mime, length };
        let draft = self.target();
        if links::is_image(&enclosure) {
            draft.image.offer(3, enclosure.url.clone());
        }
        draft.add_enclosure(enclosure);
    }

    fn offer_image(&mut self, rank: u8, written: &str) {
        if written.trim().is_empty() {
            return;
        }
        if let Some(url) = self.resolve(written) {
            self.target().image.offer(rank, url);
        }
    }

    pub(super) fn point(&mut self, pointer: Pointer, tag: Tag<'a>) {
        let details = Details::read(tag.attributes);
        let href = details.href.clone().unwrap_or_default();
        match pointer {
            Pointer::Enclosure => self.enclosure(&href, &details),
            Pointer::Thumbnail => self.offer_image(2, &href),
            Pointer::PodcastImage => self.offer_image(2, &href),
            Pointer::PodcastLink => {
                if details.rel.as_deref() == Some("image") {
                    self.offer_image(2, &href);
                }
            }
            Pointer::PodcastCategory => {
                let name = text::plain(details.text.as_deref().unwrap_or_default(), TextKind::Guess);
                self.target().add_category(name);
            }
        }
    }

    /// `<media:content url type medium>`: a picture, or a file.
    pub(super) fn media(&mut self, tag: Tag<'a>) {
        if !self.in_item_or_feed() {
            return;
        }
        let details = Details::read(tag.attributes);
        let Some(href) = details.href.clone().filter(|href| !href.trim().is_empty()) else { return };
        let kind = details.kind.as_deref().unwrap_or_default();
        let picture = details.medium.as_deref() == Some("image") || kind.starts_with("image/");
        if picture || (kind.is_empty() && details.medium.is_none() && links::has_image_name(&href)) {
            let rank = if self.item.is_some() { 1 } else { 4 };
            self.offer_image(rank, &href);
        } else if self.item.is_some() {
            self.enclosure(&href, &details);
        }
    }

    /// `<image rdf:resource>`, `<image href>`.
    pub(super) fn image_by_attribute(&mut self, tag: Tag<'a>) {
        let details = Details::read(tag.attributes);
        if let Some(href) = details.href.filter(|_| tag.empty) {
            self.image_text = href.into_owned();
        }
    }

    pub(super) fn finish_image(&mut self) {
        let written = std::mem::take(&mut self.image_text);
        self.offer_image(0, &written);
    }

    pub(super) fn item_attributes(&mut self, tag: Tag<'a>) {
        if let Some(about) = Details::read(tag.attributes).about {
            let about = about.trim();
            if !about.is_empty() {
                let about = about.to_owned();
                self.target().id.offer(5, about);
            }
        }
    }

    /// CDF says links and dates in attributes.
    pub(super) fn cdf_attributes(&mut self, tag: Tag<'a>) {
        if tag.attributes.is_empty() {
            return;
        }
        let details = Details::read(tag.attributes);
        if let Some(changed) = details.changed.as_deref().and_then(dates::read) {
            self.target().updated.offer(0, changed);
        }
        let shouts = attributes(tag.attributes).any(|attribute| attribute.name.eq_ignore_ascii_case("href"));
        if let Some(url) = details.href.filter(|_| shouts).and_then(|href| self.resolve(&href)) {
            self.target().link.offer(3, url);
        }
    }
}
