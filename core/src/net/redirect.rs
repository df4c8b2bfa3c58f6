//! Redirects, one hop at a time, so that every target passes the same rules as a first address.
//!
//! The chain is reported: sync remembers a permanent move only after two proofs (decision 20). Pure; caller: `client`.

use reqwest::StatusCode;
use serde::{Deserialize, Serialize};
use url::Url;

use super::address::{self, AddressProblem, UrlProblem};
use super::error::NetError;

/// What a redirect says about the future.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Move {
    /// 301, 308: use the new address from now on. Captive portals say so too.
    Permanent,
    /// 302, 303, 307: this time only.
    Temporary,
}

impl Move {
    /// `None` for a status that is no redirect to follow.
    pub(super) fn of(status: StatusCode) -> Option<Self> {
        match status.as_u16() {
            301 | 308 => Some(Self::Permanent),
            302 | 303 | 307 => Some(Self::Temporary),
            _ => None,
        }
    }
}

/// One redirect that was followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hop {
    /// Where it came from.
    pub from: Url,
    /// Where it led.
    pub to: Url,
    /// For how long.
    pub kind: Move,
}

/// The address a source should be asked at, if every redirect up to it was permanent; `None` if the first was not.
///
/// A temporary redirect behind a permanent one does not spoil it: the move ends where the temporary part begins.
pub fn permanent_target(redirects: &[Hop]) -> Option<&Url> {
    redirects.iter().take_while(|hop| hop.kind == Move::Permanent).last().map(|hop| &hop.to)
}

/// The next address, or why it is not followed. `limit` redirects may be followed.
pub(super) fn next(redirects: &[Hop], from: &Url, location: &[u8], kind: Move, limit: usize) -> Result<Hop, NetError> {
    // Servers send raw UTF-8 here; whatever is not is no address.
    let location = std::str::from_utf8(location).map_err(|_| NetError::BadRedirect)?;
    let target = from.join(location.trim()).map_err(|_| NetError::BadRedirect)?;
    let to = address::accept(target).map_err(|problem| match problem {
        UrlProblem::Malformed => NetError::BadRedirect,
        other => NetError::Url(other),
    })?;
    if from.scheme() == "https" && to.scheme() == "http" {
        return Err(NetError::Address(AddressProblem::Downgrade));
    }
    if to == *from || redirects.iter().any(|hop| hop.from == to) {
        return Err(NetError::RedirectLoop);
    }
    if redirects.len() >= limit {
        return Err(NetError::TooManyRedirects);
    }
    Ok(Hop { from: from.clone(), to, kind })
}

#[cfg(test)]
mod tests;
