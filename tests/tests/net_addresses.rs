//! Where automatic requests may not go: nothing on the device or its network is ever connected.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail as tests do")]

use std::net::IpAddr;
use std::sync::Arc;

use app4g_core::net::{AddressPolicy, AddressProblem, NetError, UrlProblem};
use app4g_tests::portal::{FixedNames, Portal, Reply, client, feed, fetched, fetches_badly};

const NOT_PUBLIC: Option<NetError> = Some(NetError::Address(AddressProblem::NotPublic));

fn loopback() -> IpAddr {
    "127.0.0.1".parse().unwrap()
}

#[tokio::test]
async fn the_ordinary_policy_never_connects_to_this_machine() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/", Reply::feed("<rss/>"));
    let client = client(|config| config.addresses = AddressPolicy::Public).unwrap();
    for host in ["127.0.0.1", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f000001"] {
        assert_eq!(fetches_badly(&client, &feed(portal.url_at(host, "/"))).await, NOT_PUBLIC, "{host}");
    }
    assert_eq!(portal.connections(), 0);
}

#[tokio::test]
async fn a_name_that_points_inside_is_refused_before_connecting() {
    // The same port 80 that any web address has; nothing listens there, and nothing is tried.
    let names = FixedNames::default()
        .with("inside.example", &["10.0.0.1".parse().unwrap(), "fd00::1".parse().unwrap()])
        .with("metadata.example", &["169.254.169.254".parse().unwrap()])
        .with("rebind.example", &[loopback()]);
    let client = client(|config| {
        config.addresses = AddressPolicy::Public;
        config.names = Arc::new(names);
    })
    .unwrap();
    for name in ["inside.example", "metadata.example", "rebind.example"] {
        assert_eq!(fetches_badly(&client, &feed(format!("http://{name}/"))).await, NOT_PUBLIC, "{name}");
    }
}

#[tokio::test]
async fn a_redirect_to_a_private_address_is_not_followed() {
    let portal = Portal::start().await.unwrap();
    let client = client(|config| {
        config.names = Arc::new(FixedNames::default().with("router.example", &["192.168.1.1".parse().unwrap()]));
    })
    .unwrap();
    for target in [
        "http://10.0.0.1/",
        "http://192.168.1.1/admin",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fe80::1]/",
        "http://[::ffff:192.168.1.1]/",
        "http://100.64.0.1/",
        "http://router.example/",
    ] {
        portal.serve("/rss.xml", Reply::redirect(302, target));
        assert_eq!(fetches_badly(&client, &feed(portal.url("/rss.xml"))).await, NOT_PUBLIC, "{target}");
    }
}

#[tokio::test]
async fn a_redirect_to_another_port_is_not_followed() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/rss.xml", Reply::redirect(302, "http://1.1.1.1:22/"));
    let cause = fetches_badly(&client(|_| ()).unwrap(), &feed(portal.url("/rss.xml"))).await;
    assert_eq!(cause, Some(NetError::Address(AddressProblem::Port(22))));
}

#[tokio::test]
async fn of_several_addresses_of_a_name_only_allowed_ones_are_tried() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/rss.xml", Reply::feed("<rss/>"));
    let names = FixedNames::default().with("mixed.example", &["10.255.255.1".parse().unwrap(), loopback()]);
    let client = client(|config| config.names = Arc::new(names)).unwrap();
    assert!(fetched(&client, &feed(portal.url_at("mixed.example", "/rss.xml"))).await.is_some());
}

#[tokio::test]
async fn an_idn_host_is_asked_by_its_ascii_name() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/rss.xml", Reply::feed("<rss/>"));
    let names = FixedNames::default().with("xn--khoahc-tl8b.example", &[loopback()]);
    let client = client(|config| config.names = Arc::new(names)).unwrap();
    assert!(fetched(&client, &feed(portal.url_at("khoahọc.example", "/rss.xml"))).await.is_some());
    let host = format!("xn--khoahc-tl8b.example:{}", portal.port());
    assert_eq!(portal.requests()[0].header("Host"), Some(host.as_str()));
}

#[tokio::test]
async fn what_is_no_web_address_costs_no_traffic() {
    let client = client(|_| ()).unwrap();
    for (address, problem) in [
        ("tin tức", UrlProblem::Malformed),
        ("ftp://example.vn/rss", UrlProblem::Scheme),
        ("http://admin:123@example.vn/rss", UrlProblem::Credentials),
    ] {
        assert_eq!(fetches_badly(&client, &feed(address)).await, Some(NetError::Url(problem)), "{address}");
    }
}
