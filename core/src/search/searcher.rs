//! Searching: what app and terminal call.
//!
//! A [`Searcher`] holds no connection: it is lent one per call and keeps only what it read of the index (document tables and
//! totals) until the index changes. One searcher serves many threads, each with its own connection.

use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, Transaction};

use super::facet::Shelf;
use super::filter::DocSet;
use super::index::Snapshot;
use super::index::snapshot::generation;
use super::known::Known;
use super::matcher::Matcher;
use super::query::{Query, Spelling};
use super::rank::{Features, Weights};
use super::rerank::rerank;
use super::retrieve::{Look, Observer, Pruning, Ranked, retrieve, retrieve_observed};
use super::suggest::suggest;
use super::understand::{Index, Understood, phrase as phrase_of, settled, understand};
use super::{SearchError, phrase};
use crate::cancel::{CancelGuard, CancelToken};
use crate::clock::Timestamp;

/// Results that are looked at when phrases must be verified on the stored text.
const MAX_VERIFIED: usize = 2_000;

/// The stored text of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocText {
    /// Its title, as it was indexed.
    pub title: String,
    /// Its body, as it was indexed.
    pub body: String,
    /// When it was published, where that is known.
    pub published: Option<Timestamp>,
}

/// Where stored texts come from: the store, or a table of a test.
pub trait DocTexts {
    /// The text of a document. `None` if it is gone.
    ///
    /// # Errors
    /// [`SearchError::Text`] or [`SearchError::Database`] if it cannot be read.
    fn text(&self, conn: &Connection, doc: i64) -> Result<Option<DocText>, SearchError>;

    /// When about the newest documents were published; without it, age is nothing.
    ///
    /// # Errors
    /// As [`DocTexts::text`].
    fn newest(&self, _conn: &Connection) -> Result<Option<Timestamp>, SearchError> {
        Ok(None)
    }

    /// Shows `see` the title of every document, in any order: for orders by title. Without titles there is no such order.
    ///
    /// # Errors
    /// As [`DocTexts::text`], or what `see` returns.
    fn titles(&self, _conn: &Connection, _see: &mut SeeTitle<'_>) -> Result<(), SearchError> {
        Ok(())
    }
}

/// Takes the number of a document and its title.
pub type SeeTitle<'a> = dyn FnMut(i64, &str) -> Result<(), SearchError> + 'a;

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
    /// The index's part of it, as a share of what a perfect match would have.
    pub base: f32,
    /// What its text told; all 0 for those that were not looked at a second time.
    pub features: Features,
}

/// How many documents match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    /// So many.
    Exactly(usize),
    /// So many are known; there may be more, for the search left out what cannot come among its best.
    AtLeast(usize),
}

/// Why an answer has no hits although nothing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Empty {
    /// Nothing was typed.
    NoWords,
    /// What was typed has neither letters nor digits.
    OnlySigns,
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
            Self::OnlySigns => "search.empty.only_signs",
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
    /// How the query was read.
    pub understood: Understood,
    /// Whether a part of the index is damaged: what was found came from the rest, and the index should be built again.
    pub damaged: bool,
}

/// One state of the index, and what was read of it.
struct Moment {
    snapshot: Snapshot,
    known: Known,
}

/// Searches the index of the connection it is lent.
pub struct Searcher {
    moment: Mutex<Option<Arc<Moment>>>,
    weights: Weights,
    /// Columns of the facet store.
    pub(super) shelf: Shelf,
}

impl Default for Searcher {
    fn default() -> Self {
        Self::new()
    }
}

impl Searcher {
    /// One that has read nothing yet.
    pub const fn new() -> Self {
        Self::with_weights(Weights::SHIPPED)
    }

    /// One that ranks with other weights, to measure what they bring.
    pub const fn with_weights(weights: Weights) -> Self {
        Self { moment: Mutex::new(None), weights, shelf: Shelf::new() }
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
        self.within(conn, cancel, |index| self.answer(index, request, texts, None))
    }

