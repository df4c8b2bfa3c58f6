//! Our own search: the index over a plain table of texts, with the pragmas of the app's connections.
//!
//! The one file of these benches that calls `app4g_core::search`. As in `app4g-conformance`, a table of compressed texts takes
//! the place of `record`; documents are numbered from 1.

use std::path::Path;

use app4g_core::CancelToken;
use app4g_core::search::index::{self, Bulk, IndexDoc, merge};
use app4g_core::search::{DocTexts as _, Page, Query, Request, Searcher, Session};
use app4g_tests::search_store::Texts;
use rusqlite::Connection;

use super::Outcome;
use crate::articles::Article;

/// Bytes of a page of the app's content.db (`store::connection`).
pub const APP_PAGE: u32 = 16_384;

/// SQLite's own size of a page: what `app4g-conformance` has.
pub const USUAL_PAGE: u32 = 4_096;

/// Documents of one transaction, as the app rebuilds its index (`sync::reindex`).
const BATCH: usize = 4_000;

/// As `store::connection` has them.
const EVERY: &str = "PRAGMA temp_store = 2; PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON; \
    PRAGMA trusted_schema = OFF;";
const READER: &str = "PRAGMA cache_size = -4096; PRAGMA query_only = ON;";
const WRITER: &str = "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8192; PRAGMA secure_delete = ON; \
    PRAGMA wal_autocheckpoint = 256; PRAGMA journal_size_limit = 8388608;";

/// Creates a store without documents.
///
/// # Errors
/// The file cannot be written, or is there.
pub fn create(file: &Path, page: u32) -> Outcome<Connection> {
    let conn = Connection::open(file)?;
    conn.execute_batch(&format!(
        "PRAGMA page_size = {page}; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL;"
    ))?;
    prepare(&conn, WRITER)?;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../core/src/store/sql/content");
    let mut scripts: Vec<_> = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Outcome<_>>()?;
    scripts.retain(|path| path.to_string_lossy().contains("_search"));
    scripts.sort();
    for script in scripts {
        conn.execute_batch(&std::fs::read_to_string(script)?)?;
    }
    conn.execute_batch("CREATE TABLE doc (doc INTEGER PRIMARY KEY, title TEXT NOT NULL, body BLOB NOT NULL) STRICT;")?;
    Ok(conn)
}

/// Opens a store to change it.
///
/// # Errors
/// SQLite's.
pub fn open_writer(file: &Path) -> Outcome<Connection> {
    let conn = Connection::open(file)?;
    prepare(&conn, WRITER)?;
    Ok(conn)
}

/// Opens a store to search it.
///
/// # Errors
/// SQLite's.
pub fn open_reader(file: &Path) -> Outcome<Connection> {
    let conn = Connection::open(file)?;
    prepare(&conn, READER)?;
    Ok(conn)
}

fn prepare(conn: &Connection, role: &str) -> Outcome<()> {
    conn.set_prepared_statement_cache_capacity(64);
    conn.execute_batch(EVERY)?;
    Ok(conn.execute_batch(role)?)
}

/// Writes the texts of documents, the first of which has the number `first`, and no index.
///
/// # Errors
/// SQLite's.
pub fn put_texts(conn: &mut Connection, first: i64, articles: &[Article]) -> Outcome<()> {
    let tx = conn.transaction()?;
    let mut insert = tx.prepare_cached("INSERT INTO doc VALUES (?1, ?2, ?3)")?;
    for (doc, article) in (first..).zip(articles) {
        insert.execute((doc, &article.title, zstd::bulk::compress(article.body.as_bytes(), 3)?))?;
    }
    drop(insert);
    Ok(tx.commit()?)
}

