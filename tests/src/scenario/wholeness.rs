//! What must hold of a profile after anything: sound files, no half article, honest states, an index equal to the store.

use app4g_core::CancelToken;
use app4g_core::app::App;
use app4g_core::model::Offline;
use app4g_core::reader;
use app4g_core::search::facet::Order;
use app4g_core::search::stored::StoredTexts;
use app4g_core::search::{Page, Query, Request};
use app4g_core::store::content::{image, source_key};
use rusqlite::{Connection, OpenFlags};

use super::{Trouble, view};

/// Articles that are searched for; that the index has as many documents as the store has articles is counted for all.
const SEARCHED: usize = 40;

/// An article that was withdrawn for error or privacy: it stands in no list.
const ERASED: &str = "(change = 'withdraw' AND doc NOT IN (SELECT doc FROM headline))";

/// Checks everything and says what is wrong first.
///
/// # Errors
/// What is wrong.
pub fn wholeness(app: &App) -> Result<(), Trouble> {
    let paths = app.store().paths();
    for file in [paths.content(), paths.personal()] {
        let conn = Connection::open_with_flags(&file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let verdict: String = conn.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
        if verdict != "ok" {
            return Err(format!("{}: {verdict}", file.display()).into());
        }
    }
    tables(&Connection::open_with_flags(paths.content(), OpenFlags::SQLITE_OPEN_READ_WRITE)?)?;
    let rows = view::rows(app)?;
    facets(app, rows.len())?;
    let stride = rows.len() / SEARCHED + 1;
    for (number, row) in rows.into_iter().enumerate() {
        let found = app.store().find(&row.id)?.ok_or_else(|| format!("a row without its article: {}", row.title))?;
        let data = &found.record.data;
        if data.title != row.title {
            return Err(format!("row and article have different titles: {} / {}", row.title, data.title).into());
        }
        let blocks = reader::blocks(data.body.as_deref().unwrap_or_default(), data.base_url.as_deref());
        let has_words = reader::render::plain(&blocks).chars().any(char::is_alphanumeric);
        match row.offline {
            Offline::Full { .. } | Offline::FullWithImages { .. } if !has_words => {
                return Err(format!("said to be full and is empty: {}", row.title).into());
            }
            Offline::Summary if !has_words && data.lead.is_none() => {
                return Err(format!("said to have a summary and has none: {}", row.title).into());
            }
            _ => {}
        }
        let doc = found.doc.ok_or("a row of Home that is not in content.db")?;
        // Reading verifies the bytes.
        app.store().content().read(|conn| image::of_doc(conn, doc))?;
        if number % stride == 0 && !is_found(app, &row.title, doc)? {
            return Err(format!("not found by its title: {}", row.title).into());
        }
    }
    Ok(())
}

/// Whether the article is among the best for its own title.
fn is_found(app: &App, title: &str, doc: i64) -> Result<bool, Trouble> {
    let query = Query::parse(title);
    let request = Request { query: &query, filter: None, page: Page { offset: 0, limit: 30 } };
    let search = |conn: &Connection| app.searcher().search(conn, &request, &StoredTexts, &CancelToken::new());
    Ok(app.store().content().read(search)?.hits.iter().any(|hit| hit.doc == doc))
}

/// Facets count what the lists of sources hold.
fn facets(app: &App, articles: usize) -> Result<(), Trouble> {
    let found = view::faceted(app, "", &[], &Order::Relevance)?;
    if articles == 0 {
        return Ok(());
    }
    let kinds = view::counted(&found, "kind")?;
    if !kinds.contains(&("article".to_owned(), articles)) {
        return Err(format!("{articles} articles, but facets count {kinds:?}").into());
    }
    let listed = app.store().content().read(source_key::counts)?;
    let listed: Vec<(String, usize)> =
        listed.into_iter().map(|(id, count)| (id.to_string(), usize::try_from(count).unwrap_or(0))).collect();
    let sources = view::counted(&found, "source")?;
    if sources == listed { Ok(()) } else { Err(format!("lists have {listed:?}, facets count {sources:?}").into()) }
}

/// Counts that must agree.
fn tables(conn: &Connection) -> Result<(), Trouble> {
    let count = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, i64>(0));
    let articles = count(&format!("SELECT count(*) FROM record WHERE kind = 'article' AND NOT {ERASED}"))?;
    let others = count("SELECT count(*) FROM record_title t JOIN record r ON r.doc = t.doc AND r.id = t.id")?;
    if others != count("SELECT count(*) FROM record_title")? {
        return Err("titles of records that are gone".into());
    }
    for (what, sql) in [
        ("headlines", "SELECT count(*) FROM headline"),
        (
            "headlines with their record",
            "SELECT count(*) FROM headline h JOIN record r ON r.doc = h.doc AND r.id = h.id",
        ),
        (
            "articles with a sighting",
            "SELECT count(DISTINCT a.doc) FROM article_source a JOIN record r ON r.doc = a.doc",
        ),
        (
            "articles in the lists of sources",
            "SELECT count(DISTINCT b.doc) FROM headline_by_source b JOIN record r ON r.doc = b.doc",
        ),
    ] {
        let found = count(sql)?;
        if found != articles {
            return Err(format!("{found} {what}, {articles} articles").into());
        }
    }
    let indexed = count("SELECT coalesce(sum(live), 0) FROM search_segment WHERE state = 0")?;
    if indexed != articles + others {
        return Err(format!("{indexed} documents in the index, {articles} articles, {others} others").into());
    }
    let orphans = count(
        "SELECT (SELECT count(*) FROM article_source WHERE doc NOT IN (SELECT doc FROM record)) \
         + (SELECT count(*) FROM headline_by_source WHERE doc NOT IN (SELECT doc FROM record)) \
         + (SELECT count(*) FROM image_use WHERE doc NOT IN (SELECT doc FROM record))",
    )?;
    if orphans == 0 { Ok(()) } else { Err(format!("{orphans} rows of articles that are gone").into()) }
}
