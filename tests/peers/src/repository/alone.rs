//! What a first sync cannot do without, each part alone on one thread: decoding, hashing, compressing, inserting, indexing.

use std::path::Path;
use std::time::{Duration, Instant};

use app4g_core::model::Article;
use app4g_core::model::line::open_line;
use app4g_core::repository::format::{Index, Sha256, decode};
use app4g_core::search::DocText;
use app4g_core::search::SearchError;
use app4g_core::search::index::{Bulk, IndexDoc};
use app4g_core::search::stored::text_of;
use app4g_core::store::codec;
use app4g_core::store::{OpenOptions, Store};
use app4g_portal::reading;
use app4g_portal::storage::folder::Folder;
use app4g_tests::department::{Department, Trouble};
use rusqlite::Connection;
use rusqlite::types::Value;

/// Seconds of each part.
#[derive(Clone, Copy, Debug, Default)]
pub struct Parts {
    /// zstd decode of every segment.
    pub decode: f64,
    /// SHA-256 of every segment and of every line.
    pub hash: f64,
    /// Compressing every line as the store does.
    pub compress: f64,
    /// Inserting the same rows with bare rusqlite in one transaction.
    pub insert: f64,
    /// Building the index.
    pub index: f64,
}

impl Parts {
    /// All together.
    pub fn sum(&self) -> f64 {
        self.decode + self.hash + self.compress + self.insert + self.index
    }
}

/// Tables whose rows are inserted: those that a first load fills.
const TABLES: [&str; 7] =
    ["source_key", "record", "headline", "headline_by_source", "article_source", "record_digest", "change_log"];

/// Measures each part. `synced` is a content.db after a first sync.
///
/// # Errors
/// Anything that cannot be read or written.
pub async fn measure(department: &Department, synced: &Path, scratch: &Path) -> Result<Parts, Trouble> {
    let storage = Folder::open(&department.repository())?;
    let current = reading::current(&storage).await?.ok_or("nothing is published")?;
    let entry = current.catalog.collections.get("news").ok_or("no news")?;
    let index: Index = reading::index(&storage, "news", entry).await?;
    let packed: Vec<Vec<u8>> = index
        .segments
        .iter()
        .map(|segment| std::fs::read(department.repository().join(segment.object.path())))
        .collect::<Result<_, _>>()?;
    let mut parts = Parts::default();
    let begun = Instant::now();
    let raw: Vec<Vec<u8>> = index
        .segments
        .iter()
        .zip(&packed)
        .map(|(segment, packed)| {
            Ok::<_, Trouble>(zstd::bulk::decompress(packed, usize::try_from(segment.object.raw_bytes)?)?)
        })
        .collect::<Result<_, _>>()?;
    parts.decode = seconds(begun.elapsed());
    // The product's own decoding agrees, its checks included.
    let checked = decode(&index.segments[0].object, &packed[0], None)?;
    if checked != raw[0] {
        return Err("two decoders disagree".into());
    }
    let lines: Vec<&str> = raw.iter().flat_map(|raw| std::str::from_utf8(raw).unwrap_or_default().lines()).collect();
    let begun = Instant::now();
    let mut seen = 0_u8;
    for packed in &packed {
        seen ^= Sha256::of(packed).0[0];
    }
    for line in &lines {
        seen ^= Sha256::of(line.as_bytes()).0[0];
    }
    std::hint::black_box(seen);
    parts.hash = seconds(begun.elapsed());
    let begun = Instant::now();
    for line in &lines {
        std::hint::black_box(codec::pack(line)?);
    }
    parts.compress = seconds(begun.elapsed());
    parts.insert = insert(synced, &scratch.join("bare.db"))?;
    let texts: Vec<DocText> = lines
        .iter()
        .map(|line| Ok::<_, Trouble>(text_of(&serde_json::from_str::<Article>(open_line(line)?.1)?)))
        .collect::<Result<_, _>>()?;
    let store = Store::open(&scratch.join("index"), OpenOptions::default())?.store;
    let writer = store.writer()?;
    let begun = Instant::now();
    writer.write(move |tx| {
        let mut bulk = Bulk::new();
        for (doc, text) in (1..).zip(&texts) {
            bulk.push(tx, &IndexDoc { doc, title: &text.title, body: &text.body })?;
        }
        bulk.finish(tx)?;
        Ok::<_, BenchError>(())
    })?;
    parts.index = seconds(begun.elapsed());
    writer.close();
    Ok(parts)
}

/// What a batch of the bench may fail with.
#[derive(Debug)]
pub struct BenchError(String);

impl std::fmt::Display for BenchError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BenchError {}

impl From<app4g_core::store::StoreError> for BenchError {
    fn from(error: app4g_core::store::StoreError) -> Self {
        Self(error.to_string())
    }
}

impl From<SearchError> for BenchError {
    fn from(error: SearchError) -> Self {
        Self(error.to_string())
    }
}

fn seconds(duration: Duration) -> f64 {
    duration.as_secs_f64()
}

/// Seconds to insert the rows of [`TABLES`] into a new file with the same schema.
fn insert(synced: &Path, bare: &Path) -> Result<f64, Trouble> {
    let from = Connection::open(synced)?;
    let mut tables: Vec<(&str, Vec<Vec<Value>>)> = Vec::new();
    for table in TABLES {
        let mut statement = from.prepare(&format!("SELECT * FROM {table}"))?;
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| (0..columns).map(|column| row.get(column)).collect())?;
        tables.push((table, rows.collect::<Result<_, _>>()?));
    }
    let mut schema = from.prepare(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type DESC, name",
    )?;
    let schema: Vec<String> = schema.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut to = Connection::open(bare)?;
    to.execute_batch(
        "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = OFF",
    )?;
    for sql in schema {
        to.execute_batch(&sql)?;
    }
    let begun = Instant::now();
    let tx = to.transaction()?;
    for (table, rows) in &tables {
        let places = vec!["?"; rows.first().map_or(1, Vec::len)].join(", ");
        let mut statement = tx.prepare(&format!("INSERT INTO {table} VALUES ({places})"))?;
        for row in rows {
            statement.execute(rusqlite::params_from_iter(row))?;
        }
    }
    tx.commit()?;
    Ok(seconds(begun.elapsed()))
}
