//! Names of sources, and when two addresses are one source.

use super::*;

#[test]
fn two_feeds_of_one_host_have_two_ids_and_two_spellings_of_one_have_one() {
    let news = source_id("https://www.skhcn.example.vn/rss/tin");
    assert!(news.as_str().starts_with("skhcn-example-vn-"), "{news}");
    assert_ne!(news, source_id("https://www.skhcn.example.vn/rss/van-ban"));
    assert_eq!(news, source_id("http://www.skhcn.example.vn:80/rss/tin?utm_source=x"));
}

#[test]
fn an_address_typed_without_scheme_means_https() {
    assert_eq!(with_scheme(" skhcn.example.vn/rss "), "https://skhcn.example.vn/rss");
    assert_eq!(with_scheme("http://skhcn.example.vn"), "http://skhcn.example.vn");
}

#[test]
fn a_source_that_moved_is_known_at_its_old_address_too() {
    let now = Timestamp::from_unix(1_795_000_000);
    let mut moved = new_source("https://skhcn.example.vn/feed", "Sở", now);
    moved.former_urls.push("http://skhcn.example.vn/rss".into());
    let at = |url: &str| CanonicalUrl::parse(url).is_some_and(|address| lives_at(&moved, &address));
    assert!(at("https://skhcn.example.vn/feed") && at("https://skhcn.example.vn/rss"));
    assert!(!at("https://skhcn.example.vn/van-ban"));
}
