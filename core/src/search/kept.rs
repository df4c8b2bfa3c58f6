//! Keeps what was looked up last, at most so many things, under a lock that is held for a lookup only.
//!
//! Two generations: what is put or asked for is young; when there are as many young ones as there may be, they become the old
//! ones, and what was old is forgotten. So each lookup is one or two steps, and what is asked for often stays.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

/// At most twice `most` values by key.
#[derive(Debug)]
pub(super) struct Kept<K, V> {
    most: usize,
    generations: Mutex<Generations<K, V>>,
}

#[derive(Debug)]
struct Generations<K, V> {
    young: HashMap<K, V>,
    old: HashMap<K, V>,
}

impl<K: Eq + Hash, V: Clone> Kept<K, V> {
    /// Nothing yet.
    pub(super) fn new(most: usize) -> Self {
        Self { most, generations: Mutex::new(Generations { young: HashMap::new(), old: HashMap::new() }) }
    }

    /// The value of `key`, if it is kept.
    pub(super) fn get<Q: Eq + Hash + ?Sized>(&self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let mut generations = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(value) = generations.young.get(key) {
            return Some(value.clone());
        }
        let (key, value) = generations.old.remove_entry(key)?;
        generations.put(self.most, key, value.clone());
        Some(value)
    }

    /// Keeps `value` under `key`.
    pub(super) fn put(&self, key: K, value: V) {
        self.generations.lock().unwrap_or_else(PoisonError::into_inner).put(self.most, key, value);
    }
}

impl<K: Eq + Hash, V> Generations<K, V> {
    fn put(&mut self, most: usize, key: K, value: V) {
        if self.young.len() >= most {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(key, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_stays_and_what_is_not_goes() {
        let kept: Kept<u32, u32> = Kept::new(4);
        for key in 0..40 {
            kept.put(key, key * 10);
            assert_eq!(kept.get(&0), Some(0), "asked for each time");
        }
        assert_eq!(kept.get(&39), Some(390));
        assert_eq!(kept.get(&5), None);
        assert_eq!(kept.get(&99), None);
    }

    #[test]
    fn there_are_never_more_than_twice_as_many() {
        let kept: Kept<u32, u32> = Kept::new(4);
        (0..1_000).for_each(|key| kept.put(key, key));
        assert!((0..1_000).filter(|key| kept.get(key).is_some()).count() <= 8);
    }

    #[test]
    fn a_value_is_that_which_was_put_last() {
        let kept: Kept<Vec<u8>, u32> = Kept::new(2);
        kept.put(b"a".to_vec(), 1);
        kept.put(b"b".to_vec(), 2);
        kept.put(b"c".to_vec(), 3);
        kept.put(b"a".to_vec(), 4);
        assert_eq!(kept.get(b"a".as_slice()), Some(4));
    }
}
