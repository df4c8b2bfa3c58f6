//! What a searcher kept of earlier queries changes no answer, and goes with the state of the index it was read from.

use super::*;
use crate::search::index;

fn found(searcher: &Searcher, library: &Library, query: &str) -> Vec<(i64, f32)> {
    let query = Query::parse(query);
    let request = Request { query: &query, filter: None, page: Page { offset: 0, limit: 20 } };
    let answer = searcher.search(&library.conn, &request, &library.texts, &CancelToken::new()).unwrap();
    answer.hits.iter().map(|hit| (hit.doc, hit.score)).collect()
}

#[test]
fn a_searcher_that_was_asked_before_answers_like_a_new_one() {
    let (library, asked) = (library(), Searcher::new());
    let text = "chuyen giao cogn nghe say lạnh của hợp tác xã";
    let keystrokes = text.char_indices().map(|(end, _)| text.get(..end).unwrap());
    for query in keystrokes.chain([text, "đường", "cua", "sổ đỏ", "so do", "dường", "chuyen giao"]) {
        assert_eq!(found(&asked, &library, query), found(&Searcher::new(), &library, query), "{query}");
    }
}

#[test]
fn nothing_is_kept_of_a_text_that_was_corrected_or_removed() {
    let (mut library, searcher) = (library(), Searcher::new());
    let has = |hits: &[(i64, f32)]| hits.iter().any(|hit| hit.0 == 6);
    assert!(has(&found(&searcher, &library, "mít")));
    let corrected = DocText { title: "Sấy lạnh".to_owned(), body: "Cho trái vải.".to_owned(), published: None };
    library.texts.0.insert(6, corrected);
    add_all(&mut library.conn, &[(6, "Sấy lạnh", "Cho trái vải.")]);
    assert!(!has(&found(&searcher, &library, "mít")));
    for query in ["trái vải", "sấy lạnh"] {
        let fresh = found(&Searcher::new(), &library, query);
        assert_eq!(fresh.first().map(|hit| hit.0), Some(6));
        assert_eq!(found(&searcher, &library, query), fresh, "{query}");
    }
    let tx = library.conn.transaction().unwrap();
    index::remove(&tx, &[6]).unwrap();
    tx.commit().unwrap();
    assert!(!has(&found(&searcher, &library, "trái vải")));
}
