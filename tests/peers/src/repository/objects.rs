//! What a release sent, and what compressing it costs alone on one thread.

use std::collections::BTreeSet;
use std::hint::black_box;
use std::path::Path;

use app4g_core::repository::format::{Collection, Index, Sha256, encode};
use app4g_portal::deltas::{LEVEL, append};
use app4g_portal::ledger::Ledger;
use app4g_portal::reading;
use app4g_portal::storage::folder::Folder;
use app4g_tests::department::Trouble;

use crate::search::cost::{Clock, Cost};

/// The objects of all segments of the newest release.
///
/// # Errors
/// A repository that cannot be read.
pub async fn segments(repository: &Path) -> Result<BTreeSet<Sha256>, Trouble> {
    let indexes = indexes(repository).await?;
    Ok(indexes.iter().flat_map(|(.., index)| &index.segments).map(|segment| segment.object.sha256).collect())
}

/// What it costs to compress what the newest release sent: segments that were not `before`, and its deltas with their edit objects.
///
/// # Errors
/// A repository or ledger that cannot be read.
pub async fn compress(repository: &Path, ledger: &Path, before: &BTreeSet<Sha256>) -> Result<Cost, Trouble> {
    let storage = Folder::open(repository)?;
    let ledger = Ledger::open(ledger)?;
    // Content, and what it is compressed against.
    let mut raws: Vec<(Vec<u8>, Option<Vec<u8>>)> = Vec::new();
    for (name, entry, index) in indexes(repository).await? {
        let is_new = index.segments.iter().any(|segment| !before.contains(&segment.object.sha256));
        if !is_new {
            continue;
        }
        for segment in index.segments.iter().filter(|segment| !before.contains(&segment.object.sha256)) {
            raws.push((reading::object(&storage, &segment.object, None).await?, None));
        }
        for delta in index.deltas.iter().filter(|delta| delta.to == entry.version) {
            let raw = reading::object(&storage, &delta.object, None).await?;
            let manifest = reading::delta(&raw, &name, delta)?.manifest;
            if let (Some(edit), Some(twin)) = (manifest.edit, manifest.twin) {
                let ids = manifest.base.iter().map(|(id, _)| id.as_str());
                let then = ledger.digests_at(&name, delta.from, ids)?;
                let mut base = Vec::new();
                for (id, _) in &manifest.base {
                    append(&mut base, &ledger.line(then.get(id.as_str()).ok_or("a base that was not there")?)?);
                }
                let new = reading::object(&storage, &twin, None).await?;
                if reading::object(&storage, &edit, Some(&base)).await? != new {
                    return Err("edit and twin differ".into());
                }
                raws.extend([(new.clone(), Some(base)), (new, None)]);
            }
            raws.push((raw, None));
        }
    }
    let (done, cost) = Clock::Thread.time(|| {
        raws.iter()
            .try_for_each(|(raw, prefix)| encode(raw, prefix.as_deref(), LEVEL).map(|object| drop(black_box(object))))
    });
    done?;
    Ok(cost)
}

async fn indexes(repository: &Path) -> Result<Vec<(String, Collection, Index)>, Trouble> {
    let storage = Folder::open(repository)?;
    let current = reading::current(&storage).await?.ok_or("nothing is published")?;
    let mut found = Vec::new();
    for (name, entry) in current.catalog.collections {
        let index = reading::index(&storage, &name, &entry).await?;
        found.push((name, entry, index));
    }
    Ok(found)
}
