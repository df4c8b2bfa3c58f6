//! A field as one search looks at it: its column, what each value counts for, and which of that was chosen.
//!
//! What a value counts for is a *bucket*: a code, a code above it, a band, a span around today, a range somebody typed.
//! Counting and filtering both ask [`Lens::buckets`], so that a count and the rows behind it cannot differ.

use std::sync::Arc;

use rusqlite::Connection;

use super::choice;
use super::column::{Column, Shelf};
use super::field::{Field, Shape, day_of, seconds_of};
use super::value::MAX_LEVELS;
use crate::clock::Timestamp;
use crate::search::SearchError;

/// No code.
const NONE: u32 = u32::MAX;

/// A field in one search.
pub(super) struct Lens {
    pub(super) field: &'static Field,
    pub(super) column: Arc<Column>,
    /// By number of a code, the one above it; [`NONE`] at the top and for fields that are no tree.
    parents: Vec<u32>,
    /// Keys and ends of bands, spans and typed ranges; empty for codes.
    ranges: Vec<(String, i64, i64)>,
    /// By bucket, whether it was chosen; empty if nothing was.
    chosen: Vec<bool>,
}

impl Lens {
    /// Looks at a field with these values of it chosen.
    ///
    /// # Errors
    /// [`SearchError::NoValue`] names a choice that is none; else as [`Shelf::column`].
    pub(super) fn new(
        conn: &Connection,
        shelf: &Shelf,
        field: &'static Field,
        choices: &[&str],
        now: Timestamp,
    ) -> Result<Self, SearchError> {
        let column = shelf.column(conn, field)?;
        let above = |number| column.names.get(number).and_then(|name| name.parent).unwrap_or(NONE);
        let parents =
            if field.shape == Shape::Tree { (0..column.names.len()).map(above).collect() } else { Vec::new() };
        let mut lens = Self { field, column, parents, ranges: named(field.shape, now), chosen: Vec::new() };
        let mut buckets = Vec::with_capacity(choices.len());
        for value in choices {
            buckets.push(lens.find_or_add(value)?);
        }
        if !buckets.is_empty() {
            lens.chosen = vec![false; lens.len()];
            for bucket in buckets {
                if let Some(chosen) = lens.chosen.get_mut(bucket) {
                    *chosen = true;
                }
            }
        }
        Ok(lens)
    }

    fn find_or_add(&mut self, value: &str) -> Result<usize, SearchError> {
        let none = || SearchError::NoValue { field: self.field.key.to_owned(), value: value.to_owned() };
        if self.field.has_codes() {
            return self.column.names.number(value).map(|number| number as usize).ok_or_else(none);
        }
        if let Some(bucket) = self.ranges.iter().position(|(key, ..)| key == value) {
            return Ok(bucket);
        }
        let (from, to) = choice::range(self.field.shape, value).ok_or_else(none)?;
        self.ranges.push((value.to_owned(), from, to));
        Ok(self.ranges.len() - 1)
    }

    /// How many buckets there are.
    pub(super) fn len(&self) -> usize {
        if self.field.has_codes() { self.column.names.len() } else { self.ranges.len() }
    }

    /// Whether something of it was chosen.
    pub(super) fn is_filter(&self) -> bool {
        !self.chosen.is_empty()
    }

    /// Whether the bucket was chosen.
    pub(super) fn is_chosen(&self, bucket: usize) -> bool {
        self.chosen.get(bucket).copied().unwrap_or(false)
    }

    /// Whether a document that has `value` stays.
    pub(super) fn passes(&self, value: i64) -> bool {
        self.buckets(value).any(|bucket| self.is_chosen(bucket))
    }

    /// What a value counts for.
    pub(super) fn buckets(&self, value: i64) -> impl Iterator<Item = usize> + '_ {
        let code = u32::try_from(value).ok().filter(|_| self.field.has_codes());
        let above = |code: &u32| self.parents.get(*code as usize).copied().filter(|parent| *parent != NONE);
        // A damaged table could hold a cycle: no tree is deeper than this.
        let codes = std::iter::successors(code, above).take(MAX_LEVELS);
        let ranges = self.ranges.iter().enumerate().filter(move |(_, (_, from, to))| (*from..=*to).contains(&value));
        codes.map(|code| code as usize).chain(ranges.map(|(bucket, _)| bucket))
    }

    /// Whether two values of a document can count for one bucket.
    pub(super) fn overlaps(&self) -> bool {
        self.field.shape != Shape::Code
    }

    /// Key of a bucket and of the one above it. `None` for a number without a code.
    pub(super) fn key(&self, bucket: usize) -> Option<(&str, Option<&str>)> {
        if !self.field.has_codes() {
            return self.ranges.get(bucket).map(|(key, ..)| (key.as_str(), None));
        }
        let name = self.column.names.get(bucket)?;
        let parent = self.parents.get(bucket).filter(|parent| **parent != NONE);
        let parent = parent.and_then(|parent| self.column.names.get(*parent as usize));
        Some((name.code.as_str(), parent.map(|parent| parent.code.as_str())))
    }
}

/// Ranges with a name, in the unit of the column.
fn named(shape: Shape, now: Timestamp) -> Vec<(String, i64, i64)> {
    let today = day_of(now);
    let around = |days: i32| today.saturating_add(i64::from(days));
    match shape {
        Shape::Code | Shape::Tree => Vec::new(),
        Shape::Number(bands) => bands.iter().map(|band| (band.key.to_owned(), band.from, band.to)).collect(),
        Shape::Day(spans) => {
            spans.iter().map(|span| (span.key.to_owned(), around(span.first), around(span.last))).collect()
        }
        Shape::Moment(spans) => spans
            .iter()
            .map(|span| {
                let (from, to) = seconds_of(around(span.first), around(span.last));
                (span.key.to_owned(), from, to)
            })
            .collect(),
    }
}
