//! Fields: fallbacks, ids, dates and their zone.

use crate::clock::Timestamp;
use crate::feed::{Context, Feed, Item, Repair, WarningKind, parse};

fn feed(text: &str, context: &Context<'_>) -> Feed {
    parse(text.as_bytes(), context).expect("a feed")
}

fn item_of(inside: &str) -> Item {
    let text = format!("<rss><channel><title>K</title><item>{inside}</item></channel></rss>");
    feed(&text, &Context::default()).items.remove(0)
}

fn channel(inside: &str) -> Feed {
    feed(&format!("<rss><channel>{inside}</channel></rss>"), &Context::default())
}

#[test]
fn dublin_core_and_podcast_elements_fill_what_is_missing() {
    let item = item_of(
        "<dc:title>T</dc:title><dc:subject>Chè</dc:subject><dc:creator>Lê Mẫu</dc:creator><dc:date>2024-03-14</dc:date><itunes:image href=\"http://a.example/i.png\"/><itunes:summary>Lời</itunes:summary><itunes:keywords>một, hai,một</itunes:keywords>",
    );
    assert_eq!((item.title.as_str(), item.author.as_deref()), ("T", Some("Lê Mẫu")));
    assert_eq!(item.categories, ["Chè", "một", "hai"]);
    assert_eq!(item.image.as_deref(), Some("http://a.example/i.png"));
    assert_eq!(item.summary.unwrap().html, "Lời");
    assert!(item.updated.is_some());
    let feed = channel(
        "<dc:language>vi</dc:language><dc:rights>© Sở</dc:rights><itunes:category text=\"A\"><itunes:category text=\"B\"/></itunes:category>",
    );
    assert_eq!((feed.language.as_deref(), feed.rights.as_deref()), (Some("vi"), Some("© Sở")));
    assert_eq!(feed.categories, ["A", "B"]);
}

#[test]
fn the_feeds_own_elements_beat_the_extensions() {
    let item = item_of(
        "<media:title>M</media:title><itunes:author>I</itunes:author><dc:creator>D</dc:creator><title>T</title><author>A</author><itunes:summary>ngắn</itunes:summary><description>dài</description>",
    );
    assert_eq!((item.title.as_str(), item.author.as_deref()), ("T", Some("A")));
    assert_eq!(item.summary.unwrap().html, "dài");
}

#[test]
fn bodies_of_every_name_are_the_content() {
    for inside in [
        "<content:encoded>&lt;p&gt;x&lt;/p&gt;</content:encoded>",
        "<body><p>x</p></body>",
        "<fullitem>&lt;p&gt;x&lt;/p&gt;</fullitem>",
        "<xhtml:body xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"><xhtml:p>x</xhtml:p></xhtml:body>",
        "<description>Dẫn</description><description><![CDATA[<p>x</p>]]></description>",
    ] {
        assert_eq!(item_of(inside).content.expect(inside).html, "<p>x</p>");
    }
}

#[test]
fn an_image_is_found_in_enclosures_thumbnails_or_the_text() {
    let image = |inside: &str| item_of(inside).image;
    let expected = Some("http://a.example/a.JPG".to_owned());
    assert_eq!(image("<enclosure url=\" http://a.example/a.JPG \" length=\"\"/>"), expected);
    assert_eq!(image("<media:thumbnail url=\"http://a.example/a.JPG\"/>"), expected);
    assert_eq!(
        image(
            "<description><![CDATA[<img src=http://a.example/p.gif width=1 height=1><img src=\"http://a.example/a.JPG\">]]></description>"
        ),
        expected
    );
    assert_eq!(image("<description>không có</description>"), None);
}

#[test]
fn the_channels_picture_is_its_logo_and_its_parts_are_not_the_channels() {
    let feed = channel(
        "<title>K</title><image><title>Ảnh</title><link>http://b.example/</link><url>http://a.example/l.png</url></image><textInput><title>Tìm</title></textInput>",
    );
    assert_eq!((feed.title.as_str(), feed.image.as_deref(), feed.link), ("K", Some("http://a.example/l.png"), None));
}

#[test]
fn guid_then_about_then_link_is_the_id() {
    assert_eq!(item_of("<guid isPermaLink=\"false\">101</guid><link>http://a.example/1</link>").guid, "101");
    assert_eq!(item_of("<link>http://a.example/1</link>").guid, "http://a.example/1");
}

#[test]
fn a_permalink_is_the_link_and_a_name_is_not() {
    assert_eq!(item_of("<guid>http://a.example/1</guid>").link.as_deref(), Some("http://a.example/1"));
    assert_eq!(item_of("<guid isPermaLink=\"false\">http://a.example/1</guid>").link, None);
    assert_eq!(item_of("<guid>TIN-101</guid>").link, None);
}

