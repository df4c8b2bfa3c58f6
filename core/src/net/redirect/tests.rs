//! Single hops and whole chains.

use super::*;

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

fn follow(from: &str, location: &str) -> Result<String, NetError> {
    next(&[], &url(from), location.as_bytes(), Move::Temporary, 5).map(|hop| hop.to.to_string())
}

fn hop(from: &str, to: &str, kind: Move) -> Hop {
    Hop { from: url(from), to: url(to), kind }
}

#[test]
fn a_relative_target_is_resolved_and_loses_its_fragment() {
    assert_eq!(follow("http://a.vn/x/y", "../rss.xml#top").unwrap(), "http://a.vn/rss.xml");
    assert_eq!(follow("http://a.vn/", "//b.vn/rss").unwrap(), "http://b.vn/rss");
    assert_eq!(follow("http://a.vn/", "/tin-tức").unwrap(), "http://a.vn/tin-t%E1%BB%A9c");
}

#[test]
fn https_never_becomes_http() {
    assert_eq!(follow("https://a.vn/", "http://a.vn/"), Err(NetError::Address(AddressProblem::Downgrade)));
    assert!(follow("http://a.vn/", "https://a.vn/").is_ok());
}

#[test]
fn a_target_outside_the_web_or_with_a_password_is_not_followed() {
    assert_eq!(follow("http://a.vn/", "file:///etc/passwd"), Err(NetError::Url(UrlProblem::Scheme)));
    assert_eq!(follow("http://a.vn/", "http://u:p@a.vn/x"), Err(NetError::Url(UrlProblem::Credentials)));
    assert_eq!(follow("http://a.vn/", "http://"), Err(NetError::BadRedirect));
    assert_eq!(next(&[], &url("http://a.vn/"), b"/\xff", Move::Temporary, 5), Err(NetError::BadRedirect));
}

#[test]
fn a_redirect_to_itself_or_to_an_earlier_address_is_a_loop() {
    assert_eq!(follow("http://a.vn/x", "/x"), Err(NetError::RedirectLoop));
    let trail = [hop("http://a.vn/1", "http://a.vn/2", Move::Temporary)];
    let back = next(&trail, &url("http://a.vn/2"), b"/1", Move::Temporary, 5);
    assert_eq!(back, Err(NetError::RedirectLoop));
}

#[test]
fn the_move_ends_where_the_first_temporary_redirect_begins() {
    let trail = [
        hop("http://a.vn/", "https://a.vn/", Move::Permanent),
        hop("https://a.vn/", "https://b.vn/", Move::Permanent),
        hop("https://b.vn/", "https://cdn.vn/", Move::Temporary),
        hop("https://cdn.vn/", "https://cdn.vn/2", Move::Permanent),
    ];
    assert_eq!(permanent_target(&trail), Some(&url("https://b.vn/")));
    assert_eq!(permanent_target(trail.get(2..).unwrap()), None);
    assert_eq!(permanent_target(&[]), None);
}
