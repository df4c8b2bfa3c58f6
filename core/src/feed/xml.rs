//! XML feeds of every family, read by one machine.
//!
//! RSS, RDF, Atom and CDF differ in names, not in shape, and real feeds mix them; so there is one table of names
//! ([`elements`]) and one stack. Fields are captured by [`capture`] and understood by [`apply`].
//!
//! Invariants: the stack never exceeds [`limits::DEPTH`]; an item is finished exactly once; nothing outside a feed's root
//! counts, so an HTML page yields no feed.

mod addresses;
mod apply;
mod capture;
mod details;
mod elements;
mod media;
mod names;
mod person;
mod stack;

use std::borrow::Cow;

use super::draft::Draft;
use super::limits;
use super::links;
use super::model::Format;
use super::tokenize::{Entities, Tag, Token, Tokenizer, attributes};
use super::warnings::{WarningKind as W, Warnings};

pub(super) use capture::escape;
use elements::{Container, Role};
use names::{Prefixes, Space};
use person::Person;
use stack::{Frame, Kind};

/// What a document held.
#[derive(Debug)]
pub(super) struct Document {
    /// `None` if there was no feed.
    pub(super) format: Option<Format>,
    pub(super) feed: Draft,
    pub(super) items: Vec<Draft>,
}

/// Reads a document. URLs are resolved against `xml:base`, then `base`.
pub(super) fn read(text: &str, base: Option<&str>, warnings: &mut Warnings) -> Document {
    let mut machine = Machine::new(text, base, warnings);
    machine.run();
    machine.finish()
}

struct Machine<'a, 'w> {
    tokens: Tokenizer<'a>,
    pending: Option<Token<'a>>,
    prefixes: Prefixes<'a>,
    entities: Entities<'a>,
    base: Option<&'a str>,
    bases: Vec<String>,
    frames: Vec<Frame<'a>>,
    /// Elements open beyond [`limits::DEPTH`].
    too_deep: usize,
    format: Option<Format>,
    feed: Draft,
    item: Option<Draft>,
    items: Vec<Draft>,
    person: Person,
    /// Text that stands directly in an `image`.
    image_text: String,
    /// Offset of the token at hand.
    position: usize,
    warnings: &'w mut Warnings,
}

impl<'a, 'w> Machine<'a, 'w> {
    fn new(text: &'a str, base: Option<&'a str>, warnings: &'w mut Warnings) -> Self {
        Self {
            tokens: Tokenizer::new(text),
            pending: None,
            prefixes: Prefixes::default(),
            entities: Entities::default(),
            base,
            bases: Vec::new(),
            frames: Vec::new(),
            too_deep: 0,
            format: None,
            feed: Draft::default(),
            item: None,
            items: Vec::new(),
            person: Person::default(),
            image_text: String::new(),
            position: 0,
            warnings,
        }
    }

    fn run(&mut self) {
        while let Some(token) = self.next_token() {
            match token {
                Token::Start(tag) => self.start(tag),
                Token::End(name) => self.end(name),
                Token::Text(text) => self.loose_text(text),
                Token::Verbatim(text) => self.loose_verbatim(text),
                Token::Doctype(inside) => {
                    self.entities.read(inside);
                    if self.entities.over_limit {
                        self.warnings.add(W::TooManyEntities, self.position);
                    }
                }
            }
        }
    }

