//! Envelopes as authors write them.
use serde_json::json;

use super::*;
use crate::model::kinds::{Kind, definition};

fn notice(change: &[(&str, Value)]) -> Map<String, Value> {
    let mut fields = json!({
        "id": "01a1d30f-f200-7f66-8b1c-94eb8673ff5f", "kind": "notice", "published": "2026-11-13T11:00:00+07:00",
        "valid_until": "2026-11-29T12:00:00+07:00", "unit": "x-so-khcn", "sample": true,
        "data": {"title": "Cắt điện", "type": "outage", "severity": "info", "areas": ["24"],
                 "starts_at": "2026-11-27T20:00:00+07:00", "body": "<p>Tối thứ Sáu.</p>"},
    });
    for (key, value) in change {
        fields[*key] = value.clone();
    }
    fields.as_object().cloned().unwrap_or_default()
}

fn told(fields: &Map<String, Value>, change: Option<Change>) -> Vec<(String, &'static str)> {
    let problems = check_record(fields, change.as_ref(), definition(Kind::Notice));
    problems.into_iter().map(|problem| (problem.field, problem.cause.key)).collect()
}

#[test]
fn a_right_record_is_not_objected_to() {
    assert_eq!(told(&notice(&[]), None), []);
}

#[test]
fn each_wrong_key_is_told() {
    for (key, value, cause) in [
        ("id", json!("mã số"), "problem.not_id"),
        ("id", json!("x".repeat(201)), "problem.not_id"),
        ("published", json!("2026-11-13T11:00:00Z"), "problem.not_time"),
        ("published", json!("2026-11-13T11:00:00.25+07:00"), "problem.not_time"),
        ("valid_until", json!("2026-11-13T11:00:00+07:00"), "problem.ends_before_it_begins"),
        ("valid_until", json!(null), "problem.missing"),
        ("source_url", json!("http://khcn.example/a"), "problem.not_url"),
        ("unit", json!(null), "problem.missing"),
        ("sample", json!("có"), "problem.not_flag"),
        ("rev", json!(2), "problem.computed"),
        ("updated", json!("2026-11-13T11:00:00+07:00"), "problem.computed"),
        ("sampel", json!(true), "problem.unknown_field_near"),
    ] {
        let mut fields = notice(&[(key, value)]);
        fields.retain(|_, value| !value.is_null());
        assert_eq!(told(&fields, None), [(key.to_owned(), cause)]);
    }
}

#[test]
fn a_correction_needs_a_note_and_a_withdrawal_a_reason_too() {
    let change = |kind, note: &str, reason: Option<&str>, replaced_by: Option<&str>| Change {
        kind,
        note: (!note.is_empty()).then(|| note.to_owned()),
        reason: reason.map(str::to_owned),
        replaced_by: replaced_by.map(str::to_owned),
    };
    let of = |change| told(&notice(&[]), Some(change)).into_iter().map(|(field, _)| field).collect::<Vec<_>>();
    assert_eq!(of(change(ChangeKind::Correct, "Sửa giờ.", None, None)), [""; 0]);
    assert_eq!(of(change(ChangeKind::Correct, " ", None, None)), ["change.note"]);
    assert_eq!(of(change(ChangeKind::Correct, "Sửa giờ.", Some("error"), None)), ["change.reason"]);
    assert_eq!(of(change(ChangeKind::Withdraw, "Nhầm.", Some("error"), None)), [""; 0]);
    assert_eq!(of(change(ChangeKind::Withdraw, "", None, None)), ["change.note", "change.reason"]);
    assert_eq!(of(change(ChangeKind::Withdraw, "Nhầm.", Some("mistake"), None)), ["change.reason"]);
    assert_eq!(of(change(ChangeKind::Withdraw, "Đã có bản mới.", Some("replaced"), None)), ["change.replaced_by"]);
    assert_eq!(of(change(ChangeKind::Withdraw, "Đã có bản mới.", Some("replaced"), Some("a"))), [""; 0]);
    assert_eq!(of(change(ChangeKind::Correct, "Sửa.", None, Some("a"))), ["change.replaced_by"]);
    assert_eq!(of(change(ChangeKind::Update, "", None, None)), ["change.kind"]);
}
