//! Segments are sentences of bounded length that know their place in the article, and no word is lost between them.

use proptest::prelude::*;

use super::*;
use crate::reader::blocks;

fn of(html: &str) -> Vec<Segment> {
    segments(&blocks(html, None))
}

fn spoken(html: &str) -> Vec<String> {
    of(html).into_iter().map(|segment| segment.spoken).collect()
}

#[test]
fn sentences_are_segments_and_know_their_place() {
    let found = of("<h2>Mục 1</h2><p>Câu đầu. Câu hai?</p>");
    assert_eq!(found[0].kind, SegmentKind::Heading);
    assert_eq!(found[0].spoken, "Mục một");
    assert_eq!((found[2].written.as_str(), found[2].block, found[2].offset), ("Câu hai?", 1, 9));
}

#[test]
fn the_point_of_an_abbreviation_ends_no_sentence() {
    assert_eq!(
        spoken("<p>TS. Lan và PGS.TS. Bình về TP. Mẫu. Họ họp.</p>"),
        ["tiến sĩ Lan và phó giáo sư tiến sĩ Bình về thành phố Mẫu.", "Họ họp."]
    );
    assert_eq!(spoken("<p>Ngân sách 1.912 tỷ đồng.</p>").len(), 1);
}

#[test]
fn a_row_names_its_columns() {
    assert_eq!(
        spoken("<table><tr><th>Giống<th>Năng suất<tr><td>A<td>5,1 tấn/ha</table>"),
        ["Giống: A, Năng suất: năm phẩy một tấn trên héc ta"]
    );
}

#[test]
fn items_of_a_numbered_list_say_their_number() {
    assert_eq!(spoken("<ol><li>Nộp hồ sơ<li>Chờ tin</ol>"), ["một, Nộp hồ sơ", "hai, Chờ tin"]);
}

#[test]
fn an_image_speaks_through_its_caption_and_code_is_silent() {
    let html = "<figure><img src=https://a.example/a.jpg alt=x><figcaption>Vườn ươm</figcaption></figure><pre>let x = 1;</pre>";
    let found = of(html);
    assert_eq!((found.len(), found[0].kind, found[0].spoken.as_str()), (1, SegmentKind::Image, "Vườn ươm"));
}

#[test]
fn a_sentence_without_end_is_cut_at_a_pause() {
    let found = of(&format!("<p>{}</p>", "một hai ba bốn, năm sáu bảy ".repeat(100)));
    assert!(found.len() > 5);
    assert!(found[0].written.ends_with(','));
}

proptest! {
    #[test]
    fn segments_are_bounded_and_lose_no_word(text in "([a-zđêế]{1,8}[ ,.?!]{1,2}|[a-z]{400}){0,80}") {
        let found = of(&format!("<p>{text}</p>"));
        prop_assert!(found.iter().all(|segment| segment.written.chars().count() <= MAX_SEGMENT));
        let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
        let written: String = found.iter().map(|segment| segment.written.as_str()).collect();
        prop_assert_eq!(letters(&written), letters(&text));
    }
}
