//! The core's client, set up for a portal on this machine: loopback allowed, no pauses between requests, no real names.

use app4g_core::CancelToken;
use app4g_core::net::{
    AddressPolicy, Client, ClientConfig, Failure, NetError, Outcome, Politeness, Purpose, Request, Response, SetupError,
};

use super::names::FixedNames;

/// A client for loopback portals; `change` adjusts what the test is about.
///
/// # Errors
/// [`SetupError`] if `change` put in a root that is no certificate.
pub fn client(change: impl FnOnce(&mut ClientConfig)) -> Result<Client, SetupError> {
    let mut config = ClientConfig {
        addresses: AddressPolicy::PublicAndLoopback,
        politeness: Politeness { connections: 8, interval: std::time::Duration::ZERO },
        names: std::sync::Arc::new(FixedNames::default()),
        ..ClientConfig::default()
    };
    change(&mut config);
    Client::new(config)
}

/// A request for a feed with the default limits.
pub fn feed(url: impl Into<String>) -> Request {
    Request::new(url, Purpose::Feed)
}

/// Fetches without ever cancelling.
///
/// # Errors
/// The client's.
pub async fn fetch(client: &Client, request: &Request) -> Result<Outcome, Failure> {
    client.fetch(request, &CancelToken::new()).await
}

/// The response of a fetch that brings a body; anything else is `None`.
pub async fn fetched(client: &Client, request: &Request) -> Option<Response> {
    match fetch(client, request).await {
        Ok(Outcome::Fetched(response)) => Some(response),
        _ => None,
    }
}

/// The cause of a fetch that fails; `None` if it does not.
pub async fn fetches_badly(client: &Client, request: &Request) -> Option<NetError> {
    fetch(client, request).await.err().map(|failure| failure.cause)
}
