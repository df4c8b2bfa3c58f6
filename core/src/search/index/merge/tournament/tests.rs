//! The tournament gives all keys in order, equal ones in the order of the sources, and says truly what neighbours share.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

struct Keys {
    keys: Vec<Vec<u8>>,
    at: usize,
}

impl Keyed for Keys {
    fn key(&self) -> Option<&[u8]> {
        self.keys.get(self.at).map(Vec::as_slice)
    }
}

fn play_out(mut sources: Vec<Keys>) -> Vec<(Vec<u8>, usize)> {
    let mut tree = Tournament::new(&sources);
    let (mut all, mut last) = (Vec::new(), Vec::new());
    while let Some((winner, shared)) = tree.winner() {
        let key = sources[winner].key().unwrap().to_vec();
        assert_eq!(shared, common(&last, &key, 0));
        let source = &mut sources[winner];
        source.at += 1;
        let again = source.key().map_or(0, |next| common(&key, next, 0));
        tree.replay(&sources, again);
        all.push((key.clone(), winner));
        last = key;
    }
    all
}

proptest! {
    #[test]
    fn keys_of_all_sources_come_in_order(
        sources in proptest::collection::vec(proptest::collection::btree_set("[ab]{0,4}", 0..12), 0..20),
    ) {
        let sources: Vec<BTreeSet<String>> = sources;
        let mut expected: Vec<(Vec<u8>, usize)> = sources
            .iter()
            .enumerate()
            .flat_map(|(at, keys)| keys.iter().map(move |key| (key.as_bytes().to_vec(), at)))
            .collect();
        expected.sort();
        let sources = sources
            .into_iter()
            .map(|keys| Keys { keys: keys.into_iter().map(String::into_bytes).collect(), at: 0 })
            .collect();
        prop_assert_eq!(play_out(sources), expected);
    }
}
