//! 200 sources that all answer 304: our client against `curl --parallel`, same headers, same parallelism.
//!
//! `sync304 [--check] [--rounds N] [--parallel N]` prints the medians and their ratio; with `--check` a ratio over 1.5 is exit
//! code 1. The portal runs in this process; each measured client is a fresh process (ours is `sync304 --fetch PORT N`), so
//! that both pay their start. Needs `curl` 7.66 or newer.

use std::error::Error;
use std::io::Write as _;
use std::net::{IpAddr, Ipv4Addr};
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use app4g_core::CancelToken;
use app4g_core::net::{AddressPolicy, Client, ClientConfig, Outcome, Politeness, Purpose, Request, USER_AGENT};
use app4g_tests::portal::{Portal, Reply};
use tokio::sync::Semaphore;

/// Sources, one address each: 127.0.1.1 to 127.0.1.200.
const SOURCES: u8 = 200;
/// Our wall time may be this many times curl's.
const BAR: f64 = 1.5;
const ETAG: &str = "\"sample-1\"";
const DATE: &str = "Sun, 22 Nov 2026 07:00:00 GMT";

type Outcomes<T> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let number = |name: &str, default: usize| {
        let at = args.iter().position(|arg| arg == name);
        at.and_then(|at| args.get(at + 1)).and_then(|text| text.parse().ok()).unwrap_or(default)
    };
    let parallel = number("--parallel", 32);
    let outcome = match args.first().map(String::as_str) {
        Some("--fetch") => fetch_all(number("--fetch", 0), parallel).map(|()| true),
        _ => bench(number("--rounds", 15), parallel)
            .map(|ratio| ratio <= BAR || !args.iter().any(|arg| arg == "--check")),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("sync304: {error}");
            ExitCode::from(2)
        }
    }
}

fn addresses() -> impl Iterator<Item = IpAddr> {
    (1..=SOURCES).map(|last| IpAddr::V4(Ipv4Addr::new(127, 0, 1, last)))
}

/// The product: one process, one client, every source once.
fn fetch_all(port: usize, parallel: usize) -> Outcomes<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let client = Client::new(ClientConfig {
            addresses: AddressPolicy::PublicAndLoopback,
            politeness: Politeness::default(),
            ..ClientConfig::default()
        })?;
        let places = Arc::new(Semaphore::new(parallel));
        let tasks: Vec<_> = addresses()
            .map(|address| {
                let (client, places) = (client.clone(), Arc::clone(&places));
                tokio::spawn(async move {
                    let _place = places.acquire_owned().await?;
                    let request = Request {
                        etag: Some(ETAG.into()),
                        last_modified: Some(DATE.into()),
                        ..Request::new(format!("http://{address}:{port}/rss.xml"), Purpose::Feed)
                    };
                    match client.fetch(&request, &CancelToken::new()).await? {
                        Outcome::NotModified(_) => Ok(()),
                        Outcome::Fetched(_) => Err("a body came".into()),
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await?.map_err(|error: Box<dyn Error + Send + Sync>| error)?;
        }
        Ok(())
    })
}

fn bench(rounds: usize, parallel: usize) -> Outcomes<f64> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let portal = runtime.block_on(Portal::start_at(&addresses().collect::<Vec<_>>()))?;
    portal.serve("/rss.xml", Reply::feed("<rss/>").etag(ETAG).last_modified(DATE));

    let config = curl_config(&portal)?;
    let ours = || {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["--fetch", &portal.port().to_string(), "--parallel", &parallel.to_string()]);
        run(command)
    };
    let curl = || {
        let mut command = Command::new("curl");
        command.args(["--no-progress-meter", "--parallel", "--parallel-max", &parallel.to_string(), "--config"]);
        command.arg(config.path());
        run(command)
    };
    // In turns, so that a busy moment of the machine hits both; the first round warms up and is not counted.
    let (mut product, mut peer) = (Vec::new(), Vec::new());
    for round in 0..=rounds {
        let (one, other) = (ours()?, curl()?);
        if round > 0 {
            product.push(one);
            peer.push(other);
        }
    }
    let expected = (rounds + 1) * usize::from(SOURCES) * 2;
    if portal.requests().len() != expected {
        return Err(format!("{} requests instead of {expected}", portal.requests().len()).into());
    }
    let (product, peer) = (median(product), median(peer));
    let ratio = product.as_secs_f64() / peer.as_secs_f64();
    println!("sync304: {SOURCES} sources, {parallel} at a time, median of {rounds} fresh processes each");
    println!("  app4g   {:>8.1} ms", product.as_secs_f64() * 1e3);
    println!("  curl    {:>8.1} ms", peer.as_secs_f64() * 1e3);
    println!("  ratio   {ratio:>8.2}    (bar {BAR})");
    Ok(ratio)
}

/// One URL after the other with the headers our client sends.
fn curl_config(portal: &Portal) -> Outcomes<tempfile::NamedTempFile> {
    let mut file = tempfile::NamedTempFile::new()?;
    for address in addresses() {
        writeln!(file, "url = \"{}\"\noutput = \"/dev/null\"", portal.url_at(&address.to_string(), "/rss.xml"))?;
    }
    let quoted = ETAG.replace('"', "\\\"");
    let headers = [
        format!("If-None-Match: {quoted}"),
        format!("If-Modified-Since: {DATE}"),
        format!("User-Agent: {USER_AGENT}"),
        "Accept: application/rss+xml, */*;q=0.5".into(),
        "Accept-Encoding: gzip".into(),
        "Accept-Language: vi, en;q=0.5".into(),
    ];
    for header in headers {
        writeln!(file, "header = \"{header}\"")?;
    }
    file.flush()?;
    Ok(file)
}

fn run(mut command: Command) -> Outcomes<Duration> {
    let begin = Instant::now();
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).status()?;
    if status.success() { Ok(begin.elapsed()) } else { Err(format!("{command:?}: {status}").into()) }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
