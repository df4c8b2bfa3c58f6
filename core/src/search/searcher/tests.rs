//! What a search finds and, as important, what it must not find or rank first: marks, prefixes, phrases, exclusions,
//! filters.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::*;
use crate::search::index::change::tests::{add_all, database};

mod bad_input;
mod kept;
mod recency;

struct Table(HashMap<i64, DocText>);

impl DocTexts for Table {
    fn text(&self, _: &Connection, doc: i64) -> Result<Option<DocText>, SearchError> {
        Ok(self.0.get(&doc).cloned())
    }
}

/// An index with its texts.
struct Library {
    conn: Connection,
    texts: Table,
}

impl Library {
    fn new(docs: &[(i64, &str, &str)]) -> Self {
        let mut conn = database();
        add_all(&mut conn, docs);
        let own = |(doc, title, body): &(i64, &str, &str)| {
            (*doc, DocText { title: (*title).to_owned(), body: (*body).to_owned(), published: None })
        };
        Self { conn, texts: Table(docs.iter().map(own).collect()) }
    }

    fn answer(&self, query: &str, filter: Option<&DocSet>) -> Answer {
        let query = Query::parse(query);
        let request = Request { query: &query, filter, page: Page { offset: 0, limit: 20 } };
        Searcher::new().search(&self.conn, &request, &self.texts, &CancelToken::new()).unwrap()
    }

    fn docs(&self, query: &str) -> Vec<i64> {
        self.answer(query, None).hits.iter().map(|hit| hit.doc).collect()
    }

    /// Without regard to order.
    fn set(&self, query: &str) -> Vec<i64> {
        let mut docs = self.docs(query);
        docs.sort_unstable();
        docs
    }
}

fn library() -> Library {
    Library::new(&[
        (1, "Mở thêm tuyến đường ven sông", "Tuyến đường mới dài bảy cây số nối hai xã bãi ngang."),
        (2, "Ngắm dương trên đồi", "Ánh dương, dương liễu, dương cầm, hướng dương, mặt trời dương dương tự đắc."),
        (3, "Bộ phận một cửa phục vụ cả sáng thứ bảy", "Người dân nộp hồ sơ ở bộ phận một cửa của xã."),
        (4, "Chuyện của một con cua", "Cua biển bò qua của một người nuôi tôm, một đêm cửa sông đầy nước."),
        (5, "Hòa âm mùa hạ", "Đêm nhạc hòa tấu do các kỹ sư trẻ tổ chức."),
        (6, "Chuyển giao công nghệ sấy lạnh", "Hợp tác xã nhận chuyển giao quy trình sấy lạnh cho trái mít."),
        (7, "Sổ đỏ cấp trong ngày", "Làng nghề nhận sổ đỏ ngay tại nhà văn hoá."),
        (8, "Số do máy đo", "Trạm ghi số do cảm biến gửi về."),
    ])
}

#[test]
fn duong_with_its_marks_never_stands_below_duong_with_others() {
    let library = library();
    let docs = library.docs("đường");
    assert_eq!(docs.first(), Some(&1));
    assert_eq!(library.docs("dương").first(), Some(&2));
    let long = format!("đường {}", "chữ ".repeat(3_000));
    let library = Library::new(&[(1, "", &long), (2, "Dương dương", "dương dương dương dương")]);
    assert_eq!(library.docs("đường"), [1], "marks that were typed are meant, however many others there are");
    assert_eq!(library.set("duong"), [1, 2], "marks that were not typed may be any");
}

#[test]
fn marks_case_and_composition_find_the_same_documents() {
    let library = library();
    let expected = library.set("một cửa");
    assert!(expected.contains(&3));
    let decomposed: String = "một cửa".nfd().collect();
    for query in ["mot cua", "MỘT CỬA", "Một Cửa", decomposed.as_str(), "mot\u{200b} cua"] {
        assert_eq!(library.set(query), expected, "{query}");
    }
    for query in ["một cửa", "mot cua", "MỘT CỬA"] {
        assert_eq!(library.docs(query).first(), Some(&3), "{query}");
    }
}

