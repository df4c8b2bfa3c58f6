//! Documents tokenised and sorted before their rows are written, on another thread than the writer's.
//!
//! A run refers to documents by their place in it, so that numbers can be given to it at last: [`Drafting`] takes texts,
//! [`Draft`] waits for the numbers, [`add_draft`] writes it in the transaction that wrote the rows.

use rusqlite::Transaction;

use super::change::{number, raise_generation, write_run};
use super::run::{IndexDoc, Pushed, Run, RunBuilder};
use crate::search::SearchError;

/// Takes texts, batch after batch; keeps what it learnt of spelling from one to the next.
pub struct Drafting {
    builder: RunBuilder,
    runs: Vec<Run>,
    /// Texts of this batch.
    count: u32,
}

impl Default for Drafting {
    fn default() -> Self {
        Self::new()
    }
}

impl Drafting {
    /// Nothing pushed.
    pub fn new() -> Self {
        Self { builder: RunBuilder::new(), runs: Vec::new(), count: 0 }
    }

    /// Takes one more text: plain, as it is shown.
    pub fn push(&mut self, title: &str, body: &str) {
        let doc = IndexDoc { doc: 0, title, body };
        // Until it is known, the number is the place: runs want them ascending.
        self.count += 1;
        if self.builder.push(self.count, &doc) == Pushed::Full {
            self.runs.extend(self.builder.finish());
            self.builder.push(self.count, &doc);
        }
    }

    /// Sorts what was pushed; the next batch begins.
    pub fn finish(&mut self) -> Draft {
        self.runs.extend(self.builder.finish());
        self.count = 0;
        Draft { runs: std::mem::take(&mut self.runs) }
    }
}

/// Sorted texts whose numbers are not known yet.
#[derive(Default)]
pub struct Draft {
    runs: Vec<Run>,
}

impl Draft {
    /// How many texts it holds.
    pub fn len(&self) -> usize {
        self.runs.iter().map(|run| run.docs().len()).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }
}

/// Adds a draft; `docs` are the numbers of its texts in the order in which they were pushed, ascending. A document that is in
/// the index already is replaced.
///
/// # Errors
/// [`SearchError::DocNumber`] if there are more or fewer numbers than texts, or they do not ascend; as [`super::add`].
pub fn add_draft(tx: &Transaction<'_>, draft: Draft, docs: &[i64]) -> Result<(), SearchError> {
    if docs.len() != draft.len() {
        return Err(SearchError::DocNumber(docs.last().copied().unwrap_or(0)));
    }
    let mut numbers = docs.iter();
    let mut last = 0;
    for mut run in draft.runs {
        for (entry, doc) in run.docs_mut().iter_mut().zip(numbers.by_ref()) {
            entry.doc = number(*doc)?;
            if entry.doc <= last {
                return Err(SearchError::DocNumber(*doc));
            }
            last = entry.doc;
        }
        write_run(tx, &run)?;
    }
    raise_generation(tx)
}

#[cfg(test)]
mod tests;
