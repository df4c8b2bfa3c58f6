//! The HTTP client: the way of a fetch from its address to its last byte.
//!
//! Callers: sync (feeds, full text, images), the terminal shell's feed doctor. One client per process, cheap to clone; it
//! holds the connections, the hosts' back-off and the manners.
//!
//! Invariants: every hop passes the same rules; no lock is held across an await; dropping or cancelling a fetch closes its
//! socket; whatever a fetch cost is reported, also when it failed.

use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::CertificateDer;
use tokio::time::Instant;
use url::Url;

use crate::cancel::CancelToken;
use crate::clock::{Clock, SystemClock};
use crate::redact::HostOf;

use super::address::{self, AddressPolicy, AddressProblem};
use super::backoff::{HostState, Verdict};
use super::body::Incoming;
use super::domain::same_registrable_domain;
use super::error::{Failure, NetError, SetupError};
use super::exchange::{Head, Terms};
use super::hosts::Hosts;
use super::names::{Guarded, Names, SystemNames};
use super::network::{Connectivity, Network};
use super::outcome::{NotModified, Outcome, Response, Validators, content_type};
use super::polite::{Polite, Politeness, Turn};
use super::portion::Portion;
use super::redirect::{self, Hop};
use super::request::{Purpose, Reach, Request};
use super::sink::{Sink, Stop, StreamError, Streamed};
use super::traffic::Traffic;
use super::{body, exchange, tls};

/// How we introduce ourselves: name, version, what we are. The same everywhere, no disguise as a browser.
pub const USER_AGENT: &str = concat!("App4G/", env!("CARGO_PKG_VERSION"), " (offline feed reader)");

/// How long an idle connection is kept for the next request to the same host.
const KEPT_ALIVE: Duration = Duration::from_secs(15);

/// What the shell, or a test, decides about all fetches.
#[derive(Clone)]
pub struct ClientConfig {
    /// Whether there is a network.
    pub network: Network,
    /// For back-off and `Retry-After` dates.
    pub clock: Arc<dyn Clock>,
    /// Where requests may go.
    pub addresses: AddressPolicy,
    /// Who resolves names.
    pub names: Arc<dyn Names>,
    /// Roots trusted beside the bundled ones.
    pub extra_roots: Vec<CertificateDer<'static>>,
    /// Manners towards one host.
    pub politeness: Politeness,
    /// Resolving, connecting and the TLS handshake together.
    pub connect: Duration,
    /// Jitter of the back-off: anything that differs between devices.
    pub seed: u64,
}

impl Default for ClientConfig {
    fn default() -> Self {
        Self {
            network: Network::default(),
            clock: Arc::new(SystemClock),
            addresses: AddressPolicy::default(),
            names: Arc::new(SystemNames),
            extra_roots: Vec::new(),
            politeness: Politeness::default(),
            connect: Duration::from_secs(15),
            seed: 0,
        }
    }
}

/// Fetches; a clone is the same client.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    http: reqwest::Client,
    network: Network,
    clock: Arc<dyn Clock>,
    addresses: AddressPolicy,
    names: Guarded,
    polite: Polite,
    hosts: Hosts,
    seed: u64,
}

/// What a fetch leaves behind however it ends.
#[derive(Default)]
struct Trail {
    traffic: Traffic,
    redirects: Vec<Hop>,
    host: String,
}

/// What the last answer was.
enum Ending {
    NotModified(Validators),
    Body(Arrival),
}

/// An answer whose body is still to be read.
struct Arrival {
    url: Url,
    answer: Box<reqwest::Response>,
    portion: Portion,
    deadline: Instant,
    turn: Turn,
}

impl Arrival {
    fn incoming(self, request: &Request) -> Incoming<'_> {
        let Self { answer, portion, deadline, turn, .. } = self;
        Incoming { answer: *answer, portion, limits: &request.limits, deadline, purpose: request.purpose, _turn: turn }
    }
}

impl Client {
    /// A client that has not connected anywhere yet. Needs no runtime; [`Client::fetch`] does.
    ///
    /// # Errors
    /// [`SetupError`] if an extra root is no certificate.
    pub fn new(config: ClientConfig) -> Result<Self, SetupError> {
        let names = Guarded::new(config.names, config.addresses);
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(tls::config(&config.extra_roots)?)
            .dns_resolver(Arc::new(names.clone()))
            .http1_only()
            .no_proxy()
            .referer(false)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .connect_timeout(config.connect)
            .pool_idle_timeout(KEPT_ALIVE)
            .pool_max_idle_per_host(config.politeness.connections.max(1))
            .build()?;
        Ok(Self(Arc::new(Inner {
            http,
            network: config.network,
            clock: config.clock,
            addresses: config.addresses,
            names,
            polite: Polite::new(config.politeness),
            hosts: Hosts::default(),
            seed: config.seed,
        })))
    }

