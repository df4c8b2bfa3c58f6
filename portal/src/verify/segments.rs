//! The segments of a collection: every line, and the set they make.

use std::collections::HashMap;

use app4g_core::model::Kind;
use app4g_core::repository::format::{Collection, Index, SetHash, Sha256};

use super::{Lines, Report, line};
use crate::collections::{BASE, is_base};
use crate::media;
use crate::reading;
use crate::revision::is_erasing;
use crate::storage::Storage;

/// Checks all segments; what the collection holds by id.
pub(super) async fn check(
    storage: &dyn Storage,
    name: &str,
    entry: &Collection,
    index: &Index,
    lines: &mut Lines,
    report: &mut Report,
) -> HashMap<String, Sha256> {
    let mut members = HashMap::with_capacity(usize::try_from(entry.count).unwrap_or_default());
    for segment in &index.segments {
        let path = segment.object.path();
        let found = match reading::lines(storage, &segment.object).await {
            Ok(found) => found,
            Err(error) => {
                report.find(&path, error);
                continue;
            }
        };
        if found.len() as u64 != segment.count {
            report.find(&path, "it has another number of lines than the index says");
        }
        for text in found {
            let envelope = match line::check(&text) {
                Ok(envelope) => envelope,
                Err(cause) => {
                    report.find(&path, cause);
                    continue;
                }
            };
            let (id, digest) = (envelope.id, Sha256::of(text.as_bytes()));
            let belongs = match Kind::parse(&envelope.kind) {
                Some(kind) if name == BASE => is_base(kind) || is_erasing(&envelope.change),
                _ => true,
            };
            if !belongs {
                report.find(&path, format!("{id} does not belong to {name}"));
            }
            let of_rev = lines.revisions.entry(id.clone()).or_default().entry(envelope.rev).or_insert(digest);
            if *of_rev != digest {
                report.find(&path, format!("{id} has two lines of revision {}", envelope.rev));
            }
            media::files_in(&text, &mut lines.files);
            if members.insert(id.clone(), digest).is_some() {
                report.find(&path, format!("{id} is in {name} twice"));
            }
        }
    }
    let mut set = SetHash::with_capacity(members.len());
    members.values().for_each(|digest| set.add(*digest));
    if members.len() as u64 != entry.count || set.finish() != entry.set_hash {
        report.find(&entry.index.path(), format!("the records of {name} are not the set that the catalog names"));
    }
    members
}
