//! Which documents a search may return: a set of document numbers, made by the store from its own tables.
//!
//! Filters by source, date and reading state are such sets; the searcher only intersects. A filter never changes the order
//! of what stays.

/// A set of document numbers; one bit for each number up to the largest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocSet {
    words: Vec<u64>,
}

impl DocSet {
    /// Adds a number; what no row can have (below 0, above 2^32) is ignored.
    pub fn insert(&mut self, doc: i64) {
        let Ok(doc) = u32::try_from(doc) else { return };
        let at = doc as usize / 64;
        if at >= self.words.len() {
            self.words.resize(at + 1, 0);
        }
        if let Some(word) = self.words.get_mut(at) {
            *word |= 1 << (doc % 64);
        }
    }

    /// Whether the set has a number.
    pub fn contains(&self, doc: u32) -> bool {
        self.words.get(doc as usize / 64).is_some_and(|word| word >> (doc % 64) & 1 == 1)
    }

    /// Keeps what both sets have.
    pub fn intersect(&mut self, other: &Self) {
        self.words.truncate(other.words.len());
        for (word, with) in self.words.iter_mut().zip(&other.words) {
            *word &= with;
        }
    }

    /// Adds what the other set has.
    pub fn extend(&mut self, other: &Self) {
        if self.words.len() < other.words.len() {
            self.words.resize(other.words.len(), 0);
        }
        for (word, with) in self.words.iter_mut().zip(&other.words) {
            *word |= with;
        }
    }

    /// Takes out what the other set has.
    pub fn subtract(&mut self, other: &Self) {
        for (word, with) in self.words.iter_mut().zip(&other.words) {
            *word &= !with;
        }
    }

    /// Number of documents in it.
    pub fn len(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }
}

impl FromIterator<i64> for DocSet {
    fn from_iter<I: IntoIterator<Item = i64>>(docs: I) -> Self {
        let mut set = Self::default();
        docs.into_iter().for_each(|doc| set.insert(doc));
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_what_was_put_in_and_nothing_else() {
        let mut set: DocSet = [1, 64, 1_000, -3].into_iter().collect();
        assert_eq!((set.len(), set.contains(64), set.contains(65), set.contains(u32::MAX)), (3, true, false, false));
        set.intersect(&[64, 5].into_iter().collect());
        assert_eq!((set.len(), set.contains(64)), (1, true));
        let mut rest: DocSet = [1, 64, 200].into_iter().collect();
        rest.subtract(&set);
        assert_eq!((rest.len(), rest.contains(64), rest.contains(200)), (2, false, true));
        set.extend(&rest);
        assert_eq!((set.len(), set.contains(1), set.contains(200)), (3, true, true));
        set.intersect(&DocSet::default());
        assert!(set.is_empty());
    }
}
