//! Links of the province's kind.

use super::*;

const BASE: Option<&str> = Some("https://so.mau.example/rss/tin.rss");

fn link(written: &str) -> Option<String> {
    resolve(BASE, written).map(|(url, _)| url)
}

#[test]
fn an_absolute_link_stays_letter_for_letter() {
    for url in ["http://a.example", "HTTP://A.example/%7e?x={1}", "https://a.example/tiếng-việt", "mailto:a@b.example"]
    {
        assert_eq!(link(url).as_deref(), Some(url));
    }
}

#[test]
fn a_relative_link_is_resolved_on_the_feed_url() {
    assert_eq!(link("/tin/1").as_deref(), Some("https://so.mau.example/tin/1"));
    assert_eq!(link("\n  tin/1 ").as_deref(), Some("https://so.mau.example/rss/tin/1"));
    assert_eq!(link("//b.example/x").as_deref(), Some("https://b.example/x"));
    assert_eq!(resolve(None, "/tin/1"), Some(("/tin/1".to_owned(), false)));
}

#[test]
fn a_link_without_slashes_is_repaired() {
    for written in ["http:b.example/x", "http:/b.example/x", "http:///b.example/x", "http:\\\\b.example/x"] {
        assert_eq!(resolve(BASE, written), Some(("http://b.example/x".to_owned(), true)), "{written}");
    }
    assert_eq!(link("www.b.example/x").as_deref(), Some("http://www.b.example/x"));
    assert_eq!(link("b.example:8080/x").as_deref(), Some("http://b.example:8080/x"));
}

#[test]
fn what_is_no_address_is_refused() {
    for written in ["javascript:alert(1)", "data:text/html,x", "vbscript:x", " JavaScript:x", "java\nscript:x", ""] {
        assert_eq!(resolve(BASE, written), None, "{written}");
    }
}

#[test]
fn only_a_path_is_a_relative_id() {
    assert!(looks_relative("/tin/1") && looks_relative("../1"));
    assert!(!looks_relative("TIN-101") && !looks_relative("tag:a.example,2024:/1") && !looks_relative("/ tin 1"));
}

#[test]
fn pictures_are_known_by_type_or_name() {
    let named = |url: &str, mime: Option<&str>| Enclosure { url: url.into(), mime: mime.map(Into::into), length: None };
    assert!(is_image(&named("http://a.example/A.JPG?x=1", None)));
    assert!(is_image(&named("http://a.example/a", Some("image/png"))));
    assert!(!is_image(&named("http://a.example/a.jpg", Some("audio/mpeg"))));
}
