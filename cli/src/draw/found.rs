//! What a search found: how the query was read, the rows, what they can be narrowed by. Shared by all commands that search.

use std::collections::HashMap;

use app4g_core::error::Error;
use app4g_core::model::SourceId;
use app4g_core::reader::record::{Outlined, Reference, names, outlined};
use app4g_core::search::find::{Found, Marked, Row};
use app4g_core::search::{Extent, QUERY_WORDS, Query, Total, Understood};
use app4g_core::store::StoreError;
use app4g_core::strings::render;
use app4g_core::text::{dates, numbers};
use serde_json::{Value, json};

use super::{badge, facets, rows};
use crate::session::Session;
use crate::terminal::layout::{harmless, truncate, wrap};
use crate::terminal::{Paint, Style};

/// Columns of a query that are shown when it is said again.
pub(crate) const MOST_COLUMNS: usize = 120;

/// What a command calls the things it finds: keys of the catalogue.
pub(crate) struct Words {
    /// How many there are, without a query.
    pub(crate) listed: &'static str,
    /// How many answer the query.
    pub(crate) found: &'static str,
    /// The same where they were not all counted.
    pub(crate) at_least: &'static str,
    /// Nothing fits what was chosen, without a query; `None` says what the core says.
    pub(crate) none: Option<&'static str>,
}

/// Everything, as lines.
///
/// # Errors
/// As any read of names.
pub(crate) fn lines(session: &Session, typed: &str, found: &Found, words: &Words) -> Result<Vec<String>, Error> {
    let paint = session.terminal.paint;
    let width = session.terminal.width.saturating_sub(2);
    let mut lines = vec![count(session, typed, found, words)];
    if found.understood.extent == Extent::Beginning {
        lines.push(session.say("cli.search.beginning", &[("n", &QUERY_WORDS.to_string())]));
    }
    lines.extend(reading(session, &found.understood).into_iter().map(|line| paint.apply(Style::Dim, &line)));
    let sources = session.names_of(found.hits.iter().map(|hit| hit.source.as_str()))?;
    for hit in &found.hits {
        lines.push(String::new());
        lines.extend(wrap(&marked(&hit.title, paint, Style::Title), width));
        let facts = match in_words(session, hit)? {
            Some(said) => listing_facts(session, hit, said),
            None => facts(session, hit, &sources),
        };
        lines.push(format!("  {}", paint.apply(Style::Dim, &truncate(&facts.join(" · "), width))));
        let snippet = marked(&hit.snippet, paint, Style::Emphasis);
        lines.extend(wrap(&snippet, width).into_iter().map(|line| format!("  {line}")));
    }
    lines.extend(facets::lines(session, &found.facets, width)?);
    Ok(lines)
}

fn count(session: &Session, typed: &str, found: &Found, words: &Words) -> String {
    let is_list = Query::parse(typed).is_blank();
    let (shown, key) = match found.total {
        Total::Exactly(n) if is_list => (n, words.listed),
        Total::Exactly(n) => (n, words.found),
        Total::AtLeast(n) => (n, words.at_least),
    };
    let n = numbers::integer(i64::try_from(shown).unwrap_or(i64::MAX), session.lang);
    let query = truncate(&harmless(typed), MOST_COLUMNS);
    match (found.empty, words.none) {
        (Some(_), Some(none)) if is_list => session.say(none, &[]),
        (Some(why), _) => session.say(why.message_key(), &[]),
        (None, _) => session.terminal.paint.apply(Style::Dim, &session.say(key, &[("n", &n), ("query", &query)])),
    }
}

/// How the query was read, if not as typed, and what else it may mean.
fn reading(session: &Session, read: &Understood) -> Vec<String> {
    let mut lines = Vec::new();
    if read.differs() {
        let [understood, typed] = [&read.understood, &read.typed].map(|text| truncate(&harmless(text), MOST_COLUMNS));
        lines.push(session.say("cli.search.understood", &[("understood", &understood), ("typed", &typed)]));
    }
    if !read.alternatives.is_empty() {
        let list: Vec<String> =
            read.alternatives.iter().map(|other| truncate(&harmless(other), MOST_COLUMNS)).collect();
        lines.push(session.say("cli.search.alternatives", &[("list", &list.join(" · "))]));
    }
    lines
}

