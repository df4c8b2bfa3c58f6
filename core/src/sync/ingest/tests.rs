//! What an item becomes: its id, its date, its texts.
use super::*;
use crate::model::SourceId;

const NOW: Timestamp = Timestamp::from_unix(1_710_383_400);

fn source() -> Source {
    Source { sample: true, ..Source::new(SourceId::new("so-khcn"), "Tin", "https://a.example/rss", NOW) }
}

fn item(guid: &str, link: Option<&str>, html: &str) -> Item {
    Item {
        guid: guid.into(),
        title: "Tập huấn".into(),
        link: link.map(str::to_owned),
        summary: Some(Html { html: html.into(), base: None }),
        ..Item::default()
    }
}

fn feed(items: Vec<Item>) -> Feed {
    let empty = "<rss version='2.0'><channel><title>Tin</title><item><title>a</title><link>https://a.example/0</link></item></channel></rss>";
    let mut feed = crate::feed::parse(empty.as_bytes(), &crate::feed::Context::default()).unwrap();
    feed.items = items;
    feed
}

#[test]
fn an_article_has_one_id_whichever_source_shows_it() {
    let feed = feed(vec![item("1", Some("https://a.example/tin/1?utm_source=rss"), "x")]);
    let here = records(&feed, &source(), UrlUse::Unique, NOW);
    let other = Source { id: SourceId::new("bao"), ..source() };
    let there = records(&feed, &other, UrlUse::Unique, NOW);
    assert_eq!(here[0].record.envelope.id, there[0].record.envelope.id);
}

#[test]
fn items_that_share_a_url_are_told_apart_by_their_guid() {
    let feed = feed(vec![item("1", Some("https://a.example/tin"), "x"), item("2", Some("https://a.example/tin"), "y")]);
    assert_eq!(url_use(&feed), UrlUse::Shared);
    let records = records(&feed, &source(), UrlUse::Shared, NOW);
    assert_eq!(records.len(), 2);
    assert_ne!(records[0].record.envelope.id, records[1].record.envelope.id);
    assert_eq!(records[0].other_id, records[1].other_id, "the alias is the id both had before");
}

#[test]
fn an_item_listed_twice_is_one_article_and_keeps_urls_unique() {
    let feed = feed(vec![item("1", Some("https://a.example/tin"), "x"), item("1", Some("https://a.example/tin"), "x")]);
    assert_eq!(url_use(&feed), UrlUse::Unique);
    assert_eq!(records(&feed, &source(), UrlUse::Unique, NOW).len(), 1);
}

#[test]
fn the_front_page_names_no_article() {
    let feed = feed(vec![item("1", Some("https://a.example/"), "x"), item("2", Some("https://a.example/"), "y")]);
    let records = records(&feed, &source(), UrlUse::Unique, NOW);
    assert_ne!(records[0].record.envelope.id, records[1].record.envelope.id);
}

#[test]
fn an_item_without_a_date_is_dated_by_its_first_sight_and_says_so() {
    let records = records(&feed(vec![item("1", None, "x")]), &source(), UrlUse::Unique, NOW);
    assert_eq!(records[0].record.envelope.published, NOW);
    assert_eq!(records[0].record.data.flags, ["date_missing"]);
}

#[test]
fn feed_items_are_revision_one_new_and_have_no_unit() {
    let records = records(&feed(vec![item("1", None, "x")]), &source(), UrlUse::Unique, NOW);
    let envelope = &records[0].record.envelope;
    assert_eq!((envelope.rev, envelope.change.clone(), envelope.unit.clone()), (1, Change::new(), None));
    assert!(envelope.sample, "a sample source makes sample articles");
    assert!(records[0].record.data.topics.is_empty());
}

#[test]
fn a_long_summary_is_the_full_text_and_a_short_one_is_not() {
    let long = "Nội dung bài viết. ".repeat(60);
    let articles =
        records(&feed(vec![item("1", None, "Tóm tắt"), item("2", None, &long)]), &source(), UrlUse::Unique, NOW);
    assert_eq!(articles[0].record.data.fulltext, Fulltext::None);
    assert_eq!(articles[1].record.data.fulltext, Fulltext::Feed);
}

#[test]
fn a_lead_is_plain_bounded_and_ends_at_a_word() {
    let lead = cut(&"nghiên cứu ".repeat(100), LEAD_CHARS);
    assert!(lead.chars().count() <= LEAD_CHARS + 1);
    assert!(lead.ends_with("nghiên…") || lead.ends_with("cứu…"), "{lead}");
    let articles = records(&feed(vec![item("1", None, "<p>A &amp; <b>B</b></p>")]), &source(), UrlUse::Unique, NOW);
    assert_eq!(articles[0].record.data.lead.as_deref(), Some("A & B"));
}

#[test]
fn an_item_without_a_title_is_known_by_its_text() {
    let untitled = Item { title: String::new(), ..item("1", None, "<p>Sáng nay mưa to</p>") };
    let articles = records(&feed(vec![untitled]), &source(), UrlUse::Unique, NOW);
    assert_eq!(articles[0].record.data.title, "Sáng nay mưa to");
}
