//! Finding records of every kind: a query and the filters of a list become rows ready to draw, with title and snippet marked.
//!
//! The shells' search screens call this; it lends a reader of the store to a [`Searcher`].

use rusqlite::Connection;

use super::highlight::highlight;
use super::matcher::Matcher;
use super::query::Query;
use super::searcher::{Answer, DocText, Empty, Hit, Page, Request, Searcher, Total};
use super::snippet::snippet;
use super::stored::{StoredTexts, text_of_line};
use super::{DocSet, SearchError, Understood, facet};
use crate::cancel::CancelToken;
use crate::clock::Timestamp;
use crate::model::kinds::listing::Outline;
use crate::model::line::open_line;
use crate::model::{ArticleId, Kind, Offline, SourceId};
use crate::store::content::place;
use crate::store::content::record::{self, StoredLine};
use crate::store::news::{self, Filter};
use crate::store::personal::cursor;
use crate::store::{Store, StoreError};

mod faceted;
mod within;

pub use faceted::{Search, faceted};
pub use within::Expired;

/// A text with the places to mark, as byte ranges `(start, end)` on character boundaries, ascending.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// What answers the query.
    pub marks: Vec<(usize, usize)>,
}

/// One record that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Which.
    pub id: ArticleId,
    /// The name of its kind.
    pub kind: String,
    /// Who shows it.
    pub source: SourceId,
    /// The source's date.
    pub published: Timestamp,
    /// End of validity, where the kind has one.
    pub valid_until: Option<Timestamp>,
    /// How much of it is on the device.
    pub offline: Offline,
    /// Invented text, drawn as «dữ liệu mẫu».
    pub sample: bool,
    /// Its title.
    pub title: Marked,
    /// The piece of its text that shows why it was found, with dots where it was cut.
    pub snippet: Marked,
    /// What a row of a listing shows besides, in no language yet ([`crate::reader::record::outlined`]).
    pub listing: Option<Outline>,
}

impl Row {
    /// Whether it is drawn as expired: what [`Expired::Hidden`] leaves out of lists of its kind.
    pub fn has_ended(&self, now: Timestamp) -> bool {
        match &self.listing {
            Some(outline) => outline.has_ended(self.valid_until, now),
            None => self.valid_until.is_some_and(|until| until < now),
        }
    }
}

/// What was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// Best first.
    pub hits: Vec<Row>,
    /// How many match.
    pub total: Total,
    /// Why there are none, if there are none.
    pub empty: Option<Empty>,
    /// How the query was read.
    pub understood: Understood,
    /// Whether a part of the index is damaged: these are from the rest; the next opening builds the index again.
    pub damaged: bool,
    /// What their fields count.
    pub facets: Facets,
    /// How many more rows there would be if expired ones were shown; 0 where nobody hid them, or nothing can be counted.
    pub expired: usize,
}

/// What the fields of a search count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Facets {
    /// Nobody asked.
    NotAsked,
    /// These.
    Counted(Vec<facet::FieldCounts>),
    /// Nothing can be counted before the columns are built again, which the next opening of the profile does.
    Damaged,
}

/// The best `limit` articles for what was typed, among those the filter lets through.
///
/// # Errors
/// [`SearchError::Cancelled`] when `cancel` fires; the index or the store cannot be read.
pub fn articles(
    store: &Store,
    searcher: &Searcher,
    typed: &str,
    filter: &Filter,
    limit: u32,
    cancel: &CancelToken,
) -> Result<Found, SearchError> {
    let query = Query::parse(typed);
    let found = store.content().read_cancellable(cancel, |conn| {
        let allowed = allowed(conn, filter)?;
        let page = Page { offset: 0, limit: usize::try_from(limit).unwrap_or(usize::MAX) };
        let request = Request { query: &query, filter: allowed.as_ref(), page };
        drawn(conn, searcher.search(conn, &request, &StoredTexts, cancel)?, Facets::NotAsked)
    });
    if matches!(&found, Ok(Found { damaged: true, .. }) | Err(SearchError::Damaged(_))) {
        order_rebuild(store)?;
    }
    found
}

/// The next opening or sync builds the index again from the stored lines, unless one is at it already.
fn order_rebuild(store: &Store) -> Result<(), SearchError> {
    tracing::warn!("the index is damaged and will be built again");
    store.personal().write(|tx| {
        if cursor::get(tx, cursor::REINDEX)? == 0 {
            cursor::set(tx, cursor::REINDEX, 1)?;
        }
        Ok::<_, StoreError>(())
    })?;
    Ok(())
}

