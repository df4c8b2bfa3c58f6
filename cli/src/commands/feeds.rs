//! `feeds add|list|refresh|check|remove|opml`: the user's own sources and the feed doctor.

use app4g_core::error::{Error, ErrorKind, Message};
use app4g_core::model::{Source, SourceState};
use app4g_core::store::content::source_key;
use app4g_core::store::personal::{check, source};
use app4g_core::strings::render;
use app4g_core::sync::checkup::{self, Checkup};
use app4g_core::sync::subscribe::{Added, FullText, ImageLeave, Wishes};
use app4g_core::sync::{Scope, SyncRequest};
use app4g_core::text::{dates, numbers};
use clap::ArgMatches;
use serde_json::json;

use super::{news, opml, required, sync};
use crate::answer::{Answer, Printer};
use crate::session::Session;
use crate::terminal::Style;
use crate::terminal::layout::{harmless, wrap};
use crate::terminal::table::{self, Column};

pub(crate) fn run(session: &Session, options: &ArgMatches, printer: &mut Printer<'_>) -> Result<Answer, Error> {
    match options.subcommand() {
        Some(("add", options)) => add(session, options, printer),
        Some(("refresh", options)) => refresh(session, options, printer),
        Some(("check", options)) => examine(session, required(options, "url")),
        Some(("remove", options)) => remove(session, options),
        Some(("opml", options)) => opml::run(session, options),
        _ => list(session),
    }
}

fn add(session: &Session, options: &ArgMatches, printer: &mut Printer<'_>) -> Result<Answer, Error> {
    let wishes = Wishes {
        name: options.get_one::<String>("name").cloned(),
        full_text: if options.get_flag("full-text") { FullText::Fetch } else { FullText::AsPublished },
        images: if options.get_flag("images") { ImageLeave::Given } else { ImageLeave::Denied },
        content: session.content,
    };
    let engine = session.app.sync();
    let added = session.block_on(engine.subscribe(required(options, "url"), &wishes, &session.cancel))?;
    let (source, key) = match &added {
        Added::New(source) => (source, "cli.feeds.added"),
        Added::Known(source) => (source, "cli.feeds.known"),
    };
    let mut lines = vec![session.say(key, &[("name", &source.name), ("id", source.id.as_str())])];
    let mut data = json!({"source": source, "new": matches!(added, Added::New(_))});
    if matches!(added, Added::New(_)) {
        let request = SyncRequest { scope: Scope::One(source.id.clone()), ..SyncRequest::asked() };
        let synced = sync::perform(session, &request, printer)?;
        lines.extend(synced.lines);
        data["sync"] = synced.data;
    }
    Ok(Answer::new(lines, data))
}

fn refresh(session: &Session, options: &ArgMatches, printer: &mut Printer<'_>) -> Result<Answer, Error> {
    let scope = match options.get_one::<String>("id") {
        Some(id) => Scope::One(news::known_source(session, id)?),
        None => Scope::All,
    };
    sync::perform(session, &SyncRequest { scope, ..SyncRequest::asked() }, printer)
}

