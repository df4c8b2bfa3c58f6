//! From bytes to feeds: what is none, what the province's portals write, and the bounds.

use crate::feed::{Context, Feed, FeedError, NotAFeed, WarningKind, limits, parse};

fn feed(text: &str) -> Feed {
    parse(text.as_bytes(), &Context::default()).expect("a feed")
}

fn not_a_feed(text: &str) -> NotAFeed {
    match parse(text.as_bytes(), &Context { content_type: Some("text/xml"), ..Context::default() }) {
        Err(FeedError::NotAFeed { what }) => what,
        other => panic!("{other:?}"),
    }
}

fn channel(inside: &str) -> String {
    format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Kênh</title>{inside}</channel></rss>")
}

#[test]
fn an_empty_body_is_an_error_and_never_an_empty_feed() {
    for body in ["", " \r\n\t", "\u{FEFF} ", "\0\0\0"] {
        assert_eq!(parse(body.as_bytes(), &Context::default()), Err(FeedError::Empty));
    }
}

#[test]
fn pages_are_errors_and_never_empty_feeds() {
    assert_eq!(not_a_feed("<!DOCTYPE html><html><title>Cổng</title><body>Tin</body></html>"), NotAFeed::WebPage);
    assert_eq!(not_a_feed("<html><title>Bảo trì hệ thống</title></html>"), NotAFeed::ErrorPage);
    assert_eq!(
        not_a_feed("<script>setTimeout('location.reload()')</script><noscript>captcha</noscript>"),
        NotAFeed::ChallengePage
    );
    assert_eq!(not_a_feed("<html><head><title>Hotspot login</title></head></html>"), NotAFeed::CaptivePortal);
    assert_eq!(not_a_feed("<urlset/>"), NotAFeed::OtherXml);
}

#[test]
fn every_error_says_what_to_do_in_both_languages() {
    use crate::strings::{Lang, has, render};
    let pages =
        [NotAFeed::WebPage, NotAFeed::ErrorPage, NotAFeed::ChallengePage, NotAFeed::CaptivePortal, NotAFeed::Binary];
    let errors = pages.map(|what| FeedError::NotAFeed { what });
    for error in errors.into_iter().chain([FeedError::Empty, FeedError::TooLarge { bytes: 9 << 20 }]) {
        let public = crate::Error::from(error);
        assert!(has(public.message.key), "{}", public.message.key);
        assert!(!render(&public.message, Lang::Vi).contains('{'));
    }
}

#[test]
fn a_feed_behind_a_page_doctype_or_a_warning_is_found() {
    assert_eq!(feed("<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0//EN\" \"http://a.example/\"><rss><channel><title>T</title></channel></rss>").title, "T");
    let found = feed(&format!("<br />\n<b>Warning</b>: include(): in <b>/index.php</b><br />\n{}", channel("")));
    assert_eq!(found.title, "Kênh");
    assert!(found.warnings.iter().any(|warning| warning.kind == WarningKind::UnclosedElement
        || warning.kind == WarningKind::JunkBeforeStart
        || warning.kind == WarningKind::NoItems));
}

#[test]
fn blank_lines_and_a_mark_before_the_prolog_do_no_harm() {
    let found = feed(&format!("\u{FEFF}\n\n  {}", channel("<item><title>Một</title></item>")));
    assert_eq!(found.items.len(), 1);
    assert!(found.warnings.iter().any(|warning| warning.kind == WarningKind::JunkBeforeStart));
}

#[test]
fn a_description_of_link_unquoted_image_and_wrong_break_is_split() {
    let found = feed(&channel(
        "<item><title>T</title><link>http://a.example/1</link><description>\n  <![CDATA[<a href=http://a.example/1><img src=http://a.example/a.jpg width=130></a></br>Nông dân trồng chè]]>\n</description></item>",
    ));
    let item = &found.items[0];
    assert_eq!(item.image.as_deref(), Some("http://a.example/a.jpg"));
    assert_eq!(crate::text::markup::plain_text(&item.summary.as_ref().unwrap().html), "Nông dân trồng chè");
}

#[test]
fn fields_padded_with_line_ends_are_trimmed() {
    let found = feed(&channel(
        "<item><title>\n\t\tTrạm\u{200B} quan\u{A0}trắc\n  tự động\n</title><link>\n http://a.example/1 \n</link><guid>\n 1 \n</guid></item>",
    ));
    let item = &found.items[0];
    assert_eq!(
        (item.title.as_str(), item.link.as_deref(), item.guid.as_str()),
        ("Trạm quan trắc tự động", Some("http://a.example/1"), "1")
    );
}

#[test]
fn double_escaped_and_html_titles_become_text() {
    let title = |title: &str| feed(&channel(&format!("<item><title>{title}</title></item>"))).items.remove(0).title;
    assert_eq!(title("Giải &amp;quot;Sáng tạo&amp;quot; &amp;#7913;ng dụng"), "Giải \"Sáng tạo\" ứng dụng");
    assert_eq!(title("<![CDATA[<b>Lâm Hà:</b> trạm&nbsp;mới]]>"), "Lâm Hà: trạm mới");
    assert_eq!(title("&lt;i&gt;AI&lt;/i&gt; &amp;amp; chè"), "AI & chè");
    assert_eq!(title("Sai số p &lt; 0,05 ở &lt;10°C"), "Sai số p < 0,05 ở <10°C");
    assert_eq!(title("p < 0,05 & q"), "p < 0,05 & q");
}

