//! Where automatic requests may go (decision 19): public addresses, the web's two ports, never from https down to http.
//!
//! A feed is somebody else's text; without these rules a link in it could make the phone ask the router, the printer or a
//! cloud's metadata service. Names are judged by what they resolve to, literals at once, and the connected address once
//! more. Pure; callers: `names` (before connecting), `client` (before each hop and after connecting).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

/// What is open to automatic requests. Tests and the demo inject a wider one; no build flag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum AddressPolicy {
    /// Public addresses on ports 80 and 443.
    #[default]
    Public,
    /// Also 127.0.0.0/8 and ::1, there on any port.
    PublicAndLoopback,
    /// Also the networks of a house or an office (RFC 1918, RFC 4193), there on any port: for a person who named the server.
    /// Never link-local addresses, where clouds keep what must not leave them.
    PublicAndPrivate,
}

/// Why an address is not asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressProblem {
    /// It belongs to the device, its local network, or to nobody.
    NotPublic,
    /// A port other than 80 and 443.
    Port(u16),
    /// A redirect from https to http.
    Downgrade,
    /// Another organisation than the one this request may ask.
    OtherSite,
}

/// Why a text is no address we ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UrlProblem {
    /// Not an absolute URL, or one without a host.
    Malformed,
    /// A scheme other than http and https.
    Scheme,
    /// A name or password in the address: it would be sent in clear and kept in backups.
    Credentials,
}

impl AddressPolicy {
    /// Whether a connection to `address` is allowed.
    pub fn allows(self, address: IpAddr) -> bool {
        is_public(address) || self.opens(address)
    }

    /// Whether it opens an address that is not public.
    fn opens(self, address: IpAddr) -> bool {
        match self {
            Self::Public => false,
            Self::PublicAndLoopback => is_loopback(address),
            Self::PublicAndPrivate => is_loopback(address) || is_private(address),
        }
    }

    /// Judges what can be judged before resolving: the literal address and the port.
    ///
    /// # Errors
    /// [`AddressProblem::NotPublic`], [`AddressProblem::Port`].
    pub fn check(self, url: &Url) -> Result<(), AddressProblem> {
        let literal = match url.host() {
            Some(Host::Ipv4(address)) => Some(IpAddr::V4(address)),
            Some(Host::Ipv6(address)) => Some(IpAddr::V6(address)),
            Some(Host::Domain(_)) | None => None,
        };
        if literal.is_some_and(|address| !self.allows(address)) {
            return Err(AddressProblem::NotPublic);
        }
        match url.port_or_known_default() {
            Some(80 | 443) => Ok(()),
            // A name with another port may still turn out to be of those; the resolver refuses what is closed.
            Some(_) if self != Self::Public && literal.is_none_or(|address| self.opens(address)) => Ok(()),
            other => Err(AddressProblem::Port(other.unwrap_or(0))),
        }
    }
}

/// Parses an address to fetch; the fragment is dropped, an IDN host becomes `xn--`.
///
/// # Errors
/// [`UrlProblem`].
pub(super) fn parse(text: &str) -> Result<Url, UrlProblem> {
    accept(Url::parse(text.trim()).map_err(|_| UrlProblem::Malformed)?)
}

/// The same rules for an address that is parsed already: a redirect's target.
pub(super) fn accept(mut url: Url) -> Result<Url, UrlProblem> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(UrlProblem::Scheme);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(UrlProblem::Credentials);
    }
    if url.host_str().is_none_or(str::is_empty) {
        return Err(UrlProblem::Malformed);
    }
    url.set_fragment(None);
    Ok(url)
}

fn is_loopback(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => v4.is_loopback(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.to_ipv4_mapped().is_some_and(|v4| v4.is_loopback()),
    }
}

/// Of a house's or an office's own network.
fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => v4.is_private(),
        IpAddr::V6(v6) => v6.is_unique_local() || v6.to_ipv4_mapped().is_some_and(|v4| v4.is_private()),
    }
}

/// Globally reachable unicast, after the IANA special-purpose registries (RFC 6890 and updates).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !matches!(
        (a, b, c),
        (0 | 10 | 127, ..)                              // this network, private, loopback
            | (100, 64..=127, _)                        // shared by a provider's NAT (RFC 6598)
            | (169, 254, _)                             // link-local, cloud metadata
            | (172, 16..=31, _) | (192, 168, _)         // private
            | (192, 0, 0) | (192, 0, 2) | (192, 88, 99) // protocol assignments, documentation, old 6to4 relays
            | (198, 18..=19, _)                         // benchmarking
            | (198, 51, 100) | (203, 0, 113)            // documentation
            | (224..=255, ..) // multicast, reserved, broadcast
    )
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [s0, s1, s2, s3, s4, s5, s6, s7] = address.segments();
    let embedded = |high: u16, low: u16| {
        let [[a, b], [c, d]] = [high.to_be_bytes(), low.to_be_bytes()];
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match (s0, s1) {
        // An IPv4 address in IPv6 clothes is judged as what it is.
        (0, 0) if (s2, s3, s4, s5) == (0, 0, 0, 0xffff) => embedded(s6, s7),
        // NAT64 (RFC 6052): how phones in IPv6-only mobile networks reach every IPv4 server.
        (0x64, 0xff9b) if (s2, s3, s4, s5) == (0, 0, 0, 0) => embedded(s6, s7),
        // 6to4.
        (0x2002, high) => embedded(high, s2),
        // Protocol assignments with Teredo and ORCHID; documentation.
        (0x2001, 0..=0x1ff | 0xdb8) | (0x3fff, 0..=0xfff) => false,
        // Everything assigned to global unicast; outside are ULA, link-local, multicast, loopback, unspecified.
        (0x2000..=0x3fff, _) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests;
