//! Records with facets: rows in any order, filtered by what was chosen, with what every field counts.

use rusqlite::Connection;

use super::within::{Expired, Within};
use super::{Facets, Found, allowed, drawn, order_rebuild};
use crate::cancel::CancelToken;
use crate::clock::Timestamp;
use crate::model::Kind;
use crate::search::facet::filed::CURSOR;
use crate::search::facet::kinds::fields_of;
use crate::search::facet::{Among, Ask, Choice, Faceted, Order};
use crate::search::searcher::{Page, Request, Searcher};
use crate::search::stored::StoredTexts;
use crate::search::{DocSet, Query, SearchError};
use crate::store::Store;
use crate::store::news::Filter;
use crate::store::personal::cursor;

/// A search for records.
#[derive(Clone, Copy)]
pub struct Search<'a> {
    /// What was typed; nothing at all lists every record.
    pub typed: &'a str,
    /// Whose rows, counts and fields; `None` is a search over all kinds, with the fields of articles and whatever has ended.
    pub kind: Option<Kind>,
    /// What of the kind has ended.
    pub expired: Expired,
    /// Which articles by source, date and what the person did with them; other than the default it lets no other kind through.
    pub filter: &'a Filter,
    /// Values chosen in fields of the kind.
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
    let found = store.content().read_cancellable(cancel, |conn| {
        let mut allowed = allowed(conn, search.filter)?;
        let within = search.kind.map(|kind| Within::read(conn, kind, search.now)).transpose()?;
        if let Some(within) = &within {
            narrow(&mut allowed, &within.docs);
        }
        let request = Request { query: &query, filter: allowed.as_ref(), page: search.page };
        let hidden = within.as_ref().filter(|_| search.expired == Expired::Hidden);
        match counted(conn, searcher, search, &request, hidden, cancel) {
            Ok(Faceted { answer, counts, aside }) => {
                Ok(Found { expired: aside, ..drawn(conn, answer, Facets::Counted(counts))? })
            }
            Err(SearchError::Damaged(_)) if without_columns(search, &query) => {
                let mut standing = allowed.clone();
                if let Some(within) = hidden {
                    narrow(&mut standing, &within.standing());
                }
                let request = Request { filter: standing.as_ref(), ..request };
                // If it is the index that is damaged, this says so.
                drawn(conn, searcher.search(conn, &request, &StoredTexts, cancel)?, Facets::Damaged)
            }
            Err(error) => Err(error),
        }
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

/// Rows and counts from columns; what of `hidden` has ended is told by its number only.
fn counted(
    conn: &Connection,
    searcher: &Searcher,
    search: &Search<'_>,
    request: &Request<'_>,
    hidden: Option<&Within>,
    cancel: &CancelToken,
) -> Result<Faceted, SearchError> {
    let ended = hidden.map(|within| within.ended(conn, searcher)).transpose()?;
    let ask = Ask {
        among: if request.query.is_blank() { Among::All } else { Among::Matches },
        fields: fields_of(search.kind.unwrap_or(Kind::Article)),
        choices: search.choices,
        order: search.order,
        aside: ended.as_ref(),
        now: search.now,
    };
    searcher.faceted(conn, request, &ask, &StoredTexts, cancel)
}

fn narrow(allowed: &mut Option<DocSet>, to: &DocSet) {
    match allowed {
        Some(allowed) => allowed.intersect(to),
        None => *allowed = Some(to.clone()),
    }
}

/// Whether the rows can be found without any column.
fn without_columns(search: &Search<'_>, query: &Query) -> bool {
    search.choices.is_empty() && *search.order == Order::Relevance && !query.is_blank()
}
