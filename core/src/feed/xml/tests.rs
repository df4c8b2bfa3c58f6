//! Forms of XML feeds, whole and damaged.

use crate::feed::{Context, Feed, Format, Html, WarningKind, parse};

fn feed(text: &str) -> Feed {
    parse(text.as_bytes(), &Context::default()).expect("a feed")
}

fn item(inside: &str) -> crate::feed::Item {
    feed(&format!("<rss version=\"2.0\"><channel><title>Kênh</title><item>{inside}</item></channel></rss>"))
        .items
        .remove(0)
}

fn entry(inside: &str) -> crate::feed::Item {
    feed(&format!("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Kênh</title><entry>{inside}</entry></feed>"))
        .items
        .remove(0)
}

fn html(of: Option<&Html>) -> &str {
    of.map(|html| html.html.as_str()).unwrap_or_default()
}

fn warned(feed: &Feed, kind: WarningKind) -> bool {
    feed.warnings.iter().any(|warning| warning.kind == kind)
}

#[test]
fn rss_without_a_version_or_with_an_odd_one_is_rss() {
    for version in
        ["", " version=\"0.9\"", " version=\"0.93\"", " version=\"0.94\"", " version=\"2.0.1\"", " version=\"2.1\""]
    {
        let feed =
            feed(&format!("<rss{version}><channel><title>T</title><item><title>Một</title></item></channel></rss>"));
        assert_eq!((feed.format, feed.title.as_str(), feed.items.len()), (Format::Rss, "T", 1));
    }
}

#[test]
fn atom_03_and_its_content_modes_work() {
    let feed = feed(
        "<feed version=\"0.3\" xmlns=\"http://purl.org/atom/ns#\"><tagline>Khẩu hiệu</tagline><entry>\
         <title mode=\"base64\">VGhp4bq/dCBi4buL</title><summary type=\"text/html\" mode=\"escaped\">&lt;b&gt;Tóm tắt&lt;/b&gt;</summary>\
         <content type=\"application/xhtml+xml\" mode=\"xml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">Cả <i>bài</i></div></content>\
         <issued>2024-03-14T09:30:00+07:00</issued><modified>2024-03-15T09:30:00+07:00</modified></entry></feed>",
    );
    assert_eq!(feed.format, Format::Atom03);
    assert_eq!(html(feed.description.as_ref()), "Khẩu hiệu");
    let item = &feed.items[0];
    assert_eq!(item.title, "Thiết bị");
    assert_eq!(html(item.summary.as_ref()), "<b>Tóm tắt</b>");
    assert!(html(item.content.as_ref()).contains("Cả <i>bài</i>"));
    assert!(item.published < item.updated);
}

#[test]
fn rdf_items_count_wherever_they_stand() {
    let rdf = |inside: &str| {
        format!(
            "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\">{inside}</rdf:RDF>"
        )
    };
    let one = "<item rdf:about=\"http://a.example/1\"><title>Một</title></item>";
    for inside in [
        format!("<channel><title>T</title></channel>{one}"),
        format!("<channel><title>T</title>{one}</channel>"),
        format!("<channel><title>T</title></channel><la><items>{one}</items></la>"),
        format!("<channel><title>T</title></channel><textinput></textinput>{one}"),
    ] {
        let feed = feed(&rdf(&inside));
        assert_eq!((feed.format, feed.title.as_str()), (Format::Rdf, "T"));
        assert_eq!((feed.items[0].title.as_str(), feed.items[0].guid.as_str()), ("Một", "http://a.example/1"));
    }
}

#[test]
fn cdf_says_links_and_dates_in_attributes() {
    let feed = feed(
        "<CHANNEL HREF=\"http://a.example/\" LASTMOD=\"2024-03-14T09:30Z\"><TITLE>K</TITLE><ABSTRACT>Tóm</ABSTRACT><ITEM HREF=\"http://a.example/1\"><TITLE>Một</TITLE></ITEM></CHANNEL>",
    );
    assert_eq!((feed.format, feed.title.as_str(), feed.link.as_deref()), (Format::Cdf, "K", Some("http://a.example/")));
    assert!(feed.updated.is_some());
    assert_eq!(feed.items[0].link.as_deref(), Some("http://a.example/1"));
}

