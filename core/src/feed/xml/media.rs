//! Files and pictures: enclosures, Media RSS, podcasts, and what CDF and RDF say in attributes.

use super::details::Details;
use super::elements::Pointer;
use super::{Machine, Tag, attributes};
use crate::feed::model::Enclosure;
use crate::feed::text::{self, Kind as TextKind};
use crate::feed::{dates, links};

impl<'a> Machine<'a, '_> {
    pub(super) fn enclosure(&mut self, href: &str, details: &Details<'a>) {
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

    pub(super) fn offer_image(&mut self, rank: u8, written: &str) {
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
