//! A snippet is a piece of the text itself, bounded, cut on characters, at the place that answers the query best.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;
use crate::search::Query;

const BODY: &str = "Sáng nay trời trong. Cơ quan quản lý cho biết đợt khảo sát kéo dài ba tuần ở hai huyện miền núi phía tây.\n\
    Nhóm kỹ sư lắp mười hai trạm đo độ mặn dọc theo con sông, mỗi trạm gửi số liệu về trung tâm sau mười phút. \
    Bà con có thể xem độ mặn ngay trên điện thoại trước khi mở cống lấy nước vào ruộng.";

fn of(text: &str, query: &str) -> Snippet {
    snippet(text, &Matcher::new(&Query::parse(query)))
}

fn marked(snippet: &Snippet) -> Vec<&str> {
    snippet.highlights.iter().map(|range| snippet.text.get(range.clone()).unwrap()).collect()
}

#[test]
fn it_shows_the_place_with_the_most_words_of_the_query_from_its_sentence_on() {
    let got = of(BODY, "tram do do man ");
    assert!(got.text.starts_with("Nhóm kỹ sư lắp"), "{}", got.text);
    assert_eq!(marked(&got), ["trạm", "đo", "độ", "mặn", "trạm", "độ", "mặn"]);
    assert!(!got.starts_inside && got.ends_inside);
}

#[test]
fn it_is_the_text_itself() {
    let got = of(BODY, "điện thoại ");
    assert_eq!(got.text, BODY.get(got.source.clone()).unwrap().replace('\n', " "));
    assert_eq!(marked(&got), ["điện", "thoại"]);
}

#[test]
fn decomposed_text_gives_exact_offsets() {
    let body: String = BODY.nfd().collect();
    let got = of(&body, "cống lấy nước ");
    let shown: Vec<String> = marked(&got).into_iter().map(|word| word.nfc().collect()).collect();
    assert_eq!(shown, ["cống", "lấy", "nước"]);
}

#[test]
fn without_a_match_it_is_the_beginning() {
    let got = of(BODY, "xyzzy ");
    assert!(BODY.replace('\n', " ").starts_with(&got.text) && got.highlights.is_empty() && got.ends_inside);
    assert_eq!(of("", "gì ").text, "");
    assert_eq!(
        of("Hết.", "gì "),
        Snippet {
            text: "Hết.".into(),
            source: 0.."Hết.".len(),
            highlights: vec![],
            starts_inside: false,
            ends_inside: false
        }
    );
}

#[test]
fn one_endless_word_is_cut_on_a_character() {
    let got = of(&"ệ".repeat(1_000), "gì ");
    assert_eq!(got.text.chars().count(), MAX_CHARS);
}

#[test]
fn it_shows_the_other_name_or_the_number_that_it_was_found_by() {
    let body = format!("{} Người dân nộp hồ sơ căn cước công dân tại xã.", "Chuyện khác dài dòng ở đây. ".repeat(20));
    let got = of(&body, "làm CCCD ");
    assert_eq!(got.text, "Người dân nộp hồ sơ căn cước công dân tại xã.");
    assert_eq!(marked(&got), ["căn", "cước", "công", "dân"]);
    let body = format!("{} Theo Kế hoạch số 128/KH-UBND ngày 3 tháng 5.", "UBND xã có 128 hộ khá. ".repeat(20));
    let got = of(&body, "128 kh ubnd ");
    assert_eq!(got.text, "Theo Kế hoạch số 128/KH-UBND ngày 3 tháng 5.");
    assert_eq!(marked(&got), ["128/KH-UBND"]);
}

#[test]
fn it_ends_with_a_sentence_where_one_ends_shortly_before_the_cut() {
    let sentence = "Độ mặn đo được sáng nay ở cống ngăn sông là hai phần nghìn, thấp hơn hôm qua một chút và vẫn dùng được cho vườn cây ăn trái.";
    let text = format!("{sentence} Ngày mai đo lại ở ba nơi khác nữa trên sông, rồi báo cho bà con.");
    let got = of(&text, "độ mặn ");
    assert_eq!(got.text, sentence);
    assert!(got.ends_inside);
    let got = of(&text, "độ mặn ngày mai ");
    assert!(got.text.contains("Ngày mai"), "but not before what was found: {}", got.text);
}

#[test]
fn a_text_without_words_shows_its_beginning() {
    let text = "👨\u{200d}👩\u{200d}👧".repeat(60);
    let got = of(&text, "gì ");
    assert_eq!((got.source.start, got.text.chars().count()), (0, MAX_CHARS), "32 families of five characters");
    let text = format!("x{}", "👍🏽".repeat(200));
    let got = of(&text, "gì ");
    assert!(got.text.ends_with('x') || got.text.ends_with("👍🏽"), "never without its colour: {}", got.text);
}

#[test]
fn a_letter_keeps_its_marks_where_a_word_is_cut() {
    let text = "e\u{302}\u{323}".repeat(300);
    let got = of(&text, "gì ");
    assert!(got.text.chars().count() > MAX_CHARS - 3 && got.text.ends_with('\u{323}'));
    let tower = format!("a{} b", "\u{301}".repeat(500));
    assert_eq!(of(&tower, "gì ").text, "", "one character that is longer than a snippet is not cut either");
}

proptest! {
    #[test]
    fn never_too_long_never_inside_a_character(
        text in "(một|mo|độ|mặn|a{200}|\\.|\n| |👍|👩\u{200d}👧|🇻🇳|1\u{fe0f}\u{20e3}|căn cước công dân|e\u{323}\u{302}){0,120}",
        query in "([a-zđộmặn ]{0,12}|cccd )",
    ) {
        let got = of(&text, &query);
        let graphemes = unicode_segmentation::UnicodeSegmentation::grapheme_indices(text.as_str(), true);
        let boundaries: Vec<usize> = graphemes.map(|(at, _)| at).chain([text.len()]).collect();
        prop_assert!(boundaries.contains(&got.source.end), "{:?}", got.source);
        prop_assert!(got.text.chars().count() <= MAX_CHARS);
        prop_assert_eq!(got.text.len(), got.source.len());
        prop_assert!(text.get(got.source.clone()).is_some());
        for range in &got.highlights {
            prop_assert!(got.text.get(range.clone()).is_some());
        }
    }
}