#[test]
fn undeclared_prefixes_mean_the_customary_namespace() {
    let feed = feed(
        "<rss><channel><title>T</title><item><title>a</title><dc:creator>Mẫu</dc:creator><content:encoded><![CDATA[<p>x</p>]]></content:encoded><media:content url=\"http://a.example/a.jpg\" medium=\"image\"/></item></channel></rss>",
    );
    let item = &feed.items[0];
    assert_eq!(item.author.as_deref(), Some("Mẫu"));
    assert_eq!(html(item.content.as_ref()), "<p>x</p>");
    assert_eq!(item.image.as_deref(), Some("http://a.example/a.jpg"));
    assert!(warned(&feed, WarningKind::UndeclaredPrefix));
}

#[test]
fn bare_ampersands_entities_without_dtd_and_bad_references_are_saved() {
    let item = item("<title>R&D &ldquo;s&aacute;ng tạo&rdquo; &#x1F; &khong; &#xZZ; &#146;</title>");
    assert_eq!(item.title, "R&D “sáng tạo” &khong; &#xZZ; ’");
}

#[test]
fn an_unclosed_tag_inside_a_description_does_not_cut_it() {
    let item = item("<description>Mưa <b>rất to<br>ở phía bắc</description><guid>1</guid>");
    assert_eq!(html(item.summary.as_ref()), "Mưa <b>rất to<br>ở phía bắc");
    assert_eq!(item.guid, "1");
}

