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
fn a_very_long_query_is_cut_not_refused_and_says_so() {
    let many: String = (0..5_000).map(|number| format!("chữ{number} ")).collect();
    let query = Query::parse(&many);
    assert_eq!((query.words.len(), query.extent, query.last), (MAX_WORDS, Extent::Beginning, LastWord::Finished));
    let endless = Query::parse(&"chữ".repeat(5_000));
    assert_eq!((endless.words.len(), endless.extent), (1, Extent::Beginning));
    assert_eq!(endless.typed.chars().count(), MAX_CHARS);
    let excluded: String = (0..100).map(|number| format!("-chữ{number} ")).collect();
    assert_eq!(Query::parse(&excluded).excluded.len(), MAX_WORDS);
    let long: String = (0..MAX_WORDS).map(|number| format!("chữ{number} ")).collect();
    assert_eq!((Query::parse(&long).words.len(), Query::parse(&long).extent), (MAX_WORDS, Extent::Whole));
    assert_eq!(Query::parse(&"-\"".repeat(5_000)).words.len(), 0);
}

#[test]
fn a_word_with_a_capital_letter_that_is_not_due_is_a_name() {
    let names = |text: &str| {
        let query = Query::parse(text);
        let named = query.words.iter().zip(query.names()).filter(|(_, name)| *name);
        named.filter_map(|(word, _)| query.text.get(word.range.clone())).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(names("Ai là vợ của Barack Obama"), ["Barack", "Obama"]);
    assert_eq!(names("Hồ Ngọc Hà sinh năm nào?"), ["Hồ", "Ngọc", "Hà"]);
    assert_eq!(names("Điều kiện cấp phép. Thủ tục gồm gì"), [""; 0]);
    assert_eq!(names("THỦ TỤC CẤP PHÉP"), [""; 0]);
    assert_eq!(names("Bắc Giang"), [""; 0]);
    assert_eq!(names("bắc giang có gì"), [""; 0]);
}

#[test]
fn a_word_said_over_and_over_counts_four_times() {
    let query = Query::parse(&format!("{}đường làng", "đất ".repeat(40)));
    assert_eq!(query.words.len(), MAX_REPEATS + 2);
    let gaps: Vec<bool> = query.words.iter().map(|word| word.breaks).collect();
    assert_eq!(gaps, [true, false, false, false, true, false], "đường is no neighbour of a word that is left out");
    assert_eq!(Query::parse("xã hội xã hội xã hội").words.len(), 6);
}

#[test]
fn of_many_numbers_the_first_count() {
    let text: String = (1..200).map(|number| format!("{number}/2018/QĐ-TTg ")).collect();
    assert_eq!(Query::parse(&text).numbers.len(), MAX_NUMBERS);
}

#[test]
fn text_from_before_unicode_is_turned_back() {
    let query = Query::parse("chuyÓn giao c«ng nghÖ");
    assert_eq!((query.typed.as_str(), query.text.as_str()), ("chuyÓn giao c«ng nghÖ", "chuyển giao công nghệ"));
    assert!(query.phrases.is_empty(), "« is no quotation mark here");
    assert_eq!(Query::parse("chuyeån giao coâng ngheä").text, "chuyển giao công nghệ");
}

#[test]
fn too_little_of_it_is_a_guess_only() {
    let query = Query::parse("nghÖ");
    assert_eq!(query.text, "nghÖ");
    assert!(query.guesses.iter().any(|guess| guess.text == "nghệ" && guess.typed == "nghÖ"), "{:?}", query.guesses);
    for right in ["nghệ", "thé", "«một cửa»", "«mot cua»", "café", "Đà Nẵng", "naïveté", "👍", "nghe", "²", "5 m²"]
    {
        let query = Query::parse(right);
        assert_eq!((query.text.as_str(), query.guesses.len()), (right, 0), "{right}");
    }
}

#[test]
fn a_character_that_spells_nothing_is_no_word() {
    for text in ["\u{3040}", "・", "\u{2ffff}", "\u{200b}\u{200d}", "\u{202e}", "\u{301}\u{323}", "👨\u{200d}👩"] {
        assert!(Query::parse(text).is_empty(), "{text:?}");
    }
    assert!(Query::parse(" \u{200b}\u{feff}\u{202e}\n").is_blank() && !Query::parse("👍").is_blank());
}

proptest! {
    #[test]
    fn any_text_is_a_query(text: String) {
        let query = Query::parse(&text);
        for word in &query.words {
            prop_assert!(query.text.get(word.range.clone()).is_some());
            prop_assert!(!word.term.folded.is_empty());
        }
    }

    #[test]
    fn operators_in_any_order_are_a_query(text in "[-\" “”«»a\\n.đ]{0,30}") {
        Query::parse(&text);
    }
}
