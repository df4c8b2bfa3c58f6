//! `listings [QUERY]`: offers and needs of technology, narrowed by their own fields; what has ended only if asked for.

use app4g_core::error::Error;
use app4g_core::model::Kind;
use app4g_core::search::facet::kinds::fields_of;
use app4g_core::search::find::{self, Expired};
use app4g_core::store::news::Filter;
use app4g_core::text::numbers;
use clap::ArgMatches;

use super::home::exit;
use super::search::Asked;
use crate::answer::Answer;
use crate::draw::found::{self, Words};
use crate::session::Session;

const WORDS: Words = Words {
    listed: "cli.listings.listed",
    found: "cli.listings.found",
    at_least: "cli.listings.found_at_least",
    none: Some("cli.listings.none"),
};

pub(crate) fn run(session: &Session, options: &ArgMatches) -> Result<Answer, Error> {
    let asked = Asked::read(options, fields_of(Kind::Listing))?;
    let filter = Filter::default();
    let search = find::Search {
        typed: &asked.typed,
        kind: Some(Kind::Listing),
        expired: if options.get_flag("expired") { Expired::Shown } else { Expired::Hidden },
        filter: &filter,
        choices: &asked.choices,
        order: &asked.order,
        page: asked.page,
        now: session.now,
    };
    let found = find::faceted(session.app.store(), session.app.searcher(), &search, &session.cancel)?;
    let mut lines = found::lines(session, &asked.typed, &found, &WORDS)?;
    if found.expired > 0 {
        let n = numbers::integer(i64::try_from(found.expired).unwrap_or(i64::MAX), session.lang);
        lines.extend([String::new(), session.say("cli.listings.expired", &[("n", &n)])]);
    }
    let mut data = found::json(session, &asked.typed, &found);
    if let Some(data) = data.as_object_mut() {
        data.insert("expired".to_owned(), found.expired.into());
    }
    Ok(Answer::new(lines, data).exit(exit(session)))
}
