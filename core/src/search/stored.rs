//! The indexed text of stored articles: one function for writer and reader, so that phrases verify on what was indexed.

use rusqlite::Connection;

use super::SearchError;
use super::searcher::{DocText, DocTexts, SeeTitle};
use crate::clock::Timestamp;
use crate::model::kinds;
use crate::model::line::open_line;
use crate::model::{Article, Kind};
use crate::store::content::record::{self, StoredLine};
use crate::store::content::{headline, record_title};
use crate::text::markup;

/// What of an article is indexed and shown in snippets.
pub fn text_of(article: &Article) -> DocText {
    let html = article.body.as_deref().or(article.lead.as_deref()).unwrap_or_default();
    DocText { title: article.title.clone(), body: markup::plain_text(html), published: None }
}

/// The same of a record of another kind, from the text of its data. Of a form that this version cannot read only the title;
/// `None` if it has none.
pub fn text_of_kind(kind: Kind, data: &str) -> Option<DocText> {
    let text = kinds::text_in(kind, data)?;
    Some(DocText { title: text.title, body: text.body, published: None })
}

/// Whether people look for records of a kind by words; the others are what records refer to.
pub const fn is_looked_for(kind: Kind) -> bool {
    !matches!(kind, Kind::Taxonomy | Kind::Calendar | Kind::Source | Kind::Lexicon)
}

/// What of a stored record is indexed; `None` for what is found by its id only.
pub fn text_of_line(stored: &StoredLine) -> Option<DocText> {
    let (envelope, data) = open_line(&stored.line).ok()?;
    if crate::store::content::published::erases(&envelope) {
        return None;
    }
    let text = match Kind::parse(&stored.kind).filter(|kind| is_looked_for(*kind))? {
        Kind::Article => text_of(&serde_json::from_str(data).ok()?),
        kind => text_of_kind(kind, data)?,
    };
    Some(DocText { published: Some(envelope.published), ..text })
}

/// Texts of `content.db`.
#[derive(Clone, Copy, Debug, Default)]
pub struct StoredTexts;

impl DocTexts for StoredTexts {
    fn text(&self, conn: &Connection, doc: i64) -> Result<Option<DocText>, SearchError> {
        Ok(record::get_by_doc(conn, doc)?.as_ref().and_then(text_of_line))
    }

    fn newest(&self, conn: &Connection) -> Result<Option<Timestamp>, SearchError> {
        Ok(headline::newest(conn)?)
    }

    fn titles(&self, conn: &Connection, see: &mut SeeTitle<'_>) -> Result<(), SearchError> {
        headline::titles(conn, see)?;
        record_title::titles(conn, see)
    }
}
