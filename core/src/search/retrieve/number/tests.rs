//! What a query leaves out, any document may have; what it says is not contradicted.

use super::*;

fn judged(query: &str, found: &str) -> Option<f32> {
    let sought = SoughtNumber::new(&crate::extract::number::asked(query)[0].number);
    let key = numbers::key(&crate::extract::number::find(found)[0].number);
    if sought.range().contains(&key) { sought.judge(&key, &Weights::SHIPPED) } else { None }
}

#[test]
fn any_usual_form_asks_for_the_same_number() {
    for query in [
        "28/2018/QĐ-TTg",
        "28 2018 qd ttg",
        "28/2018",
        "quyết định 28/2018",
        "quyết định 28",
        "28/qđ-ttg",
        "28/2018/TTg",
    ] {
        assert_eq!(judged(query, "28/2018/QĐ-TTg"), Some(1.0), "{query}");
    }
    assert_eq!(judged("128/kh-ubnd", "128/KH-UBND"), Some(1.0));
    assert_eq!(judged("luật 07/2017", "07/2017/QH14"), Some(1.0));
    assert_eq!(judged("nghị định 76/2018", "NĐ 76/2018"), Some(1.0));
}

#[test]
fn another_year_kind_or_issuer_is_another_document() {
    for other in ["28/2019/QĐ-TTg", "28/2018/NĐ-CP", "28/2018/QĐ-UBND", "128/2018/QĐ-TTg", "28/2018/TTg-CN"] {
        assert_eq!(judged("28/2018/QĐ-TTg", other), None, "{other}");
    }
    assert_eq!(judged("luật 07/2017", "07/2017/TT-BTC"), None);
    assert_eq!(judged("128/KH-UBND", "128/KH-HĐND"), None);
}

#[test]
fn a_citation_that_leaves_something_out_is_a_guess() {
    assert_eq!(judged("128/2025/KH-UBND", "128/KH-UBND"), Some(Weights::SHIPPED.number_without_year));
    assert_eq!(judged("28/2018/QĐ-TTg", "ban hành kèm số 28/2018"), Some(Weights::SHIPPED.number_without_symbol));
    assert_eq!(judged("28/2018/QĐ-T", "28/2018/QĐ-TTg"), Some(Weights::SHIPPED.number_without_symbol), "half typed");
    assert_eq!(judged("24/2025/TT-BKHCN", "thông tư 24/2025"), Some(Weights::SHIPPED.number_without_symbol));
    assert_eq!(judged("128/KH-UBND", "ban hành kèm số 128/2018"), Some(Weights::SHIPPED.number_without_symbol));
}
