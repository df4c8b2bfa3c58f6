//! What passes the filter, and a sink that is slow.
use std::sync::Mutex;
use std::sync::mpsc::channel;

use super::*;

fn log(most: LogLevel, waiting: usize) -> (Log, Receiver<Line>) {
    let (sender, lines) = sync_channel(waiting);
    (Log { most, lines: sender, dropped: AtomicU64::new(0), spans: AtomicU64::new(1) }, lines)
}

#[test]
fn only_our_events_of_the_level_pass_with_their_fields() {
    let (log, lines) = log(LogLevel::Warnings, 8);
    tracing::subscriber::with_default(log, || {
        tracing::warn!(host = 3, "slow");
        tracing::info!("a step");
        tracing::error!(target: "hyper", "not ours");
    });
    let lines: Vec<Line> = lines.iter().collect();
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].text, "slow host=3");
    assert!(lines[0].target.starts_with("app4g_bindings") && lines[0].level == LogLevel::Warnings);
}

#[test]
fn lines_that_a_slow_sink_cannot_take_are_counted_and_nobody_waits() {
    let (log, lines) = log(LogLevel::Everything, 1);
    tracing::subscriber::with_default(log, || {
        tracing::warn!("one");
        tracing::warn!("two");
        tracing::warn!("three");
        assert_eq!(lines.recv().unwrap().text, "one");
        tracing::warn!("four");
    });
    assert_eq!(lines.recv().unwrap().text, "(2 lines lost) four");
}

#[test]
fn a_sink_that_fails_gets_the_next_line_all_the_same() {
    struct Failing(Mutex<Vec<String>>);
    impl LogSink for Failing {
        fn line(&self, _: LogLevel, _: String, text: String) -> Result<(), ForeignError> {
            self.0.lock().unwrap().push(text);
            Err(ForeignError::Failed { reason: "full".into() })
        }
    }
    let (sender, lines) = channel();
    for text in ["one", "two"] {
        sender.send(Line { level: LogLevel::Failures, target: "app4g".into(), text: text.into() }).unwrap();
    }
    drop(sender);
    let sink = Failing(Mutex::default());
    write(&lines, &sink);
    assert_eq!(*sink.0.lock().unwrap(), ["one", "two"]);
}
