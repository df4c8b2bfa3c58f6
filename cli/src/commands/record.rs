//! `read ID` of records that are no articles: title, fields with their labels, text, and what became of it.

use app4g_core::error::Error;
use app4g_core::model::line::open_line;
use app4g_core::model::{ChangeKind, Date, Envelope};
use app4g_core::reader::record::{self, Entry, Shown};
use app4g_core::reader::{Block, Span};
use app4g_core::store::content::record::StoredLine;
use app4g_core::store::{StoreError, personal::revision_notice};
use app4g_core::text::dates;
use serde_json::json;

use crate::answer::Answer;
use crate::draw::article;
use crate::session::Session;
use crate::terminal::Style;
use crate::terminal::layout::{harmless, wrap};

pub(super) fn run(session: &Session, stored: &StoredLine) -> Result<Answer, Error> {
    let (envelope, data) = open_line(&stored.line).map_err(StoreError::from)?;
    let value = serde_json::from_str(data).unwrap_or_default();
    let day = Some(Date::of(envelope.published));
    let names = |reference: record::Reference<'_>| {
        session.app.store().content().read(|conn| record::names::stored(conn, reference)).ok().flatten()
    };
    let view = record::view(&stored.kind, &value, day, &names, session.lang);
    let title = view.as_ref().map_or(envelope.id.as_str(), |view| view.title.as_str());
    let paint = session.terminal.paint;
    let heading = Block::Heading { level: 1, spans: vec![Span::plain(title)] };
    let mut lines = article::lines(&[heading], session.terminal, session.lang);
    let mut facts = vec![record::kind_name(&stored.kind, session.lang), dates::date(envelope.published)];
    if let Some(until) = envelope.valid_until {
        facts.push(session.say("cli.home.valid_until", &[("at", &dates::date_time(until))]));
    }
    facts.extend(envelope.sample.then(|| session.say("badge.sample", &[])));
    facts.extend(view.as_ref().is_some_and(|view| view.doubtful).then(|| session.say("badge.doubtful", &[])));
    lines.extend(wrap(&facts.join(" · "), session.terminal.width).iter().map(|line| paint.apply(Style::Dim, line)));
    lines.extend(overlay(session, &envelope));
    if let Some(view) = &view {
        lines.push(String::new());
        lines.extend(view.entries.iter().flat_map(|entry| field(session, entry)));
        if !view.body.is_empty() {
            lines.push(String::new());
            lines.extend(article::lines(&view.body, session.terminal, session.lang));
        }
    }
    session.app.store().personal().write(|tx| revision_notice::see(tx, &envelope, session.now))?;
    let data = json!({
        "id": envelope.id, "kind": stored.kind, "rev": envelope.rev, "published": envelope.published,
        "updated": envelope.updated, "valid_until": envelope.valid_until, "unit": envelope.unit,
        "sample": envelope.sample, "change": envelope.change, "view": view, "data": value,
    });
    Ok(Answer::new(lines, data))
}

/// What became of a record: that it was corrected or withdrawn, why, and what stands in its place.
pub(super) fn overlay<K>(session: &Session, envelope: &Envelope<K>) -> Vec<String> {
    let change = &envelope.change;
    let note = change.note.as_deref().unwrap_or_default();
    let at = dates::date(envelope.updated);
    let said = match change.kind {
        ChangeKind::Correct => session.say("record.change.corrected", &[("at", &at), ("note", note)]),
        ChangeKind::Withdraw => {
            let reason = match change.reason.as_deref() {
                Some("privacy") => "record.change.reason_privacy",
                Some("outdated") => "record.change.reason_outdated",
                Some("replaced") => "record.change.reason_replaced",
                _ => "record.change.reason_error",
            };
            let reason = session.say(reason, &[]);
            let mut said = session.say("record.change.withdrawn", &[("at", &at), ("reason", &reason), ("note", note)]);
            if let Some(instead) = &change.replaced_by {
                said = format!("{said} {}", session.say("cli.read.instead", &[("id", instead)]));
            }
            said
        }
        ChangeKind::New | ChangeKind::Update | ChangeKind::Unknown => return Vec::new(),
    };
    let lines = wrap(&said, session.terminal.width).into_iter();
    lines.map(|line| session.terminal.paint.apply(Style::Warning, &line)).collect()
}

/// `Nhãn: giá trị`, several values below each other, groups indented.
fn field(session: &Session, entry: &Entry) -> Vec<String> {
    let paint = session.terminal.paint;
    let width = session.terminal.width;
    let label = paint.apply(Style::Strong, &format!("{}:", harmless(&entry.label)));
    match &entry.value {
        Shown::Lines(values) => match values.as_slice() {
            [one] => wrap(&format!("{label} {}", harmless(one)), width),
            many => {
                let items = many.iter().flat_map(|one| wrap(&format!("  • {}", harmless(one)), width));
                std::iter::once(label).chain(items).collect()
            }
        },
        Shown::Groups(groups) => {
            let items = groups.iter().flat_map(|group| {
                let parts: Vec<String> = group
                    .entries
                    .iter()
                    .map(|part| match &part.value {
                        Shown::Lines(values) => format!("{}: {}", part.label, values.join(", ")),
                        Shown::Groups(_) => part.label.clone(),
                    })
                    .collect();
                let doubt = group.doubtful.then(|| session.say("badge.doubtful", &[]));
                let said = parts.into_iter().chain(doubt).collect::<Vec<_>>().join(" · ");
                wrap(&format!("  • {}", harmless(&said)), width)
            });
            std::iter::once(label).chain(items).collect()
        }
    }
}
