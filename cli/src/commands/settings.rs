//! `settings get|set`: typed settings by name.

use app4g_core::error::{Error, ErrorKind, Message};
use app4g_core::model::{SettingKey, Settings};
use app4g_core::store::personal::setting;
use clap::ArgMatches;
use serde_json::{Map, Value, json};

use super::required;
use crate::answer::Answer;
use crate::session::Session;
use crate::terminal::table::{self, Column};

pub(crate) fn run(session: &Session, options: &ArgMatches) -> Result<Answer, Error> {
    match options.subcommand() {
        Some(("set", options)) => set(session, options),
        Some((_, options)) => get(session, options.get_one::<String>("key").map(String::as_str)),
        None => get(session, None),
    }
}

/// The settings of the profile.
pub(crate) fn stored(session: &Session) -> Result<Settings, Error> {
    Ok(session.app.store().personal().read(setting::in_force)?)
}

fn get(session: &Session, name: Option<&str>) -> Result<Answer, Error> {
    let settings = stored(session)?;
    let keys = match name {
        Some(name) => vec![key(name)?],
        None => SettingKey::ALL.to_vec(),
    };
    let columns = [(Column::Fixed, String::new()), (Column::Fixed, String::new()), (Column::Flexible, String::new())];
    let rows: Vec<Vec<String>> =
        keys.iter().map(|key| vec![key.name().to_owned(), settings.value(*key), key.accepted().to_owned()]).collect();
    let data: Map<String, Value> =
        keys.iter().map(|key| (key.name().to_owned(), json!(settings.value(*key)))).collect();
    Ok(Answer::new(table::draw(session.terminal, &columns, &rows), Value::Object(data)))
}

fn set(session: &Session, options: &ArgMatches) -> Result<Answer, Error> {
    let key = key(required(options, "key"))?;
    let changed = stored(session)?.with(key, required(options, "value")).map_err(|error| {
        let message = Message::new("error.cli.bad_setting").with("what", key.name()).with("accepted", error.accepted);
        Error::caused_by(ErrorKind::InvalidInput, message, error)
    })?;
    let value = changed.value(key);
    session.app.store().personal().write(|tx| setting::set(tx, key.name(), Some(&value), session.now))?;
    Ok(Answer::new(vec![format!("{key} = {value}")], json!({ key.name(): value })))
}

fn key(name: &str) -> Result<SettingKey, Error> {
    SettingKey::parse(name)
        .ok_or_else(|| Error::new(ErrorKind::InvalidInput, Message::new("error.cli.no_setting").with("what", name)))
}
