//! Invented ids.

use super::*;
use crate::feed::model::{Enclosure, Html};

fn with(text: &str, title: &str) -> Draft {
    let mut draft = Draft::default();
    draft.title.offer(0, title.to_owned());
    draft.summary.offer(0, Html { html: text.to_owned(), base: None });
    draft
}

#[test]
fn markup_and_the_end_of_a_long_text_do_not_matter() {
    let long = "chè ".repeat(200);
    assert_eq!(invented(&with(&long, "a")), invented(&with(&format!("<p>{long}</p><p>Cập nhật</p>"), "b")));
}

#[test]
fn a_file_is_known_by_its_address() {
    let mut draft = with("lời", "a");
    draft.enclosures.push(Enclosure { url: "http://a.example/1.mp3".to_owned(), ..Enclosure::default() });
    let first = invented(&draft);
    draft.summary = Default::default();
    assert_eq!(first, invented(&draft));
}
