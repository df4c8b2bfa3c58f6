//! What `sync`, `status` and `pack` say about the signed repository.

use app4g_core::clock::Timestamp;
use app4g_core::error::Error;
use app4g_core::repository::format::FORMAT;
use app4g_core::store::personal::trust;
use app4g_core::strings::render;
use app4g_core::sync::{
    CollectionOutcome, CollectionReport, Parts, RepositoryOutcome, RepositoryReport, Skip, Unfinished, standing,
};
use app4g_core::text::{dates, numbers};
use serde_json::{Value, json};

use crate::session::Session;
use crate::terminal::Style;
use crate::terminal::layout::harmless;

/// Release, age and verification in one plain sentence, and another one on what went wrong since; `None` if this app has no
/// repository, or never saw a release and never failed to get one.
pub(super) fn sentence(session: &Session) -> Result<Option<String>, Error> {
    let Some(check) = session.app.store().personal().read(trust::check)? else { return Ok(None) };
    let trouble = standing::trouble(&check).map(|trouble| render(&trouble, session.lang));
    let Some(published) = check.published_at else { return Ok(trouble) };
    let number = numbers::integer(i64::try_from(check.sequence).unwrap_or(i64::MAX), session.lang);
    let age = render(&dates::age(published, session.now), session.lang);
    let date = dates::date(published);
    let key = match check.carrier.as_deref() {
        Some("starter") => "cli.repository.starter",
        Some("pack") => "cli.repository.pack",
        _ => "cli.repository.server",
    };
    let mut said = session.say(key, &[("number", &number), ("date", &date), ("age", &age)]);
    if session.app.repository_is_demo() {
        said = format!("{said} {}", session.say("cli.repository.demo", &[]));
    }
    if let Some(trouble) = trouble {
        said = format!("{said} {trouble}");
    }
    Ok(Some(said))
}

/// When a server of the repository last answered.
pub(super) fn asked(session: &Session) -> Result<Option<Timestamp>, Error> {
    Ok(session.app.store().personal().read(trust::check)?.and_then(|check| check.succeeded))
}

/// The same for programs, with what is here in part only.
pub(super) fn status_json(session: &Session, unfinished: &[Unfinished]) -> Result<Value, Error> {
    let check = session.app.store().personal().read(trust::check)?;
    let unfinished: Vec<Value> = unfinished.iter().map(unfinished_json).collect();
    Ok(check.map_or(Value::Null, |check| {
        json!({
            "sequence": check.sequence, "published": check.published_at, "expires": check.expires,
            "checked": check.checked, "succeeded": check.succeeded, "carrier": check.carrier,
            "problem": check.problem, "demo": session.app.repository_is_demo(), "unfinished": unfinished,
            "needs_format": Some(check.needs_format).filter(|format| *format > FORMAT),
        })
    }))
}

/// That the app is too old for the newest release: said until it is updated.
pub(super) fn update_line(session: &Session) -> Result<Option<String>, Error> {
    let check = session.app.store().personal().read(trust::check)?;
    let wanted = check.as_ref().and_then(standing::update_wanted);
    Ok(wanted.map(|message| session.terminal.paint.apply(Style::Warning, &render(&message, session.lang))))
}

/// A line for each collection that is here in part only.
pub(super) fn unfinished_lines(session: &Session, unfinished: &[Unfinished]) -> Vec<String> {
    let line = |one: &Unfinished| {
        let name = collection_name(session, &one.name);
        let Some(Parts { done, total, left }) = one.parts else {
            return session.say("cli.status.begun", &[("name", &name)]);
        };
        let (done, total, left) = (done.to_string(), total.to_string(), numbers::bytes(left, session.lang));
        session.say("cli.status.partly", &[("name", &name), ("done", &done), ("total", &total), ("bytes", &left)])
    };
    unfinished.iter().map(line).collect()
}

fn unfinished_json(one: &Unfinished) -> Value {
    match one.parts {
        Some(Parts { done, total, left }) => json!({"name": one.name, "done": done, "total": total, "bytes": left}),
        None => json!({"name": one.name, "done": 0, "total": null, "bytes": null}),
    }
}

