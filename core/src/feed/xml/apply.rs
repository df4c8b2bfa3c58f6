//! What captured fields and attributes mean: from an element to a field of the draft.

use std::borrow::Cow;

use super::capture::{Captured, escape};
use super::details::Details;
use super::elements::{Container, Field};
use super::{Machine, Tag, W};
use crate::feed::model::{Format, Html};
use crate::feed::text::{self, Kind as TextKind};
use crate::feed::{base64, dates, people};
use crate::text::markup::has_known_tag;

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
}