#[test]
fn markup_inside_a_title_does_not_cut_it() {
    assert_eq!(item("<title>Giống <i>Oryza</i> mới</title>").title, "Giống Oryza mới");
    assert_eq!(
        entry("<title type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">Giống <i>mới</i></div></title>").title,
        "Giống mới"
    );
}

#[test]
fn a_structural_element_inside_an_open_text_field_closes_it() {
    let feed = feed(
        "<rss><channel><title>Kênh<link>http://a.example/</link><item><title>Một<link>http://a.example/1</link><description>Lời<pubDate>Thu, 14 Mar 2024 09:30:00 +0700</pubDate></item><item><title>Hai</title></item></channel></rss>",
    );
    assert_eq!((feed.title.as_str(), feed.link.as_deref()), ("Kênh", Some("http://a.example/")));
    let [one, two] = &feed.items[..] else { panic!("two items") };
    assert_eq!(
        (one.title.as_str(), one.link.as_deref(), html(one.summary.as_ref())),
        ("Một", Some("http://a.example/1"), "Lời")
    );
    assert!(one.published.is_some());
    assert_eq!(two.title, "Hai");
    assert!(warned(&feed, WarningKind::UnclosedElement));
}

#[test]
fn stray_and_mismatched_end_tags_are_got_over() {
    let feed = feed(
        "<rss><channel></b><title>T</title><item><title>Một</title></p></item></description><item><title>Hai</title></Item></channel></rss>",
    );
    assert_eq!(feed.items.len(), 2);
    assert!(warned(&feed, WarningKind::StrayEndTag));
}

#[test]
fn an_item_that_is_never_closed_ends_where_the_next_begins() {
    let feed = feed(
        "<rss><channel><item><title>Một</title><guid>1</guid><item><title>Hai</title><guid>2</guid></channel></rss>",
    );
    assert_eq!(feed.items.iter().map(|item| item.guid.as_str()).collect::<Vec<_>>(), ["1", "2"]);
}

#[test]
fn of_a_truncated_file_the_last_item_counts_only_with_title_and_id() {
    let whole = "<rss><channel><title>T</title><item><title>Một</title><guid>1</guid></item>";
    assert_eq!(
        feed(&format!("{whole}<item><title>Hai</title><link>http://a.example/2</link><description>Nhó")).items.len(),
        2
    );
    assert_eq!(feed(&format!("{whole}<item><title>Hai</tit")).items.len(), 1);
    assert!(warned(&feed(whole), WarningKind::Truncated));
}

#[test]
fn items_outside_the_channel_count() {
    let feed = feed("<rss><channel><title>T</title></channel><item><title>Một</title></item></rss>");
    assert_eq!((feed.title.as_str(), feed.items.len()), ("T", 1));
}

#[test]
fn an_entry_copied_into_another_is_not_counted() {
    let feed = feed(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><source><title>Nguồn</title><entry><title>Cũ</title></entry></source><title>Mới</title></entry></feed>",
    );
    assert_eq!(feed.items.len(), 1);
    assert_eq!(feed.items[0].title, "Mới");
}

#[test]
fn unknown_content_types_never_reject_an_entry() {
    for kind in ["application/xhtml+xml", "application/octet-stream", "text/plain", "khong/biet", ""] {
        let item = entry(&format!("<title>Một</title><content type=\"{kind}\">Nội dung</content>"));
        assert_eq!(item.title, "Một");
        assert!(html(item.content.as_ref()).contains("Nội dung"), "{kind}");
    }
}

#[test]
fn content_elsewhere_gives_the_link() {
    let item = entry(
        "<title>Một</title><content src=\"http://a.example/1.pdf\" type=\"application/pdf\"><p/></content><id>1</id>",
    );
    assert_eq!(item.title, "Một");
    assert_eq!(item.guid, "1");
    let item = entry("<title>Một</title><content src=\"http://a.example/1.pdf\" type=\"application/pdf\"/>");
    assert_eq!(item.link.as_deref(), Some("http://a.example/1.pdf"));
}

#[test]
fn formulas_and_drawings_keep_their_text() {
    let item = entry(
        "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">Ta có <math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mi>a</mi><mo>+</mo><mi>b</mi></math></div></content>",
    );
    let clean = crate::reader::sanitise(html(item.content.as_ref()), None);
    assert!(clean.contains("Ta có a+b"), "{clean}");
}

#[test]
fn plain_text_of_atom_comes_out_as_html() {
    assert_eq!(html(entry("<summary>p &lt; 0,05 &amp; q</summary>").summary.as_ref()), "p &lt; 0,05 &amp; q");
}

#[test]
fn self_closing_elements_of_xhtml_do_not_swallow_the_rest() {
    let item = entry(
        "<content type=\"xhtml\"><x:div xmlns:x=\"http://www.w3.org/1999/xhtml\">a<x:br/><x:a name=\"b\"/>c</x:div></content>",
    );
    assert_eq!(
        html(item.content.as_ref()),
        "<div xmlns:x=\"http://www.w3.org/1999/xhtml\">a<br><a name=\"b\"></a>c</div>"
    );
}

#[test]
fn bases_nest_and_end_with_their_element() {
    let feed = feed(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:base=\"http://a.example/x/\"><entry xml:base=\"y/\"><link href=\"1\"/><id>tin/1</id><content type=\"html\" xml:base=\"z/\">&lt;img src='2'&gt;</content></entry><entry><link href=\"3\"/></entry></feed>",
    );
    assert_eq!(feed.items[0].link.as_deref(), Some("http://a.example/x/y/1"));
    assert_eq!(feed.items[0].guid, "http://a.example/x/y/tin/1");
    assert_eq!(feed.items[0].content.as_ref().unwrap().base.as_deref(), Some("http://a.example/x/y/z/"));
    assert_eq!(feed.items[0].image.as_deref(), Some("http://a.example/x/y/z/2"));
    assert_eq!(feed.items[1].link.as_deref(), Some("http://a.example/x/3"));
}

#[test]
fn the_last_link_of_rss_and_the_first_of_atom_count() {
    assert_eq!(
        item("<link>http://a.example/1</link><link>http://a.example/2</link>").link.as_deref(),
        Some("http://a.example/2")
    );
    let atom = entry(
        "<link rel=\"enclosure\" href=\"http://a.example/x.mp3\"/><link href=\"http://a.example/1\"/><link href=\"http://a.example/2\"/>",
    );
    assert_eq!(atom.link.as_deref(), Some("http://a.example/1"));
    assert_eq!(atom.enclosures[0].url, "http://a.example/x.mp3");
}

#[test]
fn a_self_link_is_not_the_page() {
    assert_eq!(entry("<link rel=\"self\" href=\"http://a.example/feed\"/>").link, None);
}
