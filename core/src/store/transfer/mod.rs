//! `export` and `import`: the profile as one tar of NDJSON and images (decision 10).
//!
//! Reading order: this file (what is in the tar) → [`export`] → [`import`].
//!
//! | Entry | A line is |
//! |---|---|
//! | `app4g-export.json` | `{format, exported}`, the first entry |
//! | `statuses.ndjson`, `aliases.ndjson`, `settings.ndjson`, `ledger.ndjson` | a row |
//! | `notices.ndjson` | `{id, rev, at, seen?, change, title, note}`: a correction or withdrawal that was told |
//! | `sources.ndjson` | `{id, source?, changed}`; without `source` it was removed |
//! | `saved.ndjson`, `articles.ndjson` | `{record, …}`: the record is its published line |
//! | `images/ID-HASH` | bytes of a starred article's image; its entry in `images.ndjson` stands before |
//!
//! `import` merges by id and the later change wins, so that importing twice, or an old export, takes nothing away.

mod export;
mod import;

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::model::{Article, Record, Source};

pub use import::Imported;

/// Version of the layout above.
const FORMAT: u32 = 1;

const MANIFEST: &str = "app4g-export.json";
const STATUSES: &str = "statuses.ndjson";
const ALIASES: &str = "aliases.ndjson";
const SETTINGS: &str = "settings.ndjson";
const LEDGER: &str = "ledger.ndjson";
const SOURCES: &str = "sources.ndjson";
const NOTICES: &str = "notices.ndjson";
const SAVED: &str = "saved.ndjson";
const ARTICLES: &str = "articles.ndjson";
const IMAGES: &str = "images.ndjson";
const IMAGE_FOLDER: &str = "images/";

#[derive(Serialize, Deserialize)]
struct Manifest {
    format: u32,
    exported: Timestamp,
}

#[derive(Serialize, Deserialize)]
struct StatusLine {
    id: String,
    read: bool,
    read_changed: i64,
    starred: bool,
    star_changed: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    position: Option<String>,
    position_changed: i64,
}

#[derive(Serialize, Deserialize)]
struct AliasLine {
    old: String,
    new: String,
}

#[derive(Serialize, Deserialize)]
struct SettingLine {
    key: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    changed: i64,
}

#[derive(Serialize, Deserialize)]
struct LedgerLine {
    month: String,
    source: String,
    host: String,
    metered: bool,
    requests: u64,
    sent: u64,
    received: u64,
}

#[derive(Serialize, Deserialize)]
struct SourceLine {
    id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<Source>,
    changed: i64,
}

#[derive(Serialize, Deserialize)]
struct NoticeLine {
    id: String,
    rev: u32,
    at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seen: Option<Timestamp>,
    change: String,
    title: String,
    note: String,
}

#[derive(Serialize, Deserialize)]
struct SavedLine {
    record: Record<Article>,
    saved: Timestamp,
    source: String,
    body_state: i64,
    body_at: i64,
}

#[derive(Serialize, Deserialize)]
struct ArticleLine {
    record: Record<Article>,
    digest: i64,
    /// 1: from the signed repository.
    origin: i64,
    stored: Timestamp,
    seen: Vec<SeenLine>,
}

#[derive(Serialize, Deserialize)]
struct SeenLine {
    source: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    guid: Option<String>,
    first: Timestamp,
}

#[derive(Serialize, Deserialize)]
struct ImageLine {
    /// The article that keeps it.
    id: String,
    /// Hex of SHA-256 of its URL.
    url: String,
    width: u32,
    height: u32,
    mime: String,
    /// Its entry in the tar.
    file: String,
}

#[cfg(test)]
mod tests;
