//! What became of a record, and links out of the app.
use app4g_core::model::Change as CoreChange;

use super::*;
use crate::tests::{context, now};

fn envelope(change: &str) -> Envelope<String> {
    let change: CoreChange = serde_json::from_str(change).unwrap();
    Envelope {
        id: "a".into(),
        rev: 2,
        kind: "article".into(),
        published: now(),
        updated: now(),
        valid_until: None,
        unit: None,
        source_url: None,
        sample: false,
        change,
    }
}

#[test]
fn a_correction_and_a_withdrawal_say_when_and_why_and_what_stands_instead() {
    let corrected = overlay(&envelope(r#"{"kind":"correct","note":"sai số"}"#), &context()).unwrap();
    assert_eq!((corrected.tone, corrected.text.as_str()), (Tone::Caution, "Đã đính chính ngày 23/11/2026: sai số"));
    let gone = r#"{"kind":"withdraw","reason":"privacy","note":"Xin lỗi","replaced_by":"unit:24"}"#;
    let gone = overlay(&envelope(gone), &context()).unwrap();
    assert!(gone.tone == Tone::Urgent && gone.text.contains("quyền riêng tư") && gone.text.contains("Xin lỗi"));
    assert_eq!(gone.instead.unwrap().route, Route::record("unit", "unit:24"));
    assert_eq!(overlay(&envelope(r#"{"kind":"new"}"#), &context()), None);
}

#[test]
fn what_has_expired_says_since_when_and_what_has_not_is_silent() {
    let mut old = envelope(r#"{"kind":"new"}"#);
    old.valid_until = Some(now().plus(-86_400));
    assert_eq!(overlay(&old, &context()).unwrap().text, "Đã hết hạn ngày 22/11/2026");
    old.valid_until = Some(now().plus(1));
    assert_eq!(overlay(&old, &context()), None);
}

#[test]
fn a_link_out_says_so_aloud_and_names_the_host() {
    let url = "https://khcn.example.vn/tin?id=1".to_owned();
    let link = source_link(Some(&url), &context()).unwrap();
    assert_eq!((link.detail.as_str(), link.url.as_str()), ("khcn.example.vn", url.as_str()));
    assert!(link.spoken.contains("mở trang ngoài"));
    assert_eq!(source_link(None, &context()), None);
}

#[test]
fn what_is_shared_without_an_address_leads_back_into_the_app() {
    let shared = share("Tên", "Sở", None, &Route::record("listing", "x"), true, &context());
    assert_eq!(shared.text, "Tên\nSở\napp4g://listing/x\n(dữ liệu mẫu)");
}