#[test]
fn both_places_of_the_tone_and_both_letters_i_find_the_same() {
    let library = library();
    assert_eq!(library.docs("hoà tấu"), library.docs("hòa tấu"));
    assert_eq!(library.docs("kĩ sư"), library.docs("kỹ sư"));
    assert_eq!(library.docs("kĩ sư").first(), Some(&5));
}

#[test]
fn so_do_with_marks_is_not_taken_for_another_so_do() {
    let library = library();
    assert_eq!(library.docs("sổ đỏ").first(), Some(&7));
    assert_eq!(library.docs("số do").first(), Some(&8));
}

#[test]
fn a_half_typed_last_word_finds_what_it_will_become() {
    let library = library();
    assert_eq!(library.docs("chuyển gi").first(), Some(&6));
    assert_eq!(library.docs("cong ngh").first(), Some(&6));
    assert!(library.docs("nghxq").is_empty());
}

#[test]
fn a_phrase_is_required_word_for_word() {
    let library = library();
    assert_eq!(library.docs("\"một cửa\""), [3]);
    assert_eq!(library.docs("\"nộp hồ sơ ở bộ phận\""), [3]);
    assert!(library.docs("\"nộp hồ sơ tại bộ phận\"").is_empty());
    assert!(library.docs("\"cửa một\"").is_empty(), "across a sentence or in another order is no phrase");
    assert_eq!(library.docs("\"bo phan mot cua\""), [3], "a phrase without marks matches any");
    assert!(library.docs("\"một cua\"").is_empty(), "a phrase with marks is exact");
}

#[test]
fn an_excluded_word_never_comes_back() {
    let library = library();
    assert!(library.set("một").contains(&4));
    assert!(!library.set("một -cua").contains(&4));
    assert!(library.set("một -\"sổ đỏ\"").contains(&4));
    assert!(!library.set("một -\"một con cua\"").contains(&4), "a long excluded phrase is verified on the text");
    assert!(library.set("một -\"một con ốc\"").contains(&4));
}

#[test]
fn a_filter_takes_away_and_leaves_the_order() {
    let library = library();
    let all = library.docs("một cửa của sông");
    let filter: DocSet = all.iter().copied().filter(|doc| doc % 2 == 0).collect();
    let filtered: Vec<i64> = library.answer("một cửa của sông", Some(&filter)).hits.iter().map(|hit| hit.doc).collect();
    let expected: Vec<i64> = all.into_iter().filter(|doc| doc % 2 == 0).collect();
    assert_eq!(filtered, expected);
    assert!(library.answer("một", Some(&DocSet::default())).hits.is_empty());
}

#[test]
fn an_empty_answer_says_why() {
    let library = library();
    let empty = |query: &str| library.answer(query, None).empty;
    assert_eq!(empty(""), Some(Empty::NoWords));
    assert_eq!(empty(" \"\" 👍 -"), Some(Empty::OnlySigns));
    assert_eq!(empty("-thuế"), Some(Empty::OnlyExclusions));
    assert_eq!(empty("zzzz"), Some(Empty::NoMatch));
    assert_eq!(Library::new(&[]).answer("thuế", None).empty, Some(Empty::NoDocuments));
    for reason in [Empty::NoWords, Empty::OnlySigns, Empty::OnlyExclusions, Empty::NoMatch, Empty::NoDocuments] {
        assert!(crate::strings::has(reason.message_key()));
    }
}

#[test]
fn pages_follow_one_another() {
    let library = library();
    let query = Query::parse("một cửa của sông");
    let page = |offset, limit| -> Vec<i64> {
        let request = Request { query: &query, filter: None, page: Page { offset, limit } };
        let answer = Searcher::new().search(&library.conn, &request, &library.texts, &CancelToken::new()).unwrap();
        answer.hits.iter().map(|hit| hit.doc).collect()
    };
    let all = page(0, 20);
    assert_eq!([page(0, 2), page(2, 20)].concat(), all);
    assert!(page(50, 5).is_empty());
}

