//! `erase`: everything this person left on the device, in one action; asks for `--yes` instead of asking questions.
//!
//! Opens nothing: a profile that cannot be opened can still be erased, and one that is not there is not made.

use app4g_core::error::Error;
use app4g_core::store::erase::erase_profile;
use app4g_core::strings::text;
use clap::ArgMatches;
use serde_json::json;

use crate::answer::{Answer, Printer};
use crate::host::World;
use crate::session;
use crate::terminal::layout::harmless;

pub(crate) fn run(options: &ArgMatches, world: &World, printer: &Printer<'_>) -> Result<Answer, Error> {
    let folder = session::home(options, world)?;
    let path = harmless(&folder.display().to_string());
    let erased = options.get_flag("yes");
    if erased {
        erase_profile(&folder)?;
    }
    let key = if erased { "cli.erase.done" } else { "cli.erase.would" };
    let said = text(key, &[("path", &path)], printer.lang);
    Ok(Answer::new(vec![said], json!({"profile": path, "erased": erased})))
}
