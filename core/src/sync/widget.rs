//! `widget.json`: what widgets and extensions show; they never open the databases (decision 12).
//!
//! `{"format": 1, "articles": [{"id", "title", "source", "published", "sample"}]}`, newest first. Replaced as a whole, so that
//! a reader sees the old file or the new one.

use std::fs;

use serde::Serialize;

use crate::clock::Timestamp;
use crate::store::news::{self, Filter};
use crate::store::{Store, StoreError};

use super::error::SyncError;

/// Rows in the file.
const ROWS: u32 = 10;

#[derive(Serialize)]
struct Widget {
    format: u32,
    articles: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    id: String,
    title: String,
    source: String,
    published: Timestamp,
    sample: bool,
}

/// Writes the file; blocking.
pub(super) fn write(store: &Store) -> Result<(), SyncError> {
    let page = store.content().read(|conn| news::page(conn, &Filter::default(), None, ROWS))?;
    let articles = page
        .rows
        .into_iter()
        .map(|row| Row {
            id: row.id.to_string(),
            title: row.title,
            source: row.source.to_string(),
            published: row.published,
            sample: row.sample,
        })
        .collect();
    let path = store.paths().widget();
    let unfinished = store.paths().widget_unfinished();
    // Rows of plain text and numbers always serialise; an error here could only be a defect, and says so.
    let bytes =
        serde_json::to_vec(&Widget { format: 1, articles }).map_err(std::io::Error::from).map_err(StoreError::from)?;
    fs::write(&unfinished, bytes).and_then(|()| fs::rename(&unfinished, &path)).map_err(StoreError::from)?;
    Ok(())
}
