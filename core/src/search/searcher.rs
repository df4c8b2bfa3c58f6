//! Searching: what app and terminal call.
//!
//! A [`Searcher`] holds no connection: it is lent one per call and keeps only what it read of the index (document tables and
//! totals) until the index changes. One searcher serves many threads, each with its own connection.

use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;

use super::facet::Shelf;
use super::filter::DocSet;
use super::index::Snapshot;
use super::index::snapshot::generation;
use super::matcher::Matcher;
use super::query::{Query, Spelling};
use super::rank;
use super::retrieve::{Observer, Pruning, Ranked, retrieve, retrieve_observed};
use super::{SearchError, phrase};
use crate::cancel::CancelToken;

/// Results that are looked at when phrases must be verified on the stored text.
const MAX_VERIFIED: usize = 2_000;

/// The stored text of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocText {
    /// Its title, as it was indexed.
    pub title: String,
    /// Its body, as it was indexed.
    pub body: String,
}

/// Where stored texts come from: the store, or a table of a test.
pub trait DocTexts {
    /// The text of a document. `None` if it is gone.
    ///
    /// # Errors
    /// [`SearchError::Text`] or [`SearchError::Database`] if it cannot be read.
    fn text(&self, conn: &Connection, doc: i64) -> Result<Option<DocText>, SearchError>;
}

/// Which results to return.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// How many of the best to pass over.
    pub offset: usize,
    /// How many to return at most.
    pub limit: usize,
}

/// One search.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// What was asked.
    pub query: &'a Query,
    /// Documents that may be returned; `None` for all.
    pub filter: Option<&'a DocSet>,
    /// Which results to return.
    pub page: Page,
}

/// A document that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Number of its row in `record`.
    pub doc: i64,
    /// Its score: larger is better, comparable within one answer only.
    pub score: f32,
}

/// How many documents match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    /// So many.
    Exactly(usize),
    /// So many were counted before the search knew its best; there may be more.
    AtLeast(usize),
}

/// Why an answer has no hits although nothing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Empty {
    /// The query has no words.
    NoWords,
    /// The query says only what should not be found.
    OnlyExclusions,
    /// There is nothing to search in yet.
    NoDocuments,
    /// No document matches.
    NoMatch,
}

impl Empty {
    /// Key of what to tell the person.
    pub const fn message_key(self) -> &'static str {
        match self {
            Self::NoWords => "search.empty.no_words",
            Self::OnlyExclusions => "search.empty.only_exclusions",
            Self::NoDocuments => "search.empty.no_documents",
            Self::NoMatch => "search.empty.no_match",
        }
    }
}

/// The answer to a request.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The page, best first.
    pub hits: Vec<Hit>,
    /// How many documents match.
    pub total: Total,
    /// Why there are none, if there are none.
    pub empty: Option<Empty>,
    /// For highlighting and snippets.
    pub matcher: Matcher,
}

/// Searches the index of the connection it is lent.
#[derive(Default)]
pub struct Searcher {
    snapshot: Mutex<Option<Arc<Snapshot>>>,
    /// Columns of the facet store.
    pub(super) shelf: Shelf,
}

impl Searcher {
    /// One that has read nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Searches. Everything is read in one transaction, so a sync that commits meanwhile changes nothing.
    ///
    /// # Errors
    /// [`SearchError::Cancelled`] when `cancel` fires (it also interrupts the running statement), [`SearchError::TooNew`],
    /// [`SearchError::Damaged`], [`SearchError::Database`], [`SearchError::Text`].
    pub fn search(
        &self,
        conn: &Connection,
        request: &Request<'_>,
        texts: &dyn DocTexts,
        cancel: &CancelToken,
    ) -> Result<Answer, SearchError> {
        self.within(conn, cancel, |snapshot| self.answer(conn, snapshot, request, texts, None, cancel))
    }

    /// Runs `work` on the index as it is now, in one transaction, interrupted when `cancel` fires.
    pub(super) fn within<T>(
        &self,
        conn: &Connection,
        cancel: &CancelToken,
        work: impl FnOnce(&Snapshot) -> Result<T, SearchError>,
    ) -> Result<T, SearchError> {
        let handle = conn.get_interrupt_handle();
        let _interrupt = cancel.on_cancel(move || handle.interrupt());
        cancel.check()?;
        let _transaction = if conn.is_autocommit() { Some(conn.unchecked_transaction()?) } else { None };
        let snapshot = self.snapshot(conn)?;
        work(&snapshot)
    }

