//! `suggest TEXT`: how a search may go on, by what is stored; for shells' search fields and for scripts.

use app4g_core::error::Error;
use app4g_core::search::find;
use clap::ArgMatches;
use serde_json::json;

use super::home::exit;
use crate::answer::Answer;
use crate::draw::found::MOST_COLUMNS;
use crate::session::Session;
use crate::terminal::layout::{harmless, truncate};

/// Suggestions that are shown.
const MOST: usize = 8;

pub(crate) fn run(session: &Session, options: &ArgMatches) -> Result<Answer, Error> {
    let words: Vec<&str> = options.get_many::<String>("query").unwrap_or_default().map(String::as_str).collect();
    let typed = words.join(" ");
    let found = find::suggestions(session.app.store(), session.app.searcher(), &typed, MOST, &session.cancel)?;
    let lines = if found.is_empty() {
        vec![session.say("cli.suggest.none", &[("query", &truncate(&harmless(&typed), MOST_COLUMNS))])]
    } else {
        found.iter().map(|text| harmless(text)).collect()
    };
    Ok(Answer::new(lines, json!({ "query": typed, "suggestions": found })).exit(exit(session)))
}
