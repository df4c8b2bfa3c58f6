//! What the build packs is what is in the files.

use super::*;

#[test]
fn what_was_packed_is_unpacked_whole() {
    assert_eq!(NAMES.text(), include_str!("../search/synonyms/names.ndjson"));
    assert_eq!(SYLLABLES.text(), include_str!("../store/dictionary/syllables.txt"));
    assert_eq!(ARTICLES.data(), include_bytes!("../store/dictionary/article-1.zdict"));
    assert_eq!(ENTITIES.text(), include_str!("../text/markup/entities.txt"));
    assert_eq!(ABBREVIATIONS.text(), include_str!("../reader/speech/abbreviations.csv"));
    assert_eq!(RECORDS_SQL.text(), include_str!("../store/sql/content/001_records.sql"));
    assert_eq!(SEARCH_SQL.text(), include_str!("../store/sql/content/002_search.sql"));
    assert_eq!(FACETS_SQL.text(), include_str!("../store/sql/content/003_facets.sql"));
    assert_eq!(PERSONAL_SQL.text(), include_str!("../store/sql/personal/001_personal.sql"));
}
