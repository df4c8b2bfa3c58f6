//! Counting and filtering while documents are found: each matching document is shown once and answered at once.
//!
//! A document that every filter lets through is a row, and counts in every field. One that a single field's filter holds back
//! counts in that field only: it is what choosing one more value there would add. So the values of a field are counted
//! under all filters but its own.

use std::sync::Arc;

use super::chunk::SLOTS;
use super::column::Column;
use super::count::{FieldCounts, counts};
use super::field::Arity;
use super::lens::Lens;
use super::sort::Sorter;
use crate::search::SearchError;
use crate::search::filter::DocSet;
use crate::search::retrieve::Observer;

/// In which of a field's two tallies a document counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tally {
    /// It is a row.
    Rows,
    /// Only this field's own filter holds it back.
    Beside,
}

/// What one field has counted in one chunk, by code of the chunk.
#[derive(Default)]
struct Local {
    /// Whether a document with this code stays.
    passes: Vec<bool>,
    rows: Vec<u32>,
    beside: Vec<u32>,
}

/// One field while documents come.
struct Counter {
    lens: Lens,
    /// Place of the chunk that documents come from now.
    place: Option<usize>,
    /// By place of the chunk; made when its first document comes.
    locals: Vec<Option<Local>>,
    /// By bucket.
    rows: Vec<u32>,
    beside: Vec<u32>,
    /// By bucket, the last document that counted in it: with several values, each bucket counts a document once.
    last: Vec<u32>,
}

impl Counter {
    fn new(lens: Lens) -> Self {
        let (chunks, buckets) = (lens.column.len(), lens.len());
        let mut locals = Vec::new();
        locals.resize_with(chunks, || None);
        let several = lens.field.arity == Arity::Many && lens.overlaps();
        let last = if several { vec![u32::MAX; buckets] } else { Vec::new() };
        Self { lens, place: None, locals, rows: vec![0; buckets], beside: vec![0; buckets], last }
    }

    fn turn_to(&mut self, chunk: u32) {
        self.place = self.lens.column.place(chunk);
        let Some(place) = self.place else { return };
        let Some(local @ None) = self.locals.get_mut(place) else { return };
        let values = self.lens.column.chunk(place).map_or(&[][..], |chunk| chunk.values());
        let filters = self.lens.is_filter();
        let passes = if filters { values.iter().map(|value| self.lens.passes(*value)).collect() } else { Vec::new() };
        let beside = if filters { vec![0; values.len()] } else { Vec::new() };
        *local = Some(Local { passes, rows: vec![0; values.len()], beside });
    }

    /// Whether the filter of this field lets the document through.
    fn passes(&self, slot: u32) -> bool {
        if !self.lens.is_filter() {
            return true;
        }
        let Some(place) = self.place else { return false };
        let (Some(chunk), Some(Some(local))) = (self.lens.column.chunk(place), self.locals.get(place)) else {
            return false;
        };
        chunk.codes(slot).any(|code| local.passes.get(code).copied().unwrap_or(false))
    }

    /// Counts documents of the present chunk, which begins with document `base`.
    fn count(&mut self, base: u32, slots: &[u16], tally: Tally) {
        let Some(place) = self.place else { return };
        let (Some(chunk), Some(Some(local))) = (self.lens.column.chunk(place), self.locals.get_mut(place)) else {
            return;
        };
        let own = if tally == Tally::Rows { &mut local.rows } else { &mut local.beside };
        let all = if tally == Tally::Rows { &mut self.rows } else { &mut self.beside };
        for slot in slots {
            let positions = chunk.positions(u32::from(*slot));
            if positions.len() <= 1 || !self.lens.overlaps() {
                for code in positions.filter_map(|position| chunk.code(position)) {
                    if let Some(count) = own.get_mut(code) {
                        *count += 1;
                    }
                }
                continue;
            }
            let doc = base + u32::from(*slot);
            for value in positions.filter_map(|position| chunk.values().get(chunk.code(position)?)) {
                for bucket in self.lens.buckets(*value) {
                    let (Some(last), Some(count)) = (self.last.get_mut(bucket), all.get_mut(bucket)) else { continue };
                    *count += u32::from(*last != doc);
                    *last = doc;
                }
            }
        }
    }

