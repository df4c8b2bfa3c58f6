//! The commands, one file each: take options, ask the core, say it.

mod erase;
mod feeds;
mod home;
mod ledger;
mod listings;
mod mark;
mod news;
mod opml;
mod pack;
mod read;
mod record;
mod repository;
mod search;
mod settings;
mod status;
mod suggest;
mod sync;
mod transfer;

use std::collections::HashSet;

use app4g_core::error::{Error, ErrorKind, Message};
use app4g_core::model::ArticleId;
use app4g_core::store::content::record as records;
use app4g_core::store::personal::saved;
use clap::ArgMatches;
use clap_complete::{Shell, generate};

use crate::answer::{Answer, Printer};
use crate::arguments;
use crate::host::World;
use crate::session::Session;

/// The name in `--json`: `feeds add` for a command below another.
pub(crate) fn full_name(name: &str, options: &ArgMatches) -> String {
    match options.subcommand_name() {
        Some(below) => format!("{name} {below}"),
        None => name.to_owned(),
    }
}

/// Runs one command.
pub(crate) fn run(name: &str, options: &ArgMatches, world: &World, printer: &mut Printer<'_>) -> Result<Answer, Error> {
    match name {
        "completions" => return Ok(completions(options, printer)),
        "erase" => return erase::run(options, world, printer),
        _ => {}
    }
    let session = Session::open(options, world, printer.lang, printer.terminal)?;
    // A repaired profile is told at once: something may be missing.
    if let Some(message) = session.report.recovered.message() {
        printer.warn(&message);
    }
    match name {
        "sync" => sync::run(&session, options, printer),
        "status" => status::status(&session),
        "doctor" => status::doctor(&session),
        "home" => home::run(&session),
        "news" => news::run(&session, options),
        "read" => read::run(&session, options),
        "search" => search::run(&session, options),
        "listings" => listings::run(&session, options),
        "suggest" => suggest::run(&session, options),
        "star" | "unstar" | "mark" => mark::run(&session, name, options),
        "feeds" => feeds::run(&session, options, printer),
        "ledger" => ledger::run(&session),
        "settings" => settings::run(&session, options),
        "export" => transfer::export(&session, options),
        "import" => transfer::import(&session, options),
        "pack" => pack::run(&session, options, world),
        _ => Err(Error::new(ErrorKind::InvalidInput, Message::new("error.cli.unknown_command").with("what", name))),
    }
}

fn completions(options: &ArgMatches, printer: &mut Printer<'_>) -> Answer {
    let mut script = Vec::new();
    if let Some(shell) = options.get_one::<Shell>("shell") {
        generate(*shell, &mut arguments::command(printer.lang), "app4g", &mut script);
    }
    let script = String::from_utf8_lossy(&script).into_owned();
    Answer::new(script.lines().map(str::to_owned).collect(), serde_json::json!({ "script": script }))
}

/// A required option; clap has seen to it that it is there.
pub(crate) fn required<'a>(options: &'a ArgMatches, name: &str) -> &'a str {
    options.get_one::<String>(name).map_or("", String::as_str)
}

/// The article that `written` names: its id, or a beginning that only one article has.
pub(crate) fn article_id(session: &Session, written: &str) -> Result<ArticleId, Error> {
    let store = session.app.store();
    let mut found: HashSet<ArticleId> = {
        // The ids of a unit's spans of time begin alike: one that is written in full is meant.
        if store.content().read(|conn| records::get(conn, written))?.is_some() {
            return Ok(ArticleId::new(written));
        }
        let begin = store.content().read(|conn| records::ids_beginning_with(conn, written, 2))?;
        begin.into_iter().map(ArticleId::new).collect()
    };
    if found.len() < 2 {
        let kept = store.personal().read(saved::ids)?;
        found.extend(kept.into_iter().filter(|id| id.as_str().starts_with(written)));
    }
    let mut found = found.into_iter();
    match (found.next(), found.next()) {
        (Some(id), None) => Ok(id),
        (Some(_), Some(_)) => {
            Err(Error::new(ErrorKind::InvalidInput, Message::new("error.cli.ambiguous_id").with("what", written)))
        }
        (None, _) => Err(Error::new(ErrorKind::NotFound, Message::new("error.cli.no_article").with("what", written))),
    }
}
