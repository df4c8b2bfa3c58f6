//! `search QUERY`: everything that is stored, as typed, with or without diacritics; says why each result matched, and by which
//! sources, times and units the results can be narrowed.

use app4g_core::error::Error;
use app4g_core::model::Kind;
use app4g_core::search::facet::kinds::fields_of;
use app4g_core::search::facet::{Choice, Field, Order};
use app4g_core::search::{Page, Query, find};
use clap::ArgMatches;

use super::home::exit;
use super::news;
use crate::answer::Answer;
use crate::draw::found::{self, Words};
use crate::session::Session;

const WORDS: Words =
    Words { listed: "cli.search.listed", found: "cli.search.found", at_least: "cli.search.found_at_least", none: None };

pub(crate) fn run(session: &Session, options: &ArgMatches) -> Result<Answer, Error> {
    let asked = Asked::read(options, fields_of(Kind::Article))?;
    let filter = news::filter(session, options)?;
    let search = find::Search {
        typed: &asked.typed,
        kind: None,
        expired: find::Expired::Shown,
        filter: &filter,
        choices: &asked.choices,
        order: &asked.order,
        page: asked.page,
        now: session.now,
    };
    let found = find::faceted(session.app.store(), session.app.searcher(), &search, &session.cancel)?;
    let lines = found::lines(session, &asked.typed, &found, &WORDS)?;
    Ok(Answer::new(lines, found::json(session, &asked.typed, &found)).exit(exit(session)))
}

/// The options that every command with a query and facets has.
pub(super) struct Asked {
    pub(super) typed: String,
    pub(super) choices: Vec<Choice>,
    pub(super) order: Order,
    pub(super) page: Page,
}

impl Asked {
    /// Reads them. A list without a query stands newest first where no order is the option's default.
    ///
    /// # Errors
    /// For a choice or order that is none.
    pub(super) fn read(options: &ArgMatches, fields: &[&'static Field]) -> Result<Self, Error> {
        let words: Vec<&str> = options.get_many::<String>("query").unwrap_or_default().map(String::as_str).collect();
        let typed = words.join(" ");
        let written = options.get_many::<String>("facet").unwrap_or_default();
        let choices = written.map(|written| Choice::parse(written)).collect::<Result<Vec<_>, _>>()?;
        let usual = if Query::parse(&typed).is_blank() { "newest" } else { "relevance" };
        let order = Order::parse(options.get_one::<String>("sort").map_or(usual, String::as_str), fields)?;
        let limit = options.get_one::<u32>("limit").copied().unwrap_or(20);
        let page = Page { offset: 0, limit: usize::try_from(limit).unwrap_or(usize::MAX) };
        Ok(Self { typed, choices, order, page })
    }
}
