//! A chain of deltas, one after the other: loaded, prepared, written, each in one transaction.
//!
//! What is here of the collection is read while the last one is loaded, for its set hash is checked then.

use super::apply::{self, Applied, Target};
use super::collection::{Stop, object, write};
use super::prepare::{self, Batch, Known, Preparer};
use super::{Load, blocking};
use crate::repository::format::{self, Collection, Delta, DeltaEntry, Object};
use crate::store::content::collection::CollectionState;
use crate::store::content::record;
use crate::sync::error::SyncError;

/// Goes the chain, which ends at `entry`.
pub(super) async fn deltas(
    load: &Load<'_>,
    state: &CollectionState,
    entry: &Collection,
    chain: &[DeltaEntry],
    applied: &mut Applied,
) -> Result<(), Stop> {
    for step in chain {
        let (prepared, target) = tokio::join!(prepared(load, &state.name, step), target(load, state.key, step, entry));
        let (Prepared { drop, batches }, target) = (prepared?, target?);
        let (key, cancel) = (state.key, load.cancel.clone());
        applied.add(write(load, move |tx| apply::delta(tx, key, &drop, batches, target, &cancel)).await?);
    }
    Ok(())
}

/// A delta as it is written.
struct Prepared {
    drop: Vec<String>,
    batches: Vec<Batch>,
}

async fn prepared(load: &Load<'_>, name: &str, step: &DeltaEntry) -> Result<Prepared, Stop> {
    let packed = object(load, &step.object).await?;
    let (name, entered, at) = (name.to_owned(), *step, load.at);
    let prepared = blocking(move || {
        let raw = format::decode(&entered.object, &packed, None)?;
        let Delta { manifest, lines } = Delta::parse(&raw, &name, &entered)?;
        Ok((manifest, Preparer::new(Known::new(), at).by_two(&lines)?))
    });
    let (manifest, mut batches) = prepared.await?;
    if let (Some(edit), Some(twin)) = (&manifest.edit, &manifest.twin) {
        let (raw, base) = (edited(load, &manifest.base, edit, twin).await?, manifest.base);
        batches.push(blocking(move || Preparer::new(Known::new(), at).edit(&raw, &base)).await?);
    }
    Ok(Prepared { drop: manifest.drop, batches })
}

async fn target(load: &Load<'_>, key: i64, step: &DeltaEntry, entry: &Collection) -> Result<Target, SyncError> {
    if step.to != entry.version {
        return Ok(Target::Between(step.to));
    }
    let (store, entry) = (load.store.clone(), *entry);
    let held = blocking(move || Ok(store.content().read(|conn| apply::held(conn, key, entry.count))?));
    Ok(Target::Catalog { entry, held: held.await? })
}

/// The new lines of edited records: against their old lines, if all of those are here; else from the twin.
async fn edited(load: &Load<'_>, base: &[(String, String)], edit: &Object, twin: &Object) -> Result<Vec<u8>, Stop> {
    let line_of = |id: &str| {
        // A damaged line is none: the twin brings it anew.
        let stored = load.store.content().read(|conn| record::get(conn, id));
        Ok(stored.ok().flatten().map(|stored| stored.line))
    };
    Ok(match prepare::prefix(base, line_of)? {
        Some(prefix) => format::decode(edit, &object(load, edit).await?, Some(&prefix))?,
        None => format::decode(twin, &object(load, twin).await?, None)?,
    })
}
