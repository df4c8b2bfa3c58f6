//! `erase`: everything this person left on the device, in one action; asks for `--yes` instead of asking questions.

use app4g_core::error::Error;
use clap::ArgMatches;
use serde_json::json;

use crate::answer::{Answer, Printer};
use crate::host::World;
use crate::session::{self, Session};

pub(crate) fn run(options: &ArgMatches, world: &World, printer: &Printer<'_>) -> Result<Answer, Error> {
    let folder = session::home(options, world)?;
    let path = folder.display().to_string();
    let session = Session::open(options, world, printer.lang, printer.terminal)?;
    let erased = options.get_flag("yes");
    let key = if erased { "cli.erase.done" } else { "cli.erase.would" };
    let said = session.say(key, &[("path", &path)]);
    if erased {
        session.app.store().clone().erase()?;
    }
    Ok(Answer::new(vec![said], json!({"profile": path, "erased": erased})))
}
