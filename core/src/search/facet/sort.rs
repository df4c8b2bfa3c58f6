//! Orders other than relevance: by the number, day or moment of a field, or by title ([`super::titles`]).
//!
//! Equal values stand newest document first, documents without a value last, so that the order is total and paging shows
//! every row once as long as the index does not change.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use super::collect::value_of;
use super::column::Column;
use super::field::Field;
use crate::search::SearchError;

/// How rows are ordered.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Order {
    /// The best answer first; without a query the newest document.
    #[default]
    Relevance,
    /// The largest value of a field first: the newest, the dearest.
    Falling(&'static Field),
    /// The smallest value first.
    Rising(&'static Field),
    /// Titles as in a Vietnamese dictionary.
    Title,
}

impl Order {
    /// Reads `relevance`, `title`, `newest`, `oldest` (of the field `date`), `ending` (the soonest of `validity` first), or the key
    /// of a field: rising, with `-` before it falling.
    ///
    /// # Errors
    /// [`SearchError::NoField`] if none of `fields` has the key and numbers.
    pub fn parse(written: &str, fields: &[&'static Field]) -> Result<Self, SearchError> {
        let find = |key: &str| {
            let field = fields.iter().find(|field| field.key == key && !field.has_codes());
            field.copied().ok_or_else(|| SearchError::NoField { field: key.to_owned() })
        };
        match written {
            "relevance" => Ok(Self::Relevance),
            "title" => Ok(Self::Title),
            "newest" => find("date").map(Self::Falling),
            "oldest" => find("date").map(Self::Rising),
            "ending" => find("validity").map(Self::Rising),
            _ => match written.strip_prefix('-') {
                Some(key) => find(key).map(Self::Falling),
                None => find(written).map(Self::Rising),
            },
        }
    }
}

/// Place in an order; the smaller comes first.
type Key = (Reverse<bool>, i64, Reverse<u32>);

/// Keeps the first `most` documents of an order.
pub(super) struct Sorter {
    by: By,
    most: usize,
    heap: BinaryHeap<(Key, u32)>,
}

/// What documents are ordered by.
pub(super) enum By {
    /// The newest document first.
    Doc,
    /// The largest value first.
    Falling(Arc<Column>),
    /// The smallest value first.
    Rising(Arc<Column>),
}

impl Sorter {
    pub(super) fn new(by: By, most: usize) -> Self {
        Self { by, most, heap: BinaryHeap::new() }
    }

    pub(super) fn offer(&mut self, doc: u32) {
        let value = match &self.by {
            By::Doc => None,
            By::Falling(column) => value_of(column, doc).map(|value| !value),
            By::Rising(column) => value_of(column, doc),
        };
        let entry = ((Reverse(value.is_some()), value.unwrap_or(0), Reverse(doc)), doc);
        if self.heap.len() < self.most {
            self.heap.push(entry);
        } else if let Some(mut last) = self.heap.peek_mut()
            && entry < *last
        {
            *last = entry;
        }
    }

    /// The documents in order.
    pub(super) fn into_sorted(self) -> Vec<u32> {
        self.heap.into_sorted_vec().into_iter().map(|(_, doc)| doc).collect()
    }
}
