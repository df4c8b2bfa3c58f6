//! One request and its answer, judged up to the point where a body is wanted.
//!
//! Called by `client` for each hop. Knows HTTP (RFC 9110): what to send, what each status means.

use std::time::Duration;

use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, CACHE_CONTROL, HeaderMap, HeaderName, HeaderValue, IF_MODIFIED_SINCE,
    IF_NONE_MATCH, IF_RANGE, LOCATION, RANGE, RETRY_AFTER, USER_AGENT,
};
use reqwest::{Method, StatusCode};
use tokio::time::{Instant, timeout_at};
use url::Url;

use crate::clock::Timestamp;

use super::address::{AddressPolicy, AddressProblem};
use super::client::USER_AGENT as OUR_NAME;
use super::error::{NetError, Phase};
use super::outcome::Validators;
use super::portion::Portion;
use super::redirect::Move;
use super::request::{Purpose, Request};
use super::traffic::Traffic;
use super::{body, classify, retry_after};

/// What the head of an answer asks us to do next.
pub(super) enum Head {
    /// Go elsewhere; the target as it was written.
    Redirect { kind: Move, location: Vec<u8> },
    /// Keep what we have.
    NotModified(Validators),
    /// Read the body: all of a file, or what was missing of it.
    Body { answer: Box<reqwest::Response>, portion: Portion },
}

/// Time and rules of one exchange.
pub(super) struct Terms {
    /// When everything must be over.
    pub(super) deadline: Instant,
    /// How long the head may take.
    pub(super) first_byte: Duration,
    /// Which connected addresses are allowed.
    pub(super) addresses: AddressPolicy,
    /// Whether a new TLS connection is likely, which costs a handshake.
    pub(super) handshake: bool,
    /// For `Retry-After` dates.
    pub(super) now: Timestamp,
}

/// Sends the request to `url` and judges the head of the answer. What it cost is added to `traffic`.
pub(super) async fn ask(
    http: &reqwest::Client,
    request: &Request,
    url: &Url,
    terms: &Terms,
    traffic: &mut Traffic,
) -> Result<Head, NetError> {
    let before = *traffic;
    let mut outgoing = reqwest::Request::new(Method::GET, url.clone());
    *outgoing.headers_mut() = fields(request);
    // Counted before it is sent: a cancelled request cost it, too.
    traffic.add_request(url, outgoing.headers());
    if terms.handshake && url.scheme() == "https" {
        traffic.add_handshake();
    }
    let patience = (Instant::now() + terms.first_byte).min(terms.deadline);
    let answer = match timeout_at(patience, http.execute(outgoing)).await {
        Ok(answer) => answer.map_err(|error| classify::request(&error)),
        Err(_) if patience < terms.deadline => Err(NetError::TimedOut(Phase::FirstByte)),
        Err(_) => Err(NetError::TimedOut(Phase::Whole)),
    };
    let answer = answer.inspect_err(|cause| {
        if never_connected(*cause) {
            *traffic = before;
        }
    })?;
    // The resolver let only allowed addresses through; this holds even if a future connector finds another way.
    if answer.remote_addr().is_some_and(|peer| !terms.addresses.allows(peer.ip())) {
        return Err(NetError::Address(AddressProblem::NotPublic));
    }
    traffic.add_answer(answer.status().canonical_reason().unwrap_or_default(), answer.headers());
    match judge(&answer, request, terms.now)? {
        Meaning::Redirect { kind, location } => {
            body::drain(answer, terms.deadline, traffic).await;
            Ok(Head::Redirect { kind, location })
        }
        Meaning::NotModified => Ok(Head::NotModified(Validators::of(answer.headers()))),
        Meaning::Body(portion) => Ok(Head::Body { answer: Box::new(answer), portion }),
    }
}

/// What a status stands for, if it is good news.
enum Meaning {
    Redirect { kind: Move, location: Vec<u8> },
    NotModified,
    Body(Portion),
}

fn never_connected(cause: NetError) -> bool {
    matches!(
        cause,
        NetError::Dns
            | NetError::Refused
            | NetError::Offline
            | NetError::Address(_)
            | NetError::TimedOut(Phase::Connect)
    )
}

fn fields(request: &Request) -> HeaderMap {
    let mut fields = HeaderMap::new();
    fields.insert(USER_AGENT, HeaderValue::from_static(OUR_NAME));
    fields.insert(ACCEPT, HeaderValue::from_static(request.purpose.accept()));
    match request.purpose {
        Purpose::Feed | Purpose::Page => {
            fields.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
            fields.insert(ACCEPT_LANGUAGE, HeaderValue::from_static("vi, en;q=0.5"));
        }
        Purpose::Image => {}
        Purpose::RepositoryHead | Purpose::RepositoryFile => {
            fields.insert(ACCEPT_ENCODING, HeaderValue::from_static("identity"));
        }
    }
    if request.purpose == Purpose::RepositoryHead {
        fields.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    }
    let mut validator = |name: HeaderName, value: &Option<String>| {
        // Bytes, not text: an ETag goes back exactly as it came. One that no header can carry is left out.
        if let Some(value) = value.as_ref().and_then(|value| HeaderValue::from_bytes(value.as_bytes()).ok()) {
            fields.insert(name, value);
        }
    };
    validator(IF_NONE_MATCH, &request.etag);
    validator(IF_MODIFIED_SINCE, &request.last_modified);
    if let Some(rest) = &request.rest {
        validator(RANGE, &Some(format!("bytes={}-", rest.from)));
        validator(IF_RANGE, &rest.etag.clone().filter(|etag| etag.starts_with('"')));
    }
    fields
}

fn judge(answer: &reqwest::Response, request: &Request, now: Timestamp) -> Result<Meaning, NetError> {
    let status = answer.status();
    if let Some(kind) = Move::of(status) {
        let location = answer.headers().get(LOCATION).ok_or(NetError::BadRedirect)?;
        return Ok(Meaning::Redirect { kind, location: location.as_bytes().to_vec() });
    }
    match status {
        StatusCode::OK | StatusCode::NON_AUTHORITATIVE_INFORMATION => Ok(Meaning::Body(Portion::WHOLE)),
        StatusCode::PARTIAL_CONTENT => match &request.rest {
            Some(rest) => Ok(Meaning::Body(Portion::of(answer.headers(), rest.from)?)),
            None => Err(NetError::Status { status: status.as_u16() }),
        },
        StatusCode::NOT_MODIFIED if request.is_conditional() => Ok(Meaning::NotModified),
        StatusCode::NOT_FOUND => Err(NetError::NotFound),
        StatusCode::GONE => Err(NetError::Gone),
        StatusCode::UNAUTHORIZED
        | StatusCode::FORBIDDEN
        | StatusCode::PROXY_AUTHENTICATION_REQUIRED
        | StatusCode::UNAVAILABLE_FOR_LEGAL_REASONS => Err(NetError::Forbidden { status: status.as_u16() }),
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
            let wish = answer.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok());
            let retry_after = wish.and_then(|wish| retry_after::parse(wish, now));
            Err(NetError::Busy { status: status.as_u16(), retry_after })
        }
        StatusCode::NETWORK_AUTHENTICATION_REQUIRED => Err(NetError::CaptivePortal),
        other => Err(NetError::Status { status: other.as_u16() }),
    }
}
