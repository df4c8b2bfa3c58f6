//! What is wrong between the fields of a record, kind by kind.
use serde_json::{Value, json};

use crate::clock::Timestamp;
use crate::model::Kind;
use crate::model::kinds::definition;
use crate::model::kinds::envelope::Stated;

use super::example::example;

/// The example of a kind with some fields replaced (null: left out), as fields and causes of what is wrong.
fn told(kind: Kind, id: &str, changes: Value) -> Vec<(String, &'static str)> {
    let definition = definition(kind);
    let mut data = example(definition.fields);
    for (name, value) in changes.as_object().unwrap() {
        match value {
            Value::Null => drop(data.as_object_mut().unwrap().remove(name)),
            value => data[name] = value.clone(),
        }
    }
    let time = |text| Timestamp::parse_rfc3339(text);
    let stated =
        Stated { id, published: time("2026-11-01T08:00:00+07:00"), valid_until: time("2026-11-20T08:00:00+07:00") };
    definition.check(&data, &stated).into_iter().map(|problem| (problem.field, problem.cause.key)).collect()
}

fn one(field: &str, cause: &'static str) -> Vec<(String, &'static str)> {
    vec![(field.to_owned(), cause)]
}

#[test]
fn a_notice_ends_after_it_begins_and_an_event_says_where_and_until_when() {
    let action = json!([{"label": "Gọi", "tel": "113"}]);
    let told = |changes: Value| {
        let mut all = json!({"actions": action});
        all.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        told(Kind::Notice, "", all)
    };
    assert_eq!(told(json!({})), []);
    let early = json!({"ends_at": "2025-06-30T08:00:00+07:00"});
    assert_eq!(told(early), one("ends_at", "problem.ends_before_it_begins"));
    assert_eq!(
        told(json!({"type": "event", "place": null, "ends_at": null})),
        [("ends_at".to_owned(), "problem.event_needs"), ("place".to_owned(), "problem.event_needs")]
    );
    let both = json!({"actions": [{"label": "Gọi"}, {"label": "Gọi", "tel": "113", "url": "https://a.example/"}]});
    assert_eq!(
        told(both),
        [("actions[0]".to_owned(), "problem.url_or_tel"), ("actions[1]".to_owned(), "problem.url_or_tel")]
    );
}

#[test]
fn nothing_is_urgent_for_longer_than_a_week() {
    let urgent = |starts: &str| {
        let changes = json!({"severity": "urgent", "starts_at": starts, "ends_at": null, "actions": null});
        told(Kind::Notice, "", changes)
    };
    assert_eq!(urgent("2026-11-13T08:00:00+07:00"), []);
    assert_eq!(urgent("2026-11-13T07:59:59+07:00"), one("severity", "problem.urgent_too_long"));
}

#[test]
fn a_listing_is_not_prohibited_and_can_be_asked_about() {
    let told = |changes| told(Kind::Listing, "", changes);
    assert_eq!(told(json!({})), []);
    assert_eq!(told(json!({"restricted": "prohibited"})), one("restricted", "problem.prohibited"));
    assert_eq!(told(json!({"type": "offer", "transfer_modes": null})), one("transfer_modes", "problem.missing"));
    assert_eq!(told(json!({"type": "need", "transfer_modes": null})), []);
    let price = json!({"min": 2, "max": 1, "currency": "VND", "basis": "firm"});
    assert_eq!(told(json!({ "price": price })), one("price.min", "problem.min_above_max"));
    assert_eq!(told(json!({"contact": {"role": "Tổ tiếp nhận"}})), one("contact", "problem.no_contact"));
}

#[test]
fn a_secret_written_into_a_listing_is_no_field_of_it() {
    for secret in ["know_how", "negotiable_price", "costs", "person"] {
        assert_eq!(told(Kind::Listing, "", json!({secret: "BI-MAT"})), one(secret, "problem.unknown_field"));
    }
}

#[test]
fn a_document_is_not_related_to_itself_and_ends_after_it_begins() {
    let told = |changes| told(Kind::Document, "", changes);
    let other = json!([{"verb": "amends", "to": "01/2011/QH13"}]);
    assert_eq!(told(json!({"relations": other})), []);
    assert_eq!(told(json!({})), one("relations[0].to", "problem.related_to_itself"));
    let early = json!({"relations": other, "effective_to": "2025-06-30"});
    assert_eq!(told(early), one("effective_to", "problem.ends_before_it_begins"));
}

#[test]
fn ids_of_units_terms_calendars_sources_and_lexicons_follow_from_their_data() {
    for (kind, id) in [
        (Kind::Unit, "unit:24:2025-07-01"),
        (Kind::Taxonomy, "taxonomy:so-khcn:Sấy vải thiều:Sấy vải thiều"),
        (Kind::Source, "source:so-khcn"),
        (Kind::Lexicon, "lexicon:so-khcn"),
    ] {
        assert_eq!(told(kind, id, json!({})), [], "{kind:?}");
        assert_eq!(told(kind, "x", json!({})), one("id", "problem.other_id"), "{kind:?}");
    }
    assert_eq!(told(Kind::Unit, "unit:24", json!({"valid_from": null})), []);
    let early = json!({"valid_to": "2025-06-30"});
    assert_eq!(told(Kind::Unit, "unit:24:2025-07-01", early), one("valid_to", "problem.ends_before_it_begins"));
}

#[test]
fn a_calendar_has_days_of_its_year_and_none_both_off_and_worked() {
    let day = |date: &str, kind: &str, off: bool| json!({"date": date, "name": "Ngày", "kind": kind, "off": off, "certainty": "official"});
    let told = |days: Value| told(Kind::Calendar, "calendar:vn:2026", json!({ "days": days }));
    let remembered = json!([day("2026-04-26", "statutory", true), day("2026-04-26", "observance", false)]);
    assert_eq!(told(remembered), []);
    let both = json!([day("2026-01-02", "swap_off", true), day("2026-01-02", "makeup_work", false)]);
    assert_eq!(told(both), one("days[1].date", "problem.off_and_on"));
    assert_eq!(told(json!([day("2025-01-02", "tet", true)])), one("days[0].date", "problem.other_year"));
}

#[test]
fn a_lexicon_says_nothing_twice() {
    let entry = json!({"term": "sổ đỏ", "means": "Giấy chứng nhận", "kind": "giay-to", "certainty": "official"});
    let twice = json!({"entries": [entry, entry]});
    assert_eq!(told(Kind::Lexicon, "lexicon:so-khcn", twice), one("entries[1].term", "problem.twice"));
}
