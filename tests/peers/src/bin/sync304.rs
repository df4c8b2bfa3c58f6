//! A sync in which nothing is new: 200 sources, each on an address of its own, all answering 304; against curl.
//!
//! Both sides are processes of their own, timed from start to end on the clock. curl asks the same addresses with the
//! headers the product sent, as many at a time. The profile is looked at before and after: content.db may not change by a
//! byte, and personal.db may be written in one transaction, counted in its log.
//!
//! `sync304 [--check]` runs the bench; `sync304 serve PROFILE` is the product's process: open, sync, close.

use std::io::Write as _;
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use app4g_core::app::{App, AppConfig};
use app4g_core::model::{Source, SourceId};
use app4g_core::net::{AddressPolicy, ClientConfig};
use app4g_core::store::StoreError;
use app4g_core::store::personal::source;
use app4g_core::sync::{FeedOutcome, SyncRequest};
use app4g_core::{CancelToken, Timestamp};
use app4g_peers::log::commits;
use app4g_peers::report::{Bar, Report};
use app4g_peers::rounds::alternate;
use app4g_tests::portal::{FixedNames, Portal, Reply};
use tokio::runtime::Runtime;

/// Sources, each with an address 127.0.1.x.
const SOURCES: u8 = 200;

/// The product's own parallelism (`sync::engine`), given to curl.
const PARALLEL: &str = "8";

/// Rounds that count.
const ROUNDS: usize = 9;

/// Between two rounds: the manners towards a host must not make one wait for the other.
const PAUSE: Duration = Duration::from_millis(1_100);

const FEED: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\"><channel><title>Tin</title>\
    <link>http://tin.example.vn/</link><item><title>Một tin</title><link>http://tin.example.vn/1</link>\
    <description>Nội dung.</description><pubDate>Tue, 05 Mar 2024 08:30:00 +0700</pubDate></item></channel></rss>";

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_some_and(|word| word == "serve") {
        let folder = PathBuf::from(arguments.next().unwrap_or_default());
        return match sync(&folder) {
            Ok(unchanged) => {
                println!("{unchanged}");
                ExitCode::SUCCESS
            }
            Err(reason) => {
                eprintln!("{reason}");
                ExitCode::FAILURE
            }
        };
    }
    let mut report = Report::new("sync304");
    if Command::new("curl").arg("--version").stdout(Stdio::null()).status().is_err() {
        return report.skip("curl is not installed");
    }
    match bench(&mut report) {
        Ok(()) => report.end(),
        Err(reason) => report.broke(&reason),
    }
}

/// One whole sync as a shell does it; how many sources had nothing new.
fn sync(folder: &Path) -> Result<usize, String> {
    let runtime =
        tokio::runtime::Builder::new_current_thread().max_blocking_threads(4).enable_all().build().map_err(words)?;
    let client = ClientConfig {
        addresses: AddressPolicy::PublicAndLoopback,
        names: Arc::new(FixedNames::default()),
        ..ClientConfig::default()
    };
    let (app, _) = App::open(folder, AppConfig { client, ..AppConfig::default() })
        .map_err(|error| error.message.key.to_owned())?;
    let report = runtime
        .block_on(app.sync().run(&SyncRequest::asked(), &|_| {}, &CancelToken::new()))
        .map_err(|error| error.message.key.to_owned())?;
    let unchanged = report.feeds.iter().filter(|feed| matches!(feed.outcome, FeedOutcome::Unchanged)).count();
    app.store().pause().map_err(words)?;
    Ok(unchanged)
}

fn bench(report: &mut Report) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(words)?;
    let profile = folder.path().join("profile");
    let runtime = Runtime::new().map_err(words)?;
    let addresses: Vec<IpAddr> = (1..=SOURCES).map(|last| IpAddr::V4(Ipv4Addr::new(127, 0, 1, last))).collect();
    let portal = runtime.block_on(Portal::start_at(&addresses)).map_err(words)?;
    portal.serve("/rss", Reply::feed(FEED).etag("\"304-bench\"").last_modified("Tue, 05 Mar 2024 01:30:00 GMT"));
    let urls: Vec<String> = addresses.iter().map(|address| portal.url_at(&address.to_string(), "/rss")).collect();
    make_profile(&profile, &urls)?;

    // The first sync takes the feeds over, the second meets 304 and shows what is sent.
    own(&profile)?;
    std::thread::sleep(PAUSE);
    let asked = portal.requests().len();
    let unchanged = own(&profile)?;
    if unchanged != usize::from(SOURCES) {
        return Err(format!("only {unchanged} sources answered 304"));
    }
    let requests = portal.requests();
    let headers = &requests.get(asked).ok_or("no request was seen")?.headers;
    let list = folder.path().join("curl");
    write_curl_list(&list, &urls, headers)?;

    let commits = watched_sync(&profile)?;
    report.limit("transactions of personal.db", "", commits.personal as f64, Bar::AtMost(1.0));
    report.limit("bytes of content.db that changed", "", commits.content_changed as f64, Bar::AtMost(0.0));

    let [product, peer] = alternate(ROUNDS, |side| {
        std::thread::sleep(PAUSE);
        let started = Instant::now();
        if side == 0 {
            own(&profile).map(drop)?
        } else {
            curl(&list)?
        }
        Ok(started.elapsed().as_secs_f64())
    })?;
    report.compare("200 sources answering 304", "ms", product * 1e3, peer * 1e3, product / peer, Bar::AtMost(1.5));
    Ok(())
}

