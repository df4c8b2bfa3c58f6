//! What the tests of this module share: a store in a temporary folder and articles by number.

use super::content::article::{self, Origin, Prepared, Put, Seen};
use super::{ContentWriter, OpenOptions, Store, StoreError};
use crate::clock::Timestamp;
use crate::model::{Article, ArticleId, Change, Envelope, Fulltext, Kind, Record, SourceId};

pub(super) const NOW: Timestamp = Timestamp::from_unix(1_795_000_000);

pub(super) fn store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), OpenOptions::default()).unwrap().store;
    (folder, store)
}

pub(super) fn id(number: u32) -> ArticleId {
    ArticleId::new(format!("a{number:06}"))
}

/// Article `number`, published `number` minutes before [`NOW`], with a full text.
pub(super) fn record(number: u32) -> Record<Article> {
    let published = NOW.plus(-60 * i64::from(number));
    Record {
        envelope: Envelope {
            id: id(number).to_string(),
            rev: 1,
            kind: Kind::Article,
            published,
            updated: published,
            valid_until: None,
            unit: None,
            source_url: Some(format!("https://example.vn/bai-{number}")),
            sample: true,
            change: Change::new(),
        },
        data: Article {
            title: format!("Bài số {number}"),
            lead: Some(format!("Tóm tắt của bài số {number}.")),
            body: Some(format!("<p>Nội dung đầy đủ của bài số {number}, đủ dài để đọc.</p>")),
            fulltext: Fulltext::Feed,
            ..Article::default()
        },
    }
}

pub(super) fn seen(source: &str, number: u32) -> Seen {
    Seen {
        source: SourceId::new(source),
        guid: format!("https://example.vn/bai-{number}"),
        at: NOW,
        origin: Origin::Feed,
    }
}

pub(super) fn prepared(number: u32) -> Prepared {
    article::prepare(record(number), seen("nguon-a", number)).unwrap()
}

pub(super) fn put(writer: &ContentWriter, article: Prepared) -> Put {
    writer.write(move |tx| article::put(tx, &article)).unwrap()
}

/// A store with articles `1..=count` of one source.
pub(super) fn store_with(count: u32) -> (tempfile::TempDir, Store) {
    let (folder, store) = store();
    let writer = store.writer().unwrap();
    writer
        .write(move |tx| {
            for number in 1..=count {
                article::put(tx, &prepared(number))?;
            }
            Ok::<_, StoreError>(())
        })
        .unwrap();
    writer.close();
    (folder, store)
}
