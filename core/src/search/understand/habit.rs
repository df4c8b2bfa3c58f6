//! Does this person type marks?
//!
//! Judged from the whole query: a word whose other spellings nearly always have marks, typed without, speaks for leaving
//! them out; words with marks speak against it.

use super::Candidates;
use crate::search::query::QueryWord;

/// Below this probability of leaving marks out, a word without marks is taken as it stands.
pub(super) const MARKS_MEANT: f64 = 0.2;

/// Ways to type: the chance that a mark is left out, and how common that way is before anything was typed.
const HABITS: [(f64, f64); 3] = [(0.004, 0.75), (0.5, 0.05), (0.996, 0.20)];

/// The probability that a word of this query lost its marks.
pub(super) fn dropping(words: &[QueryWord], places: &[Candidates]) -> f64 {
    let mut habits = HABITS.map(|(drops, prior)| (drops, prior.ln()));
    for (word, place) in words.iter().zip(places) {
        if word.is_marked() {
            habits.iter_mut().for_each(|(drops, weight)| *weight += (1.0 - *drops).ln());
            continue;
        }
        let Some(marked) = share_marked(place) else { continue };
        habits.iter_mut().for_each(|(drops, weight)| *weight += (1.0 - marked + marked * *drops).ln());
    }
    let most = habits.iter().map(|(_, weight)| *weight).fold(f64::MIN, f64::max);
    let (mut sum, mut total) = (0.0, 0.0);
    for (drops, weight) in habits {
        let share = (weight - most).exp();
        sum += share * drops;
        total += share;
    }
    sum / total
}

/// How much of the occurrences of this word's spellings has marks; `None` if it does not occur.
fn share_marked(place: &Candidates) -> Option<f64> {
    let count = place.count();
    // Never certain: the next document may have the other spelling.
    (count > 0).then(|| (f64::from(place.marked()) / f64::from(count)).clamp(0.01, 0.99))
}
