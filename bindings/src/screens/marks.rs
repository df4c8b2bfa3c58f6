//! What a person does with a record: keeps it, marks it as read. One place for all screens.

use app4g_core::error::Error;
use app4g_core::model::ArticleId;
use app4g_core::store::personal::status::{self, Mark, Star};

use super::context::Change;
use super::row::RowCommand;
use crate::world::World;

/// Does it and tells every screen; blocking.
///
/// # Errors
/// `NotFound` if there is no such record to keep; as any write.
pub(crate) fn act(world: &World, id: &str, command: RowCommand) -> Result<(), Error> {
    let (store, now, id) = (world.app.store(), world.app.clock().now(), ArticleId::new(id));
    match command {
        RowCommand::Keep => store.star(&id, Star::Set, now)?,
        RowCommand::LetGo => store.star(&id, Star::Cleared, now)?,
        RowCommand::MarkRead => store.personal().write(|tx| status::mark(tx, &id, Mark::Read, now))?,
        RowCommand::MarkUnread => store.personal().write(|tx| status::mark(tx, &id, Mark::Unread, now))?,
    }
    world.changed(Change::Marks);
    Ok(())
}
