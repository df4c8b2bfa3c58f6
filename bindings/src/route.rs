//! Where a tap, a link or a notification leads (decision 18): `app4g://KIND/ID` and the screens by name.
//!
//! Pure. The shells keep a back stack of routes and never build or read a link themselves.
//!
//! Invariant: reading what was written gives the same route; what comes from outside is bounded and checked here.

use app4g_core::error::{Error, ErrorKind, Message};
use app4g_core::model::Kind;

use crate::error::CoreError;
use crate::runtime::guarded;

/// The scheme of our links.
const SCHEME: &str = "app4g://";

/// Bytes of a link that are looked at: an id has at most 200, a query 1,000 letters of three bytes, all escaped.
const LONGEST: usize = 10_000;

/// Bytes an id may have (decision 6).
const LONGEST_ID: usize = 200;

/// A place in the app.
#[derive(Clone, Debug, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum Route {
    /// What is new.
    Home,
    /// Searching everything.
    Search {
        /// What stands in the field; empty for a new search.
        query: String,
    },
    /// Offers and needs of technology.
    Listings,
    /// Settings.
    Settings,
    /// One record, read.
    Record {
        /// Its kind, e.g. `article`.
        kind: String,
        /// Its id.
        id: String,
        /// What was searched for, to mark it; empty if it was not found by a search.
        found: String,
    },
}

/// Reads a link.
///
/// # Errors
/// `InvalidInput` if it is none of ours.
#[uniffi::export]
pub fn parse_route(link: String) -> Result<Route, CoreError> {
    guarded(|| Ok(Route::parse(&link)?))
}

/// Writes the link of a route.
///
/// # Errors
/// None but a defect.
#[uniffi::export]
pub fn route_link(route: Route) -> Result<String, CoreError> {
    guarded(|| Ok(route.link()))
}

impl Route {
    /// The route to a record.
    pub fn record(kind: &str, id: &str) -> Self {
        Self::Record { kind: kind.to_owned(), id: id.to_owned(), found: String::new() }
    }

    /// Reads a link.
    ///
    /// # Errors
    /// `InvalidInput` if it is none of ours.
    pub fn parse(link: &str) -> Result<Self, Error> {
        Self::read(link).ok_or_else(|| Error::new(ErrorKind::InvalidInput, Message::new("error.route")))
    }

    fn read(link: &str) -> Option<Self> {
        if link.len() > LONGEST {
            return None;
        }
        let rest = link.strip_prefix(SCHEME)?;
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        match path.trim_end_matches('/').split_once('/') {
            None => match path.trim_end_matches('/') {
                "home" => Some(Self::Home),
                "search" => Some(Self::Search { query: parameter(query, "q")? }),
                "listings" => Some(Self::Listings),
                "settings" => Some(Self::Settings),
                _ => None,
            },
            Some((kind, id)) => {
                let id = unescaped(id)?;
                let is_kind = Kind::ALL.iter().any(|known| known.as_str() == kind);
                (is_kind && is_id(&id)).then_some(())?;
                Some(Self::Record { kind: kind.to_owned(), id, found: parameter(query, "q")? })
            }
        }
    }

    /// The link that leads here.
    pub fn link(&self) -> String {
        match self {
            Self::Home => format!("{SCHEME}home"),
            Self::Search { query } => format!("{SCHEME}search{}", asked(query)),
            Self::Listings => format!("{SCHEME}listings"),
            Self::Settings => format!("{SCHEME}settings"),
            Self::Record { kind, id, found } => format!("{SCHEME}{kind}/{}{}", escaped(id), asked(found)),
        }
    }
}

/// `[A-Za-z0-9:._-]{1,200}` (decision 6).
fn is_id(id: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b":._-".contains(&byte);
    (1..=LONGEST_ID).contains(&id.len()) && id.bytes().all(fits)
}

fn asked(query: &str) -> String {
    if query.is_empty() { String::new() } else { format!("?q={}", escaped(query)) }
}

/// The parameter of that name; empty if it is not there, `None` if it cannot be read.
fn parameter(query: &str, name: &str) -> Option<String> {
    let written = query.split('&').find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name));
    written.map_or(Some(String::new()), |(_, value)| unescaped(value))
}

/// Percent-encoding (RFC 3986 §2.1) of everything but unreserved characters and `:`, which an id has.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Undoes [`escaped`]; `+` is a space, as forms write it. `None` if an escape is broken or the bytes are no UTF-8.
fn unescaped(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
                u8::try_from(digit(rest.next())? * 16 + digit(rest.next())?).ok()?
            }
            b'+' => b' ',
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests;