/// Indexes documents in batches, each committed; `first` is the number of the first. Leaves the segments as they come.
///
/// # Errors
/// Those of `search::index`.
pub fn index(conn: &mut Connection, first: i64, articles: &[Article]) -> Outcome<()> {
    let (mut bulk, mut docs) = (Bulk::new(), first..);
    for batch in articles.chunks(BATCH) {
        let tx = conn.transaction()?;
        for (text, doc) in batch.iter().zip(&mut docs) {
            bulk.push(&tx, &IndexDoc { doc, title: &text.title, body: &text.body })?;
        }
        bulk.finish(&tx)?;
        tx.commit()?;
    }
    Ok(())
}

/// Empties the index, the first step of a rebuild.
///
/// # Errors
/// Those of `search::index`.
pub fn clear(conn: &mut Connection) -> Outcome<()> {
    let tx = conn.transaction()?;
    index::clear(&tx)?;
    tx.commit()?;
    shrink(conn)
}

/// Merges in the app's idle steps, each committed, until nothing is worth merging.
///
/// # Errors
/// Those of `search::index::merge`.
pub fn settle(conn: &mut Connection) -> Outcome<()> {
    loop {
        let tx = conn.transaction()?;
        let progress = merge::step(&tx, merge::Budget::default(), &CancelToken::new())?;
        tx.commit()?;
        if progress == merge::Progress::Idle {
            return Ok(());
        }
    }
}

/// Merges all segments into one and empties the log.
///
/// # Errors
/// Those of `search::index::merge`.
pub fn merge(conn: &mut Connection) -> Outcome<()> {
    let tx = conn.transaction()?;
    merge::all(&tx, &CancelToken::new())?;
    tx.commit()?;
    Ok(conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE);")?)
}

/// Gives the pages that nothing uses back to the file system: what `auto_vacuum` of the app does in idle time.
///
/// # Errors
/// SQLite's.
pub fn shrink(conn: &Connection) -> Outcome<()> {
    let mut vacuum = conn.prepare("PRAGMA incremental_vacuum")?;
    let mut rows = vacuum.query(())?;
    while rows.next()?.is_some() {}
    drop(rows);
    Ok(conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE);")?)
}

/// Bytes of all pages but those of the texts and of the schema.
///
/// # Errors
/// SQLite's.
pub fn index_bytes(conn: &Connection) -> Outcome<i64> {
    let sum = "SELECT sum(pgsize) FROM dbstat WHERE name NOT IN ('doc', 'sqlite_schema', 'sqlite_sequence')";
    Ok(conn.query_row(sum, (), |row| row.get(0))?)
}

/// Rebuilds the index from the stored texts, batch by batch, and merges it: what the app does to a repaired store.
///
/// # Errors
/// Those of `search::index`.
pub fn rebuild(conn: &mut Connection) -> Outcome<()> {
    let (mut bulk, mut next) = (Bulk::new(), 1);
    loop {
        let tx = conn.transaction()?;
        let end = next + BATCH as i64;
        while let Some(text) = Texts.text(&tx, next)?.filter(|_| next < end) {
            bulk.push(&tx, &IndexDoc { doc: next, title: &text.title, body: &text.body })?;
            next += 1;
        }
        bulk.finish(&tx)?;
        tx.commit()?;
        if next < end {
            drop(bulk);
            return merge(conn);
        }
    }
}

/// A search screen over a store.
pub struct Screen {
    conn: Connection,
    searcher: Searcher,
    session: Session,
}

impl Screen {
    /// Over the store in `file`.
    ///
    /// # Errors
    /// SQLite's.
    pub fn open(file: &Path) -> Outcome<Self> {
        Ok(Self { conn: open_reader(file)?, searcher: Searcher::new(), session: Session::new() })
    }

    /// The best `most` documents for what stands in the search field, from the text to their numbers.
    ///
    /// # Errors
    /// Those of [`Searcher::search`].
    pub fn search(&self, typed: &str, most: usize) -> Outcome<Vec<i64>> {
        let query = Query::parse(typed);
        let request = Request { query: &query, filter: None, page: Page { offset: 0, limit: most } };
        let found = self.searcher.search(&self.conn, &request, &Texts, &self.session.begin())?;
        Ok(found.hits.iter().map(|hit| hit.doc).collect())
    }
}