/// `3f2a91c0 · 2 giờ trước · Đủ bài · dữ liệu mẫu · Sở KH&CN`: the source last, because names are what may be cut.
fn facts(session: &Session, hit: &Row, sources: &HashMap<SourceId, String>) -> Vec<String> {
    let source = sources.get(&hit.source).map_or(hit.source.as_str(), String::as_str);
    let mut facts = vec![
        rows::short(hit.id.as_str()).to_owned(),
        render(&dates::age(hit.published, session.now), session.lang),
        badge::offline(hit.offline, session.lang),
    ];
    facts.extend(hit.sample.then(|| session.say("badge.sample", &[])));
    facts.push(harmless(source));
    facts
}

/// What a row of a listing says; `None` for other kinds.
fn in_words(session: &Session, hit: &Row) -> Result<Option<Outlined>, Error> {
    let Some(outline) = &hit.listing else { return Ok(None) };
    let said = session.app.store().content().read(|conn| {
        // A name that cannot be read now is not there: the row is worth more.
        let stored = |reference: Reference<'_>| names::stored(conn, reference).unwrap_or_default();
        Ok::<_, StoreError>(outlined(outline, &stored, session.lang))
    })?;
    Ok(Some(said))
}

/// `3f2a91c0 · Chào công nghệ · TRL 7 · Đang mở · đến 12/08/2027 · dữ liệu mẫu · Công ty A · Xã Bố Hạ`.
fn listing_facts(session: &Session, hit: &Row, said: Outlined) -> Vec<String> {
    let mut facts = vec![rows::short(hit.id.as_str()).to_owned()];
    let Outlined { kind, trl, status, org, unit } = said;
    facts.extend([kind, trl, status].into_iter().flatten());
    if let Some(until) = hit.valid_until {
        let key = if until < session.now { "cli.listings.ended" } else { "cli.listings.until" };
        facts.push(session.say(key, &[("date", &dates::date(until))]));
    }
    facts.extend(hit.sample.then(|| session.say("badge.sample", &[])));
    facts.push(harmless(&org));
    facts.extend(unit.map(|unit| harmless(&unit)));
    facts
}

/// `text` with its matches highlighted; without colours they stand between «…», so that no meaning hangs on colour.
fn marked(text: &Marked, paint: Paint, rest: Style) -> String {
    let Marked { text, marks } = text;
    let mut out = String::new();
    let mut at = 0;
    let words = |part: &str, style: Style| match (paint, style) {
        (Paint::Plain, _) | (_, Style::Emphasis) => harmless(part),
        _ => harmless(part).split(' ').map(|word| paint.apply(style, word)).collect::<Vec<_>>().join(" "),
    };
    for (start, end) in marks {
        let (Some(before), Some(hit)) = (text.get(at..*start), text.get(*start..*end)) else { continue };
        out.push_str(&words(before, rest));
        match paint {
            Paint::Ansi => out.push_str(&words(hit, Style::Match)),
            Paint::Plain => out.push_str(&format!("«{}»", harmless(hit))),
        }
        at = *end;
    }
    out.push_str(&words(text.get(at..).unwrap_or_default(), rest));
    out
}

/// The same for programs.
pub(crate) fn json(session: &Session, typed: &str, found: &Found) -> Value {
    let (Total::Exactly(total) | Total::AtLeast(total)) = found.total;
    json!({
        "query": typed, "understood": found.understood.understood, "alternatives": found.understood.alternatives,
        "complete": found.understood.extent == Extent::Whole, "facets": facets::json(&found.facets), "total": total,
        "total_is_exact": matches!(found.total, Total::Exactly(_)),
        "rows": found.hits.iter().map(|hit| row(session, hit)).collect::<Vec<_>>(),
    })
}

fn row(session: &Session, hit: &Row) -> Value {
    let text = |text: &Marked| json!({"text": text.text, "marks": text.marks});
    let listing = hit.listing.as_ref().map(|outline| {
        json!({
            "type": outline.kind.as_str(), "public_code": outline.public_code, "trl": outline.trl,
            "status": outline.status.as_str(), "ended": outline.has_ended(hit.valid_until, session.now),
            "org": outline.org.name, "unit": outline.org.unit,
        })
    });
    json!({
        "id": hit.id, "kind": hit.kind, "source": hit.source, "published": hit.published,
        "valid_until": hit.valid_until, "offline": hit.offline.code(), "sample": hit.sample,
        "title": text(&hit.title), "snippet": text(&hit.snippet), "listing": listing,
    })
}
