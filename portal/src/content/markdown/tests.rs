//! Markdown of editors.
use app4g_core::reader::{Sanitiser, blocks};

use super::*;

fn read(markdown: &str) -> (String, Vec<(usize, String, &'static str)>) {
    let mut refused = Vec::new();
    let sanitiser = Sanitiser::new(None);
    let html = html(markdown, &sanitiser, &mut |line, piece, cause| refused.push((line, piece.to_owned(), cause.key)));
    (html, refused)
}

#[test]
fn a_body_becomes_what_readers_draw() {
    let (html, refused) =
        read("Đợt nhận **45 ngày**.\n\n## Lý do\n\n| Lý do | Số |\n|---|---|\n| Thiếu | 8 |\n\n- một\n- hai\n");
    assert_eq!(refused, []);
    assert_eq!(blocks(&html, None).len(), 4, "{html}");
    assert_eq!(Sanitiser::new(None).clean(&html), html);
}

#[test]
fn raw_html_images_and_links_to_nowhere_are_refused_with_their_line() {
    let (_, refused) =
        read("Một dòng.\n\n<div>x</div>\n\nẢnh ![vườn](vuon.jpg) và <b>đậm</b>, [bài khác](bai-khac.md).");
    let told: Vec<(usize, &str)> = refused.iter().map(|(line, _, cause)| (*line, *cause)).collect();
    assert_eq!(
        told,
        [
            (2, "content.raw_html"),
            (4, "content.image_in_body"),
            (4, "content.raw_html"),
            (4, "content.raw_html"),
            (4, "content.link_nowhere"),
        ]
    );
}

#[test]
fn a_number_smaller_than_another_is_no_html() {
    let (html, refused) = read("Với p < 0,05 và KH&CN.");
    assert_eq!(refused, []);
    assert_eq!(html, "<p>Với p &lt; 0,05 và KH&amp;CN.</p>");
}
