//! Feeds that pages name.

use super::*;

const PAGE: &str = "https://so.mau.example/tin-tuc/index.html";

#[test]
fn declared_feeds_come_first_with_their_titles() {
    let page = "<html><head><LINK REL='alternate' TYPE='application/rss+xml; charset=utf-8' TITLE='Tin &amp; bài' HREF='/rss/tin.rss'>\
                <link rel=stylesheet href=/a.css><link rel=alternate hreflang=en href=/en></head><body><a href=\"/rss/xa.rss\"><b>Xã</b></a></body></html>";
    let found = feeds_in_page(page, PAGE);
    assert_eq!(found[0].url, "https://so.mau.example/rss/tin.rss");
    assert_eq!((found[0].title.as_deref(), found[0].evidence), (Some("Tin & bài"), Evidence::Declared));
    assert_eq!((found[1].url.as_str(), found[1].evidence), ("https://so.mau.example/rss/xa.rss", Evidence::Linked));
    assert!(found[2..].iter().all(|candidate| candidate.evidence == Evidence::Customary));
}

#[test]
fn a_page_without_feeds_offers_the_customary_places() {
    let found = feeds_in_page("<p>Không có gì</p>", PAGE);
    assert!(found.iter().any(|candidate| candidate.url == "https://so.mau.example/rss.xml"));
    assert!(found.iter().all(|candidate| candidate.evidence == Evidence::Customary));
}

#[test]
fn the_base_of_the_page_counts_and_no_url_comes_twice() {
    let page =
        "<base href='https://b.example/x/'><a href='feed.xml'>RSS</a><a href='https://b.example/x/feed.xml'>RSS</a>";
    let found = feeds_in_page(page, PAGE);
    assert_eq!(found.iter().filter(|candidate| candidate.url == "https://b.example/x/feed.xml").count(), 1);
}

#[test]
fn addresses_that_are_none_are_left_out() {
    let page = "<a href='javascript:rss.open()'>RSS</a><a href='mailto:rss@b.example'>RSS</a>";
    assert!(feeds_in_page(page, PAGE).iter().all(|candidate| candidate.url.starts_with("https://so.mau.example/")));
}
