//! What may stand in a log: types that show no title, no query and no part of an address but its host (decision 13).
//!
//! `net` wraps addresses in [`HostOf`] before it logs them; whatever else a person typed or read is wrapped in [`Redacted`] or
//! not logged at all. `tests/tests/house_rules.rs` reads every logging call.
//!
//! Invariant: what these types write is bounded and holds nothing that a person typed, except the name of a server.

use std::fmt;

/// The longest name of a host (RFC 1035 §2.3.4) with a port.
const LONGEST_HOST: usize = 253 + 6;

/// The host of an address, or a host itself (`name`, `name:port`); a mark in place of anything else.
#[derive(Clone, Copy)]
pub struct HostOf<'a>(pub &'a str);

impl HostOf<'_> {
    fn host(&self) -> Option<String> {
        let host_of = |address: &str| url::Url::parse(address).ok()?.host_str().map(str::to_owned);
        host_of(self.0).or_else(|| {
            let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
            // A word or a number alone is not believed to be a host: it may be what was typed, or a telephone number.
            let is_host = self.0.len() <= LONGEST_HOST && self.0.contains(['.', ':']) && self.0.chars().all(is_part);
            if is_host { host_of(&format!("http://{}/", self.0)) } else { None }
        })
    }
}

impl fmt::Display for HostOf<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.host().as_deref().unwrap_or("[no host]"))
    }
}

impl fmt::Debug for HostOf<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A value that may be passed on but not read in a log.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Redacted<T>(pub T);

impl<T> fmt::Display for Redacted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl<T> fmt::Debug for Redacted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests;
