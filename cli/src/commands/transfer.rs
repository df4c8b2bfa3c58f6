//! `export` and `import`: the personal file, out of one device and into another, under a passphrase if one is given.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};

use app4g_core::error::{Error, ErrorKind, Message};
use app4g_core::store::StoreError;
use app4g_core::store::transfer::Imported;
use app4g_core::sync::{SyncError, reindex};
use app4g_core::text::numbers;
use clap::ArgMatches;
use serde_json::json;

use super::required;
use crate::answer::Answer;
use crate::seal::{self, Found, Passphrase};
use crate::session::Session;

pub(crate) fn export(session: &Session, options: &ArgMatches) -> Result<Answer, Error> {
    let file = required(options, "file");
    // Before anything is written: a passphrase that cannot be read leaves no file behind.
    let passphrase = passphrase(options)?;
    let key = if passphrase.is_some() { "cli.export.sealed" } else { "cli.export.done" };
    let encrypted = passphrase.is_some();
    // Written beside and renamed: a failed export never stands in place of an earlier one.
    let unfinished = format!("{file}.part");
    write(session, &unfinished, passphrase).and_then(|()| Ok(std::fs::rename(&unfinished, file)?)).map_err(
        |error| {
            // What is left of it is of no use; that it cannot be removed changes nothing.
            let _ = std::fs::remove_file(&unfinished);
            match error {
                Trouble::File(error) => {
                    let message = Message::new("error.cli.unwritable").with("what", file);
                    Error::caused_by(ErrorKind::StorageFailed, message, error)
                }
                Trouble::Store(error) => error.into(),
            }
        },
    )?;
    let bytes = std::fs::metadata(file).map_or(0, |file| file.len());
    let said = session.say(key, &[("file", file), ("bytes", &numbers::bytes(bytes, session.lang))]);
    Ok(Answer::new(vec![said], json!({"file": file, "bytes": bytes, "encrypted": encrypted})))
}

/// Why an export was not written.
enum Trouble {
    /// The file itself.
    File(std::io::Error),
    /// The profile, or the file while the profile wrote into it.
    Store(StoreError),
}

impl From<std::io::Error> for Trouble {
    fn from(error: std::io::Error) -> Self {
        Self::File(error)
    }
}

fn write(session: &Session, path: &str, passphrase: Option<Passphrase>) -> Result<(), Trouble> {
    let store = session.app.store();
    let mut out = BufWriter::new(File::create(path)?);
    if let Some(passphrase) = passphrase {
        let mut sealed = seal::seal(&mut out, passphrase)?;
        store.export(&mut sealed, session.now, &session.cancel).map_err(Trouble::Store)?;
        sealed.finish()?;
    } else {
        store.export(&mut out, session.now, &session.cancel).map_err(Trouble::Store)?;
    }
    out.flush()?;
    // On the disk before it takes the place of an earlier one: a power cut leaves one of them.
    Ok(out.get_ref().sync_all()?)
}

pub(crate) fn import(session: &Session, options: &ArgMatches) -> Result<Answer, Error> {
    let file = required(options, "file");
    let unreadable = |error: std::io::Error| {
        Error::caused_by(ErrorKind::InvalidInput, Message::new("error.cli.unreadable").with("what", file), error)
    };
    let refused = |message: Message| Error::new(ErrorKind::InvalidInput, message.with("what", file));
    let input = BufReader::new(File::open(file).map_err(unreadable)?);
    let imported = match (seal::look(input).map_err(unreadable)?, passphrase(options)?) {
        (Found::Plain(input), None) => take_over(session, input)?,
        (Found::Sealed(input), Some(passphrase)) => {
            take_over(session, seal::open(input, passphrase, file)?).map_err(|error| match error {
                // It was an export when it was sealed, else the passphrase would not fit.
                SyncError::Store(StoreError::NotAnExport(_)) => {
                    let message = Message::new("error.cli.seal_broken").with("what", file);
                    Error::caused_by(ErrorKind::InvalidInput, message, error)
                }
                error => error.into(),
            })?
        }
        (Found::Sealed(_), None) => return Err(refused(Message::new("error.cli.sealed"))),
        // Whoever names a passphrase relies on it: a file that somebody put in the place of theirs is not taken.
        (Found::Plain(_), Some(_)) => return Err(refused(Message::new("error.cli.not_sealed"))),
    };
    let count = |n: u64| numbers::integer(i64::try_from(n).unwrap_or(i64::MAX), session.lang);
    let args = [("starred", count(imported.starred)), ("states", count(imported.states))];
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let data = json!({"articles": imported.articles, "starred": imported.starred, "states": imported.states});
    Ok(Answer::new(vec![session.say("cli.import.done", &args)], data))
}

fn take_over(session: &Session, input: impl Read) -> Result<Imported, SyncError> {
    session.app.store().import(input, &session.cancel, session.now, reindex::change)
}

/// The passphrase that `--passphrase-file` names, if any.
fn passphrase(options: &ArgMatches) -> Result<Option<Passphrase>, Error> {
    options.get_one::<String>("passphrase-file").map(|file| Passphrase::read(file)).transpose()
}
