//! `home`: how fresh the data are, then the newest articles.

use app4g_core::clock::Timestamp;
use app4g_core::error::Error;
use app4g_core::model::Kind;
use app4g_core::store::content::record_title::{self, RecordTitle};
use app4g_core::store::news::{self, Filter};
use app4g_core::store::personal::check;
use app4g_core::store::personal::revision_notice::{self, RevisionNotice};
use app4g_core::strings::render;
use app4g_core::text::dates;
use serde_json::json;

use super::repository;
use crate::answer::{Answer, Exit};
use crate::draw::rows;
use crate::session::Session;
use crate::terminal::Style;

/// Rows on the first screen.
const ROWS: u32 = 12;

/// Notices, and corrections, above them.
const NOTICES: u32 = 4;

pub(crate) fn run(session: &Session) -> Result<Answer, Error> {
    let store = session.app.store();
    let page = store.content().read(|conn| news::page(conn, &Filter::default(), None, ROWS))?;
    let checked = store.personal().read(check::last_success)?;
    let names = session.names_of(page.rows.iter().map(|row| row.source.as_str()))?;
    let paint = session.terminal.paint;
    let mut lines = vec![
        paint.apply(Style::Title, &session.say("cli.home.title", &[])),
        paint.apply(Style::Dim, &freshness(session, checked)?),
        String::new(),
    ];
    let (notices, revisions) = announcements(session)?;
    lines.extend(revisions.iter().flat_map(|revision| rows::revision(session, revision)));
    if !notices.is_empty() {
        lines.push(paint.apply(Style::Strong, &session.say("cli.home.notices", &[])));
        lines.extend(notices.iter().flat_map(|notice| rows::titled(session, notice)));
        lines.push(String::new());
        lines.push(paint.apply(Style::Strong, &session.say("cli.home.news", &[])));
    }
    if page.rows.is_empty() {
        let has_sources = !session.sources()?.is_empty();
        lines.push(session.say(if has_sources { "cli.home.empty" } else { "cli.home.no_sources" }, &[]));
    }
    lines.extend(rows::lines(session, &page.rows, &names));
    let data = json!({
        "checked": checked,
        "online": session.app.client().network().now().is_online(),
        "notices": notices.iter().map(rows::titled_json).collect::<Vec<_>>(),
        "revisions": revisions.iter().map(rows::revision_json).collect::<Vec<_>>(),
        "rows": page.rows.iter().map(rows::json).collect::<Vec<_>>(),
        "more": page.next.is_some(),
    });
    Ok(Answer::new(lines, data).exit(exit(session)))
}

/// Notices that are in force, and corrections and withdrawals that nobody looked at.
fn announcements(session: &Session) -> Result<(Vec<RecordTitle>, Vec<RevisionNotice>), Error> {
    let store = session.app.store();
    let kind = Kind::Notice.as_str();
    let notices = store.content().read(|conn| record_title::page(conn, kind, None, session.now, NOTICES))?;
    let revisions = store.personal().read(|conn| revision_notice::unseen(conn, NOTICES))?;
    Ok((notices, revisions))
}

/// `Cập nhật 14:05 27/01/2026 (2 giờ trước)`, and that there is no network.
/// A device that was never online says how old what came with the app is.
pub(crate) fn freshness(session: &Session, checked: Option<Timestamp>) -> Result<String, Error> {
    let release = repository::asked(session)?;
    let mut said = match checked.max(release) {
        Some(at) => {
            let age = render(&dates::age(at, session.now), session.lang);
            session.say("cli.home.checked", &[("at", &dates::date_time(at)), ("age", &age)])
        }
        None => match repository::sentence(session)? {
            Some(release) => release,
            None => session.say("cli.home.never_checked", &[]),
        },
    };
    if !session.app.client().network().now().is_online() {
        said = format!("{said} · {}", session.say("cli.home.offline", &[]));
    }
    Ok(said)
}

/// Exit code 3 says that what was shown is what was stored.
pub(crate) fn exit(session: &Session) -> Exit {
    if session.app.client().network().now().is_online() { Exit::Ok } else { Exit::Offline }
}
