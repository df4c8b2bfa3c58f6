//! Articles with facets: rows in any order, filtered by what was chosen, with what every field counts.

use super::{Facets, Found, allowed, drawn, order_rebuild};
use crate::cancel::CancelToken;
use crate::clock::Timestamp;
use crate::model::Kind;
use crate::search::facet::article::CURSOR;
use crate::search::facet::kinds::fields_of;
use crate::search::facet::{Among, Ask, Choice, Order};
use crate::search::searcher::{Page, Request, Searcher};
use crate::search::stored::StoredTexts;
use crate::search::{Query, SearchError};
use crate::store::Store;
use crate::store::news::Filter;
use crate::store::personal::cursor;

/// A search for articles.
#[derive(Clone, Copy)]
pub struct Search<'a> {
    /// What was typed; nothing at all lists every article.
    pub typed: &'a str,
    /// Which articles by source, date and what the person did with them.
    pub filter: &'a Filter,
    /// Values chosen in fields of articles.
    pub choices: &'a [Choice],
    /// How rows are ordered.
    pub order: &'a Order,
    /// Which rows.
    pub page: Page,
    /// "Today" for spans of days.
    pub now: Timestamp,
}

/// Rows and counts.
///
/// # Errors
/// [`SearchError::NoField`] or [`SearchError::NoValue`] for a choice that is none, [`SearchError::Damaged`] if a choice cannot be
/// applied because columns are damaged; else as [`super::articles`].
pub fn faceted(
    store: &Store,
    searcher: &Searcher,
    search: &Search<'_>,
    cancel: &CancelToken,
) -> Result<Found, SearchError> {
    let query = Query::parse(search.typed);
    let among = if query.is_blank() { Among::All } else { Among::Matches };
    let found = store.content().read_cancellable(cancel, |conn| {
        let allowed = allowed(conn, search.filter)?;
        let request = Request { query: &query, filter: allowed.as_ref(), page: search.page };
        let ask = Ask {
            among,
            fields: fields_of(Kind::Article),
            choices: search.choices,
            order: search.order,
            now: search.now,
        };
        let (answer, facets) = match searcher.faceted(conn, &request, &ask, &StoredTexts, cancel) {
            Ok(faceted) => (faceted.answer, Facets::Counted(faceted.counts)),
            Err(SearchError::Damaged(_)) if without_columns(search, among) => {
                // If it is the index that is damaged, this says so.
                (searcher.search(conn, &request, &StoredTexts, cancel)?, Facets::Damaged)
            }
            Err(error) => return Err(error),
        };
        drawn(conn, answer, facets)
    });
    let columns = matches!(&found, Ok(Found { facets: Facets::Damaged, .. }) | Err(SearchError::Damaged(_)));
    if columns {
        // If it cannot be written now, the next search that meets the damage orders it.
        let _ = store.personal().write(|tx| cursor::set(tx, CURSOR, 1));
    }
    if matches!(&found, Ok(Found { damaged: true, .. }) | Err(SearchError::Damaged(_))) {
        order_rebuild(store)?;
    }
    found
}

/// Whether the rows can be found without any column.
fn without_columns(search: &Search<'_>, among: Among) -> bool {
    search.choices.is_empty() && *search.order == Order::Relevance && among == Among::Matches
}
