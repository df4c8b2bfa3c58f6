//! A run in memory counts words and neighbours exactly as counting them one by one does.

use std::collections::BTreeMap;
use std::convert::Infallible;

use proptest::prelude::*;

use super::*;
use crate::search::index::key;

type Lists = BTreeMap<String, Vec<Posting>>;

fn lists(run: &Run) -> Lists {
    let (mut lists, mut last) = (Lists::new(), Vec::new());
    let done: Result<(), Infallible> = run.each_list(|key, postings| {
        assert!(last.as_slice() < key, "keys ascend");
        last = key.to_vec();
        let name = match (key::parse_syllable(key), key::parse_pair(key)) {
            (Some(term), _) => term.exact().unwrap(),
            (_, Some((a, b))) => format!("{} {}", a.exact().unwrap(), b.exact().unwrap()),
            _ => panic!("unreadable key"),
        };
        lists.insert(name, postings.to_vec());
        Ok(())
    });
    assert_eq!(done, Ok(()));
    lists
}

fn doc<'a>(doc: i64, title: &'a str, body: &'a str) -> IndexDoc<'a> {
    IndexDoc { doc, title, body }
}

#[test]
fn words_and_neighbours_are_counted_apart_for_title_and_body() {
    let runs = Run::build(&[doc(7, "Mở cửa", "Cửa hàng mở cửa. Hàng"), doc(9, "", "cửa")]);
    let lists = lists(&runs[0]);
    let posting = |ordinal, title, body| Posting { ordinal, title, body };
    assert_eq!(lists["cửa"], [posting(0, 1, 2), posting(1, 0, 1)]);
    assert_eq!(lists["mở cửa"], [posting(0, 1, 1)]);
    assert_eq!(lists["cửa hàng"], [posting(0, 0, 1)]);
    assert!(!lists.contains_key("cửa cửa"), "title and body are no neighbours");
    assert!(lists.keys().all(|name| name != "cửa cửa hàng"));
}

#[test]
fn words_across_a_sentence_end_are_no_neighbours() {
    let runs = Run::build(&[doc(1, "", "Đã xong. Tiếp theo")]);
    assert!(!lists(&runs[0]).contains_key("xong tiếp"));
}

#[test]
fn a_document_of_random_words_fits_a_run_alone() {
    let body: String = (0..40_000).map(|n| format!("q{n} ")).collect();
    let marked: String = (0..15).flat_map(|a| "aàáâă".chars().map(move |c| format!("{c}{} ", "x".repeat(a)))).collect();
    let runs = Run::build(&[doc(1, "", &body), doc(2, "", &marked), doc(3, "", &body)]);
    assert_eq!(runs.iter().map(|run| run.docs().len()).sum::<usize>(), 3);
    assert_eq!(lists(&runs[0])["q5"].len(), runs[0].docs().len().min(2));
}

proptest! {
    #[test]
    fn a_run_counts_what_counting_one_by_one_counts(bodies in proptest::collection::vec("(một|mot|cửa|cua|của|A|b|漢|\u{301}|“|…|,|\n| | | |\\. ){0,20}", 1..6)) {
        let docs: Vec<IndexDoc<'_>> = (1..).zip(&bodies).map(|(n, body)| doc(n, "", body)).collect();
        let mut expected: BTreeMap<(String, u32), u8> = BTreeMap::new();
        for (ordinal, body) in (0..).zip(&bodies) {
            let mut previous: Option<String> = None;
            for word in words(body) {
                let exact = crate::text::fold::canonical(body.get(word.range()).unwrap());
                *expected.entry((exact.clone(), ordinal)).or_default() += 1;
                if let Some(first) = previous.filter(|_| !word.breaks) {
                    *expected.entry((format!("{first} {exact}"), ordinal)).or_default() += 1;
                }
                previous = Some(exact);
            }
        }
        let runs = Run::build(&docs);
        let got: BTreeMap<(String, u32), u8> = lists(&runs[0])
            .into_iter()
            .flat_map(|(name, list)| list.into_iter().map(move |p| ((name.clone(), p.ordinal), p.body)))
            .collect();
        prop_assert_eq!(got, expected);
    }
}
