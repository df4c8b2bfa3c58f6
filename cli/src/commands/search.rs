//! `search QUERY`: everything that is stored, as typed, with or without diacritics; says why each result matched, and by which
//! sources, times and units the results can be narrowed.

use app4g_core::error::Error;
use app4g_core::model::Kind;
use app4g_core::search::facet::kinds::fields_of;
use app4g_core::search::facet::{Choice, Order};
use app4g_core::search::{Extent, Page, QUERY_WORDS, Query, Total, Understood, find};
use app4g_core::strings::render;
use app4g_core::text::{dates, numbers};
use clap::ArgMatches;
use serde_json::{Value, json};

use super::home::exit;
use super::news;
use crate::answer::Answer;
use crate::draw::{badge, facets, rows};
use crate::session::Session;
use crate::terminal::layout::{harmless, truncate, wrap};
use crate::terminal::{Paint, Style};

/// Columns of a query that are shown when it is said again.
pub(super) const MOST_COLUMNS: usize = 120;

pub(crate) fn run(session: &Session, options: &ArgMatches) -> Result<Answer, Error> {
    let words: Vec<&str> = options.get_many::<String>("query").unwrap_or_default().map(String::as_str).collect();
    let typed = words.join(" ");
    let filter = news::filter(session, options)?;
    let written = options.get_many::<String>("facet").unwrap_or_default();
    let choices = written.map(|written| Choice::parse(written)).collect::<Result<Vec<_>, _>>()?;
    let order = options.get_one::<String>("sort").map(String::as_str).unwrap_or("relevance");
    let order = Order::parse(order, fields_of(Kind::Article))?;
    let limit = options.get_one::<u32>("limit").copied().unwrap_or(20);
    let page = Page { offset: 0, limit: usize::try_from(limit).unwrap_or(usize::MAX) };
    let search =
        find::Search { typed: &typed, filter: &filter, choices: &choices, order: &order, page, now: session.now };
    let answer = find::faceted(session.app.store(), session.app.searcher(), &search, &session.cancel)?;
    let sources = answer.hits.iter().map(|hit| hit.source.as_str());
    let names = session.names_of(sources.chain(facets::codes(&answer.facets)))?;
    let paint = session.terminal.paint;
    let width = session.terminal.width.saturating_sub(2);
    let (shown, key) = match answer.total {
        Total::Exactly(n) if Query::parse(&typed).is_blank() => (n, "cli.search.listed"),
        Total::Exactly(n) => (n, "cli.search.found"),
        Total::AtLeast(n) => (n, "cli.search.found_at_least"),
    };
    let count = numbers::integer(i64::try_from(shown).unwrap_or(i64::MAX), session.lang);
    let shown_query = truncate(&harmless(&typed), MOST_COLUMNS);
    let mut lines = match answer.empty {
        Some(why) => vec![session.say(why.message_key(), &[])],
        None => vec![paint.apply(Style::Dim, &session.say(key, &[("n", &count), ("query", &shown_query)]))],
    };
    if answer.understood.extent == Extent::Beginning {
        lines.push(session.say("cli.search.beginning", &[("n", &QUERY_WORDS.to_string())]));
    }
    lines.extend(reading(session, &answer.understood).into_iter().map(|line| paint.apply(Style::Dim, &line)));
    for hit in &answer.hits {
        lines.push(String::new());
        lines.extend(wrap(&marked(&hit.title.text, &hit.title.marks, paint, Style::Title), width));
        let source = names.get(&hit.source).map_or(hit.source.as_str(), String::as_str);
        let mut facts = vec![
            rows::short(hit.id.as_str()).to_owned(),
            render(&dates::age(hit.published, session.now), session.lang),
            badge::offline(hit.offline, session.lang),
        ];
        facts.extend(hit.sample.then(|| session.say("badge.sample", &[])));
        facts.push(harmless(source));
        lines.push(format!("  {}", paint.apply(Style::Dim, &truncate(&facts.join(" · "), width))));
        let snippet = marked(&hit.snippet.text, &hit.snippet.marks, paint, Style::Emphasis);
        lines.extend(wrap(&snippet, width).into_iter().map(|line| format!("  {line}")));
    }
    lines.extend(facets::lines(session, &answer.facets, &names, width));
    let data = json!({
        "query": typed, "understood": answer.understood.understood, "alternatives": answer.understood.alternatives,
        "complete": answer.understood.extent == Extent::Whole,
        "facets": facets::json(&answer.facets), "total": shown, "total_is_exact": matches!(answer.total, Total::Exactly(_)),
        "rows": answer.hits.iter().map(row).collect::<Vec<_>>(),
    });
    Ok(Answer::new(lines, data).exit(exit(session)))
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

/// `text` with its matches highlighted; without colours they stand between «…», so that no meaning hangs on colour.
fn marked(text: &str, marks: &[(usize, usize)], paint: Paint, rest: Style) -> String {
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

fn row(hit: &find::Row) -> Value {
    let text = |text: &find::Marked| json!({"text": text.text, "marks": text.marks});
    json!({
        "id": hit.id, "kind": hit.kind, "source": hit.source, "published": hit.published, "offline": hit.offline.code(),
        "sample": hit.sample, "title": text(&hit.title), "snippet": text(&hit.snippet),
    })
}
