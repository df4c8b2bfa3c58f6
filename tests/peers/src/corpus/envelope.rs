//! The XML and JSON around the texts, as each system writes it.

use std::fmt::Write as _;

use super::Entry;
use super::markup::{self, escape, escape_quotes, teaser};

/// Copies of the entries, whose draws may move.
fn each<'a>(entries: &'a [Entry<'a>]) -> impl Iterator<Item = Entry<'a>> {
    entries.iter().map(|entry| Entry { article: entry.article, draw: entry.draw, ..*entry })
}

/// `Tue, 05 Mar 2024 08:30:00 +0700`.
fn rfc822(unix: i64) -> String {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (year, month, day, second) = civil(unix + 7 * 3600);
    let weekday = DAYS.get((unix + 7 * 3600).div_euclid(86_400).rem_euclid(7) as usize).unwrap_or(&"Thu");
    let name = MONTHS.get(month as usize - 1).unwrap_or(&"Jan");
    format!("{weekday}, {day:02} {name} {year} {:02}:{:02}:{:02} +0700", second / 3600, second / 60 % 60, second % 60)
}

/// `2024-03-05T08:30:00+07:00`.
fn rfc3339(unix: i64) -> String {
    let (year, month, day, second) = civil(unix + 7 * 3600);
    format!("{year}-{month:02}-{day:02}T{:02}:{:02}:{:02}+07:00", second / 3600, second / 60 % 60, second % 60)
}

/// Year, month, day and second of the day (Howard Hinnant's algorithm).
fn civil(unix: i64) -> (i64, i64, i64, i64) {
    let days = unix.div_euclid(86_400) + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day, unix.rem_euclid(86_400))
}

/// A name for an address: the ASCII letters of the title.
fn slug(entry: &Entry<'_>) -> String {
    let letters = entry
        .article
        .title
        .split(' ')
        .map(|word| word.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase());
    letters.filter(|word| !word.is_empty()).take(10).collect::<Vec<_>>().join("-")
}

const TOPICS: [&str; 6] = ["Khoa học", "Công nghệ", "Đời sống", "Nông nghiệp", "Thời sự", "Giáo dục"];

