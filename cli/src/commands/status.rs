//! `status` (what is here and how old it is) and `doctor` (are the databases sound, did the app fail).

use app4g_core::error::Error;
use app4g_core::model::Kind;
use app4g_core::panics::Ring;
use app4g_core::search::facet::kinds::KIND;
use app4g_core::search::facet::label;
use app4g_core::store::content::{image, record, source_key};
use app4g_core::store::personal::{check, ledger, saved};
use app4g_core::sync;
use app4g_core::text::{dates, numbers};
use serde_json::json;

use super::home::{exit, freshness};
use super::{repository, settings};
use crate::answer::{Answer, Exit};
use crate::session::Session;
use crate::terminal::Style;

pub(crate) fn status(session: &Session) -> Result<Answer, Error> {
    let store = session.app.store();
    let counts = store.content().read(source_key::counts)?;
    let articles: u64 = counts.iter().map(|(_, count)| count).sum();
    let image_bytes = store.content().read(image::used_bytes)?;
    let month = ledger::month_of(session.now);
    let (checked, starred, metered) = store.personal().read(|conn| {
        let metered = ledger::total(conn, &month, ledger::Network::Metered)?;
        Ok::<_, app4g_core::store::StoreError>((check::last_success(conn)?, saved::ids(conn)?.len(), metered))
    })?;
    let sources = session.sources()?.len();
    let cap = settings::stored(session)?.monthly_cap;
    let paths = store.paths();
    let size = |path: std::path::PathBuf| std::fs::metadata(path).map_or(0, |file| file.len());
    let disk = size(paths.content()) + size(paths.personal());
    let count = |n: u64| numbers::integer(i64::try_from(n).unwrap_or(i64::MAX), session.lang);
    let bytes = |n: u64| numbers::bytes(n, session.lang);
    let image_bytes = u64::try_from(image_bytes).unwrap_or(0);
    let mut lines: Vec<String> = repository::sentence(session)?.into_iter().collect();
    lines.extend(repository::update_line(session)?);
    let kinds = store.content().read(record::counts)?;
    let others: Vec<String> = kinds
        .iter()
        .filter(|(kind, _)| kind != Kind::Article.as_str())
        .map(|(kind, n)| format!("{} {}", count(*n), label::of_value(&KIND, kind, session.lang)))
        .collect();
    if !others.is_empty() {
        lines.push(session.say("cli.status.content", &[("list", &others.join(", "))]));
    }
    let unfinished = sync::unfinished(store)?;
    lines.extend(repository::unfinished_lines(session, &unfinished));
    lines.extend([
        freshness(session, checked)?,
        session.say("cli.status.articles", &[("n", &count(articles)), ("sources", &count(sources as u64))]),
        session.say("cli.status.starred", &[("n", &count(starred as u64))]),
        session.say("cli.status.disk", &[("bytes", &bytes(disk)), ("images", &bytes(image_bytes))]),
        session.say("cli.status.metered", &[("bytes", &bytes(metered)), ("cap", &bytes(cap))]),
        session.say("cli.status.profile", &[("path", &paths.folder().display().to_string())]),
    ]);
    let data = json!({
        "checked": checked, "articles": articles, "sources": sources, "starred": starred, "disk_bytes": disk,
        "image_bytes": image_bytes, "metered_bytes_this_month": metered, "monthly_cap": cap,
        "profile": paths.folder(), "kinds": kinds.into_iter().collect::<std::collections::BTreeMap<_, _>>(), "repository": repository::status_json(session, &unfinished)?,
    });
    Ok(Answer::new(lines, data).exit(exit(session)))
}

/// Looks at every page of both databases; takes seconds, so nobody else does it.
pub(crate) fn doctor(session: &Session) -> Result<Answer, Error> {
    let paint = session.terminal.paint;
    let soundness = session.app.store().check(&session.cancel)?;
    let line = |sound: bool, file: &str| {
        let (key, style) = if sound { ("cli.doctor.sound", Style::Good) } else { ("cli.doctor.damaged", Style::Error) };
        paint.apply(style, &session.say(key, &[("file", file)]))
    };
    let ring = Ring::new(session.app.store().paths().panics());
    let reports = ring.reports();
    let last = reports.iter().map(|report| report.at).max();
    let panics = match last {
        Some(at) => {
            let (count, path) = (reports.len().to_string(), ring.file().display().to_string());
            let said =
                session.say("cli.doctor.panics", &[("n", &count), ("at", &dates::date_time(at)), ("path", &path)]);
            paint.apply(Style::Warning, &said)
        }
        None => session.say("cli.doctor.no_panics", &[]),
    };
    let lines = vec![line(soundness.content, "content.db"), line(soundness.personal, "personal.db"), panics];
    let sound = soundness.content && soundness.personal;
    let data = json!({
        "sound": sound, "content": soundness.content, "personal": soundness.personal,
        "panics": {"count": reports.len(), "last": last, "file": ring.file()},
    });
    Ok(Answer::new(lines, data).exit(if sound { Exit::Ok } else { Exit::Failed }))
}
