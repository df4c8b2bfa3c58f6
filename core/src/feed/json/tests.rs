//! JSON Feed.

use crate::feed::{Context, Feed, FeedError, NotAFeed, WarningKind, parse};

const BASE: Context<'static> = Context {
    content_type: Some("application/feed+json"),
    base_url: Some("https://so.mau.example/feed.json"),
    now: None,
};

fn feed(text: &str) -> Feed {
    parse(text.as_bytes(), &BASE).expect("a feed")
}

#[test]
fn version_1_1_is_read() {
    let feed = feed(
        r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Tin", "home_page_url": "/", "language": "vi",
        "authors": [{"name": "Ban biên tập"}], "items": [
        {"id": 7, "url": "/1", "title": "Một", "content_html": "<p>x</p>", "summary": "p < 0,05", "date_published": "2024-03-14T09:30:00",
         "tags": ["a", "a"], "image": "/a.jpg", "attachments": [{"url": "/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 9}]},
        {"id": "2", "external_url": "https://b.example/", "content_text": "a & b", "author": {"name": "Lê Mẫu"}}]}"#,
    );
    let [one, two] = &feed.items[..] else { panic!("two items") };
    assert_eq!((one.guid.as_str(), one.link.as_deref()), ("7", Some("https://so.mau.example/1")));
    assert_eq!(one.summary.as_ref().unwrap().html, "p &lt; 0,05");
    assert_eq!(one.published.unwrap().rfc3339(), "2024-03-14T09:30:00+07:00");
    assert_eq!(
        (one.categories.len(), one.enclosures[0].length, one.author.as_deref()),
        (1, Some(9), Some("Ban biên tập"))
    );
    assert_eq!((two.link.as_deref(), two.author.as_deref()), (Some("https://b.example/"), Some("Lê Mẫu")));
    assert_eq!(two.content.as_ref().unwrap().html, "a &amp; b");
}

#[test]
fn a_cut_off_feed_keeps_its_items() {
    let feed = feed(
        r#"{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "title": "Một"}, {"id": "2", "tit"#,
    );
    assert_eq!(feed.items.len(), 2);
    assert!(feed.warnings.iter().any(|warning| warning.kind == WarningKind::JsonRepaired));
}

#[test]
fn other_json_is_no_feed() {
    for text in ["{\"error\": \"x\"}", "[1, 2]", "{"] {
        assert_eq!(parse(text.as_bytes(), &BASE), Err(FeedError::NotAFeed { what: NotAFeed::OtherJson }));
    }
}
