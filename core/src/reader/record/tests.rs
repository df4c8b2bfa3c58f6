//! What readers see of records.
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::model::kinds::DEFINITIONS;

fn nobody(_: Reference<'_>) -> Option<String> {
    None
}

fn lines(view: &RecordView) -> Vec<(String, String)> {
    let value = |shown: &Shown| match shown {
        Shown::Lines(lines) => lines.join(", "),
        Shown::Groups(groups) => groups.iter().map(Group::line).collect::<Vec<_>>().join(" | "),
    };
    view.entries.iter().map(|entry| (entry.label.clone(), value(&entry.value))).collect()
}

fn pairs(view: &RecordView) -> Vec<String> {
    lines(view).into_iter().map(|(label, value)| format!("{label}: {value}")).collect()
}

#[test]
fn a_document_is_shown_with_dates_relations_and_doubt() {
    let data = json!({
        "number_raw": "93/2025/QH15", "number_norm": "93/2025/QH15", "type": "luat", "issuer": "Quốc hội",
        "issue_date": "2025-06-27", "effective_from": "2025-10-01", "status": "in_force",
        "abstract": "Luật Khoa học, công nghệ và đổi mới sáng tạo", "note": "<p>Thay luật năm 2013.</p>",
        "relations": [{"verb": "replaces", "to": "29/2013/QH13"}], "certainty": "inferred",
    });
    let view = view("document", &data, None, &nobody, Lang::Vi).unwrap();
    assert_eq!(view.title, "93/2025/QH15 – Luật Khoa học, công nghệ và đổi mới sáng tạo");
    assert!(view.doubtful);
    assert_eq!(
        pairs(&view),
        [
            "Số, ký hiệu: 93/2025/QH15",
            "Loại văn bản: Luật",
            "Trích yếu: Luật Khoa học, công nghệ và đổi mới sáng tạo",
            "Cơ quan ban hành: Quốc hội",
            "Ngày ban hành: 27/06/2025",
            "Có hiệu lực từ: 01/10/2025",
            "Tình trạng: Còn hiệu lực",
            "Liên quan: Thay thế · 29/2013/QH13",
            "Mức đối chiếu: chưa đối chiếu",
        ]
    );
    assert_eq!(view.body.len(), 1);
}

#[test]
fn codes_are_shown_by_their_names_where_these_are_known() {
    let names = |reference: Reference<'_>| match reference {
        Reference::Unit { code: "07294", day: Some(_) } => Some("Xã Bố Hạ".to_owned()),
        Reference::Code(Code { code, .. }) if code == "402" => Some("Chăn nuôi".to_owned()),
        Reference::Term { code: "x-gop-von", .. } => Some("Góp vốn bằng công nghệ".to_owned()),
        _ => None,
    };
    let code = |code: &str| json!({"scheme": "linh-vuc-khcn", "version": "2025", "code": code});
    let data = json!({
        "type": "need", "public_code": "BG-1", "title": "Sấy", "summary": "Một câu.", "description": "<p>Dài.</p>",
        "field_codes": [code("402"), code("208")], "transfer_modes": ["x-gop-von", "x-la"], "trl": 7,
        "price": {"min": 1_250_000, "max": 1_800_000_000, "currency": "VND", "basis": "negotiable"},
        "restricted": "none", "org": {"id": "x-a", "name": "Công ty A", "type": "doanh-nghiep", "unit": "07294"},
        "contact": {"role": "Quản lý", "email": "a@b.example", "reply_within_days": 4},
        "regions": ["07294", "x-toan-quoc", "213"], "status": "open", "confirmed_at": "2026-11-09T07:00:00+07:00",
    });
    let view = view("listing", &data, Date::parse("2026-08-27"), &names, Lang::Vi).unwrap();
    let shown = pairs(&view);
    let has = |line: &str| assert!(shown.iter().any(|shown| shown == line), "{line}: {shown:#?}");
    has("Lĩnh vực: Chăn nuôi (402), 208");
    has("Hình thức chuyển giao: Góp vốn bằng công nghệ, x-la");
    has("Giá: Thấp nhất: 1.250.000\u{a0}₫ · Cao nhất: 1.800.000.000\u{a0}₫ · Thương lượng");
    has("Nơi áp dụng: Xã Bố Hạ, Toàn quốc, 213");
    has("Đơn vị: Công ty A · Doanh nghiệp · Xã Bố Hạ");
    has("Xác nhận gần nhất: 07:00 09/11/2026");
}

