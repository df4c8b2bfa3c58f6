//! Notifications of urgent notices that a refresh brought (product.md: urgent notices are told, everything else waits on Home).
//!
//! Invariant: a notice is told once; what was here before the first refresh is not told at all.

use std::sync::Arc;

use app4g_core::error::Error;
use app4g_core::model::kinds::notice::{Notice, Severity};
use app4g_core::model::line::from_line;
use app4g_core::model::{ChangeKind, Kind};
use app4g_core::store::content::{record, record_title};
use app4g_core::store::personal::cursor;
use app4g_core::store::{Store, StoreError};
use app4g_core::text::dates;
use app4g_core::{Timestamp, strings};

use crate::ports::{Notification, NotificationChannel};
use crate::route::Route;
use crate::runtime::blocking;
use crate::world::World;

/// How far notices were looked at, as the doc of the newest one.
const TOLD: &str = "told_notices";

/// Notices looked at; a department has a handful in force.
const MOST: u32 = 20;

/// Tells the shell about urgent notices that are new.
///
/// # Errors
/// As any read of content.db and write of personal.db. A shell that cannot show them is no failure.
pub(super) async fn tell_urgent(world: &Arc<World>) -> Result<(), Error> {
    let world = Arc::clone(world);
    blocking(move || {
        for notification in new_urgent(&world)? {
            if world.ports.notifier.show(notification).is_err() {
                tracing::warn!("the shell shows no notification");
            }
        }
        Ok(())
    })
    .await
}

fn new_urgent(world: &World) -> Result<Vec<Notification>, Error> {
    let (store, now) = (world.app.store(), world.app.clock().now());
    let rows = store.content().read(|conn| record_title::page(conn, Kind::Notice.as_str(), None, now, MOST))?;
    let told = store.personal().read(|conn| cursor::get(conn, TOLD))?;
    let newest = rows.iter().map(|row| row.doc).max().unwrap_or(0);
    if newest <= told {
        return Ok(Vec::new());
    }
    store.personal().write(|tx| cursor::set(tx, TOLD, newest))?;
    if told == 0 {
        return Ok(Vec::new());
    }
    let mut urgent = Vec::new();
    for row in rows.iter().filter(|row| row.doc > told) {
        urgent.extend(notification(store, row.doc, world)?);
    }
    Ok(urgent)
}

/// The notification of a notice, if it is urgent and in force.
fn notification(store: &Store, doc: i64, world: &World) -> Result<Option<Notification>, Error> {
    let stored = store.content().read(|conn| record::get_by_doc(conn, doc))?;
    let Some(stored) = stored else { return Ok(None) };
    let notice = from_line::<Notice>(stored.line.as_bytes()).map_err(StoreError::from)?;
    let is_urgent = notice.data.severity == Severity::Urgent && notice.envelope.change.kind != ChangeKind::Withdraw;
    Ok(is_urgent.then(|| Notification {
        id: notice.envelope.id.clone(),
        channel: NotificationChannel::Urgent,
        title: notice.data.title.clone(),
        text: when(notice.envelope.valid_until, world),
        route: Route::record(Kind::Notice.as_str(), &notice.envelope.id),
    }))
}

fn when(valid_until: Option<Timestamp>, world: &World) -> String {
    let said = |at| strings::text("screen.row.valid_until", &[("at", &dates::date_time(at))], world.lang());
    valid_until.map(said).unwrap_or_default()
}
