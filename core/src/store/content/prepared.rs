//! An article before it is written: the work that costs time, done on the caller's thread.
//!
//! JSON, digest and compression take some hundred microseconds an article; the one writer must not wait for them. What the
//! writer does not need is not handed to it: memory that one thread fills and another frees is given back late.

use crate::clock::Timestamp;
use crate::model::line::{to_line, to_line_and_content};
use crate::model::offline::FailReason;
use crate::model::{Article, Envelope, Fulltext, Offline, Record, SourceId};
use crate::store::codec;
use crate::store::error::StoreError;

/// Who says that the record is as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A feed the user added.
    Feed,
    /// The signed repository: stands above feeds.
    Repository,
}

impl Origin {
    pub(in crate::store) const fn code(self) -> i64 {
        match self {
            Self::Feed => 0,
            Self::Repository => 1,
        }
    }

    pub(in crate::store) const fn from_code(code: i64) -> Self {
        if code == 1 { Self::Repository } else { Self::Feed }
    }
}

/// Where and when an article was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Who shows it.
    pub source: SourceId,
    /// Its guid there; its URL where the feed has none.
    pub guid: String,
    /// When.
    pub at: Timestamp,
    /// In what kind of source.
    pub origin: Origin,
}

/// An article ready to be written.
#[derive(Clone, Debug)]
pub struct Prepared {
    pub(super) envelope: Envelope,
    pub(super) title: String,
    /// How much of it is here once its bytes are stored.
    pub(super) offline: Offline,
    pub(super) seen: Seen,
    pub(super) packed: Vec<u8>,
    pub(super) digest: i64,
    /// What a feed said, for an edit that keeps text fetched before; a signed line stands as it is.
    pub(super) said: Option<Box<Article>>,
}

/// Makes the line, its digest and its packed form.
///
/// The digest leaves out what may differ between equal contents: rev, published and updated (decision 4).
///
/// # Errors
/// [`StoreError::Line`] if the record has no canonical line.
pub fn prepare(record: Record<Article>, seen: Seen) -> Result<Prepared, StoreError> {
    let (line, content) = to_line_and_content(&record)?;
    prepare_line(record, seen, &line, codec::digest(content.as_bytes()))
}

/// The same where the digest is that of an earlier form: a full text, a restored article.
pub(super) fn prepare_with_digest(record: Record<Article>, seen: Seen, digest: i64) -> Result<Prepared, StoreError> {
    let line = to_line(&record)?;
    prepare_line(record, seen, &line, digest)
}

/// The same where the line is given: a published one is stored byte for byte.
pub(super) fn prepare_line(
    record: Record<Article>,
    seen: Seen,
    line: &str,
    digest: i64,
) -> Result<Prepared, StoreError> {
    // The writer compares the stored bytes with these; that these are the line is seen here.
    let (packed, is_sound) = codec::pack_and_check(line)?;
    let offline = if is_sound { offline_of(&record.data, seen.at) } else { Offline::Failed(FailReason::Damaged) };
    let Record { envelope, mut data } = record;
    let title = match seen.origin {
        Origin::Feed => data.title.clone(),
        Origin::Repository => std::mem::take(&mut data.title),
    };
    let said = (seen.origin == Origin::Feed).then(|| Box::new(data));
    Ok(Prepared { envelope, title, offline, seen, packed, digest, said })
}

impl Prepared {
    /// The record's id.
    pub fn id(&self) -> &str {
        &self.envelope.id
    }
}

/// How much of an article its data carries, if its bytes are sound.
pub(in crate::store) fn offline_of(article: &Article, at: Timestamp) -> Offline {
    let has = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    match article.fulltext {
        Fulltext::Feed | Fulltext::Full if has(&article.body) => Offline::Full { at },
        _ if has(&article.body) || has(&article.lead) => Offline::Summary,
        _ => Offline::None,
    }
}
