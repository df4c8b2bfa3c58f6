//! A feed or an item while it is read: the best value so far for each field.
//!
//! Several elements can say the same thing (`pubDate`, `dc:date`, `published`); each has a rank, the lowest rank wins, and
//! of equals the first. Filled by `xml` and `json`, finished by [`super::finish`].

use super::dates::Moment;
use super::model::{Enclosure, Html};

/// The best of several candidates.
#[derive(Debug, Clone)]
pub(super) struct Best<T> {
    value: Option<T>,
    rank: u8,
}

impl<T> Default for Best<T> {
    fn default() -> Self {
        Self { value: None, rank: u8::MAX }
    }
}

impl<T> Best<T> {
    /// Takes `value` if its rank is lower than that of what is there.
    pub(super) fn offer(&mut self, rank: u8, value: T) {
        if self.value.is_none() || rank < self.rank {
            self.value = Some(value);
            self.rank = rank;
        }
    }

    /// Takes `value` also from an equal rank: the last one wins.
    pub(super) fn replace(&mut self, rank: u8, value: T) {
        if self.value.is_none() || rank <= self.rank {
            self.value = Some(value);
            self.rank = rank;
        }
    }

    pub(super) fn get(&self) -> Option<&T> {
        self.value.as_ref()
    }

    pub(super) fn take(&mut self) -> Option<T> {
        self.value.take()
    }

    /// Rank of what is there.
    pub(super) fn rank(&self) -> Option<u8> {
        self.value.as_ref().map(|_| self.rank)
    }
}

/// What is known so far.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) title: Best<String>,
    pub(super) summary: Best<Html>,
    pub(super) content: Best<Html>,
    /// Absolute, or as written if there is no base.
    pub(super) link: Best<String>,
    pub(super) id: Best<String>,
    /// The id may stand for the link.
    pub(super) id_is_link: bool,
    pub(super) published: Best<Moment>,
    pub(super) updated: Best<Moment>,
    /// There was a date that could not be read.
    pub(super) unreadable_date: bool,
    pub(super) author: Best<String>,
    pub(super) categories: Vec<String>,
    pub(super) enclosures: Vec<Enclosure>,
    pub(super) image: Best<String>,
    pub(super) rights: Best<String>,
    pub(super) language: Best<String>,
    /// Offset in the text where it begins.
    pub(super) position: usize,
}

impl Draft {
    /// Whether anything was said at all.
    pub(super) fn is_empty(&self) -> bool {
        self.title.get().is_none()
            && self.summary.get().is_none()
            && self.content.get().is_none()
            && self.link.get().is_none()
            && self.id.get().is_none()
            && self.enclosures.is_empty()
            && self.published.get().is_none()
            && self.updated.get().is_none()
            && self.author.get().is_none()
            && self.image.get().is_none()
    }

    /// Adds a category once.
    pub(super) fn add_category(&mut self, name: String) {
        if !name.is_empty() && self.categories.len() < super::limits::LIST && !self.categories.contains(&name) {
            self.categories.push(name);
        }
    }

    /// Adds an enclosure; one that is there already (same URL) gets what it lacked.
    pub(super) fn add_enclosure(&mut self, enclosure: Enclosure) {
        let room = self.enclosures.len() < super::limits::LIST;
        match self.enclosures.iter_mut().find(|known| known.url == enclosure.url) {
            Some(known) => {
                known.mime = known.mime.take().or(enclosure.mime);
                known.length = known.length.or(enclosure.length);
            }
            None if room => self.enclosures.push(enclosure),
            None => {}
        }
    }
}
