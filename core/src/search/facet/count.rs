//! What a field's values count: the answer a screen draws as chips or check boxes.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::field::{Field, Shape};
use super::lens::Lens;

/// The values of one field that at least one document has, and those that were chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldCounts {
    /// The field.
    pub field: &'static Field,
    /// Codes by falling count, a tree with each code right before those below it, bands and spans as declared.
    pub values: Vec<Count>,
}

/// One value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// Code, key of a band or span, or a range as it was typed: what a [`super::Choice`] of it says.
    pub value: String,
    /// The code above it.
    pub parent: Option<String>,
    /// Codes above it: 0 at the top.
    pub level: usize,
    /// Documents that have it, under all filters but this field's own: the rows that are shown when it alone is chosen here.
    pub rows: usize,
    /// Rows that choosing it would add to those shown now; `rows` if nothing of the field is chosen, 0 if it is chosen.
    pub adds: usize,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// Counts of a field from what was counted by bucket: documents that are shown, and those that only this field holds back.
pub(super) fn counts(lens: &Lens, shown: &[u32], beside: &[u32]) -> FieldCounts {
    let filters = lens.is_filter();
    let mut values = Vec::new();
    for (bucket, (shown, beside)) in shown.iter().zip(beside).enumerate() {
        let is_chosen = lens.is_chosen(bucket);
        let rows = shown.saturating_add(*beside) as usize;
        let Some((value, parent)) = lens.key(bucket).filter(|_| rows > 0 || is_chosen) else { continue };
        let adds = if filters { *beside as usize } else { rows };
        let (value, parent) = (value.to_owned(), parent.map(str::to_owned));
        values.push(Count { value, parent, level: 0, rows, adds, is_chosen });
    }
    match lens.field.shape {
        Shape::Code => values.sort_unstable_by(by_rows),
        Shape::Tree => values = preorder(values),
        Shape::Number(_) | Shape::Day(_) | Shape::Moment(_) => {}
    }
    FieldCounts { field: lens.field, values }
}

/// A total order: no two counts have one value.
fn by_rows(left: &Count, right: &Count) -> std::cmp::Ordering {
    (Reverse(left.rows), &left.value).cmp(&(Reverse(right.rows), &right.value))
}

/// Each code right before those below it, neighbours by falling count.
fn preorder(mut values: Vec<Count>) -> Vec<Count> {
    values.sort_unstable_by(by_rows);
    let places: HashMap<String, u32> = values.iter().map(|count| count.value.clone()).zip(0..).collect();
    // Places of the codes right below each, those at the top last; open ones are taken from the end.
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); values.len()];
    let mut open = Vec::new();
    for (place, count) in values.iter_mut().enumerate().rev() {
        // A chosen code without documents may stand below one that is not listed.
        count.parent = count.parent.take().filter(|parent| places.contains_key(parent));
        let above = count.parent.as_ref().and_then(|parent| below.get_mut(*places.get(parent)? as usize));
        above.unwrap_or(&mut open).push(place);
    }
    let mut open: Vec<(usize, usize)> = open.into_iter().map(|place| (place, 0)).collect();
    let mut values: Vec<Option<Count>> = values.into_iter().map(Some).collect();
    let mut ordered = Vec::with_capacity(values.len());
    while let Some((place, level)) = open.pop() {
        let children = below.get_mut(place).map(std::mem::take).unwrap_or_default();
        open.extend(children.into_iter().map(|child| (child, level + 1)));
        ordered.extend(values.get_mut(place).and_then(Option::take).map(|count| Count { level, ..count }));
    }
    ordered
}
