//! What is looked for: words, choices, an order, so many rows. Pure; a part of the models of Search and Listings.
//!
//! Invariant: whatever changes what is looked for begins at the first page again.

use app4g_core::model::Kind;
use app4g_core::search::Query;
use app4g_core::search::facet::Choice;
use app4g_core::search::find::Expired;

use crate::screens::row::PAGE;

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) typed: String,
    /// Of one kind only.
    pub(crate) kind: Option<Kind>,
    pub(crate) expired: Expired,
    pub(crate) choices: Vec<Choice>,
    /// The order a person chose; `None`: the usual one.
    pub(crate) order: Option<String>,
    /// Rows to show.
    pub(crate) rows: u32,
}

impl Asked {
    /// Nothing yet.
    pub(crate) const fn new(kind: Option<Kind>, expired: Expired) -> Self {
        Self { typed: String::new(), kind, expired, choices: Vec::new(), order: None, rows: PAGE }
    }

    /// Other words.
    pub(crate) fn type_in(&mut self, typed: String) {
        self.typed = typed;
        self.rows = PAGE;
    }

    /// Chooses a value, or takes the choice back.
    pub(crate) fn choose(&mut self, field: String, value: String) {
        let choice = Choice { field, value };
        match self.choices.iter().position(|known| *known == choice) {
            Some(at) => drop(self.choices.remove(at)),
            None => self.choices.push(choice),
        }
        self.rows = PAGE;
    }

    /// Takes all choices back.
    pub(crate) fn clear(&mut self) {
        self.choices.clear();
        self.rows = PAGE;
    }

    /// Chooses an order.
    pub(crate) fn sort(&mut self, order: String) {
        self.order = Some(order);
        self.rows = PAGE;
    }

    /// Shows those that have ended, or hides them again.
    pub(crate) fn toggle_expired(&mut self) {
        self.expired = match self.expired {
            Expired::Hidden => Expired::Shown,
            Expired::Shown => Expired::Hidden,
        };
        self.rows = PAGE;
    }

    /// One page more.
    pub(crate) fn more(&mut self) {
        self.rows = self.rows.saturating_add(PAGE);
    }

    /// Whether words are looked for.
    pub(crate) fn has_words(&self) -> bool {
        !Query::parse(&self.typed).is_blank()
    }

    /// Whether anything is looked for at all.
    pub(crate) fn is_blank(&self) -> bool {
        self.typed.trim().is_empty() && self.choices.is_empty()
    }

    /// The order in force: the best answer first where words are looked for, else the newest.
    pub(crate) fn order(&self) -> &str {
        let usual = if self.has_words() { "relevance" } else { "newest" };
        self.order.as_deref().filter(|order| self.has_words() || *order != "relevance").unwrap_or(usual)
    }

    /// The orders that make sense now.
    pub(crate) fn orders(&self) -> Vec<&'static str> {
        let relevance = self.has_words().then_some("relevance");
        let ending = (self.kind == Some(Kind::Listing)).then_some("validity");
        relevance.into_iter().chain(["newest", "title"]).chain(ending).collect()
    }
}

#[cfg(test)]
mod tests;
