//! A store for search alone: the tables of search as the product has them, and a table of compressed texts in place of
//! `record`. One SQLite file; used by the conformance program and by the tuner.

use std::cell::RefCell;
use std::error::Error;
use std::io::{self, BufRead};
use std::path::Path;

use app4g_core::CancelToken;
use app4g_core::search::index::{self, IndexDoc, merge};
use app4g_core::search::{DocText, DocTexts, SearchError};
use rusqlite::{Connection, OptionalExtension as _};
use serde::Deserialize;
use zstd::bulk::Decompressor;

/// Documents of one transaction.
const BATCH: usize = 2_000;

#[derive(Deserialize)]
struct Doc {
    id: String,
    #[serde(default)]
    title: String,
    body: String,
}

/// What was built.
#[derive(Clone, Copy, Debug)]
pub struct Built {
    /// Documents in the store.
    pub docs: i64,
    /// Bytes of every page of the index's tables, none of the texts.
    pub bytes: i64,
}

/// Opens or creates the store in folder `store`.
///
/// # Errors
/// As SQLite's.
pub fn open(store: &Path) -> Result<Connection, Box<dyn Error>> {
    let conn = Connection::open(store.join("search.db"))?;
    conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = 2;")?;
    conn.set_prepared_statement_cache_capacity(64);
    Ok(conn)
}

/// Fills a new store with documents, JSON objects `{id, title, body}` a line, and merges its index.
///
/// # Errors
/// For a line that is none, and as SQLite's.
pub fn build(store: &Path, lines: impl BufRead) -> Result<Built, Box<dyn Error>> {
    let mut conn = open(store)?;
    conn.execute_batch(include_str!("../../core/src/store/sql/content/002_search.sql"))?;
    conn.execute_batch(
        "CREATE TABLE doc (doc INTEGER PRIMARY KEY, id TEXT NOT NULL, title TEXT NOT NULL, body BLOB NOT NULL);",
    )?;
    let mut batch = Vec::with_capacity(BATCH);
    let mut docs = 0;
    for line in lines.lines() {
        batch.push(serde_json::from_str::<Doc>(&line?)?);
        if batch.len() == BATCH {
            docs = add(&mut conn, &batch, docs)?;
            batch.clear();
        }
    }
    docs = add(&mut conn, &batch, docs)?;
    let tx = conn.transaction()?;
    merge::all(&tx, &CancelToken::new())?;
    tx.commit()?;
    conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA optimize;")?;
    let bytes = conn.query_row(
        "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'search_%' OR name LIKE 'sqlite_autoindex_search_%'",
        (),
        |row| row.get(0),
    )?;
    Ok(Built { docs, bytes })
}

fn add(conn: &mut Connection, batch: &[Doc], before: i64) -> Result<i64, Box<dyn Error>> {
    let tx = conn.transaction()?;
    let mut insert = tx.prepare_cached("INSERT INTO doc VALUES (?1, ?2, ?3, ?4)")?;
    for (doc, text) in (before + 1..).zip(batch) {
        insert.execute((doc, &text.id, &text.title, zstd::bulk::compress(text.body.as_bytes(), 3)?))?;
    }
    drop(insert);
    let docs: Vec<IndexDoc<'_>> =
        (before + 1..).zip(batch).map(|(doc, text)| IndexDoc { doc, title: &text.title, body: &text.body }).collect();
    index::add(&tx, &docs)?;
    tx.commit()?;
    Ok(before + batch.len() as i64)
}

/// The id of a document of the store.
///
/// # Errors
/// As SQLite's, also if there is none.
pub fn id_of(conn: &Connection, doc: i64) -> Result<String, Box<dyn Error>> {
    Ok(conn.prepare_cached("SELECT id FROM doc WHERE doc = ?1")?.query_row([doc], |row| row.get(0))?)
}

thread_local! {
    /// As the app has it: one for each thread, not one for each text.
    static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

fn unpack(packed: &[u8]) -> io::Result<Vec<u8>> {
    let size = zstd::zstd_safe::get_frame_content_size(packed).ok().flatten();
    let capacity = size.and_then(|size| usize::try_from(size).ok()).ok_or(io::ErrorKind::InvalidData)?;
    DECOMPRESSOR.with_borrow_mut(|slot| match slot {
        Some(decompressor) => decompressor.decompress(packed, capacity),
        None => slot.insert(Decompressor::new()?).decompress(packed, capacity),
    })
}

/// The texts of the store.
#[derive(Clone, Copy, Debug, Default)]
pub struct Texts;

impl DocTexts for Texts {
    fn text(&self, conn: &Connection, doc: i64) -> Result<Option<DocText>, SearchError> {
        let row: Option<(String, Vec<u8>)> = conn
            .prepare_cached("SELECT title, body FROM doc WHERE doc = ?1")?
            .query_row([doc], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((title, packed)) = row else { return Ok(None) };
        let body = unpack(&packed).map_err(|error| SearchError::Text(Box::new(error)))?;
        let body = String::from_utf8(body).map_err(|error| SearchError::Text(Box::new(error)))?;
        Ok(Some(DocText { title, body, published: None }))
    }
}