/// How the repository went, a line for the question and one for each collection that changed or failed.
pub(super) fn lines(session: &Session, report: &RepositoryReport) -> Vec<String> {
    let name = session.say("cli.repository.name", &[]);
    let (style, sign, said) = match &report.outcome {
        RepositoryOutcome::Unchanged => (Style::Dim, "=", session.say("cli.sync.unchanged", &[])),
        RepositoryOutcome::Verified { sequence, published_at } => {
            let args = [("number", sequence.to_string()), ("at", dates::date_time(*published_at))];
            let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
            (Style::Good, "+", session.say("cli.repository.verified", &args))
        }
        RepositoryOutcome::Failed(error) => (Style::Error, "!", render(&error.message, session.lang)),
        RepositoryOutcome::NeedsUpdate => (Style::Dim, "–", session.say("cli.repository.needs_update", &[])),
        RepositoryOutcome::Skipped(Skip::NotDue(at) | Skip::Resting(at)) => {
            (Style::Dim, "–", session.say("cli.sync.skip_not_due", &[("at", &dates::date_time(*at))]))
        }
        RepositoryOutcome::Skipped(Skip::Offline) => (Style::Dim, "–", session.say("cli.sync.skip_offline", &[])),
        RepositoryOutcome::Skipped(Skip::Exhausted(_)) => (Style::Dim, "–", session.say("cli.repository.limit", &[])),
    };
    let paint = session.terminal.paint;
    let mut lines = vec![format!("{} {name}: {said}", paint.apply(style, sign))];
    lines.extend(report.collections.iter().filter_map(|collection| {
        let (style, said) = outcome(session, collection)?;
        Some(format!("  {} {}: {said}", paint.apply(style, "·"), harmless(&collection_name(session, &collection.name))))
    }));
    lines
}

/// What people call a collection; its name where they have no other word.
fn collection_name(session: &Session, name: &str) -> String {
    let key = match name {
        "base" => "cli.collection.base",
        "notices" => "cli.collection.notices",
        "news" => "cli.collection.news",
        "listings" => "cli.collection.listings",
        "documents" => "cli.collection.documents",
        "procedures" => "cli.collection.procedures",
        "answers" => "cli.collection.answers",
        other => return other.to_owned(),
    };
    session.say(key, &[])
}

fn outcome(session: &Session, collection: &CollectionReport) -> Option<(Style, String)> {
    let count = |n: usize| numbers::integer(i64::try_from(n).unwrap_or(i64::MAX), session.lang);
    match &collection.outcome {
        CollectionOutcome::Unchanged => None,
        CollectionOutcome::Updated { new, changed, dropped } => {
            let args = [("new", count(*new)), ("changed", count(*changed)), ("dropped", count(*dropped))];
            let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
            Some((Style::Good, session.say("cli.repository.updated", &args)))
        }
        CollectionOutcome::LeftOut { bytes, .. } => {
            let bytes = numbers::bytes(*bytes, session.lang);
            Some((Style::Warning, session.say("cli.repository.left_out", &[("bytes", &bytes)])))
        }
        CollectionOutcome::Failed(error) => Some((Style::Error, render(&error.message, session.lang))),
        CollectionOutcome::NeedsUpdate => Some((Style::Dim, session.say("cli.repository.needs_update", &[]))),
    }
}

/// Whether anything of it failed.
pub(super) fn has_failed(report: &RepositoryReport) -> bool {
    matches!(report.outcome, RepositoryOutcome::Failed(_))
        || report.collections.iter().any(|one| matches!(one.outcome, CollectionOutcome::Failed(_)))
}

/// The report for programs.
pub(super) fn json(session: &Session, report: &RepositoryReport) -> Value {
    let failed = |error: &Error| json!({"state": "failed", "code": error.code(), "message": render(&error.message, session.lang)});
    let outcome = match &report.outcome {
        RepositoryOutcome::Unchanged => json!({"state": "unchanged"}),
        RepositoryOutcome::Verified { sequence, published_at } => {
            json!({"state": "verified", "sequence": sequence, "published": published_at})
        }
        RepositoryOutcome::Failed(error) => failed(error),
        RepositoryOutcome::NeedsUpdate => json!({"state": "needs_update"}),
        RepositoryOutcome::Skipped(_) => json!({"state": "skipped"}),
    };
    let collections: Vec<Value> = report
        .collections
        .iter()
        .map(|one| {
            let mut line = match &one.outcome {
                CollectionOutcome::Unchanged => json!({"state": "unchanged"}),
                CollectionOutcome::Updated { new, changed, dropped } => {
                    json!({"state": "updated", "new": new, "changed": changed, "dropped": dropped})
                }
                CollectionOutcome::LeftOut { bytes, .. } => json!({"state": "left_out", "bytes": bytes}),
                CollectionOutcome::Failed(error) => failed(error),
                CollectionOutcome::NeedsUpdate => json!({"state": "needs_update"}),
            };
            line["name"] = json!(one.name);
            line["version"] = json!(one.version);
            line
        })
        .collect();
    json!({"outcome": outcome, "collections": collections, "requests": report.requests, "bytes": report.bytes})
}
