//! Names of what records refer to, from what is stored.

use std::collections::{BTreeSet, HashMap};

use rusqlite::Connection;

use super::Reference;
use crate::model::{Date, SourceId};
use crate::store::content::{latest, published, record};
use crate::store::personal::source;
use crate::store::{Store, StoreError};

/// Ids that begin alike and are looked through: spans of time of one code.
const MOST: u32 = 64;

/// What something is called; `None` where it is not stored.
///
/// # Errors
/// As any read.
pub fn stored(conn: &Connection, reference: Reference<'_>) -> Result<Option<String>, StoreError> {
    match reference {
        Reference::Unit { code, day } => unit(conn, code, day),
        Reference::Code(code) => {
            published::title_of(conn, &format!("taxonomy:{}:{}:{}", code.scheme, code.version, code.code))
        }
        Reference::Term { scheme, code } => title(conn, latest::term(conn, scheme, code)?),
        Reference::Record(id) => published::title_of(conn, id),
    }
}

/// Names of those among `ids` that somebody knows: sources the user added, and units by their codes.
///
/// # Errors
/// As any read of either database.
pub fn of_publishers<'i>(
    store: &Store,
    ids: impl IntoIterator<Item = &'i str>,
) -> Result<HashMap<SourceId, String>, StoreError> {
    let mut wanted: BTreeSet<&str> = ids.into_iter().collect();
    let mut names = HashMap::new();
    if wanted.is_empty() {
        return Ok(names);
    }
    for source in store.personal().read(source::all)? {
        if wanted.remove(source.id.as_str()) {
            names.insert(source.id, source.name);
        }
    }
    store.content().read(|conn| {
        for code in wanted {
            if let Some(name) = stored(conn, Reference::Unit { code, day: None })? {
                names.insert(SourceId::new(code), name);
            }
        }
        Ok::<_, StoreError>(())
    })?;
    Ok(names)
}

/// The unit that had the code on that day: the last one that began by then.
fn unit(conn: &Connection, code: &str, day: Option<Date>) -> Result<Option<String>, StoreError> {
    let always = format!("unit:{code}");
    let dated = format!("{always}:");
    let ids = record::ids_beginning_with(conn, &dated, MOST)?;
    let began = |id: &String| id.strip_prefix(dated.as_str()).and_then(Date::parse);
    let fits = |id: &String| match (began(id), day) {
        (Some(from), Some(day)) => from <= day,
        (_, None) => true,
        (None, Some(_)) => false,
    };
    // Ids end with ISO dates, so they come in the order of time.
    match ids.into_iter().rfind(fits) {
        Some(id) => title(conn, Some(id)),
        None => published::title_of(conn, &always),
    }
}

fn title(conn: &Connection, id: Option<String>) -> Result<Option<String>, StoreError> {
    id.map_or(Ok(None), |id| published::title_of(conn, &id))
}

#[cfg(test)]
mod tests;
