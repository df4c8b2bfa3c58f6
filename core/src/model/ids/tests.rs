//! One page, one id; two pages, two ids.
use super::*;

fn canonical(url: &str) -> String {
    CanonicalUrl::parse(url).unwrap().as_str().to_owned()
}

#[test]
fn spellings_of_one_page_are_equal() {
    let page = canonical("https://skhcn.example.vn/tin/42?id=7");
    for other in [
        "http://SKHCN.example.vn:80/tin/42?id=7",
        "https://skhcn.example.vn:443/tin/42?utm_source=zalo&id=7#binh-luan",
        "https://user@skhcn.example.vn/tin/42?id=7&fbclid=abc",
    ] {
        assert_eq!(canonical(other), page, "{other}");
    }
}

#[test]
fn pages_that_differ_stay_different() {
    assert_ne!(canonical("https://a.example.vn/tin?id=7"), canonical("https://a.example.vn/tin?id=8"));
    assert_ne!(canonical("https://a.example.vn/tin"), canonical("https://a.example.vn/tin/"));
    assert_ne!(canonical("https://a.example.vn:8080/tin"), canonical("https://a.example.vn/tin"));
}

#[test]
fn other_schemes_have_no_canonical_url() {
    assert_eq!(CanonicalUrl::parse("javascript:alert(1)"), None);
    assert_eq!(CanonicalUrl::parse("/tin/42"), None);
}

#[test]
fn the_front_page_names_no_article() {
    assert!(CanonicalUrl::parse("https://a.example.vn/").unwrap().is_site_root());
    assert!(!CanonicalUrl::parse("https://a.example.vn/?p=1").unwrap().is_site_root());
}

#[test]
fn ids_never_change() {
    // Golden, computed by another implementation (Python's uuid): phones in the field hold these.
    let source = SourceId::new("so-khcn");
    let url = CanonicalUrl::parse("https://skhcn.example.vn/tin/42").unwrap();
    let by_url = article_id(Some(&url), &source, "x");
    assert_eq!(by_url.as_str(), "eb668d03-a369-528f-b5f7-5fcdbcf05d33");
    assert_eq!(article_id(Some(&url), &SourceId::new("other"), "y"), by_url);
    assert_eq!(article_id(None, &source, "42").as_str(), "88ca0e02-9c1d-5867-88a6-bda4e6dc0dca");
}

#[test]
fn a_document_is_its_number_its_issuer_and_its_day() {
    let day = Date::parse("2018-07-12");
    let id = document_id("28/2018/QĐ-TTg", "Thủ tướng Chính phủ", day);
    assert_eq!(id, "6bdd699c-c2ec-528f-83d4-bfe61935bb3b");
    assert_ne!(document_id("28/2018/QĐ-TTg", "Thủ tướng Chính phủ", None), id);
    assert_ne!(document_id("28/2018/QĐ-TTg", "UBND tỉnh Bắc Giang", day), id);
}
