//! From the HTTP library's errors to ours.
//!
//! The libraries nest causes; only the innermost says what happened, so the whole chain is walked. Caller: `client`, `body`.

use std::error::Error;
use std::io;

use rustls::CertificateError;

use super::address::AddressProblem;
use super::error::{NetError, Phase, TlsProblem};
use super::names::LookupFailure;

/// Why a request got no head of an answer.
pub(super) fn request(error: &reqwest::Error) -> NetError {
    match innermost(error) {
        // A connection that ends where an answer should begin.
        NetError::Truncated => NetError::Reset,
        NetError::Reset if error.is_timeout() && error.is_connect() => NetError::TimedOut(Phase::Connect),
        NetError::Reset if error.is_timeout() => NetError::TimedOut(Phase::FirstByte),
        other => other,
    }
}

/// Why a body broke off.
pub(super) fn body(error: &reqwest::Error) -> NetError {
    match innermost(error) {
        NetError::Reset => NetError::Truncated,
        other => other,
    }
}

/// The first cause in the chain that is known; [`NetError::Reset`] if none is.
fn innermost(error: &reqwest::Error) -> NetError {
    let mut next: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(cause) = next {
        if let Some(known) = known(cause) {
            return known;
        }
        // An io::Error hides what it wraps from `source()`.
        next = match cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(wrapped) => Some(wrapped),
            None => cause.source(),
        };
    }
    NetError::Reset
}

fn known(cause: &(dyn Error + 'static)) -> Option<NetError> {
    if let Some(lookup) = cause.downcast_ref::<LookupFailure>() {
        return Some(match lookup {
            LookupFailure::NoNetwork => NetError::Offline,
            LookupFailure::NotFound => NetError::Dns,
            LookupFailure::Refused => NetError::Address(AddressProblem::NotPublic),
        });
    }
    if let Some(tls) = cause.downcast_ref::<rustls::Error>() {
        return Some(NetError::Tls(tls_problem(tls)));
    }
    if let Some(http) = cause.downcast_ref::<hyper::Error>() {
        if http.is_incomplete_message() {
            return Some(NetError::Truncated);
        }
        if http.is_parse() {
            return Some(NetError::Garbled);
        }
    }
    cause.downcast_ref::<io::Error>().and_then(|error| match error.kind() {
        io::ErrorKind::ConnectionRefused | io::ErrorKind::HostUnreachable => Some(NetError::Refused),
        io::ErrorKind::NetworkUnreachable | io::ErrorKind::NetworkDown => Some(NetError::Offline),
        io::ErrorKind::TimedOut if error.get_ref().is_none() => Some(NetError::TimedOut(Phase::Connect)),
        io::ErrorKind::UnexpectedEof if error.get_ref().is_none() => Some(NetError::Truncated),
        _ => None,
    })
}

fn tls_problem(error: &rustls::Error) -> TlsProblem {
    let rustls::Error::InvalidCertificate(certificate) = error else {
        return TlsProblem::Other;
    };
    match certificate {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => TlsProblem::Expired,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => TlsProblem::NotYetValid,
        CertificateError::UnknownIssuer => TlsProblem::UnknownIssuer,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => TlsProblem::WrongHost,
        _ => TlsProblem::Other,
    }
}
