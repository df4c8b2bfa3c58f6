//! A chunk while it is changed: documents in order with their values, in three flat lists.
//!
//! A change of one document rewrites 4,096, so nothing here allocates for each.

/// What documents have from now on, by slot; an empty list takes a document out.
pub(super) type Changes = ByKey<u16, Vec<i64>>;

/// A map for the documents of one batch, which come in order: a list, and an eighth of a tree's share of the library.
#[derive(Clone, Debug)]
pub(super) struct ByKey<K, V> {
    /// Ascending.
    all: Vec<(K, V)>,
}

impl<K, V> Default for ByKey<K, V> {
    fn default() -> Self {
        Self { all: Vec::new() }
    }
}

impl<K: Ord + Copy, V: Default> ByKey<K, V> {
    /// The value of `key`, if there is one.
    pub(super) fn get_mut(&mut self, key: K) -> Option<&mut V> {
        let place = self.all.binary_search_by_key(&key, |(known, _)| *known).ok()?;
        self.all.get_mut(place).map(|(_, value)| value)
    }

    /// The value of `key`, the default one from now on if there was none.
    pub(super) fn entry(&mut self, key: K) -> &mut V {
        let place = match self.all.binary_search_by_key(&key, |(known, _)| *known) {
            Ok(place) => place,
            Err(place) => {
                self.all.insert(place, (key, V::default()));
                place
            }
        };
        &mut self.all[place].1
    }

    /// Keys and values, ascending.
    pub(super) fn iter(&self) -> std::slice::Iter<'_, (K, V)> {
        self.all.iter()
    }
}

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
            while let Some((new, own)) = changes.next_if(|(new, _)| *new < slot) {
                all.push(*new, own);
            }
            match changes.next_if(|(new, _)| *new == slot) {
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

    fn changes(all: impl IntoIterator<Item = (u16, Vec<i64>)>) -> Changes {
        let mut changes = Changes::default();
        all.into_iter().for_each(|(slot, values)| *changes.entry(slot) = values);
        changes
    }

    fn unpacked(own: impl IntoIterator<Item = (u16, Vec<i64>)>) -> Unpacked {
        Unpacked::default().with(&changes(own))
    }

    #[test]
    fn documents_come_change_and_go_in_order() {
        let before = unpacked([(1, vec![5]), (4, vec![6, 7]), (9, vec![8])]);
        let after = before.with(&changes([(0, vec![1]), (4, vec![2]), (9, vec![]), (10, vec![3])]));
        assert_eq!(after, unpacked([(0, vec![1]), (1, vec![5]), (4, vec![2]), (10, vec![3])]));
        assert_eq!((after.ends(), after.len(), after.distinct()), ((0, 10), 4, vec![1, 2, 3, 5]));
        assert!(before.with(&changes([(1, vec![]), (4, vec![]), (9, vec![])])).is_empty());
    }

    proptest! {
        #[test]
        fn changes_are_what_a_map_would_do(
            before in prop::collection::btree_map(0_u16..50, prop::collection::vec(0_i64..9, 0..3), 0..20),
            new in prop::collection::btree_map(0_u16..50, prop::collection::vec(0_i64..9, 0..3), 0..20),
        ) {
            let mut expected = before.clone();
            expected.extend(new.clone());
            // In any order.
            prop_assert_eq!(unpacked(before).with(&changes(new.into_iter().rev())), unpacked(expected));
        }
    }
}
