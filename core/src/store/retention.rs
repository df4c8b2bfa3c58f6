//! What may go, and when: by age, never the newest of a feed, and by a cap of bytes.
//!
//! Rules (product.md §5, NetNewsWire in spirit): an article goes when it is older than the window, unless it is starred,
//! open, or among the newest of one of its sources. Over the cap, images go first (least recently stored), then the
//! oldest articles, still under the same protection. What the person did with an article stays in personal.db.
//!
//! The window is measured from the newest articles, not from the clock alone: a phone without network for a year loses
//! nothing, and a clock in 2100 deletes nothing. In steps, each a short transaction; callers may stop between two.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, Transaction};

use super::content::{ContentWriter, article, change_log, image, pruned, record, record_digest, sighting};
use super::error::StoreError;
use super::open::Store;
use super::personal::saved;
use crate::cancel::CancelToken;
use crate::clock::Timestamp;
use crate::model::ArticleId;

/// How much is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Days an article stays, counted from the newest ones.
    pub days: u32,
    /// Newest articles of each source that always stay.
    pub keep_per_source: u32,
    /// Bytes of content.db that are used, free pages not counted.
    pub max_bytes: u64,
}

impl Default for Rules {
    fn default() -> Self {
        Self { days: 90, keep_per_source: 20, max_bytes: 500 << 20 }
    }
}

/// What was taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Retired {
    /// Articles.
    pub articles: u64,
    /// Image bytes.
    pub image_bytes: u64,
}

/// Articles of one step: a few milliseconds of writing.
const STEP: u32 = 200;

/// Days after which nobody lists a pruned article any more.
const FORGET_AFTER_DAYS: i64 = 400;

/// Entries of the change log that late followers still find.
const LOG: u32 = 4096;

const NEWEST: &str =
    "SELECT published FROM headline WHERE published < ?1 ORDER BY published DESC, doc DESC LIMIT 1 OFFSET 9";
const OLDEST: &str = "\
    SELECT published, doc, id FROM headline WHERE (published, doc) > (?1, ?2) AND published < ?3 \
    ORDER BY published, doc LIMIT ?4";
const NEWER_IN_SOURCE: &str = "\
    SELECT count(*) FROM (SELECT 1 FROM headline_by_source WHERE source = ?1 AND (published, doc) > (?2, ?3) LIMIT ?4)";