fn list(session: &Session) -> Result<Answer, Error> {
    let store = session.app.store();
    let sources = session.sources()?;
    let checks = store.personal().read(check::all)?;
    let counts = store.content().read(source_key::counts)?;
    let columns = [
        (Column::Fixed, session.say("cli.feeds.id", &[])),
        (Column::Flexible, session.say("cli.feeds.name", &[])),
        (Column::Number, session.say("cli.feeds.articles", &[])),
        (Column::Fixed, session.say("cli.feeds.checked", &[])),
        (Column::Flexible, session.say("cli.feeds.health", &[])),
    ];
    let mut rows = Vec::new();
    let mut data = Vec::new();
    for source in &sources {
        let check = checks.iter().find(|(id, _)| *id == source.id).map(|(_, check)| check);
        let articles = counts.iter().find(|(id, _)| *id == source.id).map_or(0, |(_, count)| *count);
        rows.push(vec![
            source.id.to_string(),
            harmless(&source.name),
            numbers::integer(i64::try_from(articles).unwrap_or(i64::MAX), session.lang),
            check.map_or_else(|| "–".into(), |check| dates::date_time(check.checked)),
            session.say(health(source, check), &[]),
        ]);
        data.push(json!({
            "source": source, "articles": articles, "checked": check.map(|check| check.checked),
            "succeeded": check.and_then(|check| check.succeeded), "failures": check.map_or(0, |check| check.failures),
            "problem": check.and_then(|check| check.problem.clone()),
        }));
    }
    let lines = if rows.is_empty() {
        vec![session.say("cli.feeds.none", &[])]
    } else {
        table::draw(session.terminal, &columns, &rows)
    };
    Ok(Answer::new(lines, json!({ "sources": data })))
}

fn health(source: &Source, check: Option<&check::Check>) -> &'static str {
    match (source.state, check) {
        (SourceState::Dead, _) => "cli.feeds.dead",
        (_, None) => "cli.feeds.unchecked",
        (_, Some(check)) if check.failures > 0 => "cli.feeds.failing",
        (SourceState::Moved, _) => "cli.feeds.moved",
        (SourceState::Ok, _) => "cli.feeds.ok",
    }
}

fn remove(session: &Session, options: &ArgMatches) -> Result<Answer, Error> {
    let id = news::known_source(session, required(options, "id"))?;
    session.app.store().personal().write(|tx| source::remove(tx, &id, session.now))?;
    Ok(Answer::new(vec![session.say("cli.feeds.removed", &[("id", id.as_str())])], json!({ "id": id })))
}

fn examine(session: &Session, written: &str) -> Result<Answer, Error> {
    let checkup = if std::path::Path::new(written).is_file() {
        let bytes = std::fs::read(written).map_err(|error| {
            Error::caused_by(ErrorKind::InvalidInput, Message::new("error.cli.unreadable").with("what", written), error)
        })?;
        checkup::examine(&bytes, None, "https://example.invalid/", session.now)?
    } else {
        let engine = session.app.sync();
        session.block_on(engine.check_up(written, &session.cancel))?
    };
    Ok(letter(session, written, &checkup))
}

/// The doctor's letter: what the feed is, then what to mend, numbered, ready to be sent.
fn letter(session: &Session, address: &str, checkup: &Checkup) -> Answer {
    let feed = &checkup.feed;
    let paint = session.terminal.paint;
    let items = numbers::integer(i64::try_from(feed.items.len()).unwrap_or(i64::MAX), session.lang);
    let facts = [
        ("url", address),
        ("title", feed.title.as_str()),
        ("format", feed.format.code()),
        ("encoding", feed.encoding),
        ("n", &items),
    ];
    let mut lines = vec![
        paint.apply(Style::Title, &session.say("cli.check.title", &[("url", &harmless(address))])),
        session.say("cli.check.facts", &facts),
        String::new(),
    ];
    if checkup.findings.is_empty() {
        lines.push(paint.apply(Style::Good, &session.say("cli.check.sound", &[])));
    } else {
        lines.push(session.say("cli.check.greeting", &[("url", &harmless(address))]));
        for (number, finding) in (1..).zip(&checkup.findings) {
            let text = format!("{number}. {}", render(&finding.message, session.lang));
            lines.extend(wrap(&text, session.terminal.width));
        }
        lines.push(session.say("cli.check.thanks", &[]));
    }
    let findings: Vec<_> = checkup
        .findings
        .iter()
        .map(|finding| json!({"code": finding.code, "message": render(&finding.message, session.lang)}))
        .collect();
    let data = json!({
        "url": address, "title": feed.title, "format": feed.format.code(), "encoding": feed.encoding,
        "items": feed.items.len(), "findings": findings,
    });
    Answer::new(lines, data)
}
