//! Which document of a source becomes which of the output.
//!
//! A number can stand in several sources when its document was replaced: only the copy in the newest segment was alive when
//! the merge began, because replacing buries the copy before in the same transaction. So newer sources claim first.

use super::Source;
use crate::search::index::segment::DocEntry;

/// No document of the output.
pub(super) const GONE: u32 = u32::MAX;

/// For each source (in order of their numbers), the new ordinal of each old one, or [`GONE`].
pub(super) fn renumbered(sources: &[Source], output: &[DocEntry]) -> Vec<Vec<u32>> {
    let mut claimed = vec![false; output.len()];
    let mut all: Vec<Vec<u32>> = sources
        .iter()
        .rev()
        .map(|source| source.docs.iter().map(|doc| claim(doc, output, &mut claimed)).collect())
        .collect();
    all.reverse();
    all
}

fn claim(doc: &DocEntry, output: &[DocEntry], claimed: &mut [bool]) -> u32 {
    let Ok(ordinal) = output.binary_search_by_key(&doc.doc, |doc| doc.doc) else {
        return GONE;
    };
    match claimed.get_mut(ordinal) {
        Some(claimed) if !*claimed => {
            *claimed = true;
            ordinal as u32
        }
        _ => GONE,
    }
}
