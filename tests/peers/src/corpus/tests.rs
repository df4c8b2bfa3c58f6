//! The corpus of the benches is what it claims: every style reads back whole, and equal articles give equal bytes.

use app4g_core::feed::{self, Context};
use app4g_core::text::markup::plain_text;

use super::*;

fn articles() -> Vec<Article> {
    let body = "Đoạn thứ nhất nói về \"giống lúa\" & nước < 5 độ.\nĐoạn thứ hai dài hơn một chút để có chỗ cho chữ đậm và liên kết.";
    (0..3).map(|number| Article { title: format!("Tin số {number}: \"mở đầu\" & kết"), body: body.repeat(4) }).collect()
}

#[test]
fn every_style_is_read_back_with_its_titles_links_dates_and_first_words() {
    let articles = articles();
    let entries: Vec<Entry<'_>> = (0..).zip(&articles).map(|(number, article)| entry(number, article)).collect();
    for style in STYLES {
        let written = (style.write)(&entries);
        let context = Context { content_type: None, base_url: Some("https://tin.example.vn/rss"), now: None };
        let feed = feed::parse(written.as_bytes(), &context).expect(style.name);
        assert_eq!(feed.items.len(), 3, "{}", style.name);
        for (item, article) in feed.items.iter().zip(&articles) {
            assert_eq!(item.title, article.title, "{}", style.name);
            assert!(item.link.is_some(), "{}", style.name);
            assert!(item.published.or(item.updated).is_some(), "{}", style.name);
            let text = item.content.as_ref().or(item.summary.as_ref()).map(|html| plain_text(&html.html));
            let text = text.expect(style.name);
            assert!(text.contains("Đoạn thứ nhất nói về"), "{}: {text}", style.name);
            assert!(text.contains("nước < 5 độ"), "{}: {text}", style.name);
            assert!(!text.contains("&lt;") && !text.contains("/p>"), "{}: {text}", style.name);
        }
    }
}

#[test]
fn full_text_styles_carry_the_end_of_the_article_and_summaries_do_not() {
    let articles = [Article { title: "Tin".into(), body: format!("{}.\nHết bài ở đây", "dài ".repeat(400)) }];
    let entries = [entry(0, &articles[0])];
    for style in STYLES {
        let carried = (style.write)(&entries).contains("Hết bài ở");
        assert_eq!(carried, style.kind != Kind::Summary && style.name != "liferay", "{}", style.name);
    }
}

#[test]
fn the_same_articles_give_the_same_bytes() {
    let articles = articles();
    let entries: Vec<Entry<'_>> = (0..).zip(&articles).map(|(number, article)| entry(number, article)).collect();
    for style in STYLES {
        assert_eq!((style.write)(&entries), (style.write)(&entries), "{}", style.name);
    }
}