/// Applies `rules`. `open` are articles on a screen now. `forget` takes the removed docs out of the index, inside the same
/// transaction.
///
/// # Errors
/// [`StoreError::Cancelled`] between two steps; as any write. What was removed before stays removed.
pub fn run<F, E>(
    store: &Store,
    writer: &ContentWriter,
    rules: Rules,
    open: &[ArticleId],
    now: Timestamp,
    cancel: &CancelToken,
    forget: F,
) -> Result<Retired, E>
where
    F: Fn(&Transaction<'_>, &[i64]) -> Result<(), E> + Clone + Send + 'static,
    E: From<StoreError> + std::error::Error + Send + 'static,
{
    let mut protected: HashSet<ArticleId> = store.personal().read(saved::ids)?.into_iter().collect();
    protected.extend(open.iter().cloned());
    let cutoff = store.content().read(|conn| cutoff(conn, rules, now))?;
    let mut retired = Retired::default();

    let mut walk = Walk { after: (i64::MIN, i64::MIN), before: cutoff.unix(), rules, protected, now };
    loop {
        let (step, forget) = (walk.clone(), forget.clone());
        let done = writer.submit(cancel, move |tx| step.run(tx, STEP, &forget))?.wait()?;
        retired.articles += done.removed;
        let Some(after) = done.after else { break };
        walk.after = after;
    }

    let max = i64::try_from(rules.max_bytes).unwrap_or(i64::MAX);
    let freed = writer.submit(cancel, move |tx| {
        image::remove_unused(tx)?;
        let before = image::used_bytes(tx)?;
        let over = used_bytes(tx)?.saturating_sub(max);
        if over > 0 {
            image::make_room(tx, (before - over).max(0))?;
        }
        Ok::<_, StoreError>(before - image::used_bytes(tx)?)
    })?;
    retired.image_bytes = u64::try_from(freed.wait()?).unwrap_or(0);

    walk.after = (i64::MIN, i64::MIN);
    walk.before = i64::MAX;
    while store.content().read(used_bytes)? > max {
        let (step, forget) = (walk.clone(), forget.clone());
        let done = writer.submit(cancel, move |tx| step.run(tx, STEP, &forget))?.wait()?;
        retired.articles += done.removed;
        let Some(after) = done.after else { break };
        walk.after = after;
    }
    writer.write(move |tx| {
        pruned::forget(tx, now.plus(-FORGET_AFTER_DAYS * 86_400))?;
        change_log::trim(tx, LOG)
    })?;
    Ok(retired)
}

/// Articles published before this may go. The tenth newest counts: one wrong date in a feed moves nothing.
fn cutoff(conn: &Connection, rules: Rules, now: Timestamp) -> Result<Timestamp, StoreError> {
    let newest: Option<i64> =
        conn.prepare_cached(NEWEST)?.query_row([now.plus(1).unix()], |row| row.get(0)).optional()?;
    // Fewer than ten articles: nothing is worth pruning.
    let newest = newest.unwrap_or(i64::MIN).min(now.unix());
    Ok(Timestamp::from_unix(newest).plus(-i64::from(rules.days) * 86_400))
}

/// Bytes of pages in use.
fn used_bytes(conn: &Connection) -> Result<i64, StoreError> {
    let pragma = |name: &str| conn.pragma_query_value(Some("main"), name, |row| row.get::<_, i64>(0));
    Ok((pragma("page_count")? - pragma("freelist_count")?) * pragma("page_size")?)
}

/// Where a walk over the headlines stands: date and doc.
type Place = (i64, i64);

/// From the oldest article on, one step after another.
#[derive(Clone)]
struct Walk {
    after: Place,
    before: i64,
    rules: Rules,
    protected: HashSet<ArticleId>,
    now: Timestamp,
}

struct Step {
    removed: u64,
    after: Option<Place>,
}

impl Walk {
    fn run<E: From<StoreError>>(
        &self,
        tx: &Transaction<'_>,
        limit: u32,
        forget: &impl Fn(&Transaction<'_>, &[i64]) -> Result<(), E>,
    ) -> Result<Step, E> {
        let (docs, after) = self.remove(tx, limit)?;
        if !docs.is_empty() {
            forget(tx, &docs)?;
        }
        Ok(Step { removed: docs.len() as u64, after })
    }

    /// Removes what may go among the next `limit` articles; where to go on, if anything follows.
    fn remove(&self, tx: &Transaction<'_>, limit: u32) -> Result<(Vec<i64>, Option<Place>), StoreError> {
        let candidates: Vec<(i64, i64, String)> = {
            let mut statement = tx.prepare_cached(OLDEST)?;
            let rows = statement.query_map((self.after.0, self.after.1, self.before, limit), |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?;
            rows.collect::<Result<_, _>>()?
        };
        let mut docs = Vec::new();
        for (published, doc, id) in &candidates {
            let id = ArticleId::new(id.clone());
            if self.protected.contains(&id) || self.is_among_newest(tx, *published, *doc)? {
                continue;
            }
            let digest = record::digest_of(tx, *doc)?;
            article::remove(tx, &id)?;
            pruned::add(tx, id.as_str(), digest, self.now)?;
            record_digest::mark_pruned(tx, id.as_str())?;
            docs.push(*doc);
        }
        let after = candidates
            .last()
            .filter(|_| candidates.len() >= limit as usize)
            .map(|(published, doc, _)| (*published, *doc));
        Ok((docs, after))
    }

    /// Whether one of its sources would fall below the number that always stays.
    fn is_among_newest(&self, conn: &Connection, published: i64, doc: i64) -> Result<bool, StoreError> {
        let keep = i64::from(self.rules.keep_per_source);
        for source in sighting::sources_of(conn, doc)? {
            let newer: i64 =
                conn.prepare_cached(NEWER_IN_SOURCE)?.query_row((source, published, doc, keep), |row| row.get(0))?;
            if newer < keep {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

#[cfg(test)]
mod tests;