fn topic(entry: &Entry<'_>, shift: usize) -> &'static str {
    TOPICS.get((entry.number + shift) % TOPICS.len()).copied().unwrap_or_default()
}

pub(super) fn wordpress(entries: &[Entry<'_>]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\"\n\
         \txmlns:content=\"http://purl.org/rss/1.0/modules/content/\"\n\
         \txmlns:wfw=\"http://wellformedweb.org/CommentAPI/\"\n\txmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n\
         \txmlns:atom=\"http://www.w3.org/2005/Atom\"\n\txmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\"\n\
         \txmlns:slash=\"http://purl.org/rss/1.0/modules/slash/\"\n\t>\n\n<channel>\n\t<title>Blog mẫu</title>\n\
         \t<atom:link href=\"https://blog.example.vn/feed/\" rel=\"self\" type=\"application/rss+xml\" />\n\
         \t<link>https://blog.example.vn</link>\n\t<description>Tin khoa học &#8211; công nghệ</description>\n\
         \t<lastBuildDate>Tue, 05 Mar 2024 08:30:00 +0000</lastBuildDate>\n\t<language>vi</language>\n\
         \t<sy:updatePeriod>\n\thourly\t</sy:updatePeriod>\n\t<sy:updateFrequency>\n\t1\t</sy:updateFrequency>\n\
         \t<generator>https://wordpress.org/?v=6.4.3</generator>\n",
    );
    for mut entry in each(entries) {
        let body = markup::wordpress(&mut entry);
        let (number, title) = (entry.number, escape(&entry.article.title));
        let link = format!("https://blog.example.vn/{}-{number}/", slug(&entry));
        let _ = write!(
            out,
            "\t<item>\n\t\t<title>{title}</title>\n\t\t<link>{link}</link>\n\t\t\t\t\t<comments>{link}#respond</comments>\n\
             \t\t\n\t\t<dc:creator><![CDATA[bientap]]></dc:creator>\n\t\t<pubDate>{}</pubDate>\n\
             \t\t\t\t<category><![CDATA[{}]]></category>\n\t\t<category><![CDATA[{}]]></category>\n\
             \t\t<guid isPermaLink=\"false\">https://blog.example.vn/?p={number}</guid>\n\n\t\t\t\t\t<description><![CDATA[<p>{} \
             [&#8230;]</p>\n<p>The post <a href=\"{link}\">{title}</a> appeared first on <a \
             href=\"https://blog.example.vn\">Blog mẫu</a>.</p>\n]]></description>\n\
             \t\t\t\t\t\t\t\t\t\t<content:encoded><![CDATA[{body}]]></content:encoded>\n\t\t\t\t\t\n\
             \t\t\t\t\t<wfw:commentRss>{link}feed/</wfw:commentRss>\n\t\t\t<slash:comments>0</slash:comments>\n\t\t\n\t\t\n\
             \t\t\t</item>\n",
            rfc822(entry.published),
            topic(&entry, 0),
            topic(&entry, 1),
            escape(&teaser(&entry, 300)),
        );
    }
    out.push_str("\t</channel>\n</rss>\n");
    out
}

pub(super) fn joomla(entries: &[Entry<'_>]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- generator=\"Joomla! - Open Source Content Management\" -->\n\
         <rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\">\n\t<channel>\n\t\t<title>Sở mẫu</title>\n\
         \t\t<description><![CDATA[Trang tin của Sở mẫu]]></description>\n\t\t<link>https://so.example.vn/index.php</link>\n\
         \t\t<lastBuildDate>Tue, 05 Mar 2024 15:30:00 +0700</lastBuildDate>\n\
         \t\t<generator>Joomla! - Open Source Content Management</generator>\n\
         \t\t<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"https://so.example.vn/index.php?format=feed\"/>\n\
         \t\t<language>vi-vn</language>\n",
    );
    for mut entry in each(entries) {
        let body = markup::joomla(&mut entry);
        let link = format!("https://so.example.vn/index.php/tin-tuc/item/{}-{}", entry.number, slug(&entry));
        let _ = write!(
            out,
            "\t\t<item>\n\t\t\t<title>{}</title>\n\t\t\t<link>{link}</link>\n\
             \t\t\t<guid isPermaLink=\"true\">{link}</guid>\n\t\t\t<description><![CDATA[{body}]]></description>\n\
             \t\t\t<author>bientap@so.example.vn (Ban biên tập)</author>\n\t\t\t<category>{}</category>\n\
             \t\t\t<pubDate>{}</pubDate>\n\t\t</item>\n",
            escape(&entry.article.title),
            topic(&entry, 0),
            rfc822(entry.published),
        );
    }
    out.push_str("\t</channel>\n</rss>\n");
    out
}

pub(super) fn aspnet(entries: &[Entry<'_>]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel><title>Cổng thông tin mẫu</title>\
         <link>http://huyen.example.vn</link><description>Tin mới</description><language>vi-VN</language><ttl>60</ttl>",
    );
    for mut entry in each(entries) {
        let body = markup::aspnet(&mut entry);
        let _ = write!(
            out,
            "<item><title><![CDATA[{}]]></title><link>http://huyen.example.vn/Default.aspx?tabid={}&amp;NDID={}</link>\
             <description><![CDATA[{body}]]></description><pubDate>{}</pubDate></item>",
            entry.article.title,
            100 + entry.number % 7,
            entry.number,
            rfc822(entry.published),
        );
    }
    out.push_str("</channel></rss>");
    out
}

pub(super) fn drupal(entries: &[Entry<'_>]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\" xml:base=\"https://vien.example.vn/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n  <channel>\n    <title>Viện mẫu</title>\n    \
         <link>https://vien.example.vn/</link>\n    <description/>\n    <language>vi</language>\n    \n    ",
    );
    for mut entry in each(entries) {
        let body = escape_quotes(&markup::drupal(&mut entry));
        let _ = write!(
            out,
            "<item>\n  <title>{}</title>\n  <link>https://vien.example.vn/tin/{}</link>\n  \
             <description>{body}</description>\n  <pubDate>{}</pubDate>\n    <dc:creator>quantri</dc:creator>\n    \
             <guid isPermaLink=\"false\">{} at https://vien.example.vn</guid>\n    <comments>https://vien.example.vn/tin/{1}\
             #comments</comments>\n    </item>\n",
            escape_quotes(&entry.article.title),
            slug(&entry),
            rfc822(entry.published),
            entry.number,
        );
    }
    out.push_str("\n  </channel>\n</rss>\n");
    out
}

pub(super) fn liferay(entries: &[Entry<'_>]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n  <title>Tin hoạt động</title>\n  <link rel=\"self\" \
         href=\"https://tinh.example.vn/c/journal/rss?groupId=20182\" />\n  <subtitle>Tin hoạt động</subtitle>\n  \
         <id>https://tinh.example.vn/c/journal/rss?groupId=20182</id>\n  <updated>2024-03-05T08:30:00Z</updated>\n  \
         <dc:date>2024-03-05T08:30:00Z</dc:date>\n",
    );
    for mut entry in each(entries) {
        let body = escape(&markup::liferay(&mut entry));
        let number = entry.number;
        let date = rfc3339(entry.published);
        let _ = write!(
            out,
            "  <entry>\n    <title>{}</title>\n    <link rel=\"alternate\" href=\"https://tinh.example.vn/-/{}\" />\n    \
             <author>\n      <name>Quản trị</name>\n    </author>\n    \
             <id>https://tinh.example.vn/c/journal/get_article?articleId={number}</id>\n    <updated>{date}</updated>\n    \
             <published>{date}</published>\n    <content type=\"html\">{body}</content>\n    \
             <summary type=\"html\">{}</summary>\n    <dc:creator>Quản trị</dc:creator>\n    <dc:date>{date}</dc:date>\n  \
             </entry>\n",
            escape(&entry.article.title),
            slug(&entry),
            escape(&format!("<p>{}</p>", escape(&teaser(&entry, 200)))),
        );
    }
    out.push_str("</feed>\n");
    out
}

pub(super) fn sharepoint(entries: &[Entry<'_>]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<!--RSS generated by Windows SharePoint Services V3 RSS Generator on \
         3/5/2024 8:30:00 AM-->\r\n<?xml-stylesheet type=\"text/xsl\" href=\"/_layouts/RssXslt.aspx?List=1\" \
         version=\"1.0\"?>\r\n<rss version=\"2.0\">\r\n  <channel>\r\n    <title>Cổng Bộ mẫu: Tin tức</title>\r\n    \
         <link>http://bo.example.vn/tintuc/Lists/Posts/AllItems.aspx</link>\r\n    \
         <description>RSS feed for the Tin tức list.</description>\r\n    <lastBuildDate>Tue, 05 Mar 2024 08:30:00 \
         GMT</lastBuildDate>\r\n    <generator>Windows SharePoint Services V3 RSS Generator</generator>\r\n    \
         <ttl>60</ttl>\r\n",
    );
    for mut entry in each(entries) {
        let body = escape(&markup::sharepoint(&mut entry));
        let link = format!("http://bo.example.vn/tintuc/Lists/Posts/DispForm.aspx?ID={}", entry.number);
        let _ = write!(
            out,
            "    <item>\r\n      <title>{}</title>\r\n      <link>{link}</link>\r\n      \
             <description>{body}</description>\r\n      <author>BO\\bientap</author>\r\n      <pubDate>{}</pubDate>\r\n      \
             <guid isPermaLink=\"true\">{link}</guid>\r\n    </item>\r\n",
            escape(&entry.article.title),
            rfc822(entry.published),
        );
    }
    out.push_str("  </channel>\r\n</rss>");
    out
}

pub(super) fn blogger(entries: &[Entry<'_>]) -> String {
    let mut out = String::from(
        "<?xml version='1.0' encoding='UTF-8'?><?xml-stylesheet href=\"http://www.blogger.com/styles/atom.css\" \
         type=\"text/css\"?><feed xmlns='http://www.w3.org/2005/Atom' xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/' \
         xmlns:blogger='http://schemas.google.com/blogger/2008' xmlns:georss='http://www.georss.org/georss' \
         xmlns:gd=\"http://schemas.google.com/g/2005\" xmlns:thr='http://purl.org/syndication/thread/1.0'>\
         <id>tag:blogger.com,1999:blog-81</id><updated>2024-03-05T15:30:00.000+07:00</updated><title type='text'>Nhật ký \
         mẫu</title><subtitle type='html'></subtitle><link rel='alternate' type='text/html' \
         href='https://nhatky.example.vn/'/><author><name>Người viết</name><uri>http://www.blogger.com/profile/1</uri></author>",
    );
    for mut entry in each(entries) {
        let body = escape(&markup::blogger(&mut entry)).replace('"', "&quot;");
        let date = rfc3339(entry.published);
        let (number, title) = (entry.number, escape(&entry.article.title));
        let _ = write!(
            out,
            "<entry><id>tag:blogger.com,1999:blog-81.post-{number}</id><published>{date}</published><updated>{date}</updated>\
             <category scheme=\"http://www.blogger.com/atom/ns#\" term=\"{}\"/><title type='text'>{title}</title><content \
             type='html'>{body}</content><link rel='replies' type='application/atom+xml' \
             href='https://nhatky.example.vn/feeds/{number}/comments/default' title='Đăng Nhận xét'/><link rel='edit' \
             type='application/atom+xml' href='https://www.blogger.com/feeds/81/posts/default/{number}'/><link \
             rel='alternate' type='text/html' href='https://nhatky.example.vn/2024/03/{}.html' title='{title}'/>\
             <author><name>Người viết</name><uri>http://www.blogger.com/profile/1</uri><email>noreply@blogger.com</email>\
             </author><thr:total>0</thr:total></entry>",
            topic(&entry, 0),
            slug(&entry),
            title = title.replace('\'', "&#39;"),
        );
    }
    out.push_str("</feed>");
    out
}

pub(super) fn jsonfeed(entries: &[Entry<'_>]) -> String {
    let items: Vec<serde_json::Value> = each(entries)
        .map(|mut entry| {
            let url = format!("https://trang.example.vn/{}/{}/", entry.number, slug(&entry));
            serde_json::json!({
                "id": url,
                "url": url,
                "title": entry.article.title,
                "content_html": markup::markdown(&mut entry),
                "summary": teaser(&entry, 200),
                "date_published": rfc3339(entry.published),
                "tags": [topic(&entry, 0), topic(&entry, 2)],
                "authors": [{ "name": "Người viết" }],
            })
        })
        .collect();
    let feed = serde_json::json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Trang mẫu",
        "home_page_url": "https://trang.example.vn/",
        "feed_url": "https://trang.example.vn/feed.json",
        "language": "vi",
        "items": items,
    });
    format!("{feed:#}")
}

pub(super) fn newspaper(entries: &[Entry<'_>]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" \
         xmlns:slash=\"http://purl.org/rss/1.0/modules/slash/\">\n    <channel>\n        <title>Báo mẫu - Khoa học</title>\n        \
         <description>Báo mẫu RSS</description>\n        <image>\n            <url>https://s1.example.vn/logo.png</url>\n            \
         <title>Tin nhanh</title>\n            <link>https://bao.example.vn</link>\n        </image>\n        \
         <pubDate>Tue, 05 Mar 2024 15:30:00 +0700</pubDate>\n        <generator>Báo mẫu</generator>\n        \
         <link>https://bao.example.vn/rss/khoa-hoc.rss</link>\n",
    );
    for entry in each(entries) {
        let link = format!("https://bao.example.vn/{}-{}.html", slug(&entry), 4_700_000 + entry.number);
        let image = format!(
            "https://i1.example.vn/2024/03/05/anh-{0}-17096{0}.jpg?w=1200&h=0&q=100&dpr=1&fit=crop&s=Ab",
            entry.number
        );
        let _ = write!(
            out,
            "        <item>\n            <title>{}</title>\n            <description><![CDATA[<a href=\"{link}\"><img \
             src=\"{image}\" ></a></br>{}]]></description>\n            <pubDate>{}</pubDate>\n            <link>{link}</link>\n            \
             <guid>{link}</guid>\n            <enclosure type=\"image/jpeg\" length=\"1200\" url=\"{}\"/>\n            \
             <slash:comments>0</slash:comments>\n        </item>\n",
            escape(&entry.article.title),
            teaser(&entry, 200),
            rfc822(entry.published),
            escape(&image),
        );
    }
    out.push_str("    </channel>\n</rss>\n");
    out
}

pub(super) fn plain(entries: &[Entry<'_>]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\">\n<channel>\n<title>Tin vắn</title>\n\
         <link>https://tinvan.example.vn/</link>\n<description>Tin vắn trong ngày</description>\n<language>vi</language>\n",
    );
    for entry in each(entries) {
        let link = format!("https://tinvan.example.vn/{}.htm", entry.number);
        let _ = write!(
            out,
            "<item>\n<title>{}</title>\n<link>{link}</link>\n<guid>{link}</guid>\n<description>{}...</description>\n\
             <category>{}</category>\n<pubDate>{}</pubDate>\n</item>\n",
            escape(&entry.article.title),
            escape(&teaser(&entry, 350)),
            topic(&entry, 0),
            rfc822(entry.published),
        );
    }
    out.push_str("</channel>\n</rss>\n");
    out
}

pub(super) fn rdf(entries: &[Entry<'_>]) -> String {
    let address = |entry: &Entry<'_>| format!("https://tapchi.example.vn/index.php/tc/article/view/{}", entry.number);
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rdf:RDF\n\txmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"\n\
         \txmlns=\"http://purl.org/rss/1.0/\"\n\txmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n\
         \txmlns:prism=\"http://prismstandard.org/namespaces/1.2/basic/\">\n\n\
         \t<channel rdf:about=\"https://tapchi.example.vn/index.php/tc\">\n\t\t<title>Tạp chí mẫu</title>\n\
         \t\t<link>https://tapchi.example.vn/index.php/tc</link>\n\t\t<description>Tạp chí khoa học</description>\n\
         \t\t<dc:language>vi-VN</dc:language>\n\t\t<items>\n\t\t\t<rdf:Seq>\n",
    );
    for entry in entries {
        let _ = write!(out, "\t\t\t\t<rdf:li rdf:resource=\"{}\"/>\n", address(entry));
    }
    out.push_str("\t\t\t</rdf:Seq>\n\t\t</items>\n\t</channel>\n\n");
    for entry in each(entries) {
        let link = address(&entry);
        let _ = write!(
            out,
            "\t<item rdf:about=\"{link}\">\n\t\t<title>{}</title>\n\t\t<link>{link}</link>\n\
             \t\t<description>{}</description>\n\t\t<dc:creator>Nguyễn Văn A</dc:creator>\n\
             \t\t<dc:rights>https://creativecommons.org/licenses/by/4.0</dc:rights>\n\t\t<dc:date>{}</dc:date>\n\
             \t\t<prism:volume>12</prism:volume>\n\t\t<prism:publicationDate>2024-03-05</prism:publicationDate>\n\t</item>\n\n",
            escape(&entry.article.title),
            escape(&format!("<p>{}</p>", escape(&teaser(&entry, 500)))),
            rfc3339(entry.published),
        );
    }
    out.push_str("</rdf:RDF>\n");
    out
}

pub(super) fn xhtml(entries: &[Entry<'_>]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"vi\">\n\
         <title>Phòng mẫu</title>\n<id>tag:phong.example.vn,2024:feed</id>\n<updated>2024-03-05T08:30:00+07:00</updated>\n\
         <link href=\"https://phong.example.vn/\"/>\n",
    );
    for mut entry in each(entries) {
        let link = format!("https://phong.example.vn/tin/{}", entry.number);
        let text = teaser(&entry, 400);
        let (first, second) = text.split_at(text.find(' ').map_or(0, |at| text.get(at..).map_or(0, |_| at)));
        let (first, second) = (escape(first), escape(second));
        let picture = if entry.draw.one_in(2) {
            format!(
                "<p><img src=\"https://phong.example.vn/anh/{}.jpg\" alt=\"\" width=\"300\" height=\"200\" /></p>",
                entry.number
            )
        } else {
            String::new()
        };
        let _ = write!(
            out,
            "<entry>\n<title type=\"text\">{}</title>\n<id>tag:phong.example.vn,2024:{}</id>\n<link href=\"{link}\"/>\n\
             <updated>{}</updated>\n<author><name>Văn phòng</name></author>\n<summary type=\"xhtml\"><div \
             xmlns=\"http://www.w3.org/1999/xhtml\">{picture}<p><strong>{first}</strong>{second}…</p><p><a href=\"{link}\">Xem \
             tiếp</a></p></div></summary>\n</entry>\n",
            escape(&entry.article.title),
            entry.number,
            rfc3339(entry.published),
        );
    }
    out.push_str("</feed>\n");
    out
}
