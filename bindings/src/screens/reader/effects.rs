//! The work behind the reader: reading the record, remembering that it was read and how far, keeping it.

use std::sync::Arc;

use app4g_core::cancel::CancelToken;
use app4g_core::error::Error;
use app4g_core::model::ArticleId;
use app4g_core::model::Kind;
use app4g_core::reader::Block as CoreBlock;
use app4g_core::reader::position;
use app4g_core::store::StoreError;
use app4g_core::store::content::record as records;
use app4g_core::store::personal::alias;
use app4g_core::store::personal::status::{self, Mark};
use app4g_core::sync::{Scope, SyncRequest};

use super::state::ReaderContent;
use super::{article, record};
use crate::screens::context::Change;
use crate::screens::driver::Lane;
use crate::screens::marks;
use crate::screens::row::RowCommand;
use crate::screens::status::Checks;
use crate::world::World;

/// Work that the reader asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Reads the record; `found`: what to mark in it.
    Load { id: String, found: String },
    /// Keeps it, or keeps it no longer.
    Keep { id: String, command: RowCommand },
    /// Begins to load the whole text; what comes of it is told as a change.
    LoadText { id: String },
    /// Remembers how far it was read, as [`position`] says it.
    Remember { id: String, position: String },
}

/// What came of it.
pub(crate) enum Outcome {
    Loaded {
        page: Box<Page>,
        checks: Checks,
    },
    /// It is written.
    Done,
}

/// A record as a page, and what was needed to make it.
pub(crate) struct Page {
    pub(super) kind_name: String,
    pub(super) content: ReaderContent,
    /// The pieces as the core has them.
    pub(super) blocks: Vec<CoreBlock>,
    /// Which of the core's blocks each drawn piece is of.
    pub(super) origins: Vec<u32>,
}

impl Effect {
    /// The lane of reading.
    pub(super) const LOAD: Lane = Lane::Newest("load");

    pub(super) const fn lane(&self) -> Lane {
        match self {
            Self::Load { .. } => Self::LOAD,
            Self::Keep { .. } | Self::LoadText { .. } | Self::Remember { .. } => Lane::InOrder,
        }
    }
}

/// Does the work.
pub(super) fn perform(effect: Effect, world: &Arc<World>, cancel: &CancelToken) -> Result<Outcome, Error> {
    match effect {
        Effect::Load { id, found } => {
            let page = Box::new(load(world, &id, &found, cancel)?);
            Ok(Outcome::Loaded { page, checks: Checks::read(world)? })
        }
        Effect::Keep { id, command } => marks::act(world, &id, command).map(|()| Outcome::Done),
        Effect::LoadText { id } => {
            world.begin_refresh(SyncRequest::of(Scope::Text(ArticleId::new(id)))).map(|()| Outcome::Done)
        }
        Effect::Remember { id, position } => {
            let (store, now) = (world.app.store(), world.app.clock().now());
            store.personal().write(|tx| status::set_position(tx, &ArticleId::new(id), Some(&position), now))?;
            Ok(Outcome::Done)
        }
    }
}

/// Reads a record, by whatever id it ever had, and counts it as read.
pub(super) fn load(world: &World, id: &str, found: &str, cancel: &CancelToken) -> Result<Page, Error> {
    let store = world.app.store();
    let id = store.personal().read(|conn| alias::resolve(conn, &ArticleId::new(id)))?;
    let stored = store.content().read_cancellable(cancel, |conn| records::get(conn, id.as_str()))?;
    let mut page = match stored.filter(|stored| stored.kind != Kind::Article.as_str()) {
        Some(stored) => record::page(world, &stored, found, cancel)?,
        None => {
            let article = store.find(&id)?.ok_or_else(|| StoreError::NotFound(id.to_string()))?;
            article::page(world, &article, found, cancel)?
        }
    };
    let (marks, now) = (store.personal().read(|conn| status::get(conn, &id))?, world.app.clock().now());
    if !marks.is_read {
        store.personal().write(|tx| status::mark(tx, &id, Mark::Read, now))?;
        world.changed(Change::Marks);
    }
    page.content.start_block = start(&page, marks.position.as_deref());
    Ok(page)
}

/// The piece to continue at; the beginning if nobody read on or the place is not understood.
fn start(page: &Page, position: Option<&str>) -> u32 {
    let Some(place) = position.and_then(|written| serde_json::from_str(written).ok()) else { return 0 };
    let block = u32::try_from(position::find(&page.blocks, &place)).unwrap_or(0);
    let piece = page.origins.iter().position(|origin| *origin == block).unwrap_or(0);
    u32::try_from(piece).unwrap_or(0)
}

/// Where a drawn piece stands, in the form that survives edits of the text.
pub(super) fn place(page: &Page, piece: u32) -> Option<String> {
    let block = page.origins.get(usize::try_from(piece).ok()?)?;
    let place = position::at(&page.blocks, usize::try_from(*block).ok()?);
    serde_json::to_string(&place).ok()
}
