//! What names mean.

use super::*;

#[test]
fn an_undeclared_prefix_means_the_customary_vocabulary() {
    let prefixes = Prefixes::default();
    assert_eq!(prefixes.resolve("dc:creator"), (Space::Dublin, "creator", false));
    assert_eq!(prefixes.resolve("title"), (Space::Feed, "title", true));
    assert_eq!(prefixes.resolve("khac:ten").0, Space::Other);
}

#[test]
fn a_declared_prefix_means_its_uri() {
    let mut prefixes = Prefixes::default();
    prefixes.declare("x", "HTTP://PURL.ORG/DC/ELEMENTS/1.1/");
    prefixes.declare("media", "http://khong.example/");
    assert_eq!(prefixes.resolve("x:date").0, Space::Dublin);
    assert_eq!(prefixes.resolve("media:content").0, Space::Media);
}

#[test]
fn an_unknown_default_namespace_is_the_feeds_own_and_ends_with_its_element() {
    let mut prefixes = Prefixes::default();
    prefixes.declare("", "http://la.example/rss");
    let mark = prefixes.mark();
    prefixes.declare("", "http://www.w3.org/1999/xhtml");
    assert_eq!(prefixes.resolve("body").0, Space::Xhtml);
    prefixes.forget(mark);
    assert_eq!(prefixes.resolve("item").0, Space::Feed);
}
