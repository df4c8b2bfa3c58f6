//! `app4g-portal`: the publisher at the command line. Everything it does is in the library beside it; this file only meets the
//! process.

use std::io::Write as _;
use std::process::ExitCode;

use app4g_portal::commands::{self, CommandLine, Exit};
use app4g_portal::texts::publishing as say;
use clap::Parser as _;

fn main() -> ExitCode {
    let line = CommandLine::parse();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(_) => return ExitCode::from(Exit::Outside as u8),
    };
    let outcome = runtime.block_on(commands::run(&line, &mut out));
    // A closed pipe is a normal end; nothing else can be told to anybody now.
    let _ = out.flush();
    match outcome {
        Ok(exit) => ExitCode::from(exit as u8),
        Err(failure) => {
            let _ = writeln!(std::io::stderr(), "{}", say::failure(&failure));
            ExitCode::from(failure.exit() as u8)
        }
    }
}