    fn next_token(&mut self) -> Option<Token<'a>> {
        if let Some(token) = self.pending.take() {
            return Some(token);
        }
        self.position = self.tokens.position();
        self.tokens.next()
    }

    fn start(&mut self, tag: Tag<'a>) {
        let prefixes = self.prefixes.mark();
        let bases = self.bases.len();
        self.declarations(tag.attributes);
        let (space, local, declared) = self.prefixes.resolve(tag.name);
        let role = elements::role(space, local).filter(|role| self.counts(*role));
        if !declared && space != Space::Other && role.is_some() {
            self.warnings.add(W::UndeclaredPrefix, self.position);
        }
        match role {
            // A copy of another entry, or of an older version of this one.
            Some(Role::Holds(Container::Item)) if self.inside_a_copy() => {
                self.push(tag, Kind::Known(Container::Source), prefixes, bases)
            }
            Some(Role::Holds(container)) => {
                self.open(container, tag, local);
                self.push(tag, Kind::Known(container), prefixes, bases);
            }
            Some(Role::Says(field)) => {
                self.leave_person(field);
                let captured = self.capture(tag, space, field);
                self.apply(field, tag, captured);
                self.prefixes.forget(prefixes);
                self.bases.truncate(bases);
            }
            Some(Role::Points(pointer)) => {
                if self.in_item_or_feed() {
                    self.point(pointer, tag);
                }
                self.push(tag, Kind::Transparent, prefixes, bases);
            }
            None => {
                let kind = if space == Space::Feed || space == Space::Rdf { Kind::Transparent } else { Kind::Foreign };
                self.push(tag, kind, prefixes, bases);
            }
        }
    }

    /// Whether an element of this role means anything here: only roots and entries do before a feed has begun.
    fn counts(&self, role: Role) -> bool {
        let root = matches!(
            role,
            Role::Holds(Container::Rss | Container::Rdf | Container::Atom | Container::Channel | Container::Item)
        );
        root || self.format.is_some()
    }

    /// Reads `xmlns`, `xml:base` and `xml:lang`, if there are any.
    fn declarations(&mut self, inside: &'a str) {
        if memchr::memmem::find(inside.as_bytes(), b"xml").is_none() {
            return;
        }
        for attribute in attributes(inside) {
            match attribute.name {
                "xmlns" => self.prefixes.declare("", &attribute.value()),
                "xml:base" if self.bases.len() < limits::DEPTH => {
                    let base = links::resolve_base(self.current_base(), &attribute.value());
                    self.bases.extend(base);
                }
                "xml:lang" if self.frames.len() < 2 => {
                    let language = attribute.value().trim().replace('_', "-");
                    if !language.is_empty() {
                        self.feed.language.offer(1, language);
                    }
                }
                name => {
                    if let Some(prefix) = name.strip_prefix("xmlns:") {
                        self.prefixes.declare(prefix, &attribute.value());
                    }
                }
            }
        }
    }

    fn current_base(&self) -> Option<&str> {
        self.bases.last().map(String::as_str).or(self.base)
    }

    /// A container begins.
    fn open(&mut self, container: Container, tag: Tag<'a>, local: &str) {
        match container {
            Container::Rss => self.begin(Format::Rss),
            Container::Rdf => self.begin(Format::Rdf),
            Container::Atom => {
                let old = tag.attributes.contains("0.3") || tag.attributes.contains("purl.org/atom/ns");
                self.begin(if old { Format::Atom03 } else { Format::Atom10 });
            }
            Container::Channel => {
                let shouts = local.bytes().all(|byte| byte.is_ascii_uppercase());
                self.begin(if shouts { Format::Cdf } else { Format::Rss });
                self.cdf_attributes(tag);
            }
            Container::Item => {
                self.begin(Format::Rss);
                self.begin_item(tag);
            }
            Container::Image => self.image_text.clear(),
            Container::Author | Container::Contributor => self.person = Person::default(),
            Container::Media => self.media(tag),
            Container::Source | Container::TextInput => {}
        }
        if container == Container::Image {
            self.image_by_attribute(tag);
        }
    }

    /// The first root decides.
    fn begin(&mut self, format: Format) {
        if self.format.is_none() {
            self.format = Some(format);
            self.feed.position = self.position;
        }
    }

    fn begin_item(&mut self, tag: Tag<'a>) {
        if self.item.is_some() {
            self.warnings.add(W::UnclosedElement, self.position);
            self.close_down_to(|kind| kind == Kind::Known(Container::Item));
        }
        self.item = Some(Draft { position: self.position, ..Draft::default() });
        self.item_attributes(tag);
        self.cdf_attributes(tag);
    }

    fn finish_item(&mut self) {
        let Some(item) = self.item.take() else {
            return;
        };
        if self.items.len() >= limits::ITEMS {
            self.warnings.add(W::TooManyItems, item.position);
        } else {
            self.items.push(item);
        }
    }

    /// The item being read, else the feed.
    fn target(&mut self) -> &mut Draft {
        self.item.as_mut().unwrap_or(&mut self.feed)
    }

    fn decode(&mut self, text: &'a str) -> Cow<'a, str> {
        let position = self.position;
        let warnings = &mut *self.warnings;
        self.entities.decode(text, |rest| {
            let named = rest.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic)
                && rest.as_bytes().iter().take(crate::text::markup::entities::LONGEST).any(|&byte| byte == b';');
            warnings.add(if named { W::UnknownEntity } else { W::BareAmpersand }, position);
        })
    }

    fn finish(mut self) -> Document {
        if self.tokens.stray_angles > 0 {
            self.warnings.add_many(W::BareLessThan, self.feed.position, self.tokens.stray_angles);
        }
        if self.format.is_some() && !self.frames.is_empty() {
            self.warnings.add(W::Truncated, self.tokens.position());
            self.drop_half_item();
        }
        self.pop_to(0);
        self.finish_item();
        Document { format: self.format, feed: self.feed, items: self.items }
    }

    /// The item that a truncated file breaks off in counts only with a title and something to know it by.
    fn drop_half_item(&mut self) {
        let whole = self
            .item
            .as_ref()
            .is_none_or(|item| item.title.get().is_some() && (item.id.get().is_some() || item.link.get().is_some()));
        let anything = !self.items.is_empty();
        if !whole && (anything || self.item.as_ref().is_some_and(Draft::is_empty)) {
            self.item = None;
        }
    }
}

#[cfg(test)]
mod tests;
