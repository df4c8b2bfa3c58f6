//! The doctor names what is wrong and leaves a sound feed in peace.

use super::*;

const NOW: Timestamp = Timestamp::from_unix(1_710_383_400);
const BASE: &str = "https://a.example/rss";

fn feed(date: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel><title>Tin</title>\
         <link>https://a.example/</link><description>Tin tức</description><item><title>Một</title>\
         <link>https://a.example/1</link><guid>https://a.example/1</guid><description>Nội dung</description>\
         <pubDate>{date}</pubDate></item></channel></rss>"
    )
}

fn sound() -> Transport {
    Transport {
        url: BASE.into(),
        moved_to: None,
        content_type: Some("application/rss+xml; charset=utf-8".into()),
        has_validator: true,
    }
}

fn codes(bytes: &str, transport: &Transport) -> Vec<&'static str> {
    examine(bytes.as_bytes(), Some(transport), BASE, NOW).unwrap().findings.iter().map(|f| f.code).collect()
}

#[test]
fn a_sound_feed_has_no_findings() {
    assert_eq!(codes(&feed("Thu, 14 Mar 2024 08:00:00 +0700"), &sound()), Vec::<&str>::new());
}

#[test]
fn a_forgotten_feed_is_told_apart() {
    assert_eq!(codes(&feed("Sat, 14 Jan 2023 08:00:00 +0700"), &sound()), ["stale"]);
}

#[test]
fn what_the_server_does_badly_is_said() {
    let bad = Transport {
        url: "http://a.example/rss".into(),
        moved_to: Some("https://b.example/rss".into()),
        content_type: Some("text/html".into()),
        has_validator: false,
    };
    assert_eq!(
        codes(&feed("Thu, 14 Mar 2024 08:00:00 +0700"), &bad),
        ["moved", "no_https", "no_validator", "media_type"]
    );
}

#[test]
fn a_damaged_feed_is_read_and_its_damage_named() {
    let damaged = feed("Thu, 14 Mar 2024 08:00:00 +0700").replace("Nội dung", "A & B");
    assert!(codes(&damaged, &sound()).contains(&"bare_ampersand"));
}

#[test]
fn an_empty_feed_is_said_to_be_empty_once() {
    let empty = "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel><title>Tin</title>\
         <link>https://a.example/</link><description>Tin tức</description></channel></rss>";
    assert_eq!(codes(empty, &sound()), ["no_items"]);
}
