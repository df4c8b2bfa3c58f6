//! Feeds to items, against feed-rs: with HTML reduced to text, and with everything a sync does in memory.
//!
//! `parse [--check]` runs the bench; `parse serve WORK FOLDER` is the product's worker (see `peers_protocol`), also for a
//! profiler. Speeds are megabytes of feed a second of CPU on one thread.

use std::ffi::OsStr;
use std::process::ExitCode;

use app4g_peers::child::{Worker, build};
use app4g_peers::corpus;
use app4g_peers::corpus::style::STYLES;
use app4g_peers::product::Work;
use app4g_peers::report::{Bar, Report};
use app4g_peers::rounds::alternate;
use peers_protocol::{chosen, read_corpus, serve};

/// Rounds that count over the whole corpus.
const ROUNDS: usize = 5;

/// Rounds that count over one kind or style, which are reported only.
const ROUNDS_OF_A_PART: usize = 3;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() == Some("serve") {
        let Some(work) = arguments.next().as_deref().and_then(Work::named) else {
            eprintln!("usage: parse serve items|text|index|compress|store FOLDER");
            return ExitCode::FAILURE;
        };
        return serve(|feeds| work.pass(feeds));
    }
    let mut report = Report::new("parse");
    match corpus::folder() {
        Ok(folder) => match bench(&mut report, folder.as_os_str()) {
            Ok(()) => report.end(),
            Err(reason) => report.broke(&reason),
        },
        Err(reason) => report.skip(&reason),
    }
}

fn bench(report: &mut Report, folder: &OsStr) -> Result<(), String> {
    let feeds = read_corpus(folder.as_ref()).map_err(|error| error.to_string())?;
    let megabytes =
        |wanted: &str| chosen(&feeds, wanted).iter().map(|feed| feed.bytes.len()).sum::<usize>() as f64 / 1e6;
    println!("corpus: {:.1} MB, {} feeds, {} styles", megabytes("all"), feeds.len(), STYLES.len());

    let this = std::env::current_exe().map_err(|error| error.to_string())?;
    let own = |work: &'static str| Worker::start(&this, &[OsStr::new("serve"), OsStr::new(work), folder]);
    let mut workers = [
        own("text")?,
        Worker::start(&build("peers-feedrs-plain")?, &[folder])?,
        own("compress")?,
        Worker::start(&build("peers-feedrs-sanitize")?, &[folder])?,
        own("items")?,
        own("index")?,
        own("store")?,
    ];
    let mut items = Vec::new();
    for worker in &mut workers {
        let pass = worker.pass("all")?;
        items.push(pass.items);
        if pass.failed > 0 {
            return Err(format!("{} feeds could not be read: {items:?}", pass.failed));
        }
    }
    if items.iter().any(|count| Some(count) != items.first()) {
        return Err(format!("the sides read different numbers of items: {items:?}"));
    }
    println!("items: {}, of all sides", items.first().copied().unwrap_or_default());

    let mut pass = |side: usize, wanted: &str| match workers.get_mut(side) {
        Some(worker) => worker.pass(wanted).map(|timed| timed.seconds),
        None => Err("no such worker".to_owned()),
    };
    let [text, plain, compress, sanitize, parsed, index, store] = alternate(ROUNDS, |side| pass(side, "all"))?;
    let speed = |seconds: f64| megabytes("all") / seconds;
    report.compare("parse to text", "MB/s", speed(text), speed(plain), plain / text, Bar::AtLeast(1.5));
    report.compare(
        "parse, index, compress",
        "MB/s",
        speed(compress),
        speed(sanitize),
        sanitize / compress,
        Bar::AtLeast(1.0),
    );
    report.compare("the same, whole lines", "MB/s", speed(store), speed(sanitize), sanitize / store, Bar::None);
    let steps = [
        ("parse", parsed),
        ("text", text - parsed),
        ("index", index - text),
        ("compress bodies", compress - index),
        ("serialise, digest, compress", store - index),
    ];
    for (step, seconds) in steps {
        report.limit(&format!("step: {step}"), "s", seconds, Bar::None);
    }
    for wanted in ["cdata", "escaped", "summary"].into_iter().chain(STYLES.iter().map(|style| style.name)) {
        let [text, plain] = alternate(ROUNDS_OF_A_PART, |side| pass(side, wanted))?;
        let speed = |seconds: f64| megabytes(wanted) / seconds;
        report.compare(&format!("{wanted}: text"), "MB/s", speed(text), speed(plain), plain / text, Bar::None);
    }
    Ok(())
}
