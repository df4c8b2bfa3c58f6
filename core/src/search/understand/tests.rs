//! Rules of understanding that never break: marks that were typed are meant, guesses weigh less, neighbours decide.

use rusqlite::Connection;

use super::*;
use crate::cancel::CancelToken;
use crate::search::index::Snapshot;
use crate::search::index::change::tests::{add_all, database};
use crate::search::known::Known;

fn library() -> Connection {
    let mut conn = database();
    let texts = [
        "chuyển giao công nghệ sấy lạnh cho hợp tác xã",
        "Sở Khoa học và Công nghệ công bố kết quả",
        "khoa học và công nghệ phục vụ nông nghiệp",
        "công nghệ chế biến vải thiều ở Lục Ngạn",
        "cấp sổ đỏ cho hộ gia đình, số đo của thửa đất",
        "bán vải thiều, bàn chuyện làng, ban quản lý dự án",
        "công an xã, công cụ, cộng đồng, cổng làng",
        "giấy phép lái xe và bằng lái xe máy",
    ];
    let docs: Vec<(i64, &str, &str)> = (1..).zip(texts).map(|(doc, text)| (doc, "", text)).collect();
    add_all(&mut conn, &docs);
    conn
}

fn read(conn: &Connection, text: &str) -> (Meaning, Understood) {
    let (snapshot, cancel, query) = (Snapshot::read(conn).unwrap(), CancelToken::new(), Query::parse(text));
    let index = Index { conn, snapshot: &snapshot, known: &Known::default(), cancel: &cancel };
    let meaning = understand(&index, &query, &Weights::SHIPPED).unwrap();
    let understood = phrase(&query, &meaning);
    (meaning, understood)
}

fn understood(text: &str) -> String {
    read(&library(), text).1.understood
}

#[test]
fn marks_come_back_by_what_stands_beside() {
    assert_eq!(understood("chuyen giao cong nghe "), "chuyển giao công nghệ ");
    assert_eq!(understood("vai thieu Luc Ngan "), "vải thiều Lục Ngạn ");
    assert_eq!(understood("Cong an xa "), "Công an xã ");
}

#[test]
fn what_has_its_marks_is_never_replaced() {
    for text in ["sổ đỏ ", "công nghệ sấy lạnh ", "bán vải thiều ", "số đỏ ", "cộng nghệ "] {
        assert_eq!(understood(text), text);
    }
}

#[test]
fn a_slip_of_the_finger_is_repaired_where_neighbours_agree() {
    assert_eq!(understood("chuyển giao côgn nghệ "), "chuyển giao công nghệ ");
    assert_eq!(understood("chuyen giao cong nhge "), "chuyển giao công nghệ ");
    assert_eq!(understood("vải thiề "), "vải thiều ");
}

#[test]
fn a_word_nobody_knows_stays_as_it_is() {
    assert_eq!(understood("blockchain "), "blockchain ");
    assert_eq!(understood("qqq công nghệ "), "qqq công nghệ ");
}

#[test]
fn every_guess_weighs_less_than_what_was_typed() {
    let (meaning, _) = read(&library(), "bàn vải thiều ");
    for readings in &meaning.words {
        for reading in readings {
            assert_eq!(reading.weight >= 1.0, reading.origin == Origin::Typed, "{reading:?}");
        }
    }
}

#[test]
fn a_half_typed_word_may_be_a_longer_one() {
    let (meaning, _) = read(&library(), "chuyển gi");
    let last = meaning.words.last().unwrap();
    assert!(last.iter().any(|r| r.origin == Origin::Completion && r.term.exact().unwrap() == "giao" && r.weight > 0.0));
    let (meaning, _) = read(&library(), "chuyển gi ");
    assert!(meaning.words.last().unwrap().iter().all(|r| r.origin != Origin::Completion), "a space ends the word");
}

#[test]
fn a_word_that_lacks_one_letter_is_half_typed_and_no_slip() {
    let (meaning, _) = read(&library(), "chuyển gia");
    let last = meaning.words.last().unwrap();
    let longer: Vec<_> = last.iter().filter(|r| r.term.exact().unwrap() == "giao").collect();
    assert_eq!(longer.iter().map(|r| r.origin).collect::<Vec<_>>(), [Origin::Completion]);
}

#[test]
fn a_slip_in_a_name_from_elsewhere_is_seen_though_no_vietnamese_word_looks_like_it() {
    let mut library = library();
    add_all(
        &mut library,
        &[(90, "", "tranh Mona Lisa ở Paris"), (91, "", "thăm Paris"), (92, "", "ông Mitterrand nói")],
    );
    for (typed, meant) in [("tranh Mona Lsia ", "lisa"), ("thăm Paeis ", "paris"), ("ông Nitterrand nói", "mitterrand")]
    {
        let (meaning, _) = read(&library, typed);
        let found = meaning
            .words
            .iter()
            .flatten()
            .any(|r| r.origin == Origin::Repair && r.term.folded == meant && r.weight > 0.9);
        assert!(found, "{typed} {meaning:?}");
    }
    let (meaning, _) = read(&library, "ông Mitterr");
    assert!(meaning.words.iter().flatten().all(|r| r.origin != Origin::Repair), "half typed");
    let (meaning, _) = read(&library, "ông Mxtterrxnd ");
    assert!(meaning.words.iter().flatten().all(|r| r.origin != Origin::Repair), "two slips");
    add_all(&mut library, &[(93, "", "năm 4000 trước")]);
    let (meaning, _) = read(&library, "năm 40000 trước");
    assert!(meaning.words.iter().flatten().all(|r| r.origin != Origin::Repair), "a number is what it is");
}

#[test]
fn a_name_and_a_word_of_grammar_keep_their_spelling_on_the_screen() {
    let mut library = library();
    add_all(&mut library, &[(90, "", "ông Mitterrand nói gi đó"), (91, "", "ông Mitterrand")]);
    let (_, understood) = read(&library, "ông Miterrand nói ");
    assert_eq!(understood.understood, "ông Miterrand nói ");
    assert!(understood.alternatives.contains(&"ông Mitterrand nói ".to_owned()), "{understood:?}");
    assert_eq!(read(&library, "ông miterrand nói ").1.understood, "ông mitterrand nói ");
    assert_eq!(read(&library, "nói gì ").1.understood, "nói gì ");
    add_all(&mut library, &[(92, "", "ông Barthélemy nói")]);
    assert_eq!(read(&library, "ông Barthelemy nói ").1.understood, "ông Barthelemy nói ");
    assert_eq!(read(&library, "ong Barthelemy noi ").1.understood, "ông Barthélemy nói ");
}

#[test]
fn one_tap_leads_to_another_reading() {
    let (_, understood) = read(&library(), "ban ");
    assert_eq!(understood.typed, "ban ");
    let all = [vec![understood.understood.clone()], understood.alternatives.clone()].concat();
    assert!(all.contains(&"bán ".to_owned()) && all.contains(&"bàn ".to_owned()), "{understood:?}");
    assert!(!understood.alternatives.contains(&understood.understood));
}

#[test]
fn capitals_and_punctuation_stay() {
    assert_eq!(understood("CONG NGHE, vai thieu?"), "CÔNG NGHỆ, vải thiều?");
}

#[test]
fn keys_without_an_input_method_are_a_second_guess() {
    assert_eq!(understood("chuyeern giao coong ngheej "), "chuyển giao công nghệ ");
    assert_eq!(understood("va3i thie6u2 "), "vải thiều ");
    assert_eq!(understood("wifi công nghệ "), "wifi công nghệ ");
}