#[test]
fn a_cancelled_search_ends_and_the_connection_goes_on() {
    let library = library();
    let token = CancelToken::new();
    token.cancel();
    let query = Query::parse("một");
    let request = Request { query: &query, filter: None, page: Page { offset: 0, limit: 5 } };
    let searcher = Searcher::new();
    let stopped = searcher.search(&library.conn, &request, &library.texts, &token);
    assert!(matches!(stopped, Err(SearchError::Cancelled(_))));
    assert!(searcher.search(&library.conn, &request, &library.texts, &CancelToken::new()).is_ok());
    assert!(library.conn.is_autocommit(), "no transaction is left open");
}

#[test]
fn a_searcher_sees_what_was_written_since() {
    let mut library = library();
    let searcher = Searcher::new();
    let query = Query::parse("drone");
    let request = Request { query: &query, filter: None, page: Page { offset: 0, limit: 5 } };
    let count = |library: &Library| {
        searcher.search(&library.conn, &request, &library.texts, &CancelToken::new()).unwrap().hits.len()
    };
    assert_eq!(count(&library), 0);
    add_all(&mut library.conn, &[(99, "", "Drone phun thuốc")]);
    assert_eq!(count(&library), 1);
}

#[test]
fn a_document_is_found_by_any_usual_form_of_its_number_before_those_that_cite_it() {
    let library = Library::new(&[
        (1, "Hướng dẫn liên thông văn bản", "Sở hướng dẫn việc gửi, nhận văn bản theo Quyết định số 28/2018/QĐ-TTg."),
        (2, "Quyết định 28/2018/QĐ-TTg", "Việc gửi, nhận văn bản điện tử giữa các cơ quan."),
        (3, "Thông tư 28/2018/TT-BTC", "Biểu phí năm 2018, thay quyết định 28 cũ."),
        (4, "Quyết định 2018", "Năm 2018 có 28 quyết định của TTg, QĐ 28 và QĐ 2018 đều là QĐ TTg."),
        (5, "Kế hoạch 128/KH-UBND", "Ban hành ngày 28/3/2018."),
    ]);
    for query in
        ["28/2018/QĐ-TTg", "28/2018/qd-ttg", "28 2018 qdttg", "28/2018/QĐ -TTg", "quyết định 28/2018", "qd 28/2018/ttg"]
    {
        assert_eq!(library.docs(query).get(..2), Some([2, 1].as_slice()), "{query}");
    }
    assert_eq!(library.docs("28/2018/TTBTC").first(), Some(&3));
    assert_eq!(library.docs("128/kh-ubnd"), [5]);
    assert!(library.set("99/2018/QĐ-TTg").contains(&4), "no such number: its words remain");
    assert!(!library.set("quyết định -28/2018/QĐ-TTg").contains(&2), "an excluded number excludes");
}

#[test]
fn what_is_healthy_is_found_while_another_part_is_damaged() {
    let mut library = library();
    add_all(&mut library.conn, &[(9, "Sổ tay sấy lạnh", "Máy sấy lạnh cho trái vải.")]);
    assert_eq!(library.set("sấy lạnh"), [6, 9]);
    assert!(!library.answer("sấy lạnh", None).damaged);
    let spoil = "UPDATE search_row SET data = CAST(x'0000000000' || substr(data, 6) AS BLOB) \
                 WHERE id >> 32 = (SELECT min(segment) FROM search_segment)";
    library.conn.execute(spoil, ()).unwrap();
    let answer = library.answer("sấy lạnh", None);
    assert!(answer.damaged);
    assert_eq!(answer.hits.iter().map(|hit| hit.doc).collect::<Vec<_>>(), [9]);
}
