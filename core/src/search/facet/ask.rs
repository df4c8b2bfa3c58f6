//! Searching with counts, filters and orders: one pass over everything that matches.
//!
//! Filters decide which documents stay, never where they stand: scores do not know of them.

use rusqlite::Connection;

use super::choice::Choice;
use super::collect::{Collected, Collector};
use super::count::FieldCounts;
use super::field::Field;
use super::lens::Lens;
use super::sort::{By, Order, Sorter};
use super::titles::by_title;
use crate::cancel::CancelToken;
use crate::clock::Timestamp;
use crate::search::filter::DocSet;
use crate::search::index::Snapshot;
use crate::search::rank::Features;
use crate::search::retrieve::Observer;
use crate::search::searcher::{Answer, DocTexts, Empty, Hit, Page, Request, Searcher, Total};
use crate::search::{Query, SearchError};

/// Which documents are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Among {
    /// Those that match the query.
    Matches,
    /// All, whatever the query says: a list without a search.
    All,
}

/// What is counted, chosen and ordered by.
#[derive(Clone, Copy)]
pub struct Ask<'a> {
    /// Which documents.
    pub among: Among,
    /// The fields that are counted and may be chosen from and ordered by.
    pub fields: &'a [&'static Field],
    /// What was chosen.
    pub choices: &'a [Choice],
    /// How rows are ordered.
    pub order: &'a Order,
    /// Documents that are no rows and count in no field, but whose number is told: expired ones.
    pub aside: Option<&'a DocSet>,
    /// "Today" for spans of days.
    pub now: Timestamp,
}

/// Rows and counts.
#[derive(Clone, Debug)]
pub struct Faceted {
    /// The rows.
    pub answer: Answer,
    /// The counts, one for each field that has anything to count, in the order asked for.
    pub counts: Vec<FieldCounts>,
    /// How many more rows there would be if nothing stood aside.
    pub aside: usize,
}

impl Searcher {
    /// The documents that have a code of a field themselves, not only below it. Call with the reader that the search will use.
    ///
    /// # Errors
    /// [`SearchError::Damaged`] if the column is; as any read.
    pub fn docs_with(&self, conn: &Connection, field: &'static Field, code: &str) -> Result<DocSet, SearchError> {
        let column = self.shelf.column(conn, field)?;
        let Some(number) = column.names.number(code) else { return Ok(DocSet::default()) };
        Ok(column.docs_with(i64::from(number)).map(i64::from).collect())
    }

    /// Searches with facets. The total is that of the rows the filters leave.
    ///
    /// # Errors
    /// [`SearchError::NoField`] and [`SearchError::NoValue`] name what was asked for and is not there; [`SearchError::Damaged`]
    /// if a column is (a search without facets may still answer); else as [`Searcher::search`].
    pub fn faceted(
        &self,
        conn: &Connection,
        request: &Request<'_>,
        ask: &Ask<'_>,
        texts: &dyn DocTexts,
        cancel: &CancelToken,
    ) -> Result<Faceted, SearchError> {
        self.within(conn, cancel, |index| {
            let mut collector = self.collector(conn, request.page, ask)?;
            let mut answer = match ask.among {
                Among::Matches => self.answer(index, request, texts, Some(&mut collector))?,
                Among::All => {
                    let request = Request { query: &Query::parse(""), ..*request };
                    let nothing = self.answer(index, &request, texts, None)?;
                    everything(nothing, index.snapshot, request.filter, &mut collector, cancel)?
                }
            };
            let Collected { fields: counts, sorted, aside } = collector.finish()?;
            if let Some(mut docs) = sorted {
                if *ask.order == Order::Title {
                    docs = by_title(index, texts, docs, last_row(request.page))?;
                }
                let page = docs.into_iter().skip(request.page.offset).take(request.page.limit);
                answer.hits = page.map(listed).collect();
            }
            Ok(Faceted { answer, counts, aside })
        })
    }

    fn collector<'a>(&self, conn: &Connection, page: Page, ask: &Ask<'a>) -> Result<Collector<'a>, SearchError> {
        let known = |key: &str| ask.fields.iter().any(|field| field.key == key);
        if let Some(unknown) = ask.choices.iter().find(|choice| !known(&choice.field)) {
            return Err(SearchError::NoField { field: unknown.field.clone() });
        }
        let mut lenses = Vec::with_capacity(ask.fields.len());
        for field in ask.fields {
            let own = ask.choices.iter().filter(|choice| choice.field == field.key);
            let own: Vec<&str> = own.map(|choice| choice.value.as_str()).collect();
            lenses.push(Lens::new(conn, &self.shelf, field, &own, ask.now)?);
        }
        let by = match (ask.order, ask.among) {
            (Order::Relevance, Among::Matches) => None,
            (Order::Relevance, Among::All) => Some(By::Doc),
            (Order::Title, _) => Some(By::Doc),
            (Order::Falling(field), _) => Some(By::Falling(self.shelf.column(conn, field)?)),
            (Order::Rising(field), _) => Some(By::Rising(self.shelf.column(conn, field)?)),
        };
        // By title all of them: which come first is seen when titles are read.
        let most = if *ask.order == Order::Title { usize::MAX } else { last_row(page) };
        Ok(Collector::new(lenses, by.map(|by| Sorter::new(by, most)), ask.aside))
    }
}

/// How many rows are needed to fill a page.
const fn last_row(page: Page) -> usize {
    page.offset.saturating_add(page.limit)
}

/// A hit that nothing was searched for.
fn listed(doc: u32) -> Hit {
    Hit { doc: i64::from(doc), score: 0.0, base: 0.0, features: Features::default() }
}

/// Shows every document that can be found to the collector. `nothing` is the answer to an empty query.
fn everything(
    nothing: Answer,
    snapshot: &Snapshot,
    filter: Option<&DocSet>,
    collector: &mut Collector<'_>,
    cancel: &CancelToken,
) -> Result<Answer, SearchError> {
    for segment in &snapshot.segments {
        cancel.check()?;
        let mut dead = segment.dead.iter().peekable();
        for (ordinal, entry) in (0_u32..).zip(&segment.docs) {
            if dead.next_if_eq(&&ordinal).is_none() && filter.is_none_or(|filter| filter.contains(entry.doc)) {
                collector.see(entry.doc);
            }
        }
    }
    let empty = match (snapshot.docs, collector.rows()) {
        (0, _) => Some(Empty::NoDocuments),
        (_, 0) => Some(Empty::NoMatch),
        _ => None,
    };
    Ok(Answer { total: Total::Exactly(collector.rows()), empty, ..nothing })
}

#[cfg(test)]
mod tests;
