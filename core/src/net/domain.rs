//! Which hosts belong to one organisation: the registrable domain of the public suffix list.
//!
//! Full text is fetched only from the feed's registrable domain (decision 19); a redirect to another one is a sign of a
//! captive portal. Callers: client, sync.

use std::net::IpAddr;

mod list;

/// Whether `a` and `b` (host names, any case, IDN as `xn--`; or IP literals) have the same registrable domain.
///
/// IP literals and public suffixes (`gov.vn`, also `github.io`) equal only themselves: who shares a suffix shares nothing.
pub fn same_registrable_domain(a: &str, b: &str) -> bool {
    let (a, b) = (normal(a), normal(b));
    if a == b {
        return !a.is_empty();
    }
    match (registrable(&a), registrable(&b)) {
        (Some(left), Some(right)) => left == right,
        _ => false,
    }
}

fn normal(host: &str) -> String {
    host.trim_end_matches('.').to_ascii_lowercase()
}

fn registrable(host: &str) -> Option<&str> {
    let literal = host.trim_start_matches('[').trim_end_matches(']');
    if literal.parse::<IpAddr>().is_ok() {
        return None;
    }
    list::registrable(host)
}

#[cfg(test)]
mod tests;
