//! Placeholders become what a real portal would write.
use super::*;

/// Thursday 14/03/2024 09:30 in Việt Nam.
const NOW: Timestamp = Timestamp::from_unix(1_710_383_400);

#[test]
fn dates_are_written_relative_to_now_in_every_form() {
    let text = "{{BASE}}/tin {{DATE:rfc822:-2h}} | {{DATE:rfc3339:-1d}} | {{DATE:vi-time:-30m}} | {{DATE:vi:+9d}} | {{DATE:rfc822-wrong-weekday:-2h}}";
    assert_eq!(
        fill(text, "http://127.0.0.1:1", NOW).unwrap(),
        "http://127.0.0.1:1/tin Thu, 14 Mar 2024 07:30:00 +0700 | 2024-03-13T09:30:00+07:00 | 14/03/2024 09:00 | 23/03/2024 \
         | Sun, 14 Mar 2024 07:30:00 +0700"
    );
}

#[test]
fn a_placeholder_nobody_defined_is_an_error_and_not_served() {
    assert!(fill("{{WHAT}}", "", NOW).is_err());
    assert!(fill("{{DATE:rfc822:soon}}", "", NOW).is_err());
    assert!(fill("{{BASE", "", NOW).is_err());
}

#[test]
fn every_sample_file_can_be_served() {
    let files = load(&samples_dir(), "http://127.0.0.1:1", NOW).unwrap();
    for path in ["/feeds/rss2.xml", "/feeds/atom.xml", "/feeds/feed.json", "/feeds/rdf.xml", "/feeds/damaged.xml"] {
        assert!(files.iter().any(|file| file.path == path), "{path}");
    }
    assert!(files.iter().any(|file| file.path.starts_with("/tin/")));
}
