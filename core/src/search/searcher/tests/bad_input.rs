//! Whatever is typed or pasted gets an answer, or the reason why there is none, for bounded work.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::prelude::*;

use super::*;
use crate::search::query::Extent;

/// What a person's clumsiness or a program may put into the field.
fn odd() -> Vec<String> {
    let numbers = |count: usize, each: &dyn Fn(usize) -> String| -> String { (0..count).map(each).collect() };
    vec![
        "một cửa ".repeat(1_300),
        "a".repeat(10_000),
        "một".repeat(3_400),
        numbers(2_000, &|number| format!("mot{number} ")),
        numbers(1_000, &|number| format!("{}/2018 ", number % 90 + 1)),
        numbers(1_000, &|number| format!("-cửa{number} ")),
        numbers(600, &|number| format!("\"cửa sông {number}\" ")),
        "\"một cửa ".repeat(1_200),
        "- -\" “ ” „ « » ‟ -- \"\" ".repeat(500),
        "-\"một con\" một ".repeat(800),
        "👍👨\u{200d}👩\u{200d}👧🇻🇳".repeat(1_000),
        "\u{200b}\u{202e}một\u{200d}cửa\u{2066}".repeat(1_000),
        "một дорога 道路 ถนน שלום ".repeat(500),
        "m\u{323}\u{302}\u{301}".repeat(2_500),
        "một cửa".nfd().collect::<String>().repeat(1_000),
        "chuyÓn giao c«ng nghÖ ".repeat(450),
        "\0\u{1}\u{7f}\u{fffd}".repeat(2_000),
        "cccd ubnd gplx ".repeat(650),
        "o".to_owned(),
        syllables("bcdghklmnpqrstvx"),
        syllables("xvtsrqpnmlkhgdcb").to_uppercase(),
    ]
}

/// Ten thousand characters of different words that a slip of the finger may have made of others.
fn syllables(initials: &str) -> String {
    let rhymes = ["a", "ac", "am", "ang", "anh", "ao", "em", "eo", "iet", "oc", "on", "ong", "ua", "uc", "uong", "y"];
    let words = initials.chars().flat_map(|initial| rhymes.map(|rhyme| format!("{initial}{rhyme} ")));
    words.collect::<String>().repeat(12)
}

/// Steps of SQLite for searching and for suggesting.
fn work(library: &mut Library, text: &str) -> usize {
    let steps = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&steps);
    let count = move || {
        counted.fetch_add(1, Ordering::Relaxed);
        false
    };
    library.conn.progress_handler(1, Some(count)).unwrap();
    library.answer(text, None);
    suggestions(library, text);
    library.conn.progress_handler(0, None::<fn() -> bool>).unwrap();
    steps.load(Ordering::Relaxed)
}

fn suggestions(library: &Library, text: &str) -> Vec<String> {
    Searcher::new().suggest(&library.conn, &Query::parse(text), 8, &CancelToken::new()).unwrap()
}

#[test]
fn nothing_that_is_typed_costs_more_than_twice_what_a_long_question_does() {
    let mut library = library();
    let question = "bộ phận một cửa của xã ở đâu và làm việc vào những ngày nào trong tuần";
    let usual = work(&mut library, question);
    for text in odd() {
        let spent = work(&mut library, &text);
        let beginning: String = text.chars().take(40).collect();
        assert!(spent <= 2 * usual, "{spent} steps, a question takes {usual}: {beginning:?}");
    }
}

#[test]
fn every_odd_query_has_an_answer_or_a_reason() {
    let library = library();
    for text in odd() {
        let answer = library.answer(&text, None);
        let beginning: String = text.chars().take(40).collect();
        assert_eq!(answer.hits.is_empty(), answer.empty.is_some(), "{beginning:?}");
        assert!(answer.understood.typed.chars().count() <= 2_000, "{beginning:?}");
        assert!(suggestions(&library, &text).len() <= 8, "{beginning:?}");
        for doc in 1..=8 {
            let text = library.texts.text(&library.conn, doc).unwrap().unwrap();
            crate::search::snippet(&text.body, &answer.matcher);
        }
    }
}

#[test]
fn the_reason_is_told_apart() {
    let library = library();
    let empty = |text: &str| library.answer(text, None).empty;
    assert_eq!(empty(" \u{200b}\u{202e}\u{feff} "), Some(Empty::NoWords));
    assert_eq!(empty(&"- -\" “ ” ".repeat(1_000)), Some(Empty::OnlySigns));
    assert_eq!(empty(&"👍".repeat(5_000)), Some(Empty::OnlySigns));
    assert_eq!(empty(&"-một ".repeat(2_000)), Some(Empty::OnlyExclusions));
    assert_eq!(empty(&"道路 ".repeat(2_000)), Some(Empty::NoMatch));
}

#[test]
fn what_stands_at_the_beginning_of_too_long_a_text_is_found() {
    let library = library();
    let answer = library.answer(&format!("bộ phận một cửa {}", "và nhiều chữ khác nữa ".repeat(500)), None);
    assert_eq!(answer.hits.first().map(|hit| hit.doc), Some(3));
    assert_eq!(answer.understood.extent, Extent::Beginning);
    assert_eq!(library.answer("bộ phận một cửa", None).understood.extent, Extent::Whole);
}

#[test]
fn pasted_tcvn3_and_vni_find_what_the_right_text_finds() {
    let library = library();
    for (pasted, right) in [
        ("chuyÓn giao c«ng nghÖ sÊy l¹nh", "chuyển giao công nghệ sấy lạnh"),
        ("chuyeån giao coâng ngheä saáy laïnh", "chuyển giao công nghệ sấy lạnh"),
        ("mét cöa", "một cửa"),
        ("nghÖ", "nghệ"),
    ] {
        let (found, expected) = (library.answer(pasted, None), library.answer(right, None));
        assert_eq!(found.hits, expected.hits, "{pasted}");
        assert_eq!((found.understood.typed.as_str(), found.understood.understood.as_str()), (pasted, right));
    }
}

#[test]
fn a_guess_at_an_encoding_gives_way_to_what_is_stored() {
    let library = Library::new(&[(1, "Loïc", "Loïc đến xã."), (2, "Lọc nước", "Máy lọc nước."), (3, "Nghò", "nghö")]);
    assert_eq!(library.answer("Loïc", None).understood.understood, "Loïc");
    assert_eq!(library.docs("Loïc").first(), Some(&1));
    assert_eq!(library.answer("nghÖ", None).understood.understood, "nghÖ", "nghệ is nowhere");
    let library = Library::new(&[(2, "Lọc nước", "Máy lọc nước.")]);
    assert_eq!(library.docs("Loïc"), [2], "nothing else is known");
}

#[test]
fn bidi_and_zero_width_characters_change_nothing() {
    let library = library();
    let expected = library.set("một cửa");
    for text in ["\u{202b}một\u{202c} cửa", "m\u{200d}ột c\u{2060}ửa", "\u{feff}một cửa\u{200e}"] {
        assert_eq!(library.set(text), expected, "{text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_answered(
        text in "([\\PC]{0,12}|một cửa|-|\"|«|[\\x{80}-\\x{ff}]{1,6}|128/KH-UBND|cccd|m\u{323}|\u{200d}| ){0,12}",
    ) {
        let library = library();
        let answer = library.answer(&text, None);
        prop_assert_eq!(answer.hits.is_empty(), answer.empty.is_some());
        suggestions(&library, &text);
    }
}
