//! All spellings of a number have one key, and all keys of a running number stand together.

use super::*;

fn key_of(text: &str) -> Vec<u8> {
    key(&DocumentNumber::parse(text).unwrap())
}

#[test]
fn spellings_share_a_key_and_the_key_says_its_parts() {
    for written in ["01/2018/TT-VPCP", "1/2018/tt-vpcp", "01 /2018/TTVPCP", "01-2018/TT-VPCP"] {
        assert_eq!(key_of(written), b"\x031\x002018\x00tt\x01vpcp", "{written}");
    }
    let key = key_of("233/SKHCN-TĐC");
    assert_eq!(parse(&key), Some(Parts { year: "", kind: "", body: "skhcn-tdc" }));
    assert_eq!(parse(b"\x01cua\x00"), None);
    assert_eq!(parse(b"\x02mot\x01cua\x00\x00"), None);
}

#[test]
fn a_running_number_is_a_range_that_longer_numbers_are_not_in() {
    let range = range(&DocumentNumber::parse("28/2018").unwrap());
    for inside in ["28/2018/QĐ-TTg", "28/2025/TT-BYT", "28/KH-UBND", "28-CT/TW"] {
        assert!(range.contains(&key_of(inside)), "{inside}");
    }
    for outside in ["2/2018/QĐ-TTg", "280/2018/QĐ-TTg", "29/2018/QĐ-TTg", "28.1/2018/NQ-CP"] {
        assert!(!range.contains(&key_of(outside)), "{outside}");
    }
}

#[test]
fn numbers_are_counted_apart_for_title_and_body() {
    let mut numbers = Numbers::default();
    numbers.read(0, "Quyết định 28/2018/QĐ-TTg", "Theo 28/2018/qd-ttg và 28/2018/QĐTTg, 128/KH-UBND");
    numbers.read(1, "", "Thay Quyết định số 28/2018/QĐ-TTg ngày 12/7/2018");
    let mut lists = Vec::new();
    let sorted = numbers.take_sorted();
    let done: Result<(), ()> = sorted.each_list(|key, postings| {
        lists.push((key.to_vec(), postings.to_vec()));
        Ok(())
    });
    assert_eq!(done, Ok(()));
    let posting = |ordinal, title, body| Posting { ordinal, title, body };
    assert_eq!(lists[0], (key_of("128/KH-UBND"), vec![posting(0, 0, 1)]));
    assert_eq!(lists[1], (key_of("28/2018/QĐ-TTg"), vec![posting(0, 1, 2), posting(1, 0, 1)]));
    assert_eq!(lists.len(), 2);
}

#[test]
fn a_list_of_thousands_of_numbers_is_cut() {
    let mut numbers = Numbers::default();
    numbers.read(0, "", &"5/2018/QĐ-TTg ".repeat(3_000));
    assert_eq!(numbers.take_sorted().found.len(), MAX_NUMBERS);
}
