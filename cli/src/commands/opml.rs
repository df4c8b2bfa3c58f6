//! `feeds opml import|export`: lists of sources from and to other readers.

use std::io::Read;

use app4g_core::clock::Timestamp;
use app4g_core::error::{Error, ErrorKind, Message};
use app4g_core::feed::opml::{self, Outline};
use app4g_core::store::personal::source;
use app4g_core::sync::subscribe::{self, Listed};
use clap::ArgMatches;
use serde_json::json;

use super::required;
use crate::answer::Answer;
use crate::session::Session;

pub(crate) fn run(session: &Session, options: &ArgMatches) -> Result<Answer, Error> {
    let file = required(options, "file");
    match required(options, "direction") {
        "import" => import(session, file, session.now),
        _ => export(session, file),
    }
}

fn import(session: &Session, file: &str, now: Timestamp) -> Result<Answer, Error> {
    let unreadable = |error: std::io::Error| {
        Error::caused_by(ErrorKind::InvalidInput, Message::new("error.cli.unreadable").with("what", file), error)
    };
    let mut bytes = Vec::new();
    if file == "-" {
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(unreadable)?;
    } else {
        bytes = std::fs::read(file).map_err(unreadable)?;
    }
    let outlines = opml::read(&String::from_utf8_lossy(&bytes));
    if outlines.is_empty() {
        return Err(Error::new(ErrorKind::InvalidInput, Message::new("error.cli.no_opml").with("what", file)));
    }
    let Listed { new, known } = subscribe::take_list(session.app.store(), &outlines, now)?;
    let lines =
        vec![session.say("cli.opml.imported", &[("new", &new.len().to_string()), ("known", &known.to_string())])];
    Ok(Answer::new(lines, json!({"new": new, "known": known})))
}

fn export(session: &Session, file: &str) -> Result<Answer, Error> {
    let sources = session.app.store().personal().read(source::all)?;
    let outlines: Vec<Outline> = sources
        .into_iter()
        .map(|source| Outline { feed_url: source.url, title: Some(source.name), site_url: source.site })
        .collect();
    let written = opml::write(&session.say("cli.opml.title", &[]), &outlines);
    let mut data = json!({"file": file, "sources": outlines.len()});
    if file == "-" {
        data["opml"] = json!(written);
        return Ok(Answer::new(written.lines().map(str::to_owned).collect(), data));
    }
    std::fs::write(file, written).map_err(|error| {
        Error::caused_by(ErrorKind::StorageFailed, Message::new("error.cli.unwritable").with("what", file), error)
    })?;
    let said = session.say("cli.opml.exported", &[("n", &outlines.len().to_string()), ("file", file)]);
    Ok(Answer::new(vec![said], data))
}