    /// The network state this client obeys; set it when the device's changes.
    pub fn network(&self) -> &Network {
        &self.0.network
    }

    /// What makes the pauses of this device differ from those of others.
    pub fn seed(&self) -> u64 {
        self.0.seed
    }

    /// Puts in what the store kept; replaces what is known.
    pub fn restore_backoff(&self, states: impl IntoIterator<Item = (String, HostState)>) {
        self.0.hosts.restore(states);
    }

    /// The back-off of every host that has one, by host (`name` or `name:port`), for the store.
    pub fn backoff(&self) -> Vec<(String, HostState)> {
        self.0.hosts.snapshot()
    }

    /// Fetches one address, on the caller's tokio runtime (IO and time enabled). Waits its turn for the host first, which no
    /// limit counts.
    ///
    /// # Errors
    /// [`Failure`]: the cause, the host it concerns and what it cost. Cancelling `cancel`, switching the network off and
    /// dropping the future all close the socket.
    pub async fn fetch(&self, request: &Request, cancel: &CancelToken) -> Result<Outcome, Failure> {
        let mut trail = Trail { host: request.url.clone(), ..Trail::default() };
        let loaded = self.0.guarded(cancel, self.0.load(request, &mut trail)).await;
        let Trail { traffic, redirects, host } = trail;
        match loaded {
            Ok(Loaded::NotModified(validators)) => {
                let sent = Validators { etag: request.etag.clone(), last_modified: request.last_modified.clone() };
                Ok(Outcome::NotModified(NotModified { validators: validators.or(sent), redirects, traffic }))
            }
            Ok(Loaded::Body { url: final_url, content_type, validators, body }) => {
                Ok(Outcome::Fetched(Response { final_url, redirects, content_type, validators, body, traffic }))
            }
            Err(cause) => Err(failure(cause, host, traffic, redirects)),
        }
    }

    /// Fetches one address into `sink`: what is too large for memory, or is to be gone on with ([`Request::rest`]). The limits
    /// of [`Request`] count from the file's beginning. Otherwise as [`Client::fetch`].
    ///
    /// # Errors
    /// [`StreamError`]; what the sink took before stays taken.
    pub async fn fetch_into(
        &self,
        request: &Request,
        sink: &mut dyn Sink,
        cancel: &CancelToken,
    ) -> Result<Streamed, StreamError> {
        let mut trail = Trail { host: request.url.clone(), ..Trail::default() };
        let streamed = self.0.guarded(cancel, self.0.stream(request, sink, &mut trail)).await;
        let Trail { traffic, redirects, host } = trail;
        match streamed {
            Ok((final_url, Portion { start, of, .. })) => Ok(Streamed { final_url, redirects, start, of, traffic }),
            Err(Stop::Net(cause)) => Err(failure(cause, host, traffic, redirects).into()),
            Err(Stop::Sink(error)) => Err(StreamError::Sink { error, traffic }),
        }
    }
}

fn failure(cause: NetError, host: String, traffic: Traffic, redirects: Vec<Hop>) -> Failure {
    // An address that could not be read stands in the place of its host.
    tracing::debug!(host = %HostOf(&host), %cause, "fetch failed");
    Failure { cause, host, traffic, redirects }
}

/// A fetch that ended in memory.
enum Loaded {
    NotModified(Validators),
    Body { url: Url, content_type: Option<String>, validators: Validators, body: Vec<u8> },
}

impl Inner {
    /// Runs `work` until it ends, somebody cancels or the network is switched off.
    async fn guarded<T, E: From<NetError>>(
        &self,
        cancel: &CancelToken,
        work: impl Future<Output = Result<T, E>>,
    ) -> Result<T, E> {
        tokio::select! {
            biased;
            () = cancel.cancelled() => Err(NetError::Cancelled.into()),
            () = self.network.until(|now| *now == Connectivity::Offline) => Err(NetError::Offline.into()),
            ending = work => ending,
        }
    }

