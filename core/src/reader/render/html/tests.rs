//! HTML rendered from blocks reads back as the same blocks, and no text breaks out of its place.

use crate::reader::block::{Marks, Picture};
use crate::reader::blocks;

use super::*;

#[test]
fn what_was_read_is_written_again() {
    let fragment = "<h2>Mục</h2><p>Một <strong>hai</strong><br>ba</p><ul><li>x</li></ul><blockquote><p>y</p></blockquote>\
                    <table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td colspan=\"2\">1</td></tr></tbody></table><hr>\
                    <pre><code>c &lt; d</code></pre>";
    assert_eq!(html(&blocks(fragment, None)), fragment);
}

#[test]
fn nothing_breaks_out_of_an_attribute_or_a_text() {
    let picture = Picture { url: "https://a.example/\"><script>".into(), alt: "\"<&".into(), ..Picture::default() };
    let out = html(&[Block::Image(picture), Block::Paragraph { spans: vec![Span::plain("</p><script>x")] }]);
    assert!(!out.contains("<script"));
    assert!(out.contains("alt=\"&quot;&lt;&amp;\""));
}

#[test]
fn looks_are_closed_in_the_order_they_were_opened() {
    let span = Span { marks: Marks::NONE.with(Mark::Bold).with(Mark::Sup), ..Span::plain("x") };
    assert_eq!(html(&[Block::Paragraph { spans: vec![span] }]), "<p><strong><sup>x</sup></strong></p>");
}
