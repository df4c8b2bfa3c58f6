//! Notifications of what a refresh brought: urgent notices, and corrections and withdrawals of what was read or kept. Everything else
//! waits on Home.
//!
//! Invariant: each is told once; what was here before the first refresh is not told at all.

use std::sync::Arc;

use app4g_core::error::Error;
use app4g_core::model::kinds::notice::{Notice, Severity};
use app4g_core::model::line::from_line;
use app4g_core::model::{ChangeKind, Kind};
use app4g_core::store::Store;
use app4g_core::store::content::{record, record_title};
use app4g_core::store::personal::cursor;
use app4g_core::store::personal::revision_notice;
use app4g_core::text::dates;
use app4g_core::{Timestamp, strings};

use crate::ports::{Notification, NotificationChannel};
use crate::route::Route;
use crate::runtime::blocking;
use crate::screens::home::revision_card;
use crate::screens::home::state::RevisionCard;
use crate::world::World;

/// How far notices were looked at, as the doc of the newest one.
const TOLD: &str = "told_notices";

/// Notices looked at; a department has a handful in force.
const MOST: u32 = 20;

/// How far corrections were looked at, as the moment of the last look.
const TOLD_REVISIONS: &str = "told_revisions";

/// Corrections told at once; more than these are read on Home.
const MOST_REVISIONS: u32 = 5;

/// Tells the shell about urgent notices that are new, and, where nobody waits for the refresh, about corrections.
///
/// # Errors
/// As any read of content.db and write of personal.db. A shell that cannot show them is no failure.
pub(super) async fn tell(world: &Arc<World>, is_waited_for: bool) -> Result<(), Error> {
    let world = Arc::clone(world);
    blocking(move || {
        let urgent = new_urgent(&world)?;
        let mut quiet = new_revisions(&world)?;
        // The later of two with one id would take the place of the other, and its sound.
        quiet.retain(|one| !is_waited_for && urgent.iter().all(|other| other.id != one.id));
        for notification in urgent.into_iter().chain(quiet) {
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

/// Corrections and withdrawals that came since the last call and that nobody looked at.
fn new_revisions(world: &World) -> Result<Vec<Notification>, Error> {
    let personal = world.app.store().personal();
    let unseen = personal.read(|conn| revision_notice::unseen(conn, MOST_REVISIONS))?;
    let told = personal.read(|conn| cursor::get(conn, TOLD_REVISIONS))?;
    let now = world.app.clock().now().unix();
    let new: Vec<_> = unseen.iter().filter(|notice| (told + 1..=now).contains(&notice.at.unix())).collect();
    // Also where the clock went back, or nothing would be told until it is where it was.
    if !new.is_empty() || told == 0 || told > now {
        personal.write(|tx| cursor::set(tx, TOLD_REVISIONS, now))?;
    }
    if told == 0 {
        return Ok(Vec::new());
    }
    let context = world.context();
    let notification = |notice| {
        let RevisionCard { id, title, text, route, .. } = revision_card(notice, &context);
        Notification { id, channel: NotificationChannel::Revision, title, text, route }
    };
    Ok(new.into_iter().map(notification).collect())
}

/// The notification of a notice, if it is urgent and in force.
fn notification(store: &Store, doc: i64, world: &World) -> Result<Option<Notification>, Error> {
    let stored = store.content().read(|conn| record::get_by_doc(conn, doc))?;
    let Some(stored) = stored else { return Ok(None) };
    // One whose line cannot be understood is an ordinary one, as on Home.
    let Ok(notice) = from_line::<Notice>(stored.line.as_bytes()) else { return Ok(None) };
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
