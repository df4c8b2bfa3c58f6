//! A value with every field of a table filled.

use serde_json::{Map, Value, json};

use crate::model::kinds::field::{Field, Shape};

/// All fields, required or not.
pub(super) fn example(fields: &[Field]) -> Value {
    Value::Object(fields.iter().map(|field| (field.name.to_owned(), of_shape(&field.shape))).collect::<Map<_, _>>())
}

/// One value of a shape.
pub(super) fn of_shape(shape: &Shape) -> Value {
    match shape {
        Shape::Text { .. } => json!("Sấy vải thiều"),
        Shape::Body { .. } => json!("<p>Sấy <strong>bơm nhiệt</strong></p>"),
        Shape::Slug => json!("so-khcn"),
        Shape::Language => json!("vi"),
        Shape::Choice(words) => json!(words.first()),
        Shape::Certainty => json!("single-source"),
        Shape::Date => json!("2025-07-01"),
        Shape::Time => json!("2025-07-01T08:00:00+07:00"),
        Shape::Year => json!(2026),
        Shape::Integer { min, .. } => json!(min),
        Shape::Money => json!(1_250_000),
        Shape::Flag => json!(true),
        Shape::Url => json!("https://khcn.example/trang"),
        Shape::Email => json!("hoi@khcn.example"),
        Shape::Phone => json!("0204 3 850 000"),
        Shape::Digest => json!("ab".repeat(32)),
        Shape::Id => json!("unit:24:2025-07-01"),
        Shape::Unit => json!("24"),
        Shape::DocNumber => json!("28/2018/QĐ-TTg"),
        Shape::Code { scheme } => json!({"scheme": scheme, "version": "2025", "code": "402"}),
        Shape::Term { .. } => json!("x-nong-nghiep"),
        Shape::Labels => json!({"vi": "Nông nghiệp", "en": "Agriculture"}),
        Shape::List { of, .. } => json!([of_shape(of)]),
        Shape::Table(fields) => example(fields),
    }
}