    /// Answers; an observer sees every match that phrases and exclusions leave, and decides which stay.
    pub(super) fn answer(
        &self,
        conn: &Connection,
        snapshot: &Snapshot,
        request: &Request<'_>,
        texts: &dyn DocTexts,
        mut observer: Option<&mut dyn Observer>,
        cancel: &CancelToken,
    ) -> Result<Answer, SearchError> {
        let query = request.query;
        let matcher = Matcher::new(query);
        let nothing =
            |empty| Answer { hits: Vec::new(), total: Total::Exactly(0), empty: Some(empty), matcher: matcher.clone() };
        if query.is_empty() {
            return Ok(nothing(if query.excluded.is_empty() { Empty::NoWords } else { Empty::OnlyExclusions }));
        }
        if snapshot.docs == 0 {
            return Ok(nothing(Empty::NoDocuments));
        }
        let wanted = request.page.offset.saturating_add(request.page.limit);
        let verifier = Verifier::new(query);
        let found = match (&verifier, &mut observer) {
            (None, None) => retrieve(conn, snapshot, query, request.filter, wanted, Pruning::On, cancel)?,
            (None, Some(observer)) => {
                retrieve_observed(conn, snapshot, query, request.filter, wanted, *observer, cancel)?
            }
            (Some(verifier), observer) => {
                let most = MAX_VERIFIED.max(wanted);
                let mut found = retrieve(conn, snapshot, query, request.filter, most, Pruning::Off, cancel)?;
                let seen = found.ranked.len();
                found.ranked = verifier.keep(conn, found.ranked, texts, cancel)?;
                found.complete = found.complete && found.matched == seen;
                if let Some(observer) = observer {
                    found.ranked.retain(|ranked| observer.see(ranked.doc));
                }
                found.matched = found.ranked.len();
                found
            }
        };
        if found.matched == 0 {
            return Ok(nothing(Empty::NoMatch));
        }
        let page = found.ranked.iter().skip(request.page.offset).take(request.page.limit);
        let hits = page.map(|ranked| Hit { doc: i64::from(ranked.doc), score: rank::units(ranked.score) }).collect();
        let total = if found.complete { Total::Exactly(found.matched) } else { Total::AtLeast(found.matched) };
        Ok(Answer { hits, total, empty: None, matcher })
    }

    fn snapshot(&self, conn: &Connection) -> Result<Arc<Snapshot>, SearchError> {
        let now = generation(conn)?;
        let mut kept = self.snapshot.lock().unwrap_or_else(PoisonError::into_inner);
        match kept.as_ref() {
            Some(snapshot) if snapshot.generation == now => Ok(Arc::clone(snapshot)),
            _ => {
                let snapshot = Arc::new(Snapshot::read(conn)?);
                *kept = Some(Arc::clone(&snapshot));
                Ok(snapshot)
            }
        }
    }
}

/// Checks on the stored text what pairs of words cannot tell.
struct Verifier<'a> {
    phrases: Vec<&'a [super::index::Term]>,
    excluded: Vec<&'a [super::index::Term]>,
    spelling: Spelling,
}

impl<'a> Verifier<'a> {
    /// `None` if the index alone decides.
    fn new(query: &'a Query) -> Option<Self> {
        let long = |lists: &'a [Vec<super::index::Term>]| -> Vec<&'a [super::index::Term]> {
            lists.iter().map(Vec::as_slice).filter(|terms| terms.len() > 2).collect()
        };
        let (phrases, excluded) = (long(&query.phrases), long(&query.excluded));
        let needed = !phrases.is_empty() || !excluded.is_empty();
        needed.then(|| Self { phrases, excluded, spelling: query.spelling() })
    }

    fn keep(
        &self,
        conn: &Connection,
        ranked: Vec<Ranked>,
        texts: &dyn DocTexts,
        cancel: &CancelToken,
    ) -> Result<Vec<Ranked>, SearchError> {
        let mut kept = Vec::new();
        for candidate in ranked {
            cancel.check()?;
            let text = texts.text(conn, i64::from(candidate.doc))?;
            if text.is_some_and(|text| self.holds(&text)) {
                kept.push(candidate);
            }
        }
        Ok(kept)
    }

    fn holds(&self, text: &DocText) -> bool {
        let has = |terms: &[super::index::Term]| {
            phrase::contains(&text.title, terms, self.spelling) || phrase::contains(&text.body, terms, self.spelling)
        };
        self.phrases.iter().all(|terms| has(terms)) && !self.excluded.iter().any(|terms| has(terms))
    }
}

#[cfg(test)]
mod tests;
