//! `news`: articles by state, source and date; the filters are shared with `search`.

use app4g_core::clock::Timestamp;
use app4g_core::error::{Error, ErrorKind, Message};
use app4g_core::model::SourceId;
use app4g_core::store::news::{self, Filter, StateFilter};
use app4g_core::store::personal::source;
use app4g_core::text::dates;
use clap::ArgMatches;
use serde_json::json;

use super::home::exit;
use crate::answer::Answer;
use crate::draw::rows;
use crate::session::Session;

pub(crate) fn run(session: &Session, options: &ArgMatches) -> Result<Answer, Error> {
    let filter = filter(session, options)?;
    let limit = options.get_one::<u32>("limit").copied().unwrap_or(news::PAGE);
    let page = session.app.store().content().read(|conn| news::page(conn, &filter, None, limit))?;
    let names = session.names_of(page.rows.iter().map(|row| row.source.as_str()))?;
    let mut lines = rows::lines(session, &page.rows, &names);
    if page.rows.is_empty() {
        lines.push(session.say("cli.news.empty", &[]));
    } else if page.next.is_some() {
        lines.push(session.say("cli.news.more", &[]));
    }
    let data = json!({"rows": page.rows.iter().map(rows::json).collect::<Vec<_>>(), "more": page.next.is_some()});
    Ok(Answer::new(lines, data).exit(exit(session)))
}

/// The filter that the options ask for.
pub(crate) fn filter(session: &Session, options: &ArgMatches) -> Result<Filter, Error> {
    let state = match (options.get_flag("unread"), options.get_flag("starred")) {
        (false, false) => StateFilter::Any,
        (true, false) => StateFilter::Unread,
        (false, true) => StateFilter::Starred,
        (true, true) => StateFilter::StarredUnread,
    };
    let source = options.get_one::<String>("source").map(|id| known_source(session, id)).transpose()?;
    let since = options.get_one::<String>("since").map(|written| since(session, written)).transpose()?;
    Ok(Filter { state, source, since })
}

/// A source the profile has.
pub(crate) fn known_source(session: &Session, id: &str) -> Result<SourceId, Error> {
    let id = SourceId::new(id);
    match session.app.store().personal().read(|conn| source::get(conn, &id))? {
        Some(known) => Ok(known.id),
        None => Err(Error::new(ErrorKind::NotFound, Message::new("error.cli.no_source").with("what", id.as_str()))),
    }
}

fn since(session: &Session, written: &str) -> Result<Timestamp, Error> {
    Ok(dates::parse_since(written, session.now)?)
}
