//! What the build packs is what is in the files.

use super::*;

#[test]
fn what_was_packed_is_unpacked_whole() {
    assert_eq!(NAMES.unpack(), include_str!("../search/synonyms/names.ndjson"));
    assert_eq!(SYLLABLES.unpack(), include_str!("../store/dictionary/syllables.txt"));
}