#[test]
fn decomposed_text_is_composed_but_links_are_not_touched() {
    let found = feed(&channel(
        "<item><title>Tie\u{302}\u{301}ng</title><description>Vie\u{302}\u{323}t</description><link>http://a.example/tie\u{302}\u{301}ng</link></item>",
    ));
    let item = &found.items[0];
    assert_eq!((item.title.as_str(), item.summary.as_ref().unwrap().html.as_str()), ("Tiếng", "Việt"));
    assert_eq!(item.link.as_deref(), Some("http://a.example/tie\u{302}\u{301}ng"));
}

#[test]
fn warnings_name_the_line() {
    let found = feed("<rss>\n<channel>\n<title>A & B & C</title>\n</channel></rss>");
    let warning = found.warnings.iter().find(|warning| warning.kind == WarningKind::BareAmpersand).unwrap();
    assert_eq!((warning.count, warning.line), (2, 3));
}

#[test]
fn a_clean_feed_has_no_warnings() {
    let found = feed(&channel(
        "<item><title>Một</title><link>http://a.example/1</link><guid>1</guid><pubDate>Thu, 14 Mar 2024 09:30:00 +0700</pubDate></item>",
    ));
    assert_eq!(found.warnings, []);
}

#[test]
fn limits_cut_and_tell() {
    let told = |feed: &Feed, kind| feed.warnings.iter().any(|warning| warning.kind == kind);
    let many = feed(&channel(&"<item><title>a</title></item>".repeat(limits::ITEMS + 5)));
    assert_eq!(many.items.len(), limits::ITEMS);
    assert!(told(&many, WarningKind::TooManyItems));
    let long = feed(&channel(&format!("<item><title>{}</title></item>", "ắ".repeat(limits::TEXT_BYTES / 3 + 9))));
    assert!(long.items[0].title.len() <= limits::TEXT_BYTES && told(&long, WarningKind::TextTooLong));
    let deep = feed(&channel(&format!("{}<item><title>sâu</title></item>", "<x>".repeat(5_000))));
    assert!(told(&deep, WarningKind::TooDeep));
    let size = limits::INPUT_BYTES + 1;
    assert_eq!(parse(&vec![b'a'; size], &Context::default()), Err(FeedError::TooLarge { bytes: size }));
}

#[test]
fn bombs_end() {
    let laughs: String =
        (0..20).map(|n| format!("<!ENTITY e{n} \"{}\">", format!("&e{};", n + 1).repeat(10))).collect();
    let laughs = feed(&format!("<!DOCTYPE rss [{laughs}]><rss><channel><title>&e0;</title></channel></rss>"));
    assert!(laughs.title.len() < 200);
    for flood in [
        "&",
        "<",
        "</x>",
        "<!--",
        "<![CDATA[",
        "<a b=\"",
        "<x xml:base=\"a/\">",
        "<b>",
        "]]>",
        "&amp;",
        "<item>",
        "<x:y xmlns:x=\"u\">",
    ] {
        let text = channel(&format!("<item><title>a</title></item>{}", flood.repeat(400_000 / flood.len())));
        assert!(parse(text.as_bytes(), &Context::default()).is_ok(), "{flood}");
        let text = channel(&format!("<item><description>{}", flood.repeat(400_000 / flood.len())));
        assert!(parse(text.as_bytes(), &Context::default()).is_ok(), "{flood}");
    }
    let attributes: String = (0..100_000).map(|n| format!(" a{n}=\"1\"")).collect();
    assert_eq!(feed(&channel(&format!("<item{attributes}><title>x</title></item>"))).items[0].title, "x");
}

proptest::proptest! {
    #[test]
    fn parsing_never_panics_on_any_bytes(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400)) {
        let _ = parse(&bytes, &Context::default());
    }

    #[test]
    fn parsing_never_panics_on_broken_feeds(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..40), cut in 0usize..400) {
        let text = format!("<rss><channel>{}", pieces.concat());
        let end = text.floor_char_boundary(text.len().saturating_sub(cut % 7));
        let feed = parse(&text.as_bytes()[..end], &Context { base_url: Some("http://a.example/f"), ..Context::default() });
        if let Ok(feed) = feed {
            for item in &feed.items {
                proptest::prop_assert!(!item.guid.is_empty());
                proptest::prop_assert!(item.link.as_deref().is_none_or(|link| link.contains(':')), "{:?}", item.link);
                proptest::prop_assert!(!item.title.contains("  "));
            }
        }
    }
}

const PIECES: &[&str] = &[
    "<item>",
    "</item>",
    "<title>",
    "</title>",
    "<link>",
    "</link>",
    "<link href='x'/>",
    "<description>",
    "</description>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "&",
    "&amp;",
    "&#0;",
    "<",
    ">",
    "<b>",
    "</b>",
    "ắ",
    " ",
    "<guid>",
    "</guid>",
    "<author>",
    "<name>",
    "</author>",
    "<image>",
    "<url>",
    "</url>",
    "</image>",
    "<pubDate>14/03/2024",
    "</pubDate>",
    "<content:encoded>",
    "</content:encoded>",
    "<media:group>",
    "<media:content url='a.jpg'/>",
    "<source>",
    "<entry>",
    "</entry>",
    "</channel>",
    "<?x",
    "?>",
    "<!DOCTYPE [",
    "\"",
    "'",
    "=",
    "xmlns:a='b'",
];
