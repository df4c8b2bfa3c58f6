//! How a typed line is read: phrases, exclusions, an open quotation, any text at all.

use proptest::prelude::*;

use super::*;

fn shown(terms: &[Term]) -> String {
    terms.iter().map(|term| term.exact().unwrap()).collect::<Vec<_>>().join(" ")
}

fn read(text: &str) -> (String, Vec<String>, Vec<String>, LastWord) {
    let query = Query::parse(text);
    let words: Vec<Term> = query.words.iter().map(|word| word.term.clone()).collect();
    let all = |lists: &[Vec<Term>]| lists.iter().map(|terms| shown(terms)).collect();
    (shown(&words), all(&query.phrases), all(&query.excluded), query.last)
}

fn expect(text: &str, words: &str, phrases: &[&str], excluded: &[&str], last: LastWord) {
    let own = |list: &[&str]| list.iter().map(|&item| item.to_owned()).collect::<Vec<_>>();
    assert_eq!(read(text), (words.to_owned(), own(phrases), own(excluded), last), "{text}");
}

#[test]
fn phrases_and_exclusions_are_told_from_plain_words() {
    use LastWord::{Finished, Open};
    expect("Một cửa", "một cửa", &[], &[], Open);
    expect("một cửa ", "một cửa", &[], &[], Finished);
    expect("\"một cửa\" xã", "một cửa xã", &["một cửa"], &[], Open);
    expect("“một cửa”", "một cửa", &["một cửa"], &[], Finished);
    expect("thuế -đất", "thuế", &[], &["đất"], Finished);
    expect("thuế -\"sử dụng đất\" xe", "thuế xe", &[], &["sử dụng đất"], Open);
    expect("COVID-19 - phòng", "covid 19 phòng", &[], &[], Open);
    expect("-", "", &[], &[], Finished);
    expect("-\"", "", &[], &[], Finished);
}

#[test]
fn a_quotation_still_open_is_plain_text() {
    expect("\"một cửa", "một cửa", &[], &[], LastWord::Open);
    expect("xe -\"một cửa", "xe một cửa", &[], &[], LastWord::Open);
}

#[test]
fn a_part_after_a_phrase_is_no_neighbour_of_it() {
    let query = Query::parse("\"một cửa\" xã");
    assert_eq!(query.words.iter().map(|word| word.breaks).collect::<Vec<_>>(), [true, false, true]);
}

#[test]
fn one_marked_word_makes_unmarked_phrases_exact() {
    assert_eq!(Query::parse("\"mot cua\"").spelling(), Spelling::Folded);
    assert_eq!(Query::parse("\"mot cua\" thuế").spelling(), Spelling::Exact);
}

#[test]
fn a_very_long_query_is_cut_not_refused() {
    assert_eq!(Query::parse(&"chữ ".repeat(5_000)).words.len(), MAX_WORDS);
    assert_eq!(Query::parse(&"-\"".repeat(5_000)).words.len(), 0);
}

#[test]
fn a_word_with_a_capital_letter_that_is_not_due_is_a_name() {
    let names = |text: &str| {
        let query = Query::parse(text);
        let named = query.words.iter().zip(query.names()).filter(|(_, name)| *name);
        named.map(|(word, _)| query.text[word.range.clone()].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names("Ai là vợ của Barack Obama"), ["Barack", "Obama"]);
    assert_eq!(names("Hồ Ngọc Hà sinh năm nào?"), ["Hồ", "Ngọc", "Hà"]);
    assert_eq!(names("Điều kiện cấp phép. Thủ tục gồm gì"), [""; 0]);
    assert_eq!(names("THỦ TỤC CẤP PHÉP"), [""; 0]);
    assert_eq!(names("Bắc Giang"), [""; 0]);
    assert_eq!(names("bắc giang có gì"), [""; 0]);
}

proptest! {
    #[test]
    fn any_text_is_a_query(text: String) {
        let query = Query::parse(&text);
        for word in &query.words {
            prop_assert!(text.get(word.range.clone()).is_some());
        }
    }

    #[test]
    fn operators_in_any_order_are_a_query(text in "[-\" “”«»a\\n.đ]{0,30}") {
        Query::parse(&text);
    }
}
