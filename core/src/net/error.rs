//! Why a fetch failed: one variant for each thing that somebody can do about it.
//!
//! [`NetError`] is the cause alone, comparable and storable; [`Failure`] adds the host it concerns, what it cost and the
//! redirects so far. Shells get text through [`Failure::message`] (catalogue table `error.net`).

use std::time::Duration;

use crate::error::{Error, ErrorKind, Message};

use super::address::{AddressProblem, UrlProblem};
use super::backoff::Verdict;
use super::redirect::Hop;
use super::traffic::Traffic;

/// Where time ran out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Resolving, connecting or the TLS handshake.
    Connect,
    /// Waiting for the head of the answer.
    FirstByte,
    /// Silence inside the body, or bytes that trickle.
    TooSlow,
    /// Everything together.
    Whole,
}

/// What is wrong with a server's certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TlsProblem {
    /// Its time is over, or the device's clock runs ahead.
    Expired,
    /// Its time has not begun: almost always the device's clock.
    NotYetValid,
    /// Signed by nobody we know: self-signed, an incomplete chain, an enterprise proxy.
    UnknownIssuer,
    /// Made for another name.
    WrongHost,
    /// Anything else in the handshake.
    Other,
}

/// Why a fetch failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NetError {
    /// No network, or switched off. A state, not a fault of anything.
    #[error("offline")]
    Offline,
    /// Stopped on request.
    #[error("cancelled")]
    Cancelled,
    /// The host failed before and is left alone.
    #[error("backing off for {seconds} s")]
    BackingOff {
        /// Seconds still to wait.
        seconds: u64,
    },
    /// The text is no address we ask.
    #[error("bad address: {0:?}")]
    Url(UrlProblem),
    /// The address is one that automatic requests may not ask.
    #[error("refused address: {0:?}")]
    Address(AddressProblem),
    /// The name has no address.
    #[error("name not found")]
    Dns,
    /// Nobody listens there.
    #[error("connection refused")]
    Refused,
    /// The connection broke before an answer.
    #[error("connection broke")]
    Reset,
    /// Time ran out.
    #[error("timed out: {0:?}")]
    TimedOut(Phase),
    /// The server could not prove who it is.
    #[error("TLS: {0:?}")]
    Tls(TlsProblem),
    /// More bytes than the request allowed.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// The limit that was passed, in bytes.
        limit: u64,
    },
    /// The body ended before its end.
    #[error("truncated")]
    Truncated,
    /// Not HTTP, or damaged compression.
    #[error("garbled answer")]
    Garbled,
    /// Redirects lead back to where they were.
    #[error("redirect loop")]
    RedirectLoop,
    /// More redirects than the request allowed.
    #[error("too many redirects")]
    TooManyRedirects,
    /// A redirect without a target, or to no address.
    #[error("redirect to nowhere")]
    BadRedirect,
    /// 404: nothing there now.
    #[error("not found")]
    NotFound,
    /// 410: removed on purpose.
    #[error("gone")]
    Gone,
    /// 401, 403, 407, 451: the server will not give it to us.
    #[error("forbidden ({status})")]
    Forbidden {
        /// The status.
        status: u16,
    },
    /// 429, 503: asked to come back later.
    #[error("busy ({status})")]
    Busy {
        /// The status.
        status: u16,
        /// How much later.
        retry_after: Option<Duration>,
    },
    /// Any other status that is no answer.
    #[error("status {status}")]
    Status {
        /// The status.
        status: u16,
    },
    /// Somebody on the way answers instead of the server: the sign-in page of a Wi-Fi network.
    #[error("captive portal suspected")]
    CaptivePortal,
}

impl NetError {
    /// What this says about the host, for its back-off.
    pub fn verdict(self) -> Verdict {
        match self {
            Self::Busy { retry_after, .. } => Verdict::Unwell { retry_after },
            Self::Dns | Self::Refused | Self::TimedOut(Phase::Connect) | Self::Tls(_) => {
                Verdict::Unwell { retry_after: None }
            }
            Self::NotFound | Self::Gone | Self::Forbidden { .. } => Verdict::Well,
            // 500, a slow page, a cut body: it may be this page alone, and other sources live on the same host.
            _ => Verdict::Silent,
        }
    }

    /// Whether the same source deserves a back-off of its own: its server failed, not the device, the user or our limits.
    pub fn is_source_failure(self) -> bool {
        !matches!(self, Self::Offline | Self::Cancelled | Self::BackingOff { .. } | Self::CaptivePortal)
    }

