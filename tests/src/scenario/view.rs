//! What a person would see and do: lists, searches, stars, a sync.

use app4g_core::app::App;
use app4g_core::cancel::CancelToken;
use app4g_core::model::{ArticleId, Source, SourceId};
use app4g_core::search::facet::{Choice, Order};
use app4g_core::search::{Page, Searcher, find};
use app4g_core::store::content::headline::Headline;
use app4g_core::store::news::{self, Filter};
use app4g_core::store::personal::status::{self, Star, Status};
use app4g_core::store::personal::{check, ledger, setting, source};
use app4g_core::sync::{FeedOutcome, SyncReport, SyncRequest};
use app4g_core::{Error, strings};

use super::Trouble;

/// A sync a person asked for, of every source.
///
/// # Errors
/// As the engine's.
pub async fn sync(app: &App) -> Result<SyncReport, Error> {
    app.sync().run(&SyncRequest::asked(), &|_| (), &CancelToken::new()).await
}

/// Every row of Home, newest first.
///
/// # Errors
/// As any read.
pub fn rows(app: &App) -> Result<Vec<Headline>, Error> {
    Ok(app.store().content().read(|conn| news::page(conn, &Filter::default(), None, 10_000))?.rows)
}

/// The row whose title holds `word`.
///
/// # Errors
/// As any read; a text if there is none, or more than one.
pub fn row(app: &App, word: &str) -> Result<Headline, Trouble> {
    let mut found: Vec<Headline> = rows(app)?.into_iter().filter(|row| row.title.contains(word)).collect();
    match (found.pop(), found.len()) {
        (Some(row), 0) => Ok(row),
        (_, others) => Err(format!("not one row with `{word}` but {others} more or none").into()),
    }
}

/// What a search finds, best first.
///
/// # Errors
/// As any search.
pub fn search(app: &App, typed: &str) -> Result<Vec<ArticleId>, Error> {
    let found = find::articles(app.store(), &Searcher::new(), typed, &Filter::default(), 10_000, &CancelToken::new())?;
    Ok(found.hits.into_iter().map(|hit| hit.id).collect())
}

/// Articles with facets: everything if nothing was typed. A fresh searcher, that remembers nothing.
///
/// # Errors
/// As any search.
pub fn faceted(app: &App, typed: &str, choices: &[Choice], order: &Order) -> Result<find::Found, Error> {
    let page = Page { offset: 0, limit: 10_000 };
    let filter = Filter::default();
    let (kind, expired, now) = (None, find::Expired::Shown, app.clock().now());
    let search = find::Search { typed, kind, expired, filter: &filter, choices, order, page, now };
    Ok(find::faceted(app.store(), &Searcher::new(), &search, &CancelToken::new())?)
}

/// What the values of a field count, by value.
///
/// # Errors
/// If nothing was counted.
pub fn counted(found: &find::Found, field: &str) -> Result<Vec<(String, usize)>, Trouble> {
    let find::Facets::Counted(fields) = &found.facets else {
        return Err(format!("nothing was counted: {:?}", found.facets).into());
    };
    let values = fields.iter().filter(|counts| counts.field.key == field).flat_map(|counts| &counts.values);
    let mut values: Vec<(String, usize)> = values.map(|count| (count.value.clone(), count.rows)).collect();
    values.sort();
    Ok(values)
}

/// The stored text of an article, as HTML; empty if it has none.
///
/// # Errors
/// As any read.
pub fn body(app: &App, id: &ArticleId) -> Result<String, Error> {
    Ok(app.store().find(id)?.and_then(|found| found.record.data.body).unwrap_or_default())
}

/// Sets the star.
///
/// # Errors
/// As [`app4g_core::store::Store::star`].
pub fn star(app: &App, id: &ArticleId) -> Result<(), Error> {
    Ok(app.store().star(id, Star::Set, app.clock().now())?)
}

/// What the person did with an article.
///
/// # Errors
/// As any read.
pub fn status(app: &App, id: &ArticleId) -> Result<Status, Error> {
    Ok(app.store().personal().read(|conn| status::get(conn, id))?)
}

/// The source as stored now.
///
/// # Errors
/// As any read.
pub fn source(app: &App, id: &SourceId) -> Result<Option<Source>, Error> {
    Ok(app.store().personal().read(|conn| source::get(conn, id))?)
}

/// What the last checks of a source said.
///
/// # Errors
/// As any read.
pub fn checked(app: &App, id: &SourceId) -> Result<Option<check::Check>, Error> {
    Ok(app.store().personal().read(|conn| check::get(conn, id))?)
}

/// Everything in the ledger.
///
/// # Errors
/// As any read.
pub fn ledger(app: &App) -> Result<Vec<ledger::Use>, Error> {
    Ok(app.store().personal().read(ledger::all)?)
}

/// Chooses a setting.
///
/// # Errors
/// As any write.
pub fn set(app: &App, key: &str, value: &str) -> Result<(), Error> {
    Ok(app.store().personal().write(|tx| setting::set(tx, key, Some(value), app.clock().now()))?)
}

/// How the feed of a source went.
pub fn outcome<'a>(report: &'a SyncReport, id: &SourceId) -> Option<&'a FeedOutcome> {
    report.feeds.iter().find(|feed| feed.source == *id).map(|feed| &feed.outcome)
}

/// Why the feed of a source failed; `None` if it did not.
pub fn failure<'a>(report: &'a SyncReport, id: &SourceId) -> Option<&'a Error> {
    match outcome(report, id) {
        Some(FeedOutcome::Failed(error)) => Some(error),
        _ => None,
    }
}

/// The text of an error in both languages, if both name a cause and what to do: an entry of the catalogue, every
/// argument filled in, at least two sentences or clauses.
///
/// # Errors
/// What is missing.
pub fn said(error: &Error) -> Result<[String; 2], Trouble> {
    if !strings::has(error.message.key) {
        return Err(format!("no catalogue entry `{}`", error.message.key).into());
    }
    let texts = [strings::Lang::Vi, strings::Lang::En].map(|lang| strings::render(&error.message, lang));
    for text in &texts {
        let clauses = text.split(['.', ';']).filter(|clause| !clause.trim().is_empty()).count();
        if text.contains(['{', '}']) || clauses < 2 {
            return Err(format!("`{}` does not say cause and remedy: {text}", error.message.key).into());
        }
    }
    let [vi, en] = &texts;
    if vi == en { Err(format!("`{}` is not translated", error.message.key).into()) } else { Ok(texts) }
}
