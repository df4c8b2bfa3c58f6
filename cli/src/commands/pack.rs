//! `pack make|info|verify|import`: the repository as one file, carried on a USB stick or handed to a neighbour.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use app4g_core::app::{App, AppConfig};
use app4g_core::error::{Error, ErrorKind, Message};
use app4g_core::net::Urgency;
use app4g_core::repository::access::Access;
use app4g_core::repository::carrier::Server;
use app4g_core::repository::pack::{self, Carries, Choice, Pack, PackInfo};
use app4g_core::store::StoreError;
use app4g_core::store::personal::trust;
use app4g_core::sync::PackFrom;
use app4g_core::text::{dates, numbers};
use clap::ArgMatches;
use serde_json::json;

use super::{repository, required};
use crate::answer::{Answer, Exit};
use crate::host::World;
use crate::session::Session;
use crate::terminal::Style;

pub(crate) fn run(session: &Session, options: &ArgMatches, world: &World) -> Result<Answer, Error> {
    let Some((name, options)) = options.subcommand() else {
        return Err(Error::new(ErrorKind::InvalidInput, Message::new("error.cli.usage")));
    };
    let file = PathBuf::from(required(options, "file"));
    match name {
        "make" => make(session, options, &file, world),
        "info" => info(session, &file),
        "verify" => verify(session, &file, world),
        _ => import(session, options, &file),
    }
}

/// What a pack says of itself; nothing is verified.
fn info(session: &Session, file: &Path) -> Result<Answer, Error> {
    let info = PackInfo::of(&Pack::open(file)?)?;
    let mut lines = claims(session, &info);
    lines.push(session.terminal.paint.apply(Style::Dim, &session.say("cli.pack.unverified", &[])));
    Ok(Answer::new(lines, json_of(&info)))
}

fn claims(session: &Session, info: &PackInfo) -> Vec<String> {
    let bytes = numbers::bytes(info.bytes, session.lang);
    let args = [
        ("number", info.sequence.to_string()),
        ("date", dates::date(info.published_at)),
        ("root", info.root_version.to_string()),
        ("until", dates::date(info.root_expires)),
        ("bytes", bytes),
    ];
    let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
    let mut lines = vec![session.say("cli.pack.release", &args), session.say("cli.pack.root", &args)];
    for (name, (collection, carries)) in &info.collections {
        let count = numbers::integer(i64::try_from(collection.count).unwrap_or(i64::MAX), session.lang);
        let key = match carries {
            Carries::Whole { .. } => "cli.pack.whole",
            Carries::Partly => "cli.pack.partly",
            Carries::Nothing => "cli.pack.nothing",
        };
        lines.push(format!("  {}", session.say(key, &[("name", name), ("n", &count)])));
    }
    lines
}

fn json_of(info: &PackInfo) -> serde_json::Value {
    let collections: Vec<_> = info
        .collections
        .iter()
        .map(|(name, (collection, carries))| {
            let carries = match carries {
                Carries::Whole { .. } => "whole",
                Carries::Partly => "partly",
                Carries::Nothing => "nothing",
            };
            json!({"name": name, "version": collection.version, "count": collection.count, "carries": carries})
        })
        .collect();
    json!({
        "sequence": info.sequence, "published": info.published_at, "root_version": info.root_version,
        "root_expires": info.root_expires, "bytes": info.bytes, "files": info.files, "collections": collections,
    })
}

