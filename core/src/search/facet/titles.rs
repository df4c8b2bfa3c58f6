//! The order by title: as in a Vietnamese dictionary ([`collate`]), not as bytes stand.
//!
//! No key is stored. Titles are read in one pass, and of most a glance at the first words tells that they come further down than
//! what is kept. Equal titles stand newest document first, documents without one last.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::search::SearchError;
use crate::search::searcher::DocTexts;
use crate::search::understand::Index;
use crate::text::collate;

/// The first `most` of `docs`, which fall, by their titles.
///
/// # Errors
/// As reading texts; [`SearchError::Cancelled`].
pub(super) fn by_title(
    index: &Index<'_>,
    texts: &dyn DocTexts,
    docs: Vec<u32>,
    most: usize,
) -> Result<Vec<u32>, SearchError> {
    let mut first: BinaryHeap<(Vec<u8>, Reverse<u32>)> = BinaryHeap::new();
    let mut untitled = vec![true; docs.len()];
    texts.titles(index.conn, &mut |doc, title| {
        index.cancel.check()?;
        let place = docs.binary_search_by(|other| doc.cmp(&i64::from(*other)));
        let Some((doc, untitled)) = place.ok().and_then(|at| Some((*docs.get(at)?, untitled.get_mut(at)?))) else {
            return Ok(());
        };
        if title.trim().is_empty() {
            return Ok(());
        }
        *untitled = false;
        let full = first.len() >= most;
        if full && first.peek().is_none_or(|(last, _)| is_behind(title, last)) {
            return Ok(());
        }
        first.push((collate::key(title), Reverse(doc)));
        if full {
            first.pop();
        }
        Ok(())
    })?;
    let titled = first.into_sorted_vec().into_iter().map(|(_, Reverse(doc))| doc);
    let rest = docs.iter().zip(&untitled).filter(|(_, untitled)| **untitled).map(|(doc, _)| *doc);
    Ok(titled.chain(rest).take(most).collect())
}

/// Whether the first words of `title` tell that it comes behind the text with the key `last`.
fn is_behind(title: &str, last: &[u8]) -> bool {
    let beginning = collate::beginning(title);
    last.get(..beginning.len()).is_some_and(|last| beginning.as_slice() > last)
}

#[cfg(test)]
mod tests;
