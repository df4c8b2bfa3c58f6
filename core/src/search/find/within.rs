//! Which records a list is made of: those of one kind, and of these which have ended.

use rusqlite::Connection;

use crate::clock::Timestamp;
use crate::model::Kind;
use crate::model::kinds::listing::ListingStatus;
use crate::search::facet::kinds::LISTING_STATUS;
use crate::search::{DocSet, SearchError, Searcher};
use crate::store::content::record_title;
use crate::store::news::{self, Filter};

/// Whether a list of one kind shows records that have ended: past their validity, and listings that their owner closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Expired {
    /// They are counted in [`super::Found::expired`] only.
    #[default]
    Hidden,
    /// As all others.
    Shown,
}

/// The records of one kind.
pub(super) struct Within {
    kind: Kind,
    pub(super) docs: DocSet,
    /// Those of them that are past their validity.
    past: DocSet,
}

impl Within {
    /// The records of `kind`.
    ///
    /// # Errors
    /// As any read.
    pub(super) fn read(conn: &Connection, kind: Kind, now: Timestamp) -> Result<Self, SearchError> {
        if kind == Kind::Article {
            let docs = news::docs(conn, &Filter::default())?.into_iter().collect();
            return Ok(Self { kind, docs, past: DocSet::default() });
        }
        let ends = record_title::ends(conn, kind.as_str())?;
        let past =
            ends.iter().filter(|(_, until)| until.is_some_and(|until| until < now)).map(|(doc, _)| *doc).collect();
        Ok(Self { kind, docs: ends.into_iter().map(|(doc, _)| doc).collect(), past })
    }

    /// Those of them that have ended.
    ///
    /// # Errors
    /// [`SearchError::Damaged`] if the column of states is; as any read.
    pub(super) fn ended(&self, conn: &Connection, searcher: &Searcher) -> Result<DocSet, SearchError> {
        let mut ended = self.past.clone();
        if self.kind == Kind::Listing {
            ended.extend(&searcher.docs_with(conn, &LISTING_STATUS, ListingStatus::Closed.as_str())?);
        }
        Ok(ended)
    }

    /// Those of them that are known not to have ended where columns are damaged: what is closed shows itself as such.
    pub(super) fn standing(&self) -> DocSet {
        let mut docs = self.docs.clone();
        docs.subtract(&self.past);
        docs
    }
}
