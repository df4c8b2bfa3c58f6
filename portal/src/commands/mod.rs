//! The commands of `app4g-portal`, one file each.
//!
//! Reading order: [`CommandLine`] → [`publish`], [`look`], [`carry`], [`keys`], [`validate`], [`schemas`] → [`failure`] (exit codes).

use std::io::Write;
use std::path::PathBuf;

use app4g_core::Timestamp;
use app4g_core::clock::{Clock as _, SystemClock};
use app4g_core::strings::Lang;
use clap::{Parser, Subcommand};

use crate::texts::{self, publishing as say};

pub mod carry;
pub mod failure;
pub mod keys;
pub mod look;
pub mod publish;
pub mod schemas;
pub mod validate;

pub use failure::{Exit, Failure};

/// The whole command line.
#[derive(Clone, Debug, Parser)]
#[command(name = "app4g-portal", about = say::ABOUT)]
pub struct CommandLine {
    /// Another time than the machine's.
    #[arg(long, global = true, value_name = "TIME", value_parser = time, help = say::NOW)]
    pub now: Option<Timestamp>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What can be done.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Keys and roots.
    #[command(subcommand, about = texts::KEYS)]
    Keys(keys::KeysCommand),
    /// Checks content.
    #[command(about = say::VALIDATE, long_about = None)]
    Validate(validate::Validate),
    /// Schemas of all kinds.
    #[command(about = say::SCHEMAS, long_about = None)]
    Schemas(schemas::Schemas),
    /// Publishes content.
    #[command(about = say::PUBLISH, long_about = None)]
    Publish(publish::Publish),
    /// Signs the timestamp again.
    #[command(about = say::TIMESTAMP, long_about = None)]
    Timestamp(publish::Resign),
    /// Checks a repository.
    #[command(about = say::VERIFY, long_about = None)]
    Verify(look::Verify),
    /// Writes what is in a repository.
    #[command(about = say::CAT, long_about = None)]
    Cat(look::Cat),
    /// Copies a repository.
    #[command(about = say::MIRROR, long_about = None)]
    Mirror(carry::Mirror),
    /// Writes a repository into one file.
    #[command(about = say::PACK, long_about = None)]
    Pack(carry::Pack),
    /// Deletes what nobody needs.
    #[command(about = say::PRUNE, long_about = None)]
    Prune(carry::Prune),
}

/// Runs a command; what it says goes to `out`.
///
/// # Errors
/// [`Failure`]; `texts::publishing::failure` says it to a person.
pub async fn run(line: &CommandLine, out: &mut dyn Write) -> Result<Exit, Failure> {
    let now = line.now.unwrap_or_else(|| SystemClock.now());
    let stdout = |cause| Failure::File { path: PathBuf::from(texts::STDOUT), cause };
    match &line.command {
        Command::Keys(command) => keys::run(command, now, out).await?,
        Command::Validate(options) => {
            let code = validate::run(options, Lang::Vi, out).map_err(stdout)?;
            return Ok(if code == 0 { Exit::Ok } else { Exit::Wrong });
        }
        Command::Schemas(options) => {
            let failed = |cause| Failure::File { path: options.dir.clone(), cause };
            schemas::run(options).map_err(failed)?;
        }
        Command::Publish(options) => publish::publish(options, now, out).await?,
        Command::Timestamp(options) => publish::timestamp(options, now, out).await?,
        Command::Verify(options) => return look::verify(options, now, out).await,
        Command::Cat(options) => look::cat(options, out).await?,
        Command::Mirror(options) => carry::mirror(options, now, out).await?,
        Command::Pack(options) => carry::pack(options, out).await?,
        Command::Prune(options) => carry::prune(options, now, out).await?,
    }
    Ok(Exit::Ok)
}

fn time(text: &str) -> Result<Timestamp, String> {
    Timestamp::parse_rfc3339(text).ok_or_else(|| format!("{text}: YYYY-MM-DDThh:mm:ss+07:00"))
}

#[cfg(test)]
mod tests;
