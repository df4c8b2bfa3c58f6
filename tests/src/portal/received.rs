//! One request as it arrived.

use std::net::SocketAddr;

/// A request the portal read to the end of its head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// The method.
    pub method: String,
    /// Path and query as written.
    pub target: String,
    /// Fields in their order, names as written.
    pub headers: Vec<(String, String)>,
    /// Bytes of the head, request line and empty line included.
    pub bytes: usize,
    /// Counts connections from 1: requests with the same number came over the same one.
    pub connection: usize,
    /// The portal's own address that was connected.
    pub to: SocketAddr,
}

impl Received {
    /// Reads a head that ends with the empty line. `None` if it is no HTTP.
    pub(super) fn parse(head: &[u8], connection: usize, to: SocketAddr) -> Option<Self> {
        let text = String::from_utf8_lossy(head);
        let mut lines = text.split("\r\n");
        let mut first = lines.next()?.split(' ');
        let (method, target) = (first.next()?.to_owned(), first.next()?.to_owned());
        if method.is_empty() || !method.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return None;
        }
        let headers = lines
            .take_while(|line| !line.is_empty())
            .map(|line| line.split_once(':').map(|(name, value)| (name.to_owned(), value.trim().to_owned())))
            .collect::<Option<_>>()?;
        Some(Self { method, target, headers, bytes: head.len(), connection, to })
    }

    /// A field by name, in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(present, _)| present.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The path without the query.
    pub fn path(&self) -> &str {
        self.target.split_once('?').map_or(self.target.as_str(), |(path, _)| path)
    }
}
