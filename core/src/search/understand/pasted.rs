//! Whether a query is text from before Unicode: `nghÖ`, one word of TCVN3, is `nghệ` where the index knows that word and not this.

use super::Index;
use crate::search::SearchError;
use crate::search::query::Query;

/// What was asked: `query`, or the first of its guesses whose words are all known, if its own are not.
///
/// # Errors
/// As any read of the index.
pub(crate) fn settled<'q>(index: &Index<'_>, query: &'q Query) -> Result<&'q Query, SearchError> {
    if query.guesses.is_empty() || knows(index, query)? {
        return Ok(query);
    }
    for guess in &query.guesses {
        if knows(index, guess)? {
            return Ok(guess);
        }
    }
    Ok(query)
}

/// Whether every word of `query` occurs as it is spelt.
fn knows(index: &Index<'_>, query: &Query) -> Result<bool, SearchError> {
    for word in &query.words {
        if !index.words(&word.term.folded)?.iter().any(|(term, _)| *term == word.term) {
            return Ok(false);
        }
    }
    Ok(!query.words.is_empty())
}
