//! `sync`: load what is new, with progress for whoever watches; Ctrl-C stops it cleanly.

use std::io::Write;
use std::sync::Mutex;

use app4g_core::error::{Error, ErrorKind, Message};
use app4g_core::model::settings::parse_bytes;
use app4g_core::strings::{Lang, render, text};
use app4g_core::sync::{Exhausted, FeedOutcome, FeedReport, Progress, Scope, Skip, Stopped, SyncReport, SyncRequest};
use app4g_core::text::{dates, numbers};
use clap::ArgMatches;
use serde_json::{Value, json};

use super::repository;
use crate::answer::{Answer, Exit, Printer};
use crate::session::Session;
use crate::terminal::layout::{harmless, truncate};
use crate::terminal::{Style, Terminal, Watching};

pub(crate) fn run(session: &Session, options: &ArgMatches, printer: &mut Printer<'_>) -> Result<Answer, Error> {
    let request = SyncRequest {
        scope: Scope::All,
        bytes: options.get_one::<String>("budget").map(|written| budget(written)).transpose()?,
        seconds: options.get_one::<u32>("deadline").copied(),
    };
    perform(session, &request, printer)
}

fn budget(written: &str) -> Result<u64, Error> {
    parse_bytes(written)
        .ok_or_else(|| Error::new(ErrorKind::InvalidInput, Message::new("error.cli.bad_size").with("what", written)))
}

/// Runs a sync and tells what it did: also used by `feeds refresh`.
pub(crate) fn perform(session: &Session, request: &SyncRequest, printer: &mut Printer<'_>) -> Result<Answer, Error> {
    let drawing =
        Mutex::new(Drawing { err: printer.err, terminal: session.terminal, lang: session.lang, drawn: false });
    let engine = session.app.sync();
    let watcher = |event: Progress<'_>| {
        if let Ok(mut drawing) = drawing.lock() {
            drawing.event(&event);
        }
    };
    let report = session.block_on(engine.run(request, &watcher, &session.cancel));
    if let Ok(mut drawing) = drawing.lock() {
        drawing.clear();
    }
    let report = report?;
    let lines = lines(session, &report);
    Ok(Answer::new(lines, data(session, &report)).exit(exit(&report)))
}

/// The progress line on stderr, redrawn in place; nothing when nobody watches.
struct Drawing<'a> {
    err: &'a mut (dyn Write + Send),
    terminal: Terminal,
    lang: Lang,
    drawn: bool,
}

impl Drawing<'_> {
    fn event(&mut self, event: &Progress<'_>) {
        let (done, total, what) = match event {
            Progress::Feeds { total } => (0, *total, text("cli.sync.feeds", &[], self.lang)),
            Progress::FeedDone { report, done, total } => (*done, *total, harmless(&report.name)),
            Progress::Pages { done, total } => (*done, *total, text("cli.sync.pages", &[], self.lang)),
            Progress::Images { done, total } => (*done, *total, text("cli.sync.images", &[], self.lang)),
            Progress::Repository => (0, 1, text("cli.sync.repository", &[], self.lang)),
            Progress::Collection { name, done, total } => {
                (*done, *total, text("cli.sync.collection", &[("name", name)], self.lang))
            }
            Progress::Tidying => (1, 1, text("cli.sync.tidying", &[], self.lang)),
        };
        if self.terminal.progress == Watching::No || total == 0 {
            return;
        }
        const BAR: usize = 24;
        let filled = BAR * done / total;
        let bar = format!("{}{}", "█".repeat(filled), "░".repeat(BAR - filled));
        let line = truncate(&format!("{bar} {done}/{total}  {what}"), self.terminal.width.saturating_sub(1));
        // Progress nobody can see is no failure.
        let _ = write!(self.err, "\r\u{1b}[K{}", self.terminal.paint.apply(Style::Good, &line));
        let _ = self.err.flush();
        self.drawn = true;
    }

    fn clear(&mut self) {
        if self.drawn {
            let _ = write!(self.err, "\r\u{1b}[K");
        }
    }
}

fn exit(report: &SyncReport) -> Exit {
    match report.stopped {
        Some(Stopped::Offline) => Exit::Offline,
        Some(Stopped::Cancelled) => Exit::Failed,
        _ if report.failures().next().is_some() => Exit::Failed,
        _ if report.repository.as_ref().is_some_and(repository::has_failed) => Exit::Failed,
        _ => Exit::Ok,
    }
}

