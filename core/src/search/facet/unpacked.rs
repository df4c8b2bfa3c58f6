//! A chunk while it is changed: documents in order with their values, in three flat lists.
//!
//! A change of one document rewrites 4,096, so nothing here allocates for each.

use std::collections::BTreeMap;

/// What documents have from now on, by slot; an empty list takes a document out.
pub(super) type Changes = BTreeMap<u16, Vec<i64>>;

/// Values by slot; a document without values is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Unpacked {
    /// Ascending.
    slots: Vec<u16>,
    /// Where each document's values end in `values`.
    ends: Vec<u32>,
    /// Of each document ascending, each once.
    values: Vec<i64>,
}

impl Unpacked {
    /// Adds a document; its slot is larger than all before. One without values is not added.
    pub(super) fn push(&mut self, slot: u16, values: &[i64]) {
        if !values.is_empty() {
            self.slots.push(slot);
            self.values.extend_from_slice(values);
            self.ends.push(self.values.len() as u32);
        }
    }

    /// Documents with their values, ascending.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u16, &[i64])> + Clone {
        let starts = std::iter::once(&0).chain(&self.ends);
        let ranges = starts.zip(&self.ends).map(|(start, end)| *start as usize..*end as usize);
        self.slots.iter().zip(ranges).map(|(slot, range)| (*slot, self.values.get(range).unwrap_or_default()))
    }

    /// First and last slot; 0 and 0 if there is none.
    pub(super) fn ends(&self) -> (u16, u16) {
        (self.slots.first().copied().unwrap_or(0), self.slots.last().copied().unwrap_or(0))
    }

    /// How many documents there are.
    pub(super) fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// Every value that is there, ascending, each once.
    pub(super) fn distinct(&self) -> Vec<i64> {
        let mut distinct = self.values.clone();
        distinct.sort_unstable();
        distinct.dedup();
        distinct
    }

    /// The same with changes.
    pub(super) fn with(&self, changes: &Changes) -> Self {
        let mut all = Self::default();
        let mut changes = changes.iter().peekable();
        for (slot, values) in self.iter() {
            while let Some((new, own)) = changes.next_if(|(new, _)| **new < slot) {
                all.push(*new, own);
            }
            match changes.next_if(|(new, _)| **new == slot) {
                Some((_, own)) => all.push(slot, own),
                None => all.push(slot, values),
            }
        }
        changes.for_each(|(new, own)| all.push(*new, own));
        all
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn unpacked(own: &Changes) -> Unpacked {
        Unpacked::default().with(own)
    }

    #[test]
    fn documents_come_change_and_go_in_order() {
        let before = unpacked(&Changes::from([(1, vec![5]), (4, vec![6, 7]), (9, vec![8])]));
        let after = before.with(&Changes::from([(0, vec![1]), (4, vec![2]), (9, vec![]), (10, vec![3])]));
        assert_eq!(after, unpacked(&Changes::from([(0, vec![1]), (1, vec![5]), (4, vec![2]), (10, vec![3])])));
        assert_eq!((after.ends(), after.len(), after.distinct()), ((0, 10), 4, vec![1, 2, 3, 5]));
        assert!(before.with(&Changes::from([(1, vec![]), (4, vec![]), (9, vec![])])).is_empty());
    }

    proptest! {
        #[test]
        fn changes_are_what_a_map_would_do(
            before in prop::collection::btree_map(0_u16..50, prop::collection::vec(0_i64..9, 0..3), 0..20),
            changes in prop::collection::btree_map(0_u16..50, prop::collection::vec(0_i64..9, 0..3), 0..20),
        ) {
            let mut expected = before.clone();
            expected.extend(changes.clone());
            prop_assert_eq!(unpacked(&before).with(&changes), unpacked(&expected));
        }
    }
}
