//! Queries name documents in many ways; counts, dates and models are not among them.

use super::*;

fn forms(query: &str) -> Vec<(String, Evidence)> {
    asked(query).into_iter().map(|asked| (asked.number.canonical(), asked.evidence)).collect()
}

#[test]
fn a_number_is_understood_with_any_separators() {
    for query in [
        "28/2018/QĐ-TTg",
        "28 2018 qd ttg",
        "28-2018-qđ-ttg",
        "28.2018.qd.ttg",
        "28_2018_QĐ_TTg",
        "quyết định 28/2018/qd ttg",
    ] {
        assert_eq!(forms(query), [("28/2018/QĐ-TTg".to_owned(), Evidence::Named)], "{query}");
    }
    assert_eq!(forms("128 kh ubnd"), [("128/KH-UBND".to_owned(), Evidence::Named)]);
    assert_eq!(forms("57 nq tw"), [("57-NQ/TW".to_owned(), Evidence::Named)]);
}

#[test]
fn what_is_left_out_stays_unknown() {
    assert_eq!(forms("28/2018"), [("28/2018".to_owned(), Evidence::Partial)]);
    assert_eq!(forms("28/2018/q"), [("28/2018".to_owned(), Evidence::Partial)], "half typed");
    assert_eq!(forms("nghị định 28 năm 2018"), [("28/2018/NĐ-CP".to_owned(), Evidence::Named)]);
    assert_eq!(forms("nghi dinh 28 2018 ve"), [("28/2018/NĐ-CP".to_owned(), Evidence::Named)]);
    assert_eq!(forms("nghị định 100"), [("100/NĐ-CP".to_owned(), Evidence::Partial)]);
    assert_eq!(forms("thông tư 24 về phân loại"), [("24/TT".to_owned(), Evidence::Partial)]);
    assert_eq!(forms("128/KH"), [("128/KH".to_owned(), Evidence::Named)]);
}

#[test]
fn counts_dates_and_models_ask_for_no_document() {
    for query in [
        "quyết định 15 ngày làm việc",
        "báo cáo 6 tháng đầu năm 2026",
        "kế hoạch năm 2026",
        "nghị quyết 2025",
        "ngày 12/11/2026",
        "điện thoại 15 2024 vn",
        "0912 345 678",
        "24/7",
        "12/2018/11",
        "thông tư 5",
        "nghỉ lễ 2/9",
        "",
    ] {
        assert_eq!(forms(query), [], "{query}");
    }
}

#[test]
fn a_long_query_is_read_in_part() {
    let query = format!("{} 28/2018/QĐ-TTg", "ữ".repeat(5_000));
    assert_eq!(forms(&query), []);
}
