//! The rules of addresses, spelling by spelling.

use proptest::prelude::*;

use super::*;

fn ip(text: &str) -> IpAddr {
    text.parse().unwrap()
}

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

#[test]
fn no_special_address_is_public() {
    for special in [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.8.8.8",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "2001:db8::1",
        "2001::1",
        "2001:10::1",
        "3fff::1",
        "100::1",
        "fec0::1",
        "5f00::1",
        "64:ff9b:1::1",
    ] {
        assert!(!AddressPolicy::Public.allows(ip(special)), "{special}");
    }
}

#[test]
fn addresses_of_the_web_are_public() {
    for public in
        ["1.1.1.1", "100.63.0.1", "100.128.0.1", "172.15.0.1", "172.32.0.1", "203.113.131.1", "2606:4700::1111"]
    {
        assert!(AddressPolicy::Public.allows(ip(public)), "{public}");
    }
}

#[test]
fn an_ipv4_address_in_ipv6_clothes_is_judged_as_what_it_is() {
    for private in ["::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::c0a8:101", "2002:7f00:1::", "::10.0.0.1"] {
        assert!(!AddressPolicy::Public.allows(ip(private)), "{private}");
    }
    for public in ["::ffff:1.1.1.1", "64:ff9b::101:101", "2002:101:101::1"] {
        assert!(AddressPolicy::Public.allows(ip(public)), "{public}");
    }
}

#[test]
fn the_wider_policy_opens_loopback_and_nothing_else() {
    let policy = AddressPolicy::PublicAndLoopback;
    assert!(policy.allows(ip("127.0.1.200")));
    assert!(policy.allows(ip("::1")));
    for private in ["10.0.0.1", "192.168.1.1", "169.254.169.254", "fd00::1", "0.0.0.0"] {
        assert!(!policy.allows(ip(private)), "{private}");
    }
}

#[test]
fn the_widest_policy_opens_the_networks_of_an_office_and_never_those_of_a_link() {
    let policy = AddressPolicy::PublicAndPrivate;
    for private in ["10.0.0.1", "172.16.9.1", "192.168.1.1", "fd00::1", "127.0.0.1", "::ffff:10.0.0.1", "1.1.1.1"] {
        assert!(policy.allows(ip(private)), "{private}");
    }
    for closed in ["169.254.169.254", "fe80::1", "100.64.0.1", "0.0.0.0", "224.0.0.1"] {
        assert!(!policy.allows(ip(closed)), "{closed}");
    }
    assert_eq!(policy.check(&url("http://192.168.1.9:8080/kho/")), Ok(()));
    assert_eq!(policy.check(&url("http://1.1.1.1:8080/")), Err(AddressProblem::Port(8080)));
}

#[test]
fn every_spelling_of_a_loopback_literal_is_refused() {
    for spelling in [
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:7f00:1]/",
        "http://１２７.0.0.1/",
    ] {
        assert_eq!(AddressPolicy::Public.check(&url(spelling)), Err(AddressProblem::NotPublic), "{spelling}");
    }
}

#[test]
fn other_ports_than_the_web_s_are_refused() {
    assert_eq!(AddressPolicy::Public.check(&url("http://example.vn:22/")), Err(AddressProblem::Port(22)));
    assert_eq!(AddressPolicy::Public.check(&url("https://example.vn:8443/")), Err(AddressProblem::Port(8443)));
    assert_eq!(AddressPolicy::Public.check(&url("https://example.vn:80/")), Ok(()));
    assert_eq!(AddressPolicy::PublicAndLoopback.check(&url("http://1.1.1.1:8080/")), Err(AddressProblem::Port(8080)));
    assert_eq!(AddressPolicy::PublicAndLoopback.check(&url("http://127.0.0.1:8080/")), Ok(()));
}

#[test]
fn an_idn_host_becomes_ascii_and_the_fragment_goes() {
    assert_eq!(parse(" https://khoahọc.vn/rss#mới ").unwrap().as_str(), "https://xn--khoahc-tl8b.vn/rss");
}

#[test]
fn what_is_no_web_address_is_refused_with_its_reason() {
    assert_eq!(parse("rss.xml"), Err(UrlProblem::Malformed));
    assert_eq!(parse("http://"), Err(UrlProblem::Malformed));
    for scheme in ["file:///etc/passwd", "ftp://example.vn/a", "gopher://example.vn/", "data:text/plain,a"] {
        assert_eq!(parse(scheme), Err(UrlProblem::Scheme), "{scheme}");
    }
    assert_eq!(parse("https://an:bi-mat@example.vn/"), Err(UrlProblem::Credentials));
}

proptest! {
    #[test]
    fn a_mapped_address_is_judged_like_its_ipv4_address(bits: u32) {
        let v4 = Ipv4Addr::from(bits);
        let policy = AddressPolicy::Public;
        prop_assert_eq!(policy.allows(IpAddr::V4(v4)), policy.allows(IpAddr::V6(v4.to_ipv6_mapped())));
    }
}
