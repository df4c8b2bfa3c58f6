//! What a stored record has in its fields, read from the columns beside its line; of listings also from the line ([`listing`]),
//! of units and terms where they stand in a tree ([`tree`]).
//!
//! Callers: whoever indexes records ([`file()`] and [`crate::search::facet::remove`] stand beside `index::add` and
//! `index::remove`), whoever stores terms, which nobody looks for by words ([`grow`]), and the rebuild.

mod listing;
mod tree;

use rusqlite::{Connection, Transaction};

use super::kinds::{ALL, DATE, KIND, SOURCE, UNIT, VALIDITY};
use super::{DocFacets, Given, change, dictionary, rows};
use crate::model::Kind;
use crate::search::SearchError;
use crate::store::StoreError;
use crate::store::content::record::{self, StoredLine};
use crate::store::content::{envelope, sighting};

pub use tree::grow;

/// Name of the cursor in personal.db that orders the facets to be built again: 0 when nothing is to be done, else the next doc.
pub const CURSOR: &str = "refacet";

/// Files the facets of stored records, in place of what was filed for them; a doc that is not stored has none. Call when a
/// record was written, and when another source shows it. Opening the profile has asked [`is_behind`] before.
///
/// # Errors
/// As [`change::put`]; [`SearchError::Text`] if a record cannot be read.
pub fn file(tx: &Transaction<'_>, docs: &[i64]) -> Result<(), SearchError> {
    let mut all = Vec::with_capacity(docs.len());
    for doc in docs {
        all.push(DocFacets { doc: *doc, values: values_of(tx, *doc)? });
    }
    if all.is_empty() {
        return Ok(());
    }
    // Also fields that no record has a value in: the next opening must not take them for new.
    declare(tx)?;
    grow(tx, docs)?;
    change::put(tx, &all)
}

fn values_of(conn: &Connection, doc: i64) -> Result<Vec<Given>, SearchError> {
    let Some(row) = envelope::of_doc(conn, doc)? else {
        return Ok(Vec::new());
    };
    let kind = Kind::parse(&row.kind);
    let mut values = vec![Given::code(&KIND, row.kind), Given::at(&DATE, row.published)];
    values.extend(row.unit.map(|unit| Given::code(&UNIT, unit)));
    values.extend(row.valid_until.map(|until| Given::at(&VALIDITY, until)));
    for seen in sighting::of_doc(conn, doc)? {
        values.push(Given::code(&SOURCE, seen.source.as_str()));
    }
    if kind == Some(Kind::Listing) {
        values.extend(listing::values_of(conn, doc)?);
    }
    Ok(values)
}

/// The line of a record whose data are to be read. `None` also of a damaged one: recovery sees to it.
fn line_of(conn: &Connection, doc: i64) -> Result<Option<StoredLine>, SearchError> {
    match record::get_by_doc(conn, doc) {
        Err(StoreError::Damaged(_)) => Ok(None),
        line => Ok(line?),
    }
}

/// Makes sure that every declared field is there, so that [`is_behind`] is answered "no".
///
/// # Errors
/// As any write.
pub fn declare(tx: &Transaction<'_>) -> Result<(), SearchError> {
    ALL.iter().try_for_each(|field| dictionary::find_or_add(tx, field).map(|_| ()))
}

/// Whether there are records, and a declared field was never built, was built in another form, or lost a chunk. A few reads
/// of one row.
///
/// # Errors
/// As any read; [`SearchError::TooNew`].
pub fn is_behind(conn: &Connection) -> Result<bool, SearchError> {
    if envelope::docs_after(conn, 0, 1)?.is_empty() {
        return Ok(false);
    }
    let mut behind = !rows::state(conn)?.is_built;
    for field in ALL {
        behind |= dictionary::find(conn, field)?.is_none();
    }
    Ok(behind)
}

#[cfg(test)]
mod tests;
