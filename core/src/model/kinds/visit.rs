//! Every value of a record with its shape: for references, completion and views.

use serde_json::Value;

use super::field::{Field, Shape};

/// Calls `see` with path, shape and value of everything in `data` that is no list and no table.
pub fn visit<'v>(data: &'v Value, fields: &'static [Field], see: &mut dyn FnMut(&str, &'static Shape, &'v Value)) {
    for field in fields {
        if let Some(value) = data.get(field.name) {
            inside(field.name, value, &field.shape, see);
        }
    }
}

fn inside<'v>(
    path: &str,
    value: &'v Value,
    shape: &'static Shape,
    see: &mut dyn FnMut(&str, &'static Shape, &'v Value),
) {
    match shape {
        Shape::List { of, .. } => {
            for (at, item) in value.as_array().into_iter().flatten().enumerate() {
                inside(&format!("{path}[{at}]"), item, of, see);
            }
        }
        Shape::Table(fields) => {
            visit(value, fields, &mut |name, shape, value| see(&format!("{path}.{name}"), shape, value))
        }
        _ => see(path, shape, value),
    }
}

/// As [`visit`], with values that may be changed.
pub fn visit_mut(data: &mut Value, fields: &'static [Field], see: &mut dyn FnMut(&'static Shape, &mut Value)) {
    for field in fields {
        if let Some(value) = data.get_mut(field.name) {
            inside_mut(value, &field.shape, see);
        }
    }
}

fn inside_mut(value: &mut Value, shape: &'static Shape, see: &mut dyn FnMut(&'static Shape, &mut Value)) {
    match shape {
        Shape::List { of, .. } => {
            for item in value.as_array_mut().into_iter().flatten() {
                inside_mut(item, of, see);
            }
        }
        Shape::Table(fields) => visit_mut(value, fields, see),
        _ => see(shape, value),
    }
}
