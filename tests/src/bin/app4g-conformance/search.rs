//! Protocol of `../shared/bench/search`: `search index STORE` builds a store from JSON lines, `search search STORE` answers.
//!
//! The store is one SQLite file: the tables of search as the product has them, and a table of compressed texts in place of
//! `record`. `bytes` of the answer to `index` counts every page of the index's tables, none of the texts.

use std::error::Error;
use std::io::{BufRead as _, Write as _};
use std::path::Path;
use std::time::Instant;

use app4g_core::CancelToken;
use app4g_core::search::index::{self, IndexDoc, merge};
use app4g_core::search::{DocText, DocTexts, Page, Query, Request, SearchError, Searcher};
use rusqlite::{Connection, OptionalExtension as _};
use serde::{Deserialize, Serialize};

/// Documents of one transaction.
const BATCH: usize = 2_000;

#[derive(Deserialize)]
struct Doc {
    id: String,
    #[serde(default)]
    title: String,
    body: String,
}

#[derive(Deserialize)]
struct Question {
    q: String,
    limit: usize,
}

#[derive(Serialize)]
struct Reply {
    ids: Vec<String>,
    us: u128,
}

/// Runs the sub-command.
pub(crate) fn run(args: &[String]) -> Result<(), Box<dyn Error>> {
    match args {
        [command, store] if command == "index" => build(Path::new(store)),
        [command, store] if command == "search" => answer(Path::new(store)),
        _ => Err("usage: app4g-conformance search index|search STORE".into()),
    }
}

fn open(store: &Path) -> Result<Connection, Box<dyn Error>> {
    let conn = Connection::open(store.join("search.db"))?;
    conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = 2;")?;
    conn.set_prepared_statement_cache_capacity(64);
    Ok(conn)
}

fn build(store: &Path) -> Result<(), Box<dyn Error>> {
    let mut conn = open(store)?;
    conn.execute_batch(include_str!("../../../../core/src/store/sql/content/002_search.sql"))?;
    conn.execute_batch(
        "CREATE TABLE doc (doc INTEGER PRIMARY KEY, id TEXT NOT NULL, title TEXT NOT NULL, body BLOB NOT NULL);",
    )?;
    let mut batch = Vec::with_capacity(BATCH);
    let mut count = 0;
    for line in std::io::stdin().lock().lines() {
        batch.push(serde_json::from_str::<Doc>(&line?)?);
        if batch.len() == BATCH {
            count = add(&mut conn, &batch, count)?;
            batch.clear();
        }
    }
    count = add(&mut conn, &batch, count)?;
    let tx = conn.transaction()?;
    merge::all(&tx, &CancelToken::new())?;
    tx.commit()?;
    conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA optimize;")?;
    let bytes: i64 = conn.query_row(
        "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'search_%' OR name LIKE 'sqlite_autoindex_search_%'",
        (),
        |row| row.get(0),
    )?;
    writeln!(std::io::stdout(), "{}", serde_json::json!({ "docs": count, "bytes": bytes }))?;
    Ok(())
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

struct Texts;

impl DocTexts for Texts {
    fn text(&self, conn: &Connection, doc: i64) -> Result<Option<DocText>, SearchError> {
        let row: Option<(String, Vec<u8>)> = conn
            .prepare_cached("SELECT title, body FROM doc WHERE doc = ?1")?
            .query_row([doc], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((title, packed)) = row else { return Ok(None) };
        let body = zstd::decode_all(packed.as_slice()).map_err(|error| SearchError::Text(Box::new(error)))?;
        let body = String::from_utf8(body).map_err(|error| SearchError::Text(Box::new(error)))?;
        Ok(Some(DocText { title, body }))
    }
}

fn answer(store: &Path) -> Result<(), Box<dyn Error>> {
    let conn = open(store)?;
    let searcher = Searcher::new();
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let question: Question = serde_json::from_str(&line?)?;
        let start = Instant::now();
        let query = Query::parse(&question.q);
        let page = Page { offset: 0, limit: question.limit };
        let request = Request { query: &query, filter: None, page };
        let found = searcher.search(&conn, &request, &Texts, &CancelToken::new())?;
        let us = start.elapsed().as_micros();
        let mut by_doc = conn.prepare_cached("SELECT id FROM doc WHERE doc = ?1")?;
        let ids = found.hits.iter().map(|hit| by_doc.query_row([hit.doc], |row| row.get(0)));
        let reply = Reply { ids: ids.collect::<Result<_, _>>()?, us };
        writeln!(out, "{}", serde_json::to_string(&reply)?)?;
        out.flush()?;
    }
    Ok(())
}
