//! Any bytes as a feed: read, its HTML reduced to text; and as a page whose feeds are looked for.
//!
//! Fails on a panic, on an item without an id, on a link that may not be followed, and when two readings differ.
#![no_main]

use app4g_core::feed::{self, Context, discover};
use app4g_core::text::markup;
use libfuzzer_sys::fuzz_target;

const BASE: &str = "https://so.vidu.example/rss/tin.rss";

fuzz_target!(|bytes: &[u8]| {
    let context = Context { base_url: Some(BASE), ..Context::default() };
    let read = feed::parse(bytes, &context);
    assert_eq!(read, feed::parse(bytes, &context));
    if let Ok(feed) = read {
        for item in &feed.items {
            assert!(!item.guid.is_empty());
            for link in item.link.iter().chain(item.enclosures.iter().map(|enclosure| &enclosure.url)) {
                let scheme = link.split(':').next().unwrap_or_default().to_ascii_lowercase();
                assert!(!matches!(scheme.as_str(), "javascript" | "data" | "vbscript" | "file"), "{link}");
            }
            for html in item.content.iter().chain(&item.summary) {
                assert!(!markup::plain_text(&html.html).contains("  "));
            }
        }
    }
    if let Ok(page) = std::str::from_utf8(bytes) {
        let _ = discover::feeds_in_page(page, BASE);
    }
});