    /// Runs `work` on the index as it is now, in one transaction, interrupted when `cancel` fires.
    pub(super) fn within<T>(
        &self,
        conn: &Connection,
        cancel: &CancelToken,
        work: impl FnOnce(&Index<'_>) -> Result<T, SearchError>,
    ) -> Result<T, SearchError> {
        let (_interrupt, _transaction) = begin(conn, cancel)?;
        let moment = self.moment(conn)?;
        work(&Index { conn, snapshot: &moment.snapshot, known: &moment.known, cancel })
    }

    /// At most `most` texts that what was typed may become, the likeliest first; each of them finds something.
    ///
    /// # Errors
    /// As [`Searcher::search`].
    pub fn suggest(
        &self,
        conn: &Connection,
        query: &Query,
        most: usize,
        cancel: &CancelToken,
    ) -> Result<Vec<String>, SearchError> {
        self.within(conn, cancel, |index| {
            let query = settled(index, query)?;
            suggest(index, query, &understand(index, query, &self.weights)?, most)
        })
    }

    /// What `query` looks for, for the article that is opened from its results.
    ///
    /// # Errors
    /// As [`Searcher::search`].
    pub fn matcher(&self, conn: &Connection, query: &Query, cancel: &CancelToken) -> Result<Matcher, SearchError> {
        self.within(conn, cancel, |index| {
            let query = settled(index, query)?;
            Ok(Matcher::of(query, &understand(index, query, &self.weights)?))
        })
    }

    /// Answers; an observer sees every match that phrases and exclusions leave, and decides which stay.
    pub(super) fn answer(
        &self,
        index: &Index<'_>,
        request: &Request<'_>,
        texts: &dyn DocTexts,
        mut observer: Option<&mut dyn Observer>,
    ) -> Result<Answer, SearchError> {
        let Index { conn, snapshot, cancel, .. } = *index;
        let query = settled(index, request.query)?;
        let meaning = understand(index, query, &self.weights)?;
        let matcher = Matcher::of(query, &meaning);
        let understood = phrase_of(query, &meaning);
        let nothing = |empty| Answer {
            hits: Vec::new(),
            total: Total::Exactly(0),
            empty: Some(empty),
            matcher: matcher.clone(),
            understood: understood.clone(),
            damaged: snapshot.is_damaged(),
        };
        if query.is_empty() {
            return Ok(nothing(match query.excluded.is_empty() {
                false => Empty::OnlyExclusions,
                true if query.is_blank() => Empty::NoWords,
                true => Empty::OnlySigns,
            }));
        }
        if snapshot.docs == 0 {
            return Ok(nothing(Empty::NoDocuments));
        }
        // Never fewer than are looked at again, so that the order of a page does not depend on its length.
        let wanted = request.page.offset.saturating_add(request.page.limit).max(self.weights.depth as usize);
        let verifier = Verifier::new(query);
        let look = Look { query, meaning: &meaning, filter: request.filter, most: wanted, pruning: Pruning::On };
        let depth = self.weights.depth as usize;
        let mut last_looked_at = None;
        let found = match (&verifier, &mut observer) {
            (None, observer) => {
                if request.filter.is_some() || observer.is_some() {
                    let unfiltered = Look { filter: None, most: depth, ..look };
                    last_looked_at = retrieve(index, &unfiltered, &self.weights)?.ranked.last().copied();
                }
                match observer {
                    None => retrieve(index, &look, &self.weights)?,
                    Some(observer) => retrieve_observed(index, &look, &self.weights, *observer)?,
                }
            }
            (Some(verifier), observer) => {
                let look = Look { most: MAX_VERIFIED.max(wanted), pruning: Pruning::Off, ..look };
                let mut found = retrieve(index, &look, &self.weights)?;
                let seen = found.ranked.len();
                found.ranked = verifier.keep(conn, found.ranked, texts, cancel)?;
                found.complete = found.complete && found.matched == seen;
                last_looked_at = found.ranked.iter().take(depth).next_back().copied();
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
        let total = if found.complete { Total::Exactly(found.matched) } else { Total::AtLeast(found.matched) };
        if observer.is_some_and(|observer| observer.keeps_order()) {
            return Ok(Answer {
                hits: Vec::new(),
                total,
                empty: None,
                matcher,
                understood,
                damaged: snapshot.is_damaged(),
            });
        }
        // Those that are looked at again without any filter, so that a filter never changes the order of what stays.
        let depth = match last_looked_at {
            Some(last) => found.ranked.iter().take(depth).filter(|ranked| **ranked >= last).count(),
            None => depth,
        };
        let ranked = rerank(index, query, &meaning, found.ranked, texts, depth, &self.weights)?;
        let hits = ranked.into_iter().skip(request.page.offset).take(request.page.limit).collect();
        Ok(Answer { hits, total, empty: None, matcher, understood, damaged: snapshot.is_damaged() })
    }

    fn moment(&self, conn: &Connection) -> Result<Arc<Moment>, SearchError> {
        let now = generation(conn)?;
        let mut kept = self.moment.lock().unwrap_or_else(PoisonError::into_inner);
        match kept.as_ref() {
            Some(moment) if moment.snapshot.generation == now => Ok(Arc::clone(moment)),
            _ => {
                let moment = Arc::new(Moment { snapshot: Snapshot::read(conn)?, known: Known::default() });
                *kept = Some(Arc::clone(&moment));
                Ok(moment)
            }
        }
    }
}

/// Begins a transaction, unless there is one already, that `cancel` interrupts until the guard is dropped.
fn begin<'conn>(
    conn: &'conn Connection,
    cancel: &CancelToken,
) -> Result<(CancelGuard, Option<Transaction<'conn>>), SearchError> {
    let handle = conn.get_interrupt_handle();
    let interrupt = cancel.on_cancel(move || handle.interrupt());
    cancel.check()?;
    Ok((interrupt, if conn.is_autocommit() { Some(conn.unchecked_transaction()?) } else { None }))
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
