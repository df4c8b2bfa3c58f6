//! Slips of the finger: candidates one edit away for words that do not fit their neighbours.

use super::Origin;
use super::draft::{Candidate, Draft};
use super::edits::{edits_of_head, is_one_edit, one_edit};
use crate::search::SearchError;
use crate::search::first::first;
use crate::search::index::Term;
use crate::search::index::key::folded_of;

/// Words of a query that are taken for slips of the finger at most.
const MOST_REPAIRS: usize = 3;
/// Shortest word that is taken for one.
const SHORTEST: usize = 3;
/// Shortest unknown word that is taken for a name from elsewhere, which has any shape.
const SHORTEST_NAME: usize = 4;
/// First letters of such a name: words that begin with them are gone through, edits of them are tried one by one.
const HEAD: usize = 3;
/// Keys that are gone through.
const KEYS: usize = 2_000;

impl Draft<'_> {
    /// Adds candidates for the words that fit their neighbours least.
    pub(super) fn repair(&mut self) -> Result<(), SearchError> {
        let suspects = (0..self.words.len())
            .filter(|at| self.words.get(*at).is_some_and(|word| word.term.folded.len() >= SHORTEST))
            .map(|at| (self.support(at), at))
            .filter(|(support, _)| *support < f64::from(self.weights.repair_below));
        for (_, at) in first(suspects, MOST_REPAIRS, |a, b| a.0.total_cmp(&b.0)) {
            let Some(word) = self.words.get(at) else { continue };
            let mut forms = one_edit(&word.term.folded);
            forms.extend(self.names_near(at)?);
            forms.sort_unstable();
            forms.dedup();
            for folded in forms {
                self.try_form(at, &folded)?;
            }
        }
        Ok(())
    }

    /// Words of the index at one edit from an unknown word, whatever their shape; none for one that is half typed.
    fn names_near(&self, at: usize) -> Result<Vec<String>, SearchError> {
        let (Some(word), Some(place)) = (self.words.get(at), self.places.get(at)) else { return Ok(Vec::new()) };
        let folded = &word.term.folded;
        let is_name = folded.len() >= SHORTEST_NAME && folded.bytes().all(|byte| byte.is_ascii_lowercase());
        if !is_name || !place.all.is_empty() || !self.index.words_from(folded, 1, &mut |_, _| true)?.is_empty() {
            return Ok(Vec::new());
        }
        let head = HEAD.min(folded.len() - 2);
        let Some(stem) = folded.get(..head) else { return Ok(Vec::new()) };
        let near = &mut |key: &[u8], _| folded_of(key).is_some_and(|name| is_one_edit(folded, name));
        let near = self.index.words_from(stem, KEYS, near)?.into_iter().map(|(term, _)| term.folded);
        Ok(near.chain(edits_of_head(folded, head)).collect())
    }

    /// Adds the words of this folded form that may be meant by word `at`, if any stands beside a neighbour somewhere.
    fn try_form(&mut self, at: usize, folded: &str) -> Result<(), SearchError> {
        let (Some(word), Some(place)) = (self.words.get(at), self.places.get_mut(at)) else { return Ok(()) };
        let known = place.all.len();
        let typed = word.term.exact().unwrap_or_default();
        let slip = f64::from(self.weights.slip);
        for (term, evidence) in self.index.words(folded)? {
            let channel = match (is_exact_edit(&typed, &term), word.is_marked()) {
                (true, _) => slip,
                (false, false) => slip * self.dropping,
                (false, true) => continue,
            };
            place.all.push(Candidate { term, origin: Origin::Repair, channel, evidence });
        }
        if place.all.len() == known {
            return Ok(());
        }
        let before = at.checked_sub(1).and_then(|before| self.words.get(before)).filter(|_| !word.breaks);
        let after = self.words.get(at + 1).filter(|next| !next.breaks);
        let mut fits = before.is_none() && after.is_none();
        if let Some(before) = before {
            fits |= self.connect(&before.term.folded, folded, at)?;
        }
        if let Some(after) = after {
            fits |= self.connect(folded, &after.term.folded, at + 1)?;
        }
        if !fits && let Some(place) = self.places.get_mut(at) {
            place.all.truncate(known);
        }
        Ok(())
    }

    /// How often a word stands beside its neighbours, as a share of the rarer of the two: the best of both sides. 0 for an
    /// unknown word, 1 for a known word without known neighbours.
    fn support(&self, at: usize) -> f64 {
        let Some(place) = self.places.get(at) else { return 0.0 };
        if place.all.is_empty() {
            return 0.0;
        }
        match (self.together(at), self.together(at + 1)) {
            (None, None) => 1.0,
            (left, right) => left.unwrap_or(0.0).max(right.unwrap_or(0.0)),
        }
    }

    /// Documents with word `at` beside the word before, as a share of the rarer; `None` if one of them is not known.
    fn together(&self, at: usize) -> Option<f64> {
        let (here, before) = (self.places.get(at)?, self.places.get(at.checked_sub(1)?)?);
        if here.breaks || before.all.is_empty() || here.all.is_empty() {
            return None;
        }
        let together: u32 = here.pairs.iter().map(|(.., evidence)| evidence.count).sum();
        Some(f64::from(together) / f64::from(here.count().min(before.count()).max(1)))
    }
}

fn is_exact_edit(typed: &str, term: &Term) -> bool {
    term.exact().is_some_and(|meant| is_one_edit(typed, &meant))
}
