//! `star`, `unstar`, `mark`: what a person does with an article; works offline and during a sync.

use app4g_core::error::Error;
use app4g_core::store::personal::status::{self, Mark, Star};
use clap::ArgMatches;
use serde_json::json;

use super::{article_id, required};
use crate::answer::Answer;
use crate::session::Session;

pub(crate) fn run(session: &Session, name: &str, options: &ArgMatches) -> Result<Answer, Error> {
    let id = article_id(session, required(options, "id"))?;
    let store = session.app.store();
    let said = match name {
        "star" => {
            store.star(&id, Star::Set, session.now)?;
            "cli.mark.starred"
        }
        "unstar" => {
            store.star(&id, Star::Cleared, session.now)?;
            "cli.mark.unstarred"
        }
        _ => {
            let mark = if options.get_flag("unread") { Mark::Unread } else { Mark::Read };
            store.personal().write(|tx| status::mark(tx, &id, mark, session.now))?;
            if mark == Mark::Read { "cli.mark.read" } else { "cli.mark.unread" }
        }
    };
    let now = store.personal().read(|conn| status::get(conn, &id))?;
    let title = store.find(&id)?.map(|found| found.record.data.title).unwrap_or_default();
    let data = json!({"id": id, "read": now.is_read, "starred": now.is_starred});
    Ok(Answer::new(vec![session.say(said, &[("title", &title)])], data))
}
