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

proptest! {
    #[test]
    fn never_too_long_never_off_a_character(text in "(một|mo|độ|mặn|a{200}|\\.|\n| |👍|e\u{323}\u{302}){0,120}", query in "[a-zđộmặn ]{0,12}") {
        let got = of(&text, &query);
        prop_assert!(got.text.chars().count() <= MAX_CHARS);
        prop_assert_eq!(got.text.len(), got.source.len());
        prop_assert!(text.get(got.source.clone()).is_some());
        for range in &got.highlights {
            prop_assert!(got.text.get(range.clone()).is_some());
        }
    }
}
