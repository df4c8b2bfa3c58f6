//! Which document of a source becomes which of the output.
//!
//! A number can stand in several sources when its document was replaced: only the copy in the newest segment was alive when
//! the merge began, because replacing buries the copy before in the same transaction. So newer sources claim first.

use super::Source;
use crate::search::SearchError;
use crate::search::index::block::Posting;
use crate::search::index::segment::DocEntry;

/// No document of the output.
const GONE: u32 = u32::MAX;

/// The new ordinals of the documents of one source.
pub(super) enum Numbers {
    /// This one for the first, and so on without a gap: the usual case, for documents come in the order of their numbers.
    From(u32, usize),
    /// One for each, or [`GONE`].
    Each(Vec<u32>),
}

impl Numbers {
    fn new(each: Vec<u32>) -> Self {
        match each.first() {
            Some(first) if *first != GONE && each.iter().copied().eq(*first..*first + each.len() as u32) => {
                Self::From(*first, each.len())
            }
            _ => Self::Each(each),
        }
    }

    /// The new ordinal of an old one, if it has one.
    pub(super) fn of(&self, ordinal: u32) -> Option<u32> {
        match self {
            Self::From(first, count) => ((ordinal as usize) < *count).then(|| first + ordinal),
            Self::Each(each) => each.get(ordinal as usize).copied().filter(|ordinal| *ordinal != GONE),
        }
    }

    /// Appends `postings`, which ascend, to `into` with their new ordinals. Whether these certainly ascend with what is there.
    ///
    /// # Errors
    /// [`SearchError::Damaged`] if there is no such document.
    pub(super) fn renumber(&self, postings: &[Posting], into: &mut Vec<Posting>) -> Result<bool, SearchError> {
        let Self::From(first, count) = self else {
            into.extend(postings.iter().filter_map(|old| Some(Posting { ordinal: self.of(old.ordinal)?, ..*old })));
            return Ok(false);
        };
        if postings.last().is_some_and(|last| last.ordinal as usize >= *count) {
            return Err(SearchError::Damaged("posting of no document"));
        }
        let ascend = into.last().is_none_or(|last| last.ordinal < *first);
        into.extend(postings.iter().map(|old| Posting { ordinal: first + old.ordinal, ..*old }));
        Ok(ascend)
    }
}

/// For each source (in order of their numbers), the new ordinals.
pub(super) fn renumbered(sources: &[Source], output: &[DocEntry]) -> Vec<Numbers> {
    let mut claimed = vec![false; output.len()];
    let mut all: Vec<Numbers> = sources
        .iter()
        .rev()
        .map(|source| Numbers::new(source.docs.iter().map(|doc| claim(doc, output, &mut claimed)).collect()))
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
