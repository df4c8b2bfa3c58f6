//! Any text as a query: understood, searched, counted by facets, gone on from, and shown in snippets.
//!
//! Fails on a panic, on an empty answer without a reason, on a snippet that is too long or cuts a character, and on marks that lie
//! outside their text.
#![no_main]

use std::collections::HashMap;

use app4g_core::model::Kind;
use app4g_core::search::facet::kinds::fields_of;
use app4g_core::search::facet::{Among, Ask, Order};
use app4g_core::search::index::{self, IndexDoc};
use app4g_core::search::{
    DocText, DocTexts, Matcher, Page, Query, Request, SNIPPET_CHARS, SearchError, Searcher, highlight, snippet,
};
use app4g_core::{CancelToken, Timestamp};
use libfuzzer_sys::fuzz_target;
use rusqlite::Connection;

const DOCS: &[(&str, &str)] = &[
    ("Chuyển giao công nghệ sấy lạnh", "Hợp tác xã nhận chuyển giao quy trình sấy lạnh cho trái mít. Nghề mới."),
    ("Bộ phận một cửa", "Người dân nộp hồ sơ căn cước công dân và giấy phép lái xe ở bộ phận một cửa của xã."),
    ("Quyết định 28/2018/QĐ-TTg", "Việc gửi, nhận văn bản điện tử, thay Kế hoạch 128/KH-UBND, số 111/2008."),
    ("Đường làng", "Tuyến đường ven sông dài bảy cây số. Duong lang, dương liễu 👩\u{200d}🌾, 道路, дорога."),
    ("Sổ đỏ", "Giấy chứng nhận quyền sử dụng đất cấp trong ngày ở Ủy ban nhân dân."),
];

struct Library {
    conn: Connection,
    searcher: Searcher,
    texts: Texts,
}

struct Texts(HashMap<i64, DocText>);

impl DocTexts for Texts {
    fn text(&self, _: &Connection, doc: i64) -> Result<Option<DocText>, SearchError> {
        Ok(self.0.get(&doc).cloned())
    }
}

impl Library {
    fn new() -> Self {
        let mut conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(include_str!("../../../core/src/store/sql/content/002_search.sql")).unwrap();
        conn.execute_batch(include_str!("../../../core/src/store/sql/content/003_facets.sql")).unwrap();
        let docs = (1..).zip(DOCS).map(|(doc, &(title, body))| IndexDoc { doc, title, body });
        // Two pieces, so that readings come from more than one.
        for half in docs.clone().collect::<Vec<_>>().chunks(3) {
            let tx = conn.transaction().unwrap();
            index::add(&tx, half).unwrap();
            tx.commit().unwrap();
        }
        let text = |doc: IndexDoc<'_>| (doc.doc, DocText { title: doc.title.to_owned(), body: doc.body.to_owned(), published: None });
        Self { conn, searcher: Searcher::new(), texts: Texts(docs.map(text).collect()) }
    }

    fn ask(&self, typed: &str) {
        let query = Query::parse(typed);
        let cancel = CancelToken::new();
        let request = Request { query: &query, filter: None, page: Page { offset: 0, limit: 20 } };
        let answer = self.searcher.search(&self.conn, &request, &self.texts, &cancel).unwrap();
        assert_eq!(answer.hits.is_empty(), answer.empty.is_some());
        assert!(answer.understood.alternatives.len() <= 3);
        for hit in &answer.hits {
            let text = self.texts.text(&self.conn, hit.doc).unwrap().unwrap();
            show(&text.title, &answer.matcher);
            show(&text.body, &answer.matcher);
        }
        // What was typed is as odd a text as any.
        show(typed, &answer.matcher);
        assert!(self.searcher.suggest(&self.conn, &query, 8, &cancel).unwrap().len() <= 8);
        let now = Timestamp::default();
        let order = Order::Relevance;
        let ask = Ask { among: Among::Matches, fields: fields_of(Kind::Article), choices: &[], order: &order, aside: None, now };
        let counted = self.searcher.faceted(&self.conn, &request, &ask, &self.texts, &cancel).unwrap();
        assert_eq!(counted.answer.hits, answer.hits);
    }
}

fn show(text: &str, matcher: &Matcher) {
    let mut after = 0;
    for mark in highlight(text, matcher) {
        assert!(mark.range.start >= after && text.get(mark.range.clone()).is_some());
        after = mark.range.end;
    }
    let shown = snippet(text, matcher);
    assert!(shown.text.chars().count() <= SNIPPET_CHARS);
    assert_eq!(shown.text.len(), text.get(shown.source.clone()).unwrap().len());
    assert!(shown.highlights.iter().all(|mark| shown.text.get(mark.clone()).is_some()));
}

thread_local! {
    static LIBRARY: Library = Library::new();
}

fuzz_target!(|bytes: &[u8]| {
    let typed = String::from_utf8_lossy(bytes);
    LIBRARY.with(|library| library.ask(&typed));
});
