//! TLS: a server proves who it is or is not read, and the reason is told apart.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail as tests do")]

use std::sync::Arc;

use app4g_core::net::{AddressProblem, Client, NetError, TlsProblem};
use app4g_tests::portal::{FixedNames, Identity, Portal, Reply, client, feed, fetched, fetches_badly};

const HOST: &str = "so.example.vn";

async fn portal(identity: &Identity) -> Portal {
    let portal = Portal::start_tls(identity.clone()).await.unwrap();
    portal.serve("/rss.xml", Reply::feed("<rss/>"));
    portal
}

fn trusting(identity: &Identity) -> Client {
    client(|config| {
        config.extra_roots = vec![identity.root()];
        config.names = Arc::new(FixedNames::default().with(HOST, &["127.0.0.1".parse().unwrap()]));
    })
    .unwrap()
}

async fn problem(identity: Identity) -> Option<NetError> {
    let portal = portal(&identity).await;
    let cause = fetches_badly(&trusting(&identity), &feed(portal.url_at(HOST, "/rss.xml"))).await;
    assert_eq!(portal.requests().len(), 0, "something was asked over an unproven connection");
    cause
}

#[tokio::test]
async fn a_server_with_a_good_certificate_is_read() {
    let identity = Identity::good(HOST).unwrap();
    let portal = portal(&identity).await;
    let response = fetched(&trusting(&identity), &feed(portal.url_at(HOST, "/rss.xml"))).await.unwrap();
    assert_eq!(response.body, b"<rss/>");
    assert!(response.traffic.received > 3_000, "the handshake is counted: {:?}", response.traffic);
}

#[tokio::test]
async fn an_expired_certificate_is_refused() {
    let cause = problem(Identity::expired(HOST).unwrap()).await;
    assert_eq!(cause, Some(NetError::Tls(TlsProblem::Expired)));
}

#[tokio::test]
async fn a_certificate_of_the_future_points_at_the_clock() {
    let cause = problem(Identity::not_yet_valid(HOST).unwrap()).await;
    assert_eq!(cause, Some(NetError::Tls(TlsProblem::NotYetValid)));
}

#[tokio::test]
async fn a_certificate_for_another_name_is_refused() {
    let cause = problem(Identity::good("other.example.vn").unwrap()).await;
    assert_eq!(cause, Some(NetError::Tls(TlsProblem::WrongHost)));
}

#[tokio::test]
async fn a_self_signed_certificate_is_refused() {
    let cause = problem(Identity::self_signed(HOST).unwrap()).await;
    assert_eq!(cause, Some(NetError::Tls(TlsProblem::UnknownIssuer)));
}

#[tokio::test]
async fn an_issuer_nobody_injected_is_refused() {
    let identity = Identity::good(HOST).unwrap();
    let stranger = Identity::good(HOST).unwrap();
    let portal = portal(&identity).await;
    let cause = fetches_badly(&trusting(&stranger), &feed(portal.url_at(HOST, "/rss.xml"))).await;
    assert!(matches!(cause, Some(NetError::Tls(TlsProblem::UnknownIssuer | TlsProblem::Other))), "{cause:?}");
}

#[tokio::test]
async fn a_server_that_speaks_no_tls_is_no_secure_server() {
    let plain = Portal::start().await.unwrap();
    plain.serve_everything_else(Reply::feed("<rss/>"));
    let url = format!("https://127.0.0.1:{}/rss.xml", plain.port());
    let cause = fetches_badly(&client(|_| ()).unwrap(), &feed(url)).await;
    assert_eq!(cause, Some(NetError::Tls(TlsProblem::Other)));
}

#[tokio::test]
async fn a_redirect_from_https_to_http_is_not_followed() {
    let plain = Portal::start().await.unwrap();
    plain.serve("/rss.xml", Reply::feed("<rss/>"));
    let identity = Identity::good(HOST).unwrap();
    let portal = Portal::start_tls(identity.clone()).await.unwrap();
    portal.serve("/rss.xml", Reply::redirect(301, &plain.url("/rss.xml")));

    let cause = fetches_badly(&trusting(&identity), &feed(portal.url_at(HOST, "/rss.xml"))).await;

    assert_eq!(cause, Some(NetError::Address(AddressProblem::Downgrade)));
    assert_eq!(plain.connections(), 0);
}
