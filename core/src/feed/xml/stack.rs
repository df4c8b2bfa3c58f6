//! The stack of open elements: pushing, popping, and what an element stands in.
//!
//! End tags close the innermost element of their name and all inside it; without such an element they are ignored.

use super::elements::Container;
use super::person::Person;
use super::{Machine, Tag, W};
use crate::feed::limits;

/// An open element.
#[derive(Debug)]
pub(super) struct Frame<'a> {
    pub(super) name: &'a str,
    pub(super) kind: Kind,
    pub(super) prefixes: usize,
    pub(super) bases: usize,
}

/// What an open element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A container we know.
    Known(Container),
    /// An element of the feed's vocabulary without a meaning of its own; what is inside counts.
    Transparent,
    /// A foreign element; what is inside does not count.
    Foreign,
}

impl<'a> Machine<'a, '_> {
    pub(super) fn push(&mut self, tag: Tag<'a>, kind: Kind, prefixes: usize, bases: usize) {
        if tag.empty {
            self.leave(&Frame { name: tag.name, kind, prefixes, bases });
        } else if self.frames.len() >= limits::DEPTH {
            self.too_deep += 1;
            self.prefixes.forget(prefixes);
            self.bases.truncate(bases);
            self.warnings.add(W::TooDeep, self.position);
        } else {
            self.frames.push(Frame { name: tag.name, kind, prefixes, bases });
        }
    }

    pub(super) fn end(&mut self, name: &str) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        match self.frames.iter().rposition(|frame| frame.name == name) {
            Some(at) => self.pop_to(at),
            None => match self.frames.iter().rposition(|frame| frame.name.eq_ignore_ascii_case(name)) {
                Some(at) => self.pop_to(at),
                None => self.warnings.add(W::StrayEndTag, self.position),
            },
        }
    }

    /// Closes the innermost frame of a kind and all inside it.
    pub(super) fn close_down_to(&mut self, wanted: impl Fn(Kind) -> bool) {
        if let Some(at) = self.frames.iter().rposition(|frame| wanted(frame.kind)) {
            self.pop_to(at);
        } else {
            self.finish_item();
        }
    }

    pub(super) fn pop_to(&mut self, at: usize) {
        if self.frames.len() > at + 1 {
            self.warnings.add(W::UnclosedElement, self.position);
        }
        while self.frames.len() > at {
            if let Some(frame) = self.frames.pop() {
                self.leave(&frame);
            }
        }
    }

    /// An element ends.
    pub(super) fn leave(&mut self, frame: &Frame<'a>) {
        match frame.kind {
            Kind::Known(Container::Item) => self.finish_item(),
            Kind::Known(Container::Author) => self.finish_author(),
            Kind::Known(Container::Contributor) => self.person = Person::default(),
            Kind::Known(Container::Image) => self.finish_image(),
            _ => {}
        }
        self.prefixes.forget(frame.prefixes);
        self.bases.truncate(frame.bases);
    }

    /// The innermost container we know, and whether a foreign element lies between it and here.
    pub(super) fn surroundings(&self) -> (Option<Container>, bool) {
        let mut foreign = false;
        for frame in self.frames.iter().rev() {
            match frame.kind {
                Kind::Known(Container::Media) | Kind::Transparent => {}
                Kind::Known(container) => return (Some(container), foreign),
                Kind::Foreign => foreign = true,
            }
        }
        (None, foreign)
    }

    /// Whether an entry that begins here belongs to another one: inside `source`, or in an element of an extension.
    pub(super) fn inside_a_copy(&self) -> bool {
        let (container, foreign) = self.surroundings();
        container == Some(Container::Source) || (foreign && self.item.is_some())
    }

    pub(super) fn in_item_or_feed(&self) -> bool {
        let (container, foreign) = self.surroundings();
        !foreign
            && !matches!(
                container,
                Some(
                    Container::Source
                        | Container::TextInput
                        | Container::Image
                        | Container::Author
                        | Container::Contributor
                )
            )
    }
}
