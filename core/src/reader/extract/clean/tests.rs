//! What surrounds an article is dropped; sentences and sections that only resemble it stay.

use super::*;
use crate::reader::blocks;

fn trimmed(html: &str) -> String {
    render::plain(&trim(blocks::blocks(html, Some("https://so.vidu.example/")), "Tên bài viết"))
}

#[test]
fn title_date_and_site_before_the_text_are_dropped() {
    let html = "<div>Cổng thông tin điện tử tỉnh Mẫu</div><b>TÊN BÀI VIẾT</b><br>Ngày đăng: 02/06/2026<br>Đoạn đầu.<p>Đoạn hai.</p>";
    assert_eq!(trimmed(html), "Đoạn đầu.\nĐoạn hai.");
}

#[test]
fn a_label_with_links_after_it_ends_the_article() {
    assert_eq!(
        trimmed("<p>Đoạn.</p><p><b>Tin liên quan:</b></p><ul><li><a href=/1>Một bài khác</a> (1/2)</li></ul>"),
        "Đoạn."
    );
    assert_eq!(
        trimmed("<p>Đoạn.</p><h3>Xem thêm</h3><p>Phần này là lời văn của chính bài viết, không dẫn đi đâu.</p>")
            .lines()
            .count(),
        3
    );
}

#[test]
fn a_sentence_that_begins_like_furniture_stays() {
    let html = "<p>Chia sẻ kinh nghiệm trồng nấm là việc nên làm.</p><p>Lượt xem: 120</p><p>In bài viết</p>";
    assert_eq!(trimmed(html), "Chia sẻ kinh nghiệm trồng nấm là việc nên làm.");
}

#[test]
fn names_of_furniture_are_seen_in_every_spelling() {
    let document = Document::from(
        "<body class='has-sidebar'><div class=TinLienQuan>a</div><div id=post_share>b</div><div class=relatedNews>c</div>\
         <div class=shareholder-report>văn bản dài của chính bài viết này</div><div class=no-sidebar>nội dung chính của trang này</div></body>",
    );
    remove_furniture(&document);
    let text = document.text();
    assert!(!text.contains(['c']) || !text.contains("ac"), "{text}");
    assert!(text.contains("văn bản dài") && text.contains("nội dung chính"));
}

#[test]
fn what_holds_most_of_the_text_is_no_furniture_whatever_it_is_called() {
    let document =
        Document::from("<div class=widget>Toàn bộ bài viết nằm trong khối có tên không hợp với nội dung của nó.</div>");
    remove_furniture(&document);
    assert!(document.text().contains("Toàn bộ bài viết"));
}