fn make_profile(profile: &Path, urls: &[String]) -> Result<(), String> {
    let (app, _) = App::open(profile, AppConfig::default()).map_err(|error| error.message.key.to_owned())?;
    let now = app.clock().now();
    app.store()
        .personal()
        .write(|tx| {
            for (number, url) in urls.iter().enumerate() {
                source::put(tx, &feed(number, url, now), now)?;
            }
            Ok::<_, StoreError>(())
        })
        .map_err(words)?;
    app.store().pause().map_err(words)
}

fn feed(number: usize, url: &str, now: Timestamp) -> Source {
    Source::new(SourceId::new(format!("nguon-{number}")), format!("Nguồn {number}"), url, now)
}

/// Runs the product's process.
fn own(profile: &Path) -> Result<usize, String> {
    let this = std::env::current_exe().map_err(words)?;
    let output = Command::new(this).arg("serve").arg(profile).stderr(Stdio::inherit()).output().map_err(words)?;
    String::from_utf8_lossy(&output.stdout).trim().parse().map_err(|_| "the sync failed".to_owned())
}

fn curl(list: &Path) -> Result<(), String> {
    let status = Command::new("curl")
        .args(["--silent", "--parallel", "--parallel-max", PARALLEL, "--config"])
        .arg(list)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .map_err(words)?;
    if status.success() { Ok(()) } else { Err(format!("curl: {status}")) }
}

/// The addresses and the headers of our own requests, in curl's form.
fn write_curl_list(list: &Path, urls: &[String], headers: &[(String, String)]) -> Result<(), String> {
    let mut out = Vec::new();
    for (name, value) in headers.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("host")) {
        writeln!(out, "header = \"{name}: {}\"", value.replace('\\', "\\\\").replace('"', "\\\"")).map_err(words)?;
    }
    for url in urls {
        writeln!(out, "url = \"{url}\"\noutput = \"/dev/null\"").map_err(words)?;
    }
    std::fs::write(list, out).map_err(words)
}

/// What a sync wrote.
struct Written {
    personal: usize,
    content_changed: usize,
}

/// A sync while this process keeps personal.db open, so that its log is still there afterwards.
fn watched_sync(profile: &Path) -> Result<Written, String> {
    std::thread::sleep(PAUSE);
    let (content, personal) = (profile.join("content.db"), profile.join("personal.db"));
    let conn = rusqlite::Connection::open(&personal).map_err(words)?;
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).map_err(words)?;
    // A reader that does not move on keeps the log from being cut off when the sync closes the profile.
    conn.execute_batch("BEGIN").map_err(words)?;
    conn.query_row("SELECT count(*) FROM source_check", [], |_| Ok(())).map_err(words)?;
    let before = State::of(&content)?;
    own(profile)?;
    let after = State::of(&content)?;
    let log = std::fs::read(profile.join("personal.db-wal")).map_err(words)?;
    Ok(Written { personal: commits(&log), content_changed: before.difference(&after) })
}

/// Bytes and times of content.db and its log.
struct State {
    bytes: Vec<u8>,
    log: Vec<u8>,
    modified: std::time::SystemTime,
}

impl State {
    fn of(content: &Path) -> Result<Self, String> {
        let modified = content.metadata().and_then(|file| file.modified()).map_err(words)?;
        let log = std::fs::read(content.with_extension("db-wal")).unwrap_or_default();
        Ok(Self { bytes: std::fs::read(content).map_err(words)?, log, modified })
    }

    /// Bytes that differ; one at least if the file was written with what it held.
    fn difference(&self, other: &Self) -> usize {
        let differ = |a: &[u8], b: &[u8]| a.iter().zip(b).filter(|(a, b)| a != b).count() + a.len().abs_diff(b.len());
        let bytes = differ(&self.bytes, &other.bytes) + differ(&self.log, &other.log);
        bytes.max(usize::from(self.modified != other.modified))
    }
}

fn words(error: impl std::fmt::Display) -> String {
    error.to_string()
}
