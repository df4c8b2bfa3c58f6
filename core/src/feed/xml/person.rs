//! People and pictures that stand in elements of their own, or just as text where an element was meant.

use super::capture::Captured;
use super::elements::{Container, Field};
use super::{Kind, Machine};
use crate::feed::people;

/// A person while it is read.
#[derive(Debug, Default)]
pub(super) struct Person {
    name: Option<String>,
    mail: Option<String>,
    line: String,
}

impl<'a> Machine<'a, '_> {
    pub(super) fn apply_to_person(&mut self, field: Field, captured: &Captured<'a>) {
        match field {
            Field::PersonName => self.person.name = people::name(&captured.text),
            Field::PersonMail => self.person.mail = people::name(&captured.text),
            _ => {}
        }
    }

    /// A person is left open when a field of the item begins.
    pub(super) fn leave_person(&mut self, field: Field) {
        let inside = matches!(self.frames.last().map(|frame| frame.kind), Some(Kind::Known(Container::Author)));
        let personal = matches!(field, Field::PersonName | Field::PersonMail | Field::ImageUrl | Field::Id(_));
        if inside && !personal {
            self.close_down_to(|kind| kind == Kind::Known(Container::Author));
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
            Some(Kind::Known(Container::Author)) => &mut self.person.line,
            Some(Kind::Known(Container::Image)) => &mut self.image_text,
            _ => return,
        };
        if into.len() < LONGEST && text.len() < LONGEST {
            into.push_str(text.trim());
        }
    }
}
