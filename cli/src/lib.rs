//! The terminal shell as a library: `run` is the whole program, the binary only hands it the process.
//!
//! A library, so that the demo and the tests run the very same commands with another [`Host`]: an injected address policy,
//! their own output, a fixed clock. Uses the core's public API only (`tests/tests/layering.rs`). What `--json` prints is a promise:
//! `docs/cli-json.md` has the shape of every command, and changes with it.
//!
//! Reading order: [`arguments`] (the command line) → [`host`] (the world) → [`session`] (an open profile) → [`commands`] (one file
//! each) → [`answer`] (what they say) → [`draw`] (articles and rows as text) → [`terminal`]; `seal` (exports under a passphrase),
//! [`log`].

pub mod answer;
pub mod arguments;
mod commands;
mod draw;
pub mod host;
pub mod log;
mod seal;
mod session;
pub mod terminal;

use app4g_core::clock::{Clock as _, SystemClock};
use app4g_core::error::{Error, ErrorKind, Message};
use app4g_core::panics::{Report, Ring};
use app4g_core::store::ProfilePaths;
use app4g_core::strings::Lang;
use clap::ArgMatches;
use clap::error::ErrorKind as ClapKind;

use answer::{Exit, Format, Printer};
use host::{Host, Panics};
use terminal::{Paint, Terminal};

/// Runs one command line (the first word is the program's name) and returns its exit code.
pub fn run(args: &[String], host: Host<'_>) -> Exit {
    let lang = arguments::language(args);
    match arguments::command(lang).try_get_matches_from(args) {
        Ok(matches) => dispatch(&matches, lang, host),
        Err(error) => usage(&error, args, lang, host),
    }
}

fn dispatch(matches: &ArgMatches, lang: Lang, host: Host<'_>) -> Exit {
    let Some((name, options)) = matches.subcommand() else {
        return Exit::Usage;
    };
    let paint = match options.get_one::<String>("color").map(String::as_str) {
        Some("always") => Paint::Ansi,
        Some("never") => Paint::Plain,
        _ => host.terminal.paint,
    };
    let terminal = Terminal { paint, ..host.terminal };
    let format = if options.get_flag("json") { Format::Json } else { Format::Text };
    let Host { out, err, world, .. } = host;
    let mut printer = Printer { out, err, format, lang, terminal };
    if world.panics == Panics::Noted
        && let Ok(home) = session::home(options, &world)
    {
        note_panics(Ring::new(ProfilePaths::new(home).panics()));
    }
    let command = commands::full_name(name, options);
    let outcome = commands::run(name, options, &world, &mut printer);
    printer.print(&command, outcome)
}

/// From now on a panic of any thread leaves a report in `ring`, before the hook that was there has its say.
fn note_panics(ring: Ring) {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        // The machine's clock, not `--now`: a report says when it happened. Where it cannot be written nobody can be told.
        let _ = ring.note(&Report::of(panic, SystemClock.now()));
        before(panic);
    }));
}

/// Help and version go to stdout and are no error; a wrong command line is explained in the user's language.
/// `--json` is looked for in the words themselves, because nothing was parsed.
fn usage(error: &clap::Error, args: &[String], lang: Lang, host: Host<'_>) -> Exit {
    let text = error.render().to_string();
    if matches!(error.kind(), ClapKind::DisplayHelp | ClapKind::DisplayVersion) {
        // Nothing is left to tell when stdout is closed.
        let _ = host.out.write_all(text.as_bytes());
        return Exit::Ok;
    }
    let culprit = error
        .context()
        .find_map(|(kind, value)| {
            matches!(kind, clap::error::ContextKind::InvalidArg | clap::error::ContextKind::InvalidSubcommand)
                .then(|| value.to_string())
        })
        .unwrap_or_default();
    let message = match error.kind() {
        ClapKind::InvalidSubcommand => Message::new("error.cli.unknown_command").with("what", culprit),
        ClapKind::UnknownArgument => Message::new("error.cli.unknown_option").with("what", culprit),
        ClapKind::MissingRequiredArgument => Message::new("error.cli.missing").with("what", culprit),
        ClapKind::InvalidValue | ClapKind::ValueValidation => Message::new("error.cli.bad_value").with("what", culprit),
        _ => Message::new("error.cli.usage"),
    };
    let format = if args.iter().any(|arg| arg == "--json") { Format::Json } else { Format::Text };
    let mut printer = Printer { out: host.out, err: host.err, format, lang, terminal: host.terminal };
    printer.print("usage", Err(Error::new(ErrorKind::InvalidInput, message)))
}
