//! Articles by number, put into a store and found again: what the tests of the store from outside share.

use app4g_core::Timestamp;
use app4g_core::model::{Article, ArticleId, Change, Envelope, Fulltext, Kind, Record, SourceId};
use app4g_core::store::content::article::{self, Origin, Seen};
use app4g_core::store::news::{self, Filter, StateFilter};
use app4g_core::store::{Store, StoreError};
use rusqlite::Transaction;

use crate::draw::Draw;

/// "Now" for these articles: 2026-11-18T18:06:40+07:00.
pub const NOW: Timestamp = Timestamp::from_unix(1_795_000_000);

/// The id of article `number`.
pub fn id(number: u32) -> ArticleId {
    ArticleId::new(format!("bai-{number:05}"))
}

/// Article `number` with this text, published `number` minutes before [`NOW`].
pub fn record(number: u32, body: String) -> Record<Article> {
    let published = NOW.plus(-60 * i64::from(number));
    Record {
        envelope: Envelope {
            id: id(number).to_string(),
            rev: 1,
            kind: Kind::Article,
            published,
            updated: NOW,
            valid_until: None,
            unit: None,
            source_url: Some(format!("https://example.vn/{number}")),
            sample: true,
            change: Change::new(),
        },
        data: Article {
            title: format!("Bài {number}"),
            body: Some(body),
            fulltext: Fulltext::Feed,
            ..Article::default()
        },
    }
}

/// So many words of six letters that hardly compress, so that few pages hold few lines.
pub fn noise(seed: u32, words: usize) -> String {
    let mut draw = Draw::new(seed.into());
    let words: Vec<String> = (0..words).map(|_| format!("{:x}", draw.below(1 << 24))).collect();
    words.join(" ")
}

/// Puts `record` into the running transaction, as `source` had it.
///
/// # Errors
/// As any write.
pub fn put(tx: &Transaction<'_>, record: Record<Article>, source: &str) -> Result<(), StoreError> {
    let guid = record.envelope.source_url.clone().unwrap_or_default();
    let seen = Seen { source: SourceId::new(source), guid, at: NOW, origin: Origin::Feed };
    article::put(tx, &article::prepare(record, seen)?).map(|_| ())
}

/// Every article that is listed in this state, newest first.
///
/// # Errors
/// As any read.
pub fn listed(store: &Store, state: StateFilter) -> Result<Vec<ArticleId>, StoreError> {
    let filter = Filter { state, ..Filter::default() };
    let page = store.content().read(|conn| news::page(conn, &filter, None, 1_000_000))?;
    Ok(page.rows.into_iter().map(|row| row.id).collect())
}
