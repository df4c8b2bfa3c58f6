//! The core's log in the phone's log, and what a panic leaves behind.
//!
//! Only events of our own crates pass: those of libraries do not know what must stay out of a log (decision 13). The shell's sink is
//! called from a thread of its own, so that a slow log slows nothing; what it cannot take in time is dropped and counted.

use std::fmt::{self, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread;

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::{Subscriber, set_global_default};
use tracing::{Event, Level, Metadata};

use crate::error::CoreError;
use crate::runtime::guarded;
use crate::subscription::ForeignError;

/// Lines that wait for a slow sink.
const WAITING: usize = 256;

/// Begins of the targets that are shown: `app4g_core`, `app4g_bindings`.
const OURS: &str = "app4g";

/// How much is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum LogLevel {
    /// What failed.
    Failures,
    /// And what is odd.
    Warnings,
    /// And what happens.
    Steps,
    /// Everything.
    Everything,
}

/// Takes the lines of the log: logcat, os_log.
#[uniffi::export(with_foreign)]
pub trait LogSink: Send + Sync {
    /// One line, without title, query, address or phone number.
    fn line(&self, level: LogLevel, target: String, text: String) -> Result<(), ForeignError>;
}

/// Starts the log; once in a process, later calls change nothing.
///
/// # Errors
/// `Internal` if the system gives no thread.
#[uniffi::export]
pub fn start_log(level: LogLevel, sink: Arc<dyn LogSink>) -> Result<(), CoreError> {
    guarded(|| {
        let (sender, lines) = sync_channel(WAITING);
        let log = Log { most: level, lines: sender, dropped: AtomicU64::new(0), spans: AtomicU64::new(1) };
        if set_global_default(log).is_err() {
            return Ok(());
        }
        let work = move || write(&lines, sink.as_ref());
        let thread = thread::Builder::new().name("app4g-log".into()).stack_size(1 << 20).spawn(work);
        thread.map(|_| ()).map_err(|_| CoreError::internal("thread"))
    })
}

struct Line {
    level: LogLevel,
    target: String,
    text: String,
}

fn write(lines: &Receiver<Line>, sink: &dyn LogSink) {
    for Line { level, target, text } in lines {
        // A log that fails has nowhere to say so.
        let _ = sink.line(level, target, text);
    }
}

/// Formats our events and hands them over; spans carry nothing.
struct Log {
    most: LogLevel,
    lines: SyncSender<Line>,
    dropped: AtomicU64,
    spans: AtomicU64,
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with(OURS) && *metadata.level() <= most(self.most)
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(self.spans.fetch_add(1, Ordering::Relaxed).max(1))
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut words = Words(String::new());
        let dropped = self.dropped.swap(0, Ordering::Relaxed);
        if dropped > 0 {
            let _ = write!(words.0, "({dropped} lines lost)");
        }
        event.record(&mut words);
        let metadata = event.metadata();
        let line = Line { level: level(*metadata.level()), target: metadata.target().to_owned(), text: words.0 };
        if let Err(TrySendError::Full(_)) = self.lines.try_send(line) {
            self.dropped.fetch_add(dropped + 1, Ordering::Relaxed);
        }
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// `message field=value field=value`.
struct Words(String);

impl Visit for Words {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let gap = if self.0.is_empty() { "" } else { " " };
        // Writing to a string does not fail.
        let _ = match field.name() {
            "message" => write!(self.0, "{gap}{value:?}"),
            name => write!(self.0, "{gap}{name}={value:?}"),
        };
    }
}

const fn most(level: LogLevel) -> Level {
    match level {
        LogLevel::Failures => Level::ERROR,
        LogLevel::Warnings => Level::WARN,
        LogLevel::Steps => Level::INFO,
        LogLevel::Everything => Level::TRACE,
    }
}

fn level(level: Level) -> LogLevel {
    match level {
        Level::ERROR => LogLevel::Failures,
        Level::WARN => LogLevel::Warnings,
        Level::INFO => LogLevel::Steps,
        _ => LogLevel::Everything,
    }
}

#[cfg(test)]
mod tests;