/// Loads the pack into a profile that is thrown away and knows of no other: every signature, hash and record is checked just as
/// in an import, and its age is not.
fn verify(session: &Session, file: &Path, world: &World) -> Result<Answer, Error> {
    let pack = Pack::open(file)?;
    let folder = session.app.store().paths().staging().join(format!("verify-{}", std::process::id()));
    let repository = world.repository.clone();
    let checked = (|| {
        let config = AppConfig { clock: session.clock(), client: world.client.clone(), repository };
        let (app, _) = App::open(&folder, config)?;
        let report = session.block_on(app.sync().import(&pack, PackFrom::App, &|_| {}, &session.cancel))?;
        app.close()?;
        Ok::<_, Error>(report)
    })();
    // A throw-away folder that stays behind is swept with the next sync.
    let _ = std::fs::remove_dir_all(&folder);
    let report = checked?;
    let mut lines = repository::lines(session, &report);
    let is_sound = !repository::has_failed(&report);
    let (style, key) = if is_sound { (Style::Good, "cli.pack.sound") } else { (Style::Error, "cli.pack.unsound") };
    lines.push(session.terminal.paint.apply(style, &session.say(key, &[])));
    let data = json!({"sound": is_sound, "report": repository::json(session, &report)});
    Ok(Answer::new(lines, data).exit(if is_sound { Exit::Ok } else { Exit::Failed }))
}

/// Asks for a confirmation that names root version and date (decision 29), then takes it over.
fn import(session: &Session, options: &ArgMatches, file: &Path) -> Result<Answer, Error> {
    let pack = Pack::open(file)?;
    let info = PackInfo::of(&pack)?;
    if !options.get_flag("yes") {
        let mut lines = claims(session, &info);
        let args = [("root", info.root_version.to_string()), ("date", dates::date(info.published_at))];
        let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
        lines.push(session.terminal.paint.apply(Style::Warning, &session.say("cli.pack.confirm", &args)));
        return Ok(Answer::new(lines, json!({"imported": false, "pack": json_of(&info)})));
    }
    let engine = session.app.sync();
    let report = session.block_on(engine.import(&pack, PackFrom::Person, &|_| {}, &session.cancel))?;
    let data = json!({"imported": true, "report": repository::json(session, &report)});
    let exit = if repository::has_failed(&report) { Exit::Failed } else { Exit::Ok };
    Ok(Answer::new(repository::lines(session, &report), data).exit(exit))
}

/// Makes a pack of the release that was verified last, from the first server that has all of it.
fn make(session: &Session, options: &ArgMatches, file: &Path, world: &World) -> Result<Answer, Error> {
    let files = session.app.store().personal().read(trust::files)?;
    let catalog = files.into_iter().find(|(name, _)| name == "catalog").map(|(_, bytes)| bytes);
    let none = || Error::new(ErrorKind::NotFound, Message::new("error.repository.no_release"));
    let (catalog, access) = (catalog.ok_or_else(none)?, world.repository.as_ref().ok_or_else(none)?);
    let chosen = options.get_many::<String>("collection").map(|names| names.cloned().collect());
    let choice = Choice { collections: chosen, media: Vec::new() };
    let unfinished = file.with_extension("part");
    let bytes = session.block_on(write(session, access, &catalog, &choice, &unfinished));
    if bytes.is_err() {
        // What is half written is of no use; the error says why.
        let _ = std::fs::remove_file(&unfinished);
    }
    let bytes = bytes?;
    std::fs::rename(&unfinished, file).map_err(StoreError::from)?;
    let (shown, size) = (file.display().to_string(), numbers::bytes(bytes, session.lang));
    let lines = vec![session.say("cli.pack.made", &[("file", &shown), ("bytes", &size)])];
    Ok(Answer::new(lines, json!({"file": file, "bytes": bytes})))
}

async fn write(session: &Session, access: &Access, catalog: &[u8], choice: &Choice, file: &Path) -> Result<u64, Error> {
    let mut last = Error::new(ErrorKind::Offline, Message::new("error.repository.no_server"));
    for base in &access.mirrors {
        let server = Server::new(session.app.client().clone(), base, Urgency::Asked)?;
        let mut out = BufWriter::new(File::create(file).map_err(StoreError::from)?);
        match pack::write(&server, catalog, choice, &mut out, &session.cancel).await {
            Ok(bytes) => {
                let out = out.into_inner().map_err(|error| StoreError::from(error.into_error()))?;
                out.sync_all().map_err(StoreError::from)?;
                return Ok(bytes);
            }
            Err(error) => last = error.into(),
        }
    }
    Err(last)
}
