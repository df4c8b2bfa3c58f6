//! Each shape refuses what it should, and says which field, value and cause.
use serde_json::json;

use super::*;

const SMALL: &[Field] = &[
    Field::required("title", Shape::text(10)),
    Field::optional("price", Shape::Table(PRICE)),
    Field::optional("tags", Shape::list(&Shape::Slug, 2)),
];
const PRICE: &[Field] = &[Field::required("min", Shape::Money), Field::optional("basis", Shape::Choice(&["firm"]))];

fn causes(value: &Value, shape: Shape) -> Vec<&'static str> {
    let fields: &'static [Field] = Box::leak(Box::new([Field::required("f", shape)]));
    check(&json!({ "f": value }), fields, Strangers::Refused).iter().map(|problem| problem.cause.key).collect()
}

#[test]
fn everything_wrong_is_told_at_once_with_its_path_and_value() {
    let data = json!({"price": {"min": "nhiều", "basis": "fixed"}, "tags": ["a", "Ă", "c"], "titel": "x"});
    let told: Vec<(String, String, &str)> = check(&data, SMALL, Strangers::Refused)
        .into_iter()
        .map(|problem| (problem.field, problem.value, problem.cause.key))
        .collect();
    let told: Vec<(&str, &str, &str)> = told.iter().map(|(a, b, c)| (a.as_str(), b.as_str(), *c)).collect();
    assert_eq!(
        told,
        [
            ("title", "", "problem.missing"),
            ("price.min", "nhiều", "problem.not_integer"),
            ("price.basis", "fixed", "problem.not_a_choice"),
            ("tags", "3", "problem.list_length"),
            ("tags[1]", "Ă", "problem.not_slug"),
            ("titel", "x", "problem.unknown_field_near"),
        ]
    );
}

#[test]
fn a_stranger_is_refused_of_an_author_and_ignored_of_a_later_version() {
    let data = json!({"title": "x", "of_tomorrow": 1});
    assert_eq!(check(&data, SMALL, Strangers::Refused).len(), 1);
    assert_eq!(check(&data, SMALL, Strangers::Ignored), []);
}

#[test]
fn text_is_one_plain_line() {
    for (text, cause) in [
        ("", "problem.empty"),
        ("   ", "problem.empty"),
        (" a", "problem.space_around"),
        ("a\nb", "problem.control_character"),
        ("a\u{0}", "problem.control_character"),
        ("<b>a</b>", "problem.markup"),
        ("a &amp; b", "problem.markup"),
        ("mười một chữ", "problem.too_long"),
    ] {
        assert_eq!(causes(&json!(text), Shape::text(10)), [cause], "{text:?}");
    }
    for text in ["p < 0,05", "KH&CN", "Sấy", "1 > 0"] {
        assert_eq!(causes(&json!(text), Shape::text(10)), [""; 0], "{text:?}");
    }
}

#[test]
fn dates_times_and_addresses_have_one_form() {
    let refused = |value: &str, shape| assert_eq!(causes(&json!(value), shape).len(), 1, "{value}");
    refused("2025-7-1", Shape::Date);
    refused("2025-07-01T08:00:00Z", Shape::Time);
    refused("2025-07-01T08:00:00.5+07:00", Shape::Time);
    refused("2025-07-01T08:00+07:00", Shape::Time);
    refused("http://khcn.example/", Shape::Url);
    refused("https://ai@khcn.example/", Shape::Url);
    refused("/trang", Shape::Url);
    refused("ai@may", Shape::Email);
    refused("ai khcn.example", Shape::Email);
    refused("gọi tôi", Shape::Phone);
    refused("28-2018", Shape::DocNumber);
    refused("QĐ 28/2018", Shape::DocNumber);
    refused("a b", Shape::Id);
    refused("tiếng Việt", Shape::Language);
    refused("AB", Shape::Digest);
}

#[test]
fn numbers_are_whole_and_fit_a_line() {
    assert_eq!(causes(&json!(1.0), Shape::Money), ["problem.not_integer"]);
    assert_eq!(causes(&json!("5"), Shape::Money), ["problem.not_integer"]);
    assert_eq!(causes(&json!(1_i64 << 53), Shape::Money), ["problem.out_of_range"]);
    assert_eq!(causes(&json!(-1), Shape::Money), ["problem.out_of_range"]);
    assert_eq!(causes(&json!(10), Shape::Integer { min: 1, max: 9 }), ["problem.out_of_range"]);
}

#[test]
fn a_code_names_scheme_and_version() {
    let shape = Shape::Code { scheme: "linh-vuc-khcn" };
    assert_eq!(causes(&json!({"scheme": "linh-vuc-khcn", "version": "2008", "code": "402"}), shape), [""; 0]);
    for wrong in [
        json!("402"),
        json!({"scheme": "khac", "version": "2008", "code": "402"}),
        json!({"scheme": "linh-vuc-khcn", "code": "402"}),
        json!({"scheme": "linh-vuc-khcn", "version": "2008", "code": "402", "x": "y"}),
    ] {
        assert_eq!(causes(&wrong, shape), ["problem.not_code"], "{wrong}");
    }
}

#[test]
fn the_name_that_was_meant_is_near() {
    let names = || ["title", "severity", "areas", "starts_at"].into_iter();
    assert_eq!(nearest("tilte", names()), Some("title"));
    assert_eq!(nearest("start_at", names()), Some("starts_at"));
    assert_eq!(nearest("x", names()), None);
    assert_eq!(nearest("description", names()), None);
}
