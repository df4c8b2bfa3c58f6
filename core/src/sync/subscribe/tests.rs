//! Names of sources.
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
