//! What the words of a query are called elsewhere, as clauses, and the lists that answer them.
//!
//! A span of words that is a name gets one clause more: the span as it was typed is its exact answer, each other name a guess.
//! The clauses of the single words stay as they are, so that what was typed stands above what it is called, and the bounds
//! on guesses inside those clauses hold.
//!
//! A name of one or two words has a list of its own. A longer one is the conjunction of its pairs (decision 7): its list is
//! made here, from the shortest list on, so that a rare pair leaves little to read of the common ones.

use rusqlite::Connection;

use super::resolve::{Clause, just};
use crate::search::SearchError;
use crate::search::first::first;
use crate::search::index::{Entry, Posting, Segment, Term, shortest};
use crate::search::query::Query;
use crate::search::rank::Weights;
use crate::search::synonyms::Synonyms;
use crate::search::understand::{Evidence, Index};

/// Words of a span that count: more make a typed official name outweigh the rest of the question.
const MOST_WORDS: usize = 2;

/// A clause for each span of the query that has other names.
pub(super) fn clauses(
    index: &Index<'_>,
    query: &Query,
    synonyms: &Synonyms,
    weights: &Weights,
) -> Result<Vec<Clause>, SearchError> {
    let expansions = synonyms.expand(&query.words);
    let mut clauses = Vec::new();
    for span in expansions.chunk_by(|a, b| a.words == b.words) {
        let Some(words) = span.first().and_then(|first| query.words.get(first.words.clone())) else { continue };
        let typed: Vec<Term> = words.iter().map(|word| word.term.clone()).collect();
        // The name itself with the marks that were left out weighs 1: it is what was typed.
        let names = span.iter().map(|other| (other.weight, other.phrase.as_slice()));
        let mut answers = Vec::new();
        for (weight, phrase) in std::iter::once((1.0, typed.as_slice())).chain(names) {
            answers.extend(evidence(index, phrase)?.map(|evidence| (weight, evidence)));
        }
        clauses.push(Clause { class: weights.synonym * words.len().min(MOST_WORDS) as f32, answers });
    }
    Ok(clauses)
}

/// The documents that have the phrase.
fn evidence(index: &Index<'_>, phrase: &[Term]) -> Result<Option<Evidence>, SearchError> {
    index.cancel.check()?;
    let mut entries = Vec::new();
    for (at, segment) in index.snapshot.segments.iter().enumerate() {
        entries.extend(entry(index.conn, segment, phrase)?.map(|entry| (at, entry)));
    }
    index.evidence(entries)
}

/// The documents of a segment that have the phrase.
fn entry(conn: &Connection, segment: &Segment, words: &[Term]) -> Result<Option<Entry>, SearchError> {
    if let [only] = words {
        return exactly(conn, segment, &only.key());
    }
    let mut pairs = Vec::new();
    for pair in words.windows(2) {
        let [first, second] = pair else { continue };
        match exactly(conn, segment, &first.key_with(second))? {
            Some(entry) => pairs.push(entry),
            None => return Ok(None),
        }
    }
    if pairs.len() < 2 {
        return Ok(pairs.pop());
    }
    let pairs = first(pairs, usize::MAX, |a, b| a.count.cmp(&b.count));
    let (mut postings, mut scratch) = (Vec::new(), Vec::new());
    for (at, pair) in pairs.iter().enumerate() {
        if at == 0 {
            pair.postings(conn, segment.id, &mut scratch, &mut postings)?;
        } else {
            keep_common(conn, segment.id, pair, &mut postings)?;
        }
    }
    Ok((!postings.is_empty()).then(|| Entry::made(&postings, &|block| shortest(&segment.docs, block))))
}

fn exactly(conn: &Connection, segment: &Segment, key: &[u8]) -> Result<Option<Entry>, SearchError> {
    let mut terms = segment.terms(conn, just(key))?;
    Ok(if terms.advance()? { terms.entry() } else { None })
}

/// Keeps the postings of documents that the list has too; a phrase occurs at most as often as its rarest pair.
fn keep_common(conn: &Connection, segment: i64, pair: &Entry, postings: &mut Vec<Posting>) -> Result<(), SearchError> {
    let list = pair.list(conn, segment)?;
    let (mut kept, mut block, mut next) = (Vec::with_capacity(postings.len()), Vec::new(), 0);
    for (index, skip) in list.blocks().iter().enumerate() {
        while postings.get(next).is_some_and(|posting| posting.ordinal < skip.base) {
            next += 1;
        }
        if postings.get(next).is_none_or(|posting| posting.ordinal > skip.last) {
            continue;
        }
        list.decode(index, &mut block)?;
        let mut others = block.iter().copied().peekable();
        while let Some(posting) = postings.get(next).filter(|posting| posting.ordinal <= skip.last) {
            while others.next_if(|other| other.ordinal < posting.ordinal).is_some() {}
            if let Some(other) = others.next_if(|other| other.ordinal == posting.ordinal) {
                let (title, body) = (posting.title.min(other.title), posting.body.min(other.body));
                if title > 0 || body > 0 {
                    kept.push(Posting { ordinal: posting.ordinal, title, body });
                }
            }
            next += 1;
        }
    }
    *postings = kept;
    Ok(())
}

#[cfg(test)]
mod tests;
