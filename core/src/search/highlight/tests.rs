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

#[test]
fn another_name_of_what_was_typed_is_marked_word_by_word() {
    let text = "Căn cước công dân gắn chíp; công dân tốt; căn cứ.";
    assert_eq!(marked(text, "CCCD"), ["Căn", "cước", "công", "dân"], "a part of the name is not the name");
    assert_eq!(marked("Làm CCCD ở xã, không phải CCC", "căn cước công dân "), ["CCCD"]);
    let text = "Cấp đổi giấy phép lái xe trực tuyến";
    assert_eq!(marked(text, "đổi bằng lái "), ["đổi", "giấy", "phép", "lái", "xe"]);
    assert_eq!(marked("Giấy. Phép lái xe", "bằng lái "), ["lái"], "no name goes over the end of a sentence");
}

#[test]
fn another_name_is_no_less_than_letters_with_other_marks() {
    let text = "Bảng giá giấy phép lái xe";
    assert_eq!(marked(text, "bằng lái "), ["giấy", "phép", "lái", "xe"], "bảng is not what was meant");
    assert_eq!(marked("Bảng giá lái xe", "bằng lái "), ["Bảng", "lái"]);
    let both = "Bằng lái là giấy phép lái xe";
    assert_eq!(marked(both, "bằng lái "), ["Bằng", "lái", "giấy", "phép", "lái", "xe"]);
}

#[test]
fn how_close_a_place_is_says_whether_it_is_typed_or_called_so() {
    let matcher = Matcher::new(&Query::parse("đổi bằng lái "));
    let kinds: Vec<Closeness> =
        highlight("Đổi giấy phép lái xe", &matcher).into_iter().map(|found| found.closeness).collect();
    assert_eq!(
        kinds,
        [Closeness::Exact, Closeness::OtherName, Closeness::OtherName, Closeness::Exact, Closeness::OtherName]
    );
}

#[test]
fn a_number_is_one_place_however_it_is_written() {
    let text = "Kế hoạch số 128/KH-UBND về 128 hộ; Kế hoạch 12/KH-UBND.";
    for query in ["128/KH-UBND", "128 kh ubnd", "128-kh-ubnd "] {
        assert_eq!(marked(text, query), ["128/KH-UBND"], "{query}: neither its digits elsewhere nor another number");
    }
    assert_eq!(marked("Theo QĐ 28 / 2018 / QĐ - TTg năm 2018", "28/2018/qdttg "), ["28 / 2018 / QĐ - TTg"]);
}

#[test]
fn where_a_number_does_not_stand_its_words_are_marked() {
    assert_eq!(marked("128 hộ được UBND xã hỗ trợ", "128/KH-UBND "), ["128", "UBND"]);
    let asked = "12/2018 ";
    assert_eq!(marked("Quyết định 12/2018/QĐ-UBND, tháng 12", asked), ["12/2018/QĐ-UBND", "12"], "may be a month");
}

#[test]
fn names_and_numbers_are_exact_in_decomposed_text() {
    let text: String = "Mất căn cước công dân theo Nghị định 59/2022/NĐ-CP".nfd().collect();
    let shown =
        |query: &str| -> Vec<String> { marked(&text, query).into_iter().map(|word| word.nfc().collect()).collect() };
    assert_eq!(shown("cccd "), ["căn", "cước", "công", "dân"]);
    assert_eq!(shown("59/2022/nd-cp "), ["59/2022/NĐ-CP"]);
}

proptest! {
    #[test]
    fn any_mix_of_names_and_numbers_gives_ranges_of_the_text(
        text in "(căn cước công dân|giấy |phép lái xe|28/2018/QĐ-TTg|128/KH-UBND|CCCD|bằng lái|\\. | |\n|e\u{323}|x){0,20}",
        query in "(cccd|bằng lái|đổi bằng lái|28/2018|128 kh ubnd|qđ 28/2018/qđ-ttg|căn cước công dân| ){0,4}",
    ) {
        let matcher = Matcher::new(&Query::parse(&query));
        let mut after = 0;
        for found in highlight(&text, &matcher) {
            prop_assert!(found.range.start >= after && found.range.end > found.range.start);
            prop_assert!(text.get(found.range.clone()).is_some());
            after = found.range.end;
        }
    }


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
