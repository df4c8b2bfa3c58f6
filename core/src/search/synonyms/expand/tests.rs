//! What a name stands for, and, as important, what is no name.

use proptest::prelude::*;

use super::*;
use crate::search::query::Query;

fn said(words: &[Term]) -> String {
    words.iter().filter_map(Term::exact).collect::<Vec<_>>().join(" ")
}

/// Other names with the words they stand for.
fn expanded(query: &str) -> Vec<(String, String)> {
    let query = Query::parse(query);
    let typed = |range: &Range<usize>| {
        said(&query.words[range.clone()].iter().map(|word| word.term.clone()).collect::<Vec<_>>())
    };
    Synonyms::shipped().expand(&query.words).iter().map(|e| (typed(&e.words), said(&e.phrase))).collect()
}

fn has(query: &str, phrase: &str) -> bool {
    let wanted = said(&Query::parse(phrase).words.into_iter().map(|word| word.term).collect::<Vec<_>>());
    expanded(query).iter().any(|(_, other)| *other == wanted)
}

#[test]
fn everyday_names_and_official_names_lead_to_one_another() {
    for (everyday, official) in [
        ("sổ đỏ", "giấy chứng nhận quyền sử dụng đất"),
        ("bằng lái", "giấy phép lái xe"),
        ("visa", "thị thực"),
        ("KH&CN", "khoa học và công nghệ"),
        ("UBND", "ủy ban nhân dân"),
        ("CNTT", "công nghệ thông tin"),
    ] {
        assert!(has(everyday, official), "{everyday}: {:?}", expanded(everyday));
        assert!(has(official, everyday), "{official}: {:?}", expanded(official));
    }
}

#[test]
fn a_name_is_found_among_other_words_and_says_which_it_is() {
    let expansions = expanded("thủ tục đổi bằng lái ở UBND xã");
    assert!(expansions.contains(&("đổi bằng lái".into(), "đổi giấy phép lái xe".into())), "{expansions:?}");
    assert!(expansions.contains(&("bằng lái".into(), "giấy phép lái xe".into())), "names may overlap");
    assert!(expansions.contains(&("ubnd".into(), crate::text::fold::canonical("ủy ban nhân dân"))));
}

#[test]
fn the_longest_name_at_a_place_counts() {
    let expansions = expanded("giấy phép lái xe quốc tế");
    assert!(expansions.iter().all(|(typed, _)| typed != "giấy phép lái xe"), "{expansions:?}");
    assert!(expansions.contains(&("giấy phép lái xe quốc tế".into(), "bằng lái quốc tế".into())));
}

#[test]
fn one_way_names_do_not_lead_back() {
    assert!(has("mở cửa hàng", "đăng ký hộ kinh doanh"));
    assert!(!has("đăng ký hộ kinh doanh", "mở cửa hàng"));
    assert!(has("sở thông tin và truyền thông", "sở khoa học và công nghệ"));
    assert!(!has("sở khoa học và công nghệ", "sở thông tin và truyền thông"));
}

#[test]
fn without_marks_a_name_is_found_only_in_a_query_without_any() {
    assert!(has("bang lai xe may", "giấy phép lái xe"));
    assert!(has("lam bang lai", "bằng lái"), "the name with its marks is searched too");
    for query in
        ["so do tổ chức", "số do", "sơ đồ tổ chức", "số đo ba vòng", "bang lai giữa hai giống", "ban lai", "bàn lại"]
    {
        assert_eq!(expanded(query), [], "{query}");
    }
}

#[test]
fn an_abbreviation_without_a_vowel_is_known_without_its_mark() {
    assert!(has("nghị quyết hdnd tỉnh", "hội đồng nhân dân"));
    assert!(has("cds cấp xã", "chuyển đổi số"));
    for query in ["nd mới", "nội dung nd", "tt xã", "kh năm", "ct xã", "ai cũng biết", "can bo ca", "cp"] {
        assert_eq!(expanded(query), [], "{query}");
    }
}

#[test]
fn a_name_across_a_sentence_or_a_quotation_is_none() {
    assert_eq!(expanded("cuốn sổ. đỏ tươi"), []);
    assert_eq!(expanded("sổ \"đỏ\""), []);
}

#[test]
fn unmarked_and_indirect_names_weigh_less_than_exact_ones() {
    let weight = |query: &str, phrase: &str| {
        let words = Query::parse(query).words;
        let found = Synonyms::shipped().expand(&words).into_iter().find(|e| said(&e.phrase) == phrase);
        found.map(|e| e.weight).unwrap_or_default()
    };
    let official = "giấy chứng nhận quyền sử dụng đất";
    assert!(weight("sổ đỏ", official) > weight("so do", official));
    assert!(weight("sổ đỏ", official) > weight("sổ đỏ", "bìa đỏ"));
    assert!(weight("so do", official) > 0.0);
}

proptest! {
    #[test]
    fn any_query_is_expanded_within_bounds(text in "(sổ|đỏ|so|do|UBND|KH&CN|giấy|phép|lái|xe|một|cửa|\"|\\.|-| ){0,80}") {
        let query = Query::parse(&text);
        let expansions = Synonyms::shipped().expand(&query.words);
        prop_assert!(expansions.len() <= MAX_EXPANSIONS);
        for expansion in expansions {
            prop_assert!(expansion.words.end <= query.words.len() && !expansion.words.is_empty());
            prop_assert!(expansion.weight > 0.0 && expansion.weight <= 1.0);
            prop_assert!(!expansion.phrase.is_empty());
        }
    }
}
