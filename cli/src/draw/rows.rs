//! Rows of a list: title, then what a person decides by (source, age, what is on the device).

use std::collections::HashMap;

use app4g_core::model::SourceId;
use app4g_core::store::content::headline::Headline;
use app4g_core::store::content::record_title::RecordTitle;
use app4g_core::store::personal::revision_notice::RevisionNotice;
use app4g_core::strings::render;
use app4g_core::text::dates;
use serde_json::{Value, json};

use super::badge;
use crate::session::Session;
use crate::terminal::Style;
use crate::terminal::layout::{harmless, truncate, wrap};

/// Characters of an id that are shown: enough to be unique in a profile, few enough to type.
pub(crate) const SHORT_ID: usize = 8;

/// The beginning of an id, as it can be typed; the whole of one that is made of words and codes.
pub(crate) fn short(id: &str) -> &str {
    if id.contains(':') { id } else { id.get(..SHORT_ID).unwrap_or(id) }
}

/// Two lines a row, or more where the title is long.
pub(crate) fn lines(session: &Session, rows: &[Headline], names: &HashMap<SourceId, String>) -> Vec<String> {
    rows.iter().flat_map(|row| one(session, row, names)).collect()
}

fn one(session: &Session, row: &Headline, names: &HashMap<SourceId, String>) -> Vec<String> {
    let paint = session.terminal.paint;
    let width = session.terminal.width.saturating_sub(2);
    let sign = match (row.is_starred, row.is_read) {
        (true, _) => "★",
        (false, false) => "●",
        (false, true) => " ",
    };
    let style = if row.is_read { Style::Dim } else { Style::Title };
    let mut lines: Vec<String> = wrap(&harmless(&row.title), width)
        .iter()
        .enumerate()
        .map(|(at, line)| format!("{} {}", if at == 0 { sign } else { " " }, paint.apply(style, line)))
        .collect();
    lines.push(format!("  {}", paint.apply(Style::Dim, &truncate(&facts(session, row, names), width))));
    lines
}

/// `3f2a91c0 · 2 giờ trước · Đủ bài · dữ liệu mẫu · Sở KH&CN`: the source last, because names are what may be cut.
fn facts(session: &Session, row: &Headline, names: &HashMap<SourceId, String>) -> String {
    let source = names.get(&row.source).map_or(row.source.as_str(), String::as_str);
    let mut facts = vec![
        short(row.id.as_str()).to_owned(),
        render(&dates::age(row.published, session.now), session.lang),
        badge::offline(row.offline, session.lang),
    ];
    facts.extend(row.sample.then(|| session.say("badge.sample", &[])));
    facts.push(harmless(source));
    facts.join(" · ")
}

/// A record that is no article: its title, then id, date and end of validity.
pub(crate) fn titled(session: &Session, row: &RecordTitle) -> Vec<String> {
    let paint = session.terminal.paint;
    let width = session.terminal.width.saturating_sub(2);
    let mut facts = vec![short(&row.id).to_owned(), dates::date(row.published)];
    if let Some(until) = row.valid_until {
        facts.push(session.say("cli.home.valid_until", &[("at", &dates::date_time(until))]));
    }
    facts.extend(row.sample.then(|| session.say("badge.sample", &[])));
    let title =
        wrap(&harmless(&row.title), width).into_iter().map(|line| format!("  {}", paint.apply(Style::Title, &line)));
    let facts = truncate(&facts.join(" · "), width);
    title.chain([format!("  {}", paint.apply(Style::Dim, &facts))]).collect()
}

/// The same for programs.
pub(crate) fn titled_json(row: &RecordTitle) -> Value {
    json!({
        "id": row.id, "title": row.title, "published": row.published, "valid_until": row.valid_until, "sample": row.sample,
    })
}

/// A correction or withdrawal of what the person had read: one line, and how to open it.
pub(crate) fn revision(session: &Session, notice: &RevisionNotice) -> Vec<String> {
    let key = if notice.change == "withdraw" { "cli.home.withdrawn" } else { "cli.home.corrected" };
    let said = session.say(key, &[("title", &notice.title), ("note", &notice.note), ("id", short(&notice.id))]);
    let lines = wrap(&said, session.terminal.width).into_iter();
    lines.map(|line| session.terminal.paint.apply(Style::Warning, &line)).chain([String::new()]).collect()
}

/// The same for programs.
pub(crate) fn revision_json(notice: &RevisionNotice) -> Value {
    json!({
        "id": notice.id, "rev": notice.rev, "at": notice.at, "change": notice.change, "title": notice.title,
        "note": notice.note,
    })
}

/// The row for programs.
pub(crate) fn json(row: &Headline) -> Value {
    json!({
        "id": row.id, "title": row.title, "source": row.source, "published": row.published,
        "offline": row.offline.code(), "read": row.is_read, "starred": row.is_starred, "sample": row.sample,
    })
}
