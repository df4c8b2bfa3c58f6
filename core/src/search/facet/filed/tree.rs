//! Trees of codes as units and terms say them: each code stands where its latest record puts it, whichever comes first.
//!
//! Documents give bare codes, so that they need not be touched when a unit or term arrives after them.

use rusqlite::{Connection, Transaction};
use serde::Deserialize;

use super::line_of;
use crate::model::Kind;
use crate::model::line::open_line;
use crate::search::SearchError;
use crate::search::facet::dictionary;
use crate::search::facet::kinds::{FIELD, FIELD_SCHEME, REGION};
use crate::store::content::{envelope, latest};

/// What of a unit says where it stands.
#[derive(Deserialize)]
struct UnitData {
    code: String,
    /// Id of the unit above.
    #[serde(default)]
    parent: Option<String>,
}

/// What of a term says where it stands.
#[derive(Deserialize)]
struct TermData {
    scheme: String,
    code: String,
    /// Code of the term above.
    #[serde(default)]
    parent: Option<String>,
}

/// Puts the codes of units and terms among `docs` where they say; other docs are ignored. [`super::file`] does it for what it
/// files; call it for stored records that are not filed because nobody looks for them by words.
///
/// # Errors
/// [`SearchError::Database`], [`SearchError::Text`] if the store cannot be read.
pub fn grow(tx: &Transaction<'_>, docs: &[i64]) -> Result<(), SearchError> {
    for doc in docs {
        let kind = envelope::of_doc(tx, *doc)?.and_then(|row| Kind::parse(&row.kind));
        match kind {
            Some(Kind::Unit) => unit(tx, *doc)?,
            Some(Kind::Taxonomy) => term(tx, *doc)?,
            _ => {}
        }
    }
    Ok(())
}

fn unit(conn: &Connection, doc: i64) -> Result<(), SearchError> {
    let Some((id, unit)) = data_of::<UnitData>(conn, doc)? else { return Ok(()) };
    if latest::unit(conn, &unit.code)?.is_some_and(|latest| latest != id) {
        return Ok(());
    }
    // `unit:24:2025-07-01` is the code 24.
    let parent = unit.parent.as_deref().and_then(|id| id.strip_prefix("unit:")).and_then(|rest| rest.split(':').next());
    // One that would stand above itself stays where it is.
    dictionary::place(conn, &REGION, &unit.code, parent).map(|_| ())
}

fn term(conn: &Connection, doc: i64) -> Result<(), SearchError> {
    let Some((id, term)) = data_of::<TermData>(conn, doc)? else { return Ok(()) };
    let is_field = term.scheme == FIELD_SCHEME;
    if !is_field || latest::term(conn, &term.scheme, &term.code)?.is_some_and(|latest| latest != id) {
        return Ok(());
    }
    dictionary::place(conn, &FIELD, &term.code, term.parent.as_deref()).map(|_| ())
}

/// Id and data of a stored record; `None` if it cannot be read.
fn data_of<T: serde::de::DeserializeOwned>(conn: &Connection, doc: i64) -> Result<Option<(String, T)>, SearchError> {
    let stored = line_of(conn, doc)?;
    let opened = stored.as_ref().and_then(|stored| open_line(&stored.line).ok());
    Ok(opened.and_then(|(envelope, data)| Some((envelope.id, serde_json::from_str(data).ok()?))))
}
