//! The data are as they should be, and a fault in them is named with its line.

use super::*;
use crate::packed;

const HEAD: &str = "{\"format\":1,\"version\":7}\n";

fn fault(line: &str) -> String {
    let text = format!("{HEAD}\n{line}");
    Synonyms::load("x.ndjson", &text).map(|set| set.len()).unwrap_err().to_string()
}

#[test]
fn the_shipped_names_are_without_fault_and_are_many() {
    let set = Synonyms::load("names.ndjson", &packed::NAMES.text()).unwrap();
    assert!(set.len() >= 250, "{}", set.len());
    assert_eq!(Synonyms::shipped().len(), set.len());
    assert!(Synonyms::shipped().version() > 0);
}

#[test]
fn no_two_lines_of_the_shipped_names_are_about_the_same_pair() {
    let set = Synonyms::shipped();
    let mut seen = std::collections::HashSet::new();
    for entry in &set.entries {
        let of = |role: Role| {
            let members = entry.members.iter().filter_map(|number| set.names.get(*number as usize));
            members.filter(move |name| name.role == role).map(|name| name.words.clone())
        };
        for pair in of(Role::Name).flat_map(|name| of(Role::Official).map(move |official| (name.clone(), official))) {
            let said: Vec<String> = pair.0.iter().chain(&pair.1).filter_map(Term::exact).collect();
            assert!(seen.insert(pair), "{said:?} stands in two lines");
        }
    }
}

#[test]
fn a_fault_is_named_with_file_line_and_cause() {
    let said = fault("{\"kind\":\"everyday\",\"names\":[\"sổ đỏ\"],\"official\":[]}");
    assert!(said.starts_with("x.ndjson, line 3: ") && said.contains("official names"), "{said}");
    for (line, cause) in [
        ("{\"kind\":\"everyday\"}", "missing field"),
        ("{\"kind\":\"slang\",\"names\":[\"a b\"],\"official\":[\"c d\"]}", "`slang` is no kind"),
        (
            "{\"kind\":\"former\",\"names\":[\"a b\"],\"official\":[\"c d\"],\"direction\":\"facts\"}",
            "`facts` is no kind, direction",
        ),
        ("{\"kind\":\"everyday\",\"names\":[\"a b\"],\"official\":[\"c d\"],\"fee\":1}", "unknown field"),
        ("{\"kind\":\"everyday\",\"names\":[\" - \"],\"official\":[\"c d\"]}", "` - `"),
        ("{\"kind\":\"everyday\",\"names\":[\"a b\"],\"official\":[\"c d\"],\"weight\":101}", "weight 101"),
        ("{\"kind\":\"everyday\",\"names\":[\"a b\",\"A B\"],\"official\":[\"c d\"]}", "twice"),
        ("{\"kind\":\"everyday\",\"names\":[\"a b\"],\"official\":[\"c a b d\"]}", "parts of one another"),
        ("sổ đỏ = giấy chứng nhận", "not an entry"),
    ] {
        assert!(fault(line).contains(cause), "{line}: {}", fault(line));
    }
    assert!(Synonyms::load("x", "{\"format\":2,\"version\":1}").unwrap_err().to_string().contains("format 2"));
    assert!(Synonyms::load("x", "").unwrap_or_default().is_empty());
}

#[test]
fn a_name_that_is_an_ordinary_word_is_refused() {
    for name in ["AI", "ai", "TT", "kh", "đất", "CAN", "VAT"] {
        let line = format!("{{\"kind\":\"abbreviation\",\"names\":[\"{name}\"],\"official\":[\"trí tuệ nhân tạo\"]}}");
        assert!(fault(&line).contains("a word of its own"), "{name}");
        let one_way = format!(
            "{HEAD}{{\"kind\":\"foreign\",\"names\":[\"trí tuệ máy\"],\"official\":[\"{name}\"],\"direction\":\"one_way\"}}"
        );
        assert!(Synonyms::load("x", &one_way).is_ok(), "{name} is never looked for in a query");
    }
}