#[test]
fn a_kind_of_tomorrow_shows_its_title_or_nothing() {
    let titled = view("bulletin", &json!({"title": "Bản tin", "items": []}), None, &nobody, Lang::Vi).unwrap();
    assert_eq!((titled.title.as_str(), titled.entries.len()), ("Bản tin", 0));
    assert_eq!(view("bulletin", &json!({"title": 1}), None, &nobody, Lang::Vi), None);
}

#[test]
fn of_a_withdrawn_record_what_is_left_is_shown() {
    let left = view("notice", &json!({"title": "Cắt điện"}), None, &nobody, Lang::Vi).unwrap();
    assert_eq!((left.title.as_str(), left.entries.len(), left.body.len()), ("Cắt điện", 0, 0));
    let left = view("unit", &json!({"name": {"vi": "Xã Bố Hạ"}}), None, &nobody, Lang::Vi).unwrap();
    assert_eq!(left.title, "Xã Bố Hạ");
    assert_eq!(view("notice", &json!({"type": "event"}), None, &nobody, Lang::Vi), None);
}

/// Calls `see` with kind, path and field of all that is shown.
fn all_fields(fields: &'static [Field], path: &str, see: &mut dyn FnMut(&str, &'static Field)) {
    for field in fields {
        let path = if path.is_empty() { field.name.to_owned() } else { format!("{path}_{}", field.name) };
        if field.show == Show::Listed {
            see(&path, field);
            let inner = match field.shape {
                Shape::List { of, .. } => of,
                ref shape => shape,
            };
            if let Shape::Table(fields) = inner {
                all_fields(fields, &path, see);
            }
        }
    }
}

#[test]
fn every_field_and_every_choice_that_is_shown_has_words_in_both_languages() {
    let mut missing = Vec::new();
    let unknown = kind_name("bulletin-of-tomorrow", Lang::Vi);
    assert_eq!(unknown, "Loại chưa biết");
    for definition in DEFINITIONS {
        if kind_name(definition.kind.as_str(), Lang::Vi) == unknown {
            missing.push(format!("kind.{}", definition.kind.as_str()));
        }
        all_fields(definition.fields, "", &mut |path, field| {
            let kind = definition.kind;
            if label(kind, path, field.name, Lang::Vi).is_none() {
                missing.push(format!("field.{}.{path}", kind.as_str()));
            }
            let words_of = match field.shape {
                Shape::Choice(words) => words,
                Shape::Certainty => Certainty::WORDS,
                _ => &[],
            };
            let unsaid = words_of.iter().filter(|word| words::choice(kind, path, word, Lang::En) == **word);
            missing.extend(unsaid.map(|word| format!("choice.{}.{path}.{word}", kind.as_str())));
        });
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// JSON of any shape, with names that kinds have.
fn any_json() -> impl Strategy<Value = Value> {
    let names: Vec<&'static str> = DEFINITIONS
        .iter()
        .flat_map(|known| known.fields.iter().map(|field| field.name))
        .chain(["vi", "to", "x"])
        .collect();
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "[ -~ăđ\u{1}]{0,12}".prop_map(Value::from),
        Just(json!("2025-07-01")),
        Just(json!("2025-07-01T08:00:00+07:00")),
    ];
    leaf.prop_recursive(4, 64, 8, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::vec((proptest::sample::select(names.clone()), inner), 0..8)
                .prop_map(|entries| entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()),
        ]
    })
}

proptest! {
    #[test]
    fn no_data_of_any_shape_takes_a_reader_or_a_check_down(data in any_json()) {
        for definition in DEFINITIONS {
            let kind = definition.kind.as_str();
            let seen = view(kind, &data, None, &nobody, Lang::Vi);
            prop_assert_eq!(seen.is_some(), definition.text(&data).is_some());
            let told = definition.check(&data, &Default::default());
            // What an author may publish, a reader can read.
            if told.is_empty() {
                prop_assert!(definition.is_readable(&data) && seen.is_some());
            }
        }
    }
}
