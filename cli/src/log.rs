//! The log, on stderr and only when `APP4G_LOG` names a level (`error`, `warn`, `info`, `debug`, `trace`).
//!
//! Holds events of our own crates only: those of libraries do not know what must stay out of a log (decision 13).

use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt;
use tracing_subscriber::layer::SubscriberExt as _;

/// Begins of the targets that are shown: `app4g`, `app4g_core` and whatever lies below them.
const OURS: &str = "app4g";

/// Starts the log if `level` is one; once in a process, later calls change nothing.
pub fn start(level: Option<&str>) {
    let Some(level) = level.and_then(|level| level.parse::<Level>().ok()) else {
        return;
    };
    let shown = Targets::new().with_target(OURS, level);
    let log = tracing_subscriber::registry().with(fmt::layer().with_writer(std::io::stderr)).with(shown);
    // Whoever embeds the shell may have set a log of its own: that one stays.
    let _ = tracing::subscriber::set_global_default(log);
}
