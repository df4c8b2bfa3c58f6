//! A feed that turns out to share one URL between items (decision 1): its articles get ids from their guids.
//!
//! Both files change, and no transaction spans them (decision 9). So it goes in three steps, each of which leaves every
//! article findable and every star in place, and the last of which says that it is done: new rows beside the old ones;
//! aliases, which carry what the person did over to the new ids; the old rows away together with the feed's new state. A sync
//! that is killed between two begins again with the next.

use std::collections::BTreeSet;

use crate::clock::Timestamp;
use crate::model::{ArticleId, Source, article_id};
use crate::store::content::feed_state::{self, FeedState};
use crate::store::content::{article, sighting};
use crate::store::personal::alias;
use crate::store::{ContentWriter, Store};

use super::error::SyncError;
use super::feed_job;
use super::ingest::Ingested;

/// An article whose id changes.
struct Renamed {
    old: ArticleId,
    new: ArticleId,
    doc: i64,
}

/// Stores the feed under its new ids; blocking. Returns how many articles were new and how many changed.
pub(super) fn write(
    store: &Store,
    writer: &ContentWriter,
    source: &Source,
    ingested: Vec<Ingested>,
    state: FeedState,
    now: Timestamp,
) -> Result<(usize, usize), SyncError> {
    let renamed = renamed(store, source, &ingested)?;
    let (added, edited) = feed_job::write(writer, source, ingested, None, now)?;
    store.personal().write(|tx| renamed.iter().try_for_each(|one| alias::add(tx, &one.old, &one.new)))?;
    let (old_names, id) = (renamed.len(), source.id.clone());
    writer.write(move |tx| {
        for one in &renamed {
            article::remove(tx, &one.old)?;
        }
        feed_job::forget(tx, &renamed.iter().map(|one| one.doc).collect::<Vec<_>>())?;
        Ok::<_, SyncError>(feed_state::set(tx, &id, &state)?)
    })?;
    Ok((added.saturating_sub(old_names), edited + old_names))
}

/// The stored articles that only this source shows, under the ids their URLs gave them. Which of the items that share a URL
/// one of them is says the guid it was first seen with.
fn renamed(store: &Store, source: &Source, ingested: &[Ingested]) -> Result<Vec<Renamed>, SyncError> {
    let mut by_url = BTreeSet::new();
    by_url.extend(ingested.iter().filter_map(|one| Some(one.other_id.as_ref()?.as_str())));
    store.content().read(|conn| {
        let mut renamed = Vec::new();
        for id in by_url {
            let old = ArticleId::new(id);
            let Some(stored) = article::get(conn, &old)? else { continue };
            if let [seen] = sighting::of_doc(conn, stored.doc)?.as_slice()
                && seen.source == source.id
                && let Some(guid) = seen.guid.as_ref().or(stored.record.envelope.source_url.as_ref())
            {
                renamed.push(Renamed { new: article_id(None, &source.id, guid), old, doc: stored.doc });
            }
        }
        Ok(renamed)
    })
}
