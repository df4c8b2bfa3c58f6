//! `read ID`: a whole article as text, what was searched for marked if asked, or its segments for reading aloud. Opening marks
//! it as read.

use app4g_core::error::{Error, ErrorKind, Message};
use app4g_core::model::Kind;
use app4g_core::reader::{self, Block, Span, found, speech};
use app4g_core::search::{self, find};
use app4g_core::store::content::record;
use app4g_core::store::personal::revision_notice;
use app4g_core::store::personal::status::{self, Mark};
use app4g_core::strings::render;
use app4g_core::text::dates;
use clap::ArgMatches;
use serde_json::json;

use super::record::overlay;
use super::{article_id, required};
use crate::answer::Answer;
use crate::draw::{article, badge};
use crate::session::Session;
use crate::terminal::Style;
use crate::terminal::layout::{harmless, wrap};

pub(crate) fn run(session: &Session, options: &ArgMatches) -> Result<Answer, Error> {
    let written = required(options, "id");
    let id = article_id(session, written)?;
    let store = session.app.store();
    let line = store.content().read(|conn| record::get(conn, id.as_str()))?;
    if let Some(line) = line.filter(|line| line.kind != Kind::Article.as_str()) {
        store.personal().write(|tx| status::mark(tx, &id, Mark::Read, session.now))?;
        return super::record::run(session, &line);
    }
    let found = store
        .find(&id)?
        .ok_or_else(|| Error::new(ErrorKind::NotFound, Message::new("error.cli.no_article").with("what", written)))?;
    store.personal().write(|tx| {
        revision_notice::see(tx, &found.record.envelope, session.now)?;
        status::mark(tx, &id, Mark::Read, session.now)
    })?;
    let record = &found.record;
    let body = record.data.body.as_deref().or(record.data.lead.as_deref()).unwrap_or_default();
    let mut blocks = reader::blocks(body, record.data.base_url.as_deref());
    if options.get_flag("speak-segments") {
        let segments = speech::segments(&blocks);
        let lines = segments.iter().map(|segment| segment.spoken.clone()).collect();
        return Ok(Answer::new(lines, json!({"id": id, "segments": segments})));
    }
    let source = session.name_of(&found.source)?;
    let paint = session.terminal.paint;
    let title = Block::Heading { level: 1, spans: vec![Span::plain(record.data.title.as_str())] };
    blocks.insert(0, title);
    if let Some(typed) = options.get_one::<String>("found") {
        let matcher = find::matcher(store, session.app.searcher(), typed, &session.cancel)?;
        found::mark(&mut blocks, &|text| {
            search::highlight(text, &matcher).into_iter().map(|mark| mark.range).collect()
        });
    }
    let title = blocks.remove(0);
    let mut lines = article::lines(&[title], session.terminal, session.lang);
    let mut facts = vec![harmless(&source), dates::date_time(record.envelope.published)];
    let age = dates::recent_age(record.envelope.published, session.now);
    facts.extend(age.map(|age| render(&age, session.lang)));
    facts.push(badge::offline(found.offline, session.lang));
    facts.extend(record.data.author.as_deref().map(harmless));
    facts.extend(record.envelope.sample.then(|| session.say("badge.sample", &[])));
    lines.extend(wrap(&facts.join(" · "), session.terminal.width).iter().map(|line| paint.apply(Style::Dim, line)));
    lines.extend(overlay(session, &record.envelope));
    lines.push(String::new());
    lines.extend(article::lines(&blocks, session.terminal, session.lang));
    if let Some(url) = &record.envelope.source_url {
        lines.push(String::new());
        lines.push(paint.apply(Style::Dim, &session.say("cli.read.source", &[("url", &harmless(url))])));
    }
    let data = json!({
        "id": id, "title": record.data.title, "source": found.source, "published": record.envelope.published,
        "updated": record.envelope.updated, "author": record.data.author, "lang": record.data.lang,
        "url": record.envelope.source_url, "offline": found.offline.code(), "fulltext": record.data.fulltext,
        "sample": record.envelope.sample, "change": record.envelope.change, "flags": record.data.flags, "topics": record.data.topics,
        "attachments": record.data.attachments, "blocks": blocks,
    });
    Ok(Answer::new(lines, data))
}