    async fn load(&self, request: &Request, trail: &mut Trail) -> Result<Loaded, NetError> {
        let arrival = match self.follow(request, trail).await? {
            Ending::NotModified(validators) => return Ok(Loaded::NotModified(validators)),
            Ending::Body(arrival) => arrival,
        };
        let headers = arrival.answer.headers();
        let (content_type, validators) = (content_type(headers), Validators::of(headers));
        let url = arrival.url.clone();
        let body = body::read(arrival.incoming(request), &mut trail.traffic).await?;
        if is_sign_in_page(request, &trail.redirects, &body) {
            return Err(NetError::CaptivePortal);
        }
        Ok(Loaded::Body { url, content_type, validators, body })
    }

    async fn stream(&self, request: &Request, sink: &mut dyn Sink, trail: &mut Trail) -> Result<(Url, Portion), Stop> {
        let arrival = match self.follow(request, trail).await? {
            // Nothing was asked that this could answer.
            Ending::NotModified(_) => return Err(NetError::Garbled.into()),
            Ending::Body(arrival) => arrival,
        };
        let (url, portion) = (arrival.url.clone(), arrival.portion);
        body::stream(arrival.incoming(request), sink, &mut trail.traffic).await?;
        Ok((url, portion))
    }

    /// Follows redirects to an answer with a body, or to the word that nothing changed.
    async fn follow(&self, request: &Request, trail: &mut Trail) -> Result<Ending, NetError> {
        let mut url = address::parse(&request.url).map_err(NetError::Url)?;
        let mut left = request.limits.whole;
        loop {
            trail.host = url.host_str().unwrap_or_default().to_owned();
            self.admit(request, &url)?;
            let turn = match request.purpose.is_repository() {
                true => self.polite.turn_at_once(&trail.host).await,
                false => self.polite.turn(&trail.host).await,
            };
            let begin = Instant::now();
            let terms = Terms {
                deadline: begin + left,
                first_byte: request.limits.first_byte,
                addresses: self.addresses,
                handshake: turn.previous.is_none_or(|previous| begin - previous >= KEPT_ALIVE),
                now: self.clock.now(),
            };
            let head = exchange::ask(&self.http, request, &url, &terms, &mut trail.traffic).await;
            self.report(&url, &head);
            match head? {
                Head::Redirect { kind, location } => {
                    let limit = request.limits.redirects;
                    let hop = redirect::next(&trail.redirects, &url, &location, kind, limit)?;
                    url = hop.to.clone();
                    trail.redirects.push(hop);
                }
                Head::NotModified(validators) => return Ok(Ending::NotModified(validators)),
                Head::Body { answer, portion } => {
                    return Ok(Ending::Body(Arrival { url, answer, portion, deadline: terms.deadline, turn }));
                }
            }
            left = left.saturating_sub(begin.elapsed());
        }
    }

    /// Whether `url` may be asked now.
    fn admit(&self, request: &Request, url: &Url) -> Result<(), NetError> {
        self.addresses.check(url).map_err(NetError::Address)?;
        if let Reach::SiteOf(site) = &request.reach
            && !same_registrable_domain(site, url.host_str().unwrap_or_default())
        {
            return Err(NetError::Address(AddressProblem::OtherSite));
        }
        match self.hosts.waits(&authority(url), request.urgency, self.clock.now()) {
            Some(seconds) => Err(NetError::BackingOff { seconds }),
            None => Ok(()),
        }
    }

    fn report(&self, url: &Url, head: &Result<Head, NetError>) {
        let verdict = match head {
            Ok(_) => Verdict::Well,
            Err(cause) => cause.verdict(),
        };
        if matches!(head, Ok(_) | Err(NetError::Busy { .. } | NetError::Status { .. })) || verdict == Verdict::Well {
            self.names.network_works();
        }
        self.hosts.report(&authority(url), verdict, self.clock.now(), self.seed);
    }
}

/// `host` or `host:port`: one server as far as back-off goes.
fn authority(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// Whether somebody led us to a web page on another site, where a feed or an image was expected; from a repository's server no
/// web page is expected at all.
fn is_sign_in_page(request: &Request, redirects: &[Hop], body: &[u8]) -> bool {
    let site = |url: &Url| url.host_str().unwrap_or_default().to_owned();
    let left_the_site = match (redirects.first(), redirects.last()) {
        (Some(first), Some(last)) => !same_registrable_domain(&site(&first.from), &site(&last.to)),
        _ => false,
    };
    let is_strange = request.purpose.is_repository() || (left_the_site && request.purpose != Purpose::Page);
    is_strange && looks_like_html(body)
}

/// Whether the text begins as web pages do. `Content-Type` is not asked: feeds are served as text/html, too.
fn looks_like_html(body: &[u8]) -> bool {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body).trim_ascii_start();
    [b"<!doctype html".as_slice(), b"<html"]
        .iter()
        .any(|start| body.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start)))
}
