//! Which words of a text answer a query, at exact offsets of the text as it is stored, composed or not.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;
use crate::search::Query;

fn marked<'a>(text: &'a str, query: &str) -> Vec<&'a str> {
    let matcher = Matcher::new(&Query::parse(query));
    highlight(text, &matcher).into_iter().map(|found| text.get(found.range).unwrap()).collect()
}

#[test]
fn words_typed_without_marks_are_found_with_any() {
    assert_eq!(marked("Bộ phận MỘT CỬA, một cua biển", "mot cua "), ["MỘT", "CỬA", "một", "cua"]);
}

#[test]
fn words_typed_with_marks_give_way_to_others_only_where_they_are_missing() {
    assert_eq!(marked("Ánh dương trên đường về", "đường "), ["đường"]);
    assert_eq!(marked("Ánh dương rực rỡ", "đường "), ["dương"]);
}

#[test]
fn offsets_are_those_of_the_decomposed_text_as_it_is() {
    let text: String = "Trạm quan trắc nước ở hạ lưu".nfd().collect();
    let shown: Vec<String> = marked(&text, "nuoc trắc ").into_iter().map(|word| word.nfc().collect()).collect();
    assert_eq!(shown, ["trắc", "nước"]);
}

#[test]
fn a_half_typed_word_marks_what_begins_like_it() {
    assert_eq!(marked("Chuyển giao công nghệ", "chuyển gi"), ["Chuyển", "giao"]);
    assert_eq!(marked("Gì cũng chuyển giao", "chuyển gi"), ["Gì", "chuyển"], "a whole word outdoes a longer one");
}

#[test]
fn both_places_of_the_tone_and_both_letters_i_are_the_same_word() {
    assert_eq!(marked("hòa bình, hoà nhạc, kĩ sư, kỹ thuật", "hoà kỹ "), ["hòa", "hoà", "kĩ", "kỹ"]);
}

#[test]
fn excluded_words_are_not_marked() {
    assert_eq!(marked("đất và nước", "nước -đất"), ["nước"]);
}

proptest! {
    #[test]
    fn any_text_and_any_query_give_ranges_of_the_text(text: String, query: String) {
        let matcher = Matcher::new(&Query::parse(&query));
        let mut after = 0;
        for found in highlight(&text, &matcher) {
            prop_assert!(found.range.start >= after && text.get(found.range.clone()).is_some());
            after = found.range.end;
        }
    }
}