fn lines(session: &Session, report: &SyncReport) -> Vec<String> {
    let paint = session.terminal.paint;
    let count = |n: usize| numbers::integer(i64::try_from(n).unwrap_or(i64::MAX), session.lang);
    let mut lines: Vec<String> =
        report.repository.iter().flat_map(|repository| repository::lines(session, repository)).collect();
    lines.extend(report.feeds.iter().map(|feed| feed_line(session, feed)));
    let mut summary = vec![session.say("cli.sync.new", &[("n", &count(report.new_articles()))])];
    for (tally, key) in [(report.pages, "cli.sync.pages_stored"), (report.images, "cli.sync.images_stored")] {
        if tally.stored > 0 {
            summary.push(session.say(key, &[("n", &count(tally.stored))]));
        }
    }
    summary.push(numbers::bytes(report.bytes, session.lang));
    lines.push(paint.apply(Style::Strong, &summary.join(" · ")));
    let left_out = report.pages.left_out + report.images.left_out;
    if left_out > 0 {
        let bytes = numbers::bytes(report.pages.left_out_bytes + report.images.left_out_bytes, session.lang);
        let said = session.say("cli.sync.left_out", &[("n", &count(left_out)), ("bytes", &bytes)]);
        lines.push(paint.apply(Style::Warning, &said));
    }
    let stopped = match report.stopped {
        Some(Stopped::Cancelled) => Some("cli.sync.stopped"),
        Some(Stopped::Offline) => Some("cli.sync.offline"),
        Some(Stopped::Limit) => Some("cli.sync.limit"),
        None => None,
    };
    lines.extend(stopped.map(|key| paint.apply(Style::Warning, &session.say(key, &[]))));
    lines
}

fn feed_line(session: &Session, feed: &FeedReport) -> String {
    let paint = session.terminal.paint;
    let name = harmless(&feed.name);
    let (sign, style, said) = match &feed.outcome {
        FeedOutcome::Unchanged => ("=", Style::Dim, session.say("cli.sync.unchanged", &[])),
        FeedOutcome::Updated { new, changed, .. } => {
            let said = session.say("cli.sync.updated", &[("new", &new.to_string()), ("changed", &changed.to_string())]);
            ("+", Style::Good, said)
        }
        FeedOutcome::Failed(error) => ("!", Style::Error, render(&error.message, session.lang)),
        FeedOutcome::Skipped { reason, expected_bytes } => {
            ("–", Style::Dim, skipped(session, *reason, *expected_bytes))
        }
    };
    format!("{} {name}: {said}", paint.apply(style, sign))
}

fn skipped(session: &Session, reason: Skip, bytes: u64) -> String {
    let size = numbers::bytes(bytes, session.lang);
    match reason {
        Skip::Offline => session.say("cli.sync.skip_offline", &[]),
        Skip::NotDue(at) => session.say("cli.sync.skip_not_due", &[("at", &dates::date_time(at))]),
        Skip::Resting(at) => session.say("cli.sync.skip_resting", &[("at", &dates::date_time(at))]),
        Skip::Exhausted(Exhausted::Bytes) => session.say("cli.sync.skip_bytes", &[("bytes", &size)]),
        Skip::Exhausted(Exhausted::Month) => session.say("cli.sync.skip_month", &[("bytes", &size)]),
        Skip::Exhausted(Exhausted::Deadline) => session.say("cli.sync.skip_deadline", &[]),
    }
}

fn data(session: &Session, report: &SyncReport) -> Value {
    let feed = |feed: &FeedReport| {
        let mut line = json!({"source": feed.source, "name": feed.name, "bytes": feed.bytes});
        let (state, rest) = match &feed.outcome {
            FeedOutcome::Unchanged => ("unchanged", json!({})),
            FeedOutcome::Updated { new, changed, warnings } => {
                ("updated", json!({"new": new, "changed": changed, "warnings": warnings}))
            }
            FeedOutcome::Failed(error) => {
                ("failed", json!({"code": error.code(), "message": render(&error.message, session.lang)}))
            }
            FeedOutcome::Skipped { expected_bytes, .. } => ("skipped", json!({"expected_bytes": expected_bytes})),
        };
        line["state"] = json!(state);
        if let (Some(line), Value::Object(rest)) = (line.as_object_mut(), rest) {
            line.extend(rest);
        }
        line
    };
    let tally = |tally: app4g_core::sync::Tally| json!({"stored": tally.stored, "failed": tally.failed, "left_out": tally.left_out, "left_out_bytes": tally.left_out_bytes});
    let stopped = report.stopped.map(|stopped| match stopped {
        Stopped::Cancelled => "cancelled",
        Stopped::Offline => "offline",
        Stopped::Limit => "limit",
    });
    json!({
        "repository": report.repository.as_ref().map(|repository| super::repository::json(session, repository)),
        "started": report.started, "finished": report.finished, "new": report.new_articles(), "bytes": report.bytes,
        "feeds": report.feeds.iter().map(feed).collect::<Vec<_>>(), "pages": tally(report.pages),
        "images": tally(report.images), "pruned": report.pruned, "next_wanted": report.next_wanted, "stopped": stopped,
    })
}
