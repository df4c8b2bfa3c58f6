//! `export` and `import`: the personal file, out of one device and into another.

use std::fs::File;
use std::io::{BufReader, BufWriter, Write};

use app4g_core::error::{Error, ErrorKind, Message};
use app4g_core::sync::reindex;
use app4g_core::text::numbers;
use clap::ArgMatches;
use serde_json::json;

use super::required;
use crate::answer::Answer;
use crate::session::Session;

pub(crate) fn export(session: &Session, options: &ArgMatches) -> Result<Answer, Error> {
    let file = required(options, "file");
    let unwritable = |error: std::io::Error| {
        Error::caused_by(ErrorKind::StorageFailed, Message::new("error.cli.unwritable").with("what", file), error)
    };
    // Written beside and renamed: a failed export never stands in place of an earlier one.
    let unfinished = format!("{file}.part");
    let mut out = BufWriter::new(File::create(&unfinished).map_err(unwritable)?);
    let written = session.app.store().export(&mut out, session.now, &session.cancel);
    if let Err(error) = written {
        drop(out);
        // What is left of it is of no use; that it cannot be removed changes nothing.
        let _ = std::fs::remove_file(&unfinished);
        return Err(error.into());
    }
    // On the disk before it takes the place of an earlier one: a power cut leaves one of them.
    out.flush().and_then(|()| out.get_ref().sync_all()).map_err(unwritable)?;
    std::fs::rename(&unfinished, file).map_err(unwritable)?;
    let bytes = std::fs::metadata(file).map_or(0, |file| file.len());
    let said = session.say("cli.export.done", &[("file", file), ("bytes", &numbers::bytes(bytes, session.lang))]);
    Ok(Answer::new(vec![said], json!({"file": file, "bytes": bytes})))
}

pub(crate) fn import(session: &Session, options: &ArgMatches) -> Result<Answer, Error> {
    let file = required(options, "file");
    let input = File::open(file).map_err(|error| {
        Error::caused_by(ErrorKind::InvalidInput, Message::new("error.cli.unreadable").with("what", file), error)
    })?;
    let imported = session.app.store().import(BufReader::new(input), &session.cancel, session.now, reindex::change)?;
    let count = |n: u64| numbers::integer(i64::try_from(n).unwrap_or(i64::MAX), session.lang);
    let args = [("starred", count(imported.starred)), ("states", count(imported.states))];
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let data = json!({"articles": imported.articles, "starred": imported.starred, "states": imported.states});
    Ok(Answer::new(vec![session.say("cli.import.done", &args)], data))
}