#[test]
fn an_invented_id_survives_an_edited_title_and_another_fetch() {
    let id = |title: &str| {
        item_of(&format!(
            "<title>{title}</title><description>Lúa &lt;b&gt;mới&lt;/b&gt;</description><pubDate>14/03/2024</pubDate>"
        ))
        .guid
    };
    assert_eq!(id("Một"), id("Một (sửa)"));
    assert_ne!(id("Một"), item_of("<description>Khác</description>").guid);
    assert!(item_of("<title>Chỉ có tên</title>").repairs.contains(&Repair::IdInvented));
    assert_eq!(item_of("<title>Chỉ có tên</title>").guid, item_of("<title>Chỉ có tên</title>").guid);
}

#[test]
fn an_item_without_title_link_and_date_is_kept_if_it_says_anything() {
    let item = item_of("<description>Chỉ có lời</description>");
    assert!(item.title.is_empty() && item.link.is_none() && item.published.is_none());
    assert!(!item.guid.is_empty());
}

#[test]
fn repeated_ids_are_told() {
    let feed = channel("<item><guid>0</guid></item><item><guid>0</guid></item>");
    assert_eq!(feed.items.len(), 2);
    assert!(feed.warnings.iter().any(|warning| warning.kind == WarningKind::IdRepeated && warning.count == 1));
}

#[test]
fn the_later_build_date_counts_before_the_publication_of_the_channel() {
    let feed = channel(
        "<pubDate>Thu, 14 Mar 2024 09:30:00 GMT</pubDate><lastBuildDate>Fri, 15 Mar 2024 09:30:00 GMT</lastBuildDate>",
    );
    assert_eq!(feed.updated, Timestamp::parse_rfc3339("2024-03-15T09:30:00Z"));
    let feed = channel("<pubDate>Thu, 14 Mar 2024 09:30:00 GMT</pubDate>");
    assert_eq!(feed.updated, Timestamp::parse_rfc3339("2024-03-14T09:30:00Z"));
}

#[test]
fn a_date_without_zone_is_vietnamese_in_a_vietnamese_feed_and_utc_elsewhere() {
    let published = |channel: &str, base_url: Option<&str>| {
        let text = format!("<rss><channel>{channel}<item><pubDate>14/03/2024 09:30</pubDate></item></channel></rss>");
        let mut feed = feed(&text, &Context { base_url, ..Context::default() });
        let item = feed.items.remove(0);
        assert!(item.repairs.contains(&Repair::DateInferred));
        item.published
    };
    let here = Timestamp::parse_rfc3339("2024-03-14T09:30:00+07:00");
    let there = Timestamp::parse_rfc3339("2024-03-14T09:30:00Z");
    assert_eq!(published("<language>vi-vn</language>", None), here);
    assert_eq!(published("", Some("https://skhcn.mau.gov.vn/rss")), here);
    assert_eq!(published("<link>http://bao.vn/</link>", None), here);
    assert_eq!(published("<language>en</language>", Some("https://a.example/")), there);
    assert_eq!(published("<language>vie</language>", None), there);
}

#[test]
fn a_date_in_the_future_is_set_to_the_fetch_and_marked() {
    let now = Timestamp::parse_rfc3339("2024-03-14T09:30:00Z");
    let context = Context { now, ..Context::default() };
    let text = "<rss><channel><item><pubDate>Thu, 14 Mar 2099 09:30:00 GMT</pubDate></item></channel></rss>";
    let item = feed(text, &context).items.remove(0);
    assert_eq!(item.published, now);
    assert!(item.repairs.contains(&Repair::DateClamped));
    assert!(item_of("<pubDate>Thu, 14 Mar 2099 09:30:00 GMT</pubDate>").published > now);
}

#[test]
fn the_first_of_january_1970_is_no_date() {
    assert_eq!(item_of("<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>").published, None);
}

#[test]
fn links_are_absolute_against_the_final_url() {
    let context = Context { base_url: Some("https://so.mau.example/rss/tin.rss"), ..Context::default() };
    let text = "<rss><channel><link>/</link><item><link>/tin/1</link><enclosure url=\"a.mp3\"/></item><item><link>http:so.mau.example/2</link></item><item><link>javascript:x()</link></item></channel></rss>";
    let feed = feed(text, &context);
    assert_eq!(feed.link.as_deref(), Some("https://so.mau.example/"));
    assert_eq!(feed.items[0].link.as_deref(), Some("https://so.mau.example/tin/1"));
    assert_eq!(feed.items[0].enclosures[0].url, "https://so.mau.example/rss/a.mp3");
    assert_eq!(feed.items[1].link.as_deref(), Some("http://so.mau.example/2"));
    assert_eq!(feed.items[2].link, None);
    let told = |kind| feed.warnings.iter().any(|warning| warning.kind == kind);
    assert!(told(WarningKind::LinkRelative) && told(WarningKind::LinkRepaired) && told(WarningKind::LinkRefused));
}
