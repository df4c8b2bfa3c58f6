//! Tests of the parent module.

use super::*;
use serde_json::json;

const DAY: i64 = 86_400;

fn now() -> Timestamp {
    Timestamp::parse_rfc3339("2026-03-01T08:00:00+07:00").unwrap()
}

fn article(title: &str) -> Authored {
    let fields = json!({"id": "a", "kind": "article", "unit": "24", "sample": true, "source_url": "https://a.vn/1",
        "data": {"title": title, "body": "Nội dung"}});
    Authored {
        file: "articles/a.md".into(),
        place: String::new(),
        id: "a".into(),
        kind: Kind::Article,
        published: Some(now().plus(-DAY)),
        fields: fields.as_object().unwrap().clone(),
        change: None,
        media: vec![],
    }
}

fn changed(kind: ChangeKind, reason: Option<&str>, note: Option<&str>) -> Option<Change> {
    Some(Change { kind, reason: reason.map(Into::into), note: note.map(Into::into), replaced_by: None })
}

fn next(authored: &Authored, known: Option<&Known>, now: Timestamp) -> (Value, Known) {
    match revise(authored, known, now).unwrap() {
        Revised::Next(line, known) => {
            assert_eq!(known.digest, Sha256::of(line.as_bytes()));
            assert_eq!(content_of_line(&line).unwrap(), known.content);
            (serde_json::from_str(&line).unwrap(), *known)
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_record_begins_with_revision_one_and_its_authors_date() {
    let (line, known) = next(&article("Vải"), None, now());
    assert_eq!((line["rev"].clone(), line["change"].clone()), (1.into(), json!({"kind": "new"})));
    assert_eq!(line["published"], now().plus(-DAY).rfc3339());
    assert_eq!(line["updated"], now().rfc3339());
    assert_eq!(known.rev, 1);
}

#[test]
fn nothing_is_published_before_it_is_released() {
    let mut tomorrow = article("Vải");
    tomorrow.published = Some(now().plus(DAY));
    assert_eq!(next(&tomorrow, None, now()).1.published, now());
    tomorrow.published = None;
    assert_eq!(next(&tomorrow, None, now()).1.published, now());
}

#[test]
fn equal_content_is_carried_whatever_its_date_says() {
    let (_, known) = next(&article("Vải"), None, now());
    let mut again = article("Vải");
    again.published = None;
    again.change = changed(ChangeKind::Update, None, None);
    assert_eq!(revise(&again, Some(&known), now().plus(DAY)).unwrap(), Revised::Carried);
}

#[test]
fn other_content_is_the_next_revision_with_the_first_date() {
    let (_, known) = next(&article("Vải"), None, now());
    let (line, edited) = next(&article("Cam"), Some(&known), now().plus(DAY));
    assert_eq!((line["rev"].clone(), line["change"].clone()), (2.into(), json!({"kind": "update"})));
    assert_eq!(edited.published, known.published);
    assert_eq!(edited.updated, now().plus(DAY));
}

#[test]
fn a_correction_says_what_was_wrong_and_may_be_tidied_away() {
    let (_, known) = next(&article("Vải"), None, now());
    let mut correct = article("Cam");
    correct.change = changed(ChangeKind::Correct, None, Some(" "));
    assert_eq!(revise(&correct, Some(&known), now()), Err(RevisionError::Note));
    correct.change = changed(ChangeKind::Correct, None, Some("Không phải vải"));
    let (line, corrected) = next(&correct, Some(&known), now());
    assert_eq!(line["change"], json!({"kind": "correct", "note": "Không phải vải"}));
    assert_eq!(revise(&correct, Some(&corrected), now()).unwrap(), Revised::Carried);
    assert_eq!(revise(&article("Cam"), Some(&corrected), now()).unwrap(), Revised::Carried);
}

#[test]
fn withdrawn_for_privacy_leaves_the_title_only() {
    let (_, known) = next(&article("Vải"), None, now());
    let mut withdrawn = article("Vải");
    withdrawn.change = changed(ChangeKind::Withdraw, Some("privacy"), Some("Theo yêu cầu"));
    let (line, left) = next(&withdrawn, Some(&known), now());
    assert_eq!(line["data"], json!({"title": "Vải"}));
    assert!(line.get("source_url").is_none());
    assert_eq!(line["rev"], 2);
    assert_eq!(revise(&withdrawn, Some(&left), now()).unwrap(), Revised::Carried);
    // The author may keep the text or cut it.
    withdrawn.fields["data"].as_object_mut().unwrap().remove("body");
    assert_eq!(revise(&withdrawn, Some(&left), now()).unwrap(), Revised::Carried);
}

#[test]
fn withdrawn_as_outdated_stays_readable_and_can_come_back() {
    let (_, known) = next(&article("Vải"), None, now());
    let mut withdrawn = article("Vải");
    withdrawn.change = changed(ChangeKind::Withdraw, Some("outdated"), Some("Đã qua"));
    let (line, left) = next(&withdrawn, Some(&known), now());
    assert_eq!(line["data"]["body"], "Nội dung");
    let (line, _) = next(&article("Vải"), Some(&left), now());
    assert_eq!((line["rev"].clone(), line["change"]["kind"].clone()), (3.into(), "update".into()));
}

#[test]
fn withdrawals_need_a_reason_a_note_and_something_to_withdraw() {
    let (_, known) = next(&article("Vải"), None, now());
    let mut withdrawn = article("Vải");
    withdrawn.change = changed(ChangeKind::Withdraw, Some("whim"), Some("…"));
    assert_eq!(revise(&withdrawn, Some(&known), now()), Err(RevisionError::Reason));
    withdrawn.change = changed(ChangeKind::Withdraw, Some("error"), None);
    assert_eq!(revise(&withdrawn, Some(&known), now()), Err(RevisionError::Note));
    withdrawn.change = changed(ChangeKind::Withdraw, Some("error"), Some("Nhầm"));
    assert_eq!(revise(&withdrawn, None, now()).unwrap(), Revised::Nothing);
}

#[test]
fn ids_kinds_numbers_and_lengths_are_checked() {
    let (_, known) = next(&article("Vải"), None, now());
    let notice = Authored { kind: Kind::Notice, ..article("Vải") };
    assert_eq!(revise(&notice, Some(&known), now()), Err(RevisionError::Kind(Kind::Article)));
    let strange = Authored { id: "a b".into(), ..article("Vải") };
    assert_eq!(revise(&strange, None, now()), Err(RevisionError::Id));
    let long = article(&"ế".repeat(MAX_LINE / 2));
    assert!(matches!(revise(&long, None, now()), Err(RevisionError::TooLong(_))));
    let mut fraction = article("Vải");
    fraction.fields["data"]["price"] = json!(1.5);
    assert_eq!(revise(&fraction, None, now()), Err(RevisionError::Number("price".into())));
}