    /// Adds what was counted by code to the buckets that codes count for.
    fn settle(&mut self) -> Result<(), SearchError> {
        for (place, local) in self.locals.iter().enumerate() {
            let (Some(local), Some(chunk)) = (local, self.lens.column.chunk(place)) else { continue };
            for (code, value) in chunk.values().iter().enumerate() {
                let rows = local.rows.get(code).copied().unwrap_or(0);
                let beside = local.beside.get(code).copied().unwrap_or(0);
                if rows == 0 && beside == 0 {
                    continue;
                }
                for bucket in self.lens.buckets(*value) {
                    let (Some(all_rows), Some(all_beside)) = (self.rows.get_mut(bucket), self.beside.get_mut(bucket))
                    else {
                        return Err(SearchError::Damaged("facet value without a code"));
                    };
                    *all_rows += rows;
                    *all_beside += beside;
                }
            }
        }
        Ok(())
    }
}

/// Everything one search counts, filters and orders by.
pub(super) struct Collector<'a> {
    counters: Vec<Counter>,
    sorter: Option<Sorter>,
    chunk: Option<u32>,
    /// Slots of the present chunk that are rows and wait to be counted, field by field.
    waiting: Vec<u16>,
    /// The same for those that one field holds back, by field.
    beside: Vec<Vec<u16>>,
    rows: usize,
    /// Documents that are no rows, but counted where they would be.
    aside: Option<&'a DocSet>,
    aside_rows: usize,
}

/// What a search counted.
pub(super) struct Collected {
    /// By field that has anything to count.
    pub(super) fields: Vec<FieldCounts>,
    /// The documents in the order of the sorter if there was one.
    pub(super) sorted: Option<Vec<u32>>,
    /// How many more rows there would be if nothing stood aside.
    pub(super) aside: usize,
}

impl<'a> Collector<'a> {
    /// One lens for each field; documents that stay are also offered to `sorter`; those in `aside` do not stay.
    pub(super) fn new(lenses: Vec<Lens>, sorter: Option<Sorter>, aside: Option<&'a DocSet>) -> Self {
        let counters: Vec<Counter> = lenses.into_iter().map(Counter::new).collect();
        let beside = vec![Vec::new(); counters.len()];
        Self { counters, sorter, chunk: None, waiting: Vec::new(), beside, rows: 0, aside, aside_rows: 0 }
    }

    /// Counts what waits, then goes to another chunk.
    fn turn_to(&mut self, chunk: u32) {
        self.count_waiting();
        self.counters.iter_mut().for_each(|counter| counter.turn_to(chunk));
        self.chunk = Some(chunk);
    }

    fn count_waiting(&mut self) {
        let base = self.chunk.unwrap_or(0).saturating_mul(SLOTS);
        for (counter, beside) in self.counters.iter_mut().zip(&mut self.beside) {
            counter.count(base, &self.waiting, Tally::Rows);
            counter.count(base, beside, Tally::Beside);
            beside.clear();
        }
        self.waiting.clear();
    }

    /// How many documents stayed.
    pub(super) const fn rows(&self) -> usize {
        self.rows
    }

    /// The counts.
    ///
    /// # Errors
    /// [`SearchError::Damaged`] if a column names a code that its dictionary lacks.
    pub(super) fn finish(mut self) -> Result<Collected, SearchError> {
        self.count_waiting();
        let mut fields = Vec::with_capacity(self.counters.len());
        for mut counter in self.counters {
            counter.settle()?;
            if counter.lens.len() > 0 {
                fields.push(counts(&counter.lens, &counter.rows, &counter.beside));
            }
        }
        Ok(Collected { fields, sorted: self.sorter.map(Sorter::into_sorted), aside: self.aside_rows })
    }
}

impl Observer for Collector<'_> {
    fn see(&mut self, doc: u32) -> bool {
        let (chunk, slot) = (doc / SLOTS, doc % SLOTS);
        if self.chunk != Some(chunk) {
            self.turn_to(chunk);
        }
        let mut held_back = None;
        for (at, counter) in self.counters.iter().enumerate() {
            if !counter.passes(slot) {
                if held_back.is_some() {
                    return false;
                }
                held_back = Some(at);
            }
        }
        if self.aside.is_some_and(|aside| aside.contains(doc)) {
            self.aside_rows += usize::from(held_back.is_none());
            return false;
        }
        if let Some(at) = held_back {
            if let Some(beside) = self.beside.get_mut(at) {
                beside.push(slot as u16);
            }
            return false;
        }
        self.waiting.push(slot as u16);
        if let Some(sorter) = &mut self.sorter {
            sorter.offer(doc);
        }
        self.rows += 1;
        true
    }

    fn keeps_order(&self) -> bool {
        self.sorter.is_some()
    }
}

/// The least value of a document in a column.
pub(super) fn value_of(column: &Arc<Column>, doc: u32) -> Option<i64> {
    let chunk = column.chunk(column.place(doc / SLOTS)?)?;
    chunk.values().get(chunk.first_code(doc % SLOTS)?).copied()
}