/// At most `most` texts that what was typed may become, the likeliest first.
///
/// # Errors
/// As [`articles`].
pub fn suggestions(
    store: &Store,
    searcher: &Searcher,
    typed: &str,
    most: usize,
    cancel: &CancelToken,
) -> Result<Vec<String>, SearchError> {
    let query = Query::parse(typed);
    store.content().read_cancellable(cancel, |conn| searcher.suggest(conn, &query, most, cancel))
}

/// What was typed as it is looked for, to mark it in the article that is opened from its results ([`crate::reader::found`]).
///
/// # Errors
/// As [`articles`].
pub fn matcher(store: &Store, searcher: &Searcher, typed: &str, cancel: &CancelToken) -> Result<Matcher, SearchError> {
    let query = Query::parse(typed);
    store.content().read_cancellable(cancel, |conn| searcher.matcher(conn, &query, cancel))
}

/// The documents a list's filter lets through; `None` for all.
fn allowed(conn: &Connection, filter: &Filter) -> Result<Option<DocSet>, SearchError> {
    match filter {
        filter if *filter == Filter::default() => Ok(None),
        filter => Ok(Some(news::docs(conn, filter)?.into_iter().collect())),
    }
}

/// An answer with its rows.
fn drawn(conn: &Connection, answer: Answer, facets: Facets) -> Result<Found, SearchError> {
    let Answer { hits, total, empty, matcher, understood, damaged } = answer;
    Ok(Found { hits: rows(conn, &hits, &matcher)?, total, empty, understood, damaged, facets, expired: 0 })
}

fn rows(conn: &Connection, hits: &[Hit], matcher: &Matcher) -> Result<Vec<Row>, SearchError> {
    let mut rows = Vec::with_capacity(hits.len());
    for hit in hits {
        rows.extend(row(conn, hit.doc, matcher)?);
    }
    Ok(rows)
}

/// The row of one hit; `None` if it went while the page was drawn.
fn row(conn: &Connection, doc: i64, matcher: &Matcher) -> Result<Option<Row>, SearchError> {
    let Some(stored) = record::get_by_doc(conn, doc)? else { return Ok(None) };
    let Some(DocText { title, body, .. }) = text_of_line(&stored) else { return Ok(None) };
    let Some(place) = place::of(conn, &stored)? else { return Ok(None) };
    let marks = title_marks(&title, &body, matcher);
    Ok(Some(Row {
        id: ArticleId::new(place.id),
        source: place.source,
        published: place.published,
        valid_until: place.valid_until,
        listing: outline(&stored),
        offline: place.offline,
        sample: place.sample,
        kind: stored.kind,
        title: Marked { text: title, marks },
        snippet: dotted(&body, matcher),
    }))
}

/// What a row of a listing shows; `None` for other kinds, and data that cannot be read.
fn outline(stored: &StoredLine) -> Option<Outline> {
    if stored.kind != Kind::Listing.as_str() {
        return None;
    }
    open_line(&stored.line).ok().and_then(|(_, data)| Outline::read(data))
}

/// What to mark in the title, judged with the body beside it: where the text has a word as it was typed, the title's look-alike
/// with other marks is none.
fn title_marks(title: &str, body: &str, matcher: &Matcher) -> Vec<(usize, usize)> {
    let whole = format!("{title}\n\n{body}");
    let marks = highlight(&whole, matcher).into_iter().map(|mark| (mark.range.start, mark.range.end));
    marks.take_while(|(_, end)| *end <= title.len()).collect()
}

/// The snippet with «…» where the text goes on; the marks move along.
fn dotted(body: &str, matcher: &Matcher) -> Marked {
    const DOTS: &str = "…";
    let snippet = snippet(body, matcher);
    let lead = if snippet.starts_inside { DOTS } else { "" };
    let tail = match snippet.ends_inside {
        // Behind a whole sentence they stand apart from its full stop.
        true if snippet.text.ends_with(['.', '!', '?']) => " …",
        true if !snippet.text.ends_with(DOTS) => DOTS,
        _ => "",
    };
    let marks = snippet.highlights.iter().map(|mark| (mark.start + lead.len(), mark.end + lead.len())).collect();
    Marked { text: format!("{lead}{}{tail}", snippet.text), marks }
}

impl From<StoreError> for SearchError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Cancelled(cancelled) => Self::Cancelled(cancelled),
            error => Self::Text(Box::new(error)),
        }
    }
}

#[cfg(test)]
mod tests;
