//! Values on their way into the store: what one document has in its declared fields.

use super::field::{Arity, Field, Shape, day_of};
use crate::clock::Timestamp;

/// Bytes a code may have; a longer one is no code and is left out.
pub const MAX_CODE: usize = 200;

/// Values a document may have in one field; what comes after is left out.
pub const MAX_VALUES: usize = 512;

/// Levels a tree may have; what a longer path names below is left out.
pub const MAX_LEVELS: usize = 16;

/// What one document has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocFacets {
    /// Number of its row in `record`.
    pub doc: i64,
    /// Its values, in any order.
    pub values: Vec<Given>,
}

/// A value of a field. A value whose form is not the field's, and the second of a field with room for one, are left out:
/// a record that says something odd must not stop a sync.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The field.
    pub field: &'static Field,
    /// The value.
    pub value: Value,
}

/// The forms a value has before it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A code; in a tree, wherever the tree has it.
    Code(String),
    /// A code of a tree with all above it, outermost first.
    Path(Vec<String>),
    /// A number, a day or a moment.
    Number(i64),
}

impl Given {
    /// A code.
    pub fn code(field: &'static Field, code: impl Into<String>) -> Self {
        Self { field, value: Value::Code(code.into()) }
    }

    /// A place in a tree, outermost code first.
    pub fn path<I: Into<String>>(field: &'static Field, codes: impl IntoIterator<Item = I>) -> Self {
        Self { field, value: Value::Path(codes.into_iter().map(Into::into).collect()) }
    }

    /// A number.
    pub const fn number(field: &'static Field, number: i64) -> Self {
        Self { field, value: Value::Number(number) }
    }

    /// A moment, kept as exactly as the field keeps it.
    pub fn at(field: &'static Field, moment: Timestamp) -> Self {
        let number = if matches!(field.shape, Shape::Day(_)) { day_of(moment) } else { moment.unix() };
        Self { field, value: Value::Number(number) }
    }

    /// Whether the value has the form that its field declares.
    pub(super) fn fits(&self) -> bool {
        let is_code = |code: &String| !code.is_empty() && code.len() <= MAX_CODE;
        match (&self.value, self.field.shape) {
            (Value::Code(code), Shape::Code | Shape::Tree) => is_code(code),
            (Value::Path(codes), Shape::Tree) => !codes.is_empty() && codes.iter().all(is_code),
            (Value::Number(_), Shape::Number(_) | Shape::Day(_) | Shape::Moment(_)) => true,
            _ => false,
        }
    }
}

/// Puts numbers in stored form: ascending, each once, no more than the field has room for (the first that was given).
pub(super) fn settle(arity: Arity, mut numbers: Vec<i64>) -> Vec<i64> {
    numbers.truncate(if arity == Arity::One { 1 } else { MAX_VALUES });
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}
