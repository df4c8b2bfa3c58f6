//! One value for all spellings of a number, and its canonical form reads back as the same value.

use proptest::prelude::*;

use super::*;

fn canonical(text: &str) -> Option<String> {
    DocumentNumber::parse(text).map(|number| number.canonical())
}

#[test]
fn every_usual_spelling_has_the_canonical_form_of_its_office() {
    for (written, expected) in [
        ("28/2018/QĐ-TTg", "28/2018/QĐ-TTg"),
        ("28/2018/qd-ttg", "28/2018/QĐ-TTg"),
        ("28/2018/QDTTG", "28/2018/QĐ-TTg"),
        ("28/2018/QĐ–TTg", "28/2018/QĐ-TTg"),
        ("28 / 2018 / QĐ - TTg", "28/2018/QĐ-TTg"),
        ("２８／２０１８／ＱĐ－ＴＴｇ", "28/2018/QĐ-TTg"),
        ("28⁄2018⁄QĐ‑TTg", "28/2018/QĐ-TTg"),
        ("42/2022/NĐCP", "42/2022/NĐ-CP"),
        ("42/2022/NĐ CP", "42/2022/NĐ-CP"),
        ("42/2022/NĐ.CP", "42/2022/NĐ-CP"),
        ("42/2022-NĐ-CP", "42/2022/NĐ-CP"),
        ("18/2022/NQ- HĐND", "18/2022/NQ-HĐND"),
        ("18/2022/nq-hdnd", "18/2022/NQ-HĐND"),
        ("01 /2018/TT-VPCP", "01/2018/TT-VPCP"),
        ("1/2018/TT-VPCP", "01/2018/TT-VPCP"),
        ("19-2016/NQ-CP", "19/2016/NQ-CP"),
        ("66.13/2026/NQ-CP", "66.13/2026/NQ-CP"),
        ("1.234/QĐ-UBND", "1234/QĐ-UBND"),
        ("128/KH-UBND", "128/KH-UBND"),
        ("128/khubnd", "128/KH-UBND"),
        ("233/SKH&CN-TĐC", "233/SKHCN-TĐC"),
        ("57-NQ/TW", "57-NQ/TW"),
        ("57 - NQ / TƯ", "57-NQ/TW"),
        ("57/NQ-TW", "57-NQ/TW"),
        ("07/2017/QH14", "07/2017/QH14"),
        ("50/2005/QHll", "50/2005/QH11"),
        ("13/2O19/NĐ-CP", "13/2019/NĐ-CP"),
        ("813/NQ-UBTVQH14", "813/NQ-UBTVQH14"),
        ("813/NQ-UBTVQH l4", "813/NQ-UBTVQH14"),
        ("07/2017/QH 14", "07/2017/QH14"),
        ("44/2007/TTLT/BTC-BKHCN", "44/2007/TTLT-BTC-BKHCN"),
        ("12/2020/HĐ-CGCN", "12/2020/HĐ-CGCN"),
        ("NĐ 76/2018", "76/2018/NĐ-CP"),
        ("Nghị định số 76/2018", "76/2018/NĐ-CP"),
        ("thông tư liên tịch 14/2014", "14/2014/TTLT"),
        ("Luật số 07/2017", "07/2017/QH"),
    ] {
        assert_eq!(canonical(written).as_deref(), Some(expected), "{written}");
        assert_eq!(canonical(expected).as_deref(), Some(expected));
        let text = format!("Theo {written}, và");
        let found: Vec<String> = find(&text).into_iter().map(|found| found.number.canonical()).collect();
        assert_eq!(found, [expected], "{text}");
    }
}

#[test]
fn a_decomposed_number_is_the_composed_one() {
    use unicode_normalization::UnicodeNormalization as _;
    let decomposed: String = "Nghị quyết số 57-NQ/TƯ".nfd().collect();
    assert_eq!(find(&decomposed)[0].number.canonical(), "57-NQ/TW");
    assert_eq!(decomposed.get(find(&decomposed)[0].range.clone()), Some("57-NQ/TU\u{31b}"));
}

#[test]
fn the_parts_are_those_of_the_spelling() {
    let number = DocumentNumber::parse("66.13/2026/NQ-CP").unwrap();
    assert_eq!((number.number(), number.year()), ("66.13", Some(2026)));
    assert_eq!((number.kind(), number.body()), (Some("NQ"), Some("CP")));
    let letter = DocumentNumber::parse("233/SKHCN-TĐC").unwrap();
    assert_eq!((letter.year(), letter.kind(), letter.body()), (None, None, Some("SKHCN-TĐC")));
    let law = DocumentNumber::parse("07/2017/QH14").unwrap();
    assert_eq!((law.kind(), law.body()), (None, Some("QH14")));
    assert_eq!(DocumentNumber::parse("28/2018").map(|bare| bare.canonical()).as_deref(), Some("28/2018"));
}

#[test]
fn contract_and_guideline_are_told_apart_where_the_mark_was_written() {
    assert_eq!(canonical("05/HĐ-UBND").as_deref(), Some("05/HĐ-UBND"));
    assert_eq!(canonical("05/HD-UBND").as_deref(), Some("05/HD-UBND"));
}

#[test]
fn what_is_more_or_less_than_a_number_is_not_parsed() {
    for text in
        ["", "28", "/", "2018/", "QĐ-TTg", "28/2018/QĐ-TTg và", "và 28/2018/QĐ-TTg", "12/11/2026", "00/2018/QĐ-TTg"]
    {
        assert_eq!(canonical(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn the_canonical_form_is_its_own(
        text in "[0-9]{1,5}(\\.[0-9]{1,3})?[ /.-]{1,2}((19|20)[0-9]{2}[ /-])?(NĐ|qđ|TT|KH|nq|SKHCN|abc|L|HĐ)?[ /.&-]{0,2}(CP|ttg|UBND|qh14|TƯ|X9)?"
    ) {
        for found in find(&text).into_iter().map(|found| found.number).chain(asked(&text).into_iter().map(|a| a.number)) {
            let form = found.canonical();
            if let Some(again) = DocumentNumber::parse(&form) {
                prop_assert_eq!(again.canonical(), form);
            } else {
                // Only what a query leaves out entirely cannot be written alone.
                prop_assert!(found.year().is_none(), "{}", form);
            }
        }
    }

    #[test]
    fn any_text_is_read_and_every_offset_is_a_boundary(text in "[\\PC\u{300}-\u{340}\u{200b}0-9/ĐQT. -]{0,60}") {
        let mut end = 0;
        for found in find(&text) {
            prop_assert!(text.get(found.range.clone()).is_some_and(|piece| !piece.is_empty()));
            prop_assert!(found.range.start >= end);
            end = found.range.end;
        }
        for asked in asked(&text) {
            prop_assert!(text.get(asked.range.clone()).is_some_and(|piece| !piece.is_empty()));
        }
    }
}