    /// Key in the catalogue.
    pub fn key(self) -> &'static str {
        match self {
            Self::Offline => "error.net.offline",
            Self::Cancelled => "error.cancelled",
            Self::BackingOff { .. } => "error.net.backing_off",
            Self::Url(UrlProblem::Malformed) => "error.net.url_malformed",
            Self::Url(UrlProblem::Scheme) => "error.net.url_scheme",
            Self::Url(UrlProblem::Credentials) => "error.net.url_credentials",
            Self::Address(AddressProblem::NotPublic) => "error.net.address_not_public",
            Self::Address(AddressProblem::Port(_)) => "error.net.address_port",
            Self::Address(AddressProblem::Downgrade) => "error.net.address_downgrade",
            Self::Address(AddressProblem::OtherSite) => "error.net.address_other_site",
            Self::Dns => "error.net.dns",
            Self::Refused => "error.net.refused",
            Self::Reset => "error.net.reset",
            Self::TimedOut(Phase::Connect) => "error.net.timeout_connect",
            Self::TimedOut(Phase::FirstByte) => "error.net.timeout_first_byte",
            Self::TimedOut(Phase::TooSlow) => "error.net.timeout_too_slow",
            Self::TimedOut(Phase::Whole) => "error.net.timeout_whole",
            Self::Tls(TlsProblem::Expired) => "error.net.tls_expired",
            Self::Tls(TlsProblem::NotYetValid) => "error.net.tls_not_yet_valid",
            Self::Tls(TlsProblem::UnknownIssuer) => "error.net.tls_unknown_issuer",
            Self::Tls(TlsProblem::WrongHost) => "error.net.tls_wrong_host",
            Self::Tls(TlsProblem::Other) => "error.net.tls_other",
            Self::TooLarge { .. } => "error.net.too_large",
            Self::Truncated => "error.net.truncated",
            Self::Garbled => "error.net.garbled",
            Self::RedirectLoop => "error.net.redirect_loop",
            Self::TooManyRedirects => "error.net.too_many_redirects",
            Self::BadRedirect => "error.net.bad_redirect",
            Self::NotFound => "error.net.not_found",
            Self::Gone => "error.net.gone",
            Self::Forbidden { .. } => "error.net.forbidden",
            Self::Busy { .. } => "error.net.busy",
            Self::Status { status: 500.. } => "error.net.server_error",
            Self::Status { .. } => "error.net.status",
            Self::CaptivePortal => "error.net.captive_portal",
        }
    }

    /// What a person can do.
    pub fn kind(self) -> ErrorKind {
        match self {
            Self::Offline | Self::CaptivePortal => ErrorKind::Offline,
            Self::Cancelled => ErrorKind::Cancelled,
            Self::Url(_) | Self::Address(_) => ErrorKind::InvalidInput,
            Self::NotFound | Self::Gone => ErrorKind::NotFound,
            _ => ErrorKind::ServerUnavailable,
        }
    }

    /// The text's key and arguments; `host` is the server it concerns.
    pub fn message(self, host: &str) -> Message {
        let message = Message::new(self.key()).with("host", host);
        match self {
            Self::BackingOff { seconds } => message.with("n", seconds.div_ceil(60).to_string()),
            Self::Address(AddressProblem::Port(port)) => message.with("port", port.to_string()),
            Self::TooLarge { limit } => message.with("limit", megabytes(limit)),
            Self::Status { status } | Self::Forbidden { status } => message.with("status", status.to_string()),
            _ => message,
        }
    }
}

/// Limits are whole megabytes; a smaller one (tests) is shown as the next whole one.
fn megabytes(bytes: u64) -> String {
    bytes.div_ceil(1_000_000).to_string()
}

/// A failed fetch: the cause, whom it concerns, what it cost.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{cause}")]
pub struct Failure {
    /// Why.
    pub cause: NetError,
    /// The host of the last address asked; the text itself if it was no address.
    pub host: String,
    /// Bytes spent all the same.
    pub traffic: Traffic,
    /// Redirects followed before.
    pub redirects: Vec<Hop>,
}

impl Failure {
    /// The text's key and arguments.
    pub fn message(&self) -> Message {
        self.cause.message(&self.host)
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        Self::caused_by(failure.cause.kind(), failure.message(), failure)
    }
}

/// A client that could not be set up: an injected root is no certificate, or TLS has no usable provider.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// TLS.
    #[error("TLS setup: {0}")]
    Tls(#[from] rustls::Error),
    /// HTTP.
    #[error("HTTP setup: {0}")]
    Http(#[from] reqwest::Error),
}

impl From<SetupError> for Error {
    fn from(error: SetupError) -> Self {
        Self::caused_by(ErrorKind::Internal, Message::new("error.internal").with("detail", "net.setup"), error)
    }
}

#[cfg(test)]
mod tests;
