//! The indexed text of stored articles: one function for writer and reader, so that phrases verify on what was indexed.

use rusqlite::Connection;

use super::SearchError;
use super::searcher::{DocText, DocTexts, SeeTitle};
use crate::clock::Timestamp;
use crate::model::Article;
use crate::store::content::{article, headline};
use crate::text::markup;

/// What of an article is indexed and shown in snippets.
pub fn text_of(article: &Article) -> DocText {
    let html = article.body.as_deref().or(article.lead.as_deref()).unwrap_or_default();
    DocText { title: article.title.clone(), body: markup::plain_text(html), published: None }
}

/// Texts of `content.db`.
#[derive(Clone, Copy, Debug, Default)]
pub struct StoredTexts;

impl DocTexts for StoredTexts {
    fn text(&self, conn: &Connection, doc: i64) -> Result<Option<DocText>, SearchError> {
        let stored = article::get_by_doc(conn, doc)?;
        Ok(stored.map(|stored| {
            let published = Some(stored.record.envelope.published);
            DocText { published, ..text_of(&stored.record.data) }
        }))
    }

    fn newest(&self, conn: &Connection) -> Result<Option<Timestamp>, SearchError> {
        Ok(headline::newest(conn)?)
    }

    fn titles(&self, conn: &Connection, see: &mut SeeTitle<'_>) -> Result<(), SearchError> {
        headline::titles(conn, see)
    }
}
