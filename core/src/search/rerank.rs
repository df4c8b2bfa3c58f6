//! The second look: the best documents of the index are ordered again by what only their text can tell.
//!
//! How much of the query is covered, how near together, in how long a run of the same order, and how much of the title it
//! makes up. All features lie between 0 and 1; [`Weights`] says what each is worth against the index's own score.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use super::SearchError;
use super::index::Term;
use super::query::Query;
use super::rank::{Features, Weights, idf, units};
use super::retrieve::Ranked;
use super::searcher::{DocText, DocTexts, Hit};
use super::tokenizer::words;
use super::understand::{Index, Meaning};
use crate::text::fold::{Folded, fold_char};

/// Words of a text that are looked at.
const MOST_WORDS: usize = 4_000;
/// Readings that count less are passed over.
const LEAST_WEIGHT: f32 = 0.3;
/// Words of a wide window.
const WIDE: usize = 40;
/// Words a text begins with.
const EARLY: usize = 60;

/// What the query looks for, with what each of its words is worth.
struct Wanted {
    /// Which words of the query a term answers, as a place in `answered`.
    answers: HashMap<Term, usize>,
    answered: Vec<Vec<usize>>,
    /// The same by words as they stand in texts, as far as they were met: texts share most of their words, and to look one up
    /// here takes a tenth of folding it.
    met: RefCell<HashMap<String, Option<usize>>>,
    /// A bit for each first letter of a folded form, bit 0 for all but ASCII.
    first: u128,
    /// By word of the query.
    worth: Vec<f32>,
    total: f32,
}

/// A word of the text that answers a word of the query.
#[derive(Clone, Copy)]
struct Occurrence {
    place: usize,
    /// Number of its sentence.
    sentence: usize,
    word: usize,
}

/// Orders the first `depth` of `ranked` again; the others keep their places behind them.
///
/// # Errors
/// [`SearchError::Cancelled`], [`SearchError::Text`], [`SearchError::Database`].
pub(super) fn rerank(
    index: &Index<'_>,
    query: &Query,
    meaning: &Meaning,
    ranked: Vec<Ranked>,
    texts: &dyn DocTexts,
    depth: usize,
    weights: &Weights,
) -> Result<Vec<Hit>, SearchError> {
    let wanted = Wanted::new(index, query, meaning, weights);
    let mut looked_at = Vec::with_capacity(depth.min(ranked.len()));
    for candidate in ranked.iter().take(depth) {
        index.cancel.check()?;
        let text = texts.text(index.conn, i64::from(candidate.doc))?;
        let features = text.map(|text| wanted.features(&text)).unwrap_or_default();
        looked_at.push(wanted.hit(*candidate, features, weights));
    }
    // Of equal ones the newer first, as everywhere.
    looked_at.sort_by(|a, b| b.score.total_cmp(&a.score).then(b.doc.cmp(&a.doc)));
    let least = looked_at.last().map_or(f32::MAX, |last| last.score);
    let rest = ranked.iter().skip(depth).map(|rest| {
        let hit = wanted.hit(*rest, Features::default(), weights);
        Hit { score: hit.score.min(least), ..hit }
    });
    looked_at.extend(rest);
    Ok(looked_at)
}

impl Wanted {
    fn new(index: &Index<'_>, query: &Query, meaning: &Meaning, weights: &Weights) -> Self {
        let mut wanted = Self {
            answers: HashMap::new(),
            answered: Vec::new(),
            met: RefCell::default(),
            first: 0,
            worth: Vec::new(),
            total: 0.0,
        };
        for (at, readings) in meaning.words.iter().enumerate().take(query.words.len()) {
            let searched = readings.iter().filter(|reading| reading.weight > 0.0);
            let count = searched.clone().map(|reading| reading.weight * reading.evidence.count as f32).sum();
            let found = searched.clone().next().is_some();
            wanted.worth.push(if found { meaning.class(at) * idf(index.snapshot.docs, count) } else { 0.0 });
            for reading in searched.filter(|reading| reading.weight >= LEAST_WEIGHT) {
                wanted.first |= bit(&reading.term.folded);
                let place = *wanted.answers.entry(reading.term.clone()).or_insert(wanted.answered.len());
                match wanted.answered.get_mut(place) {
                    Some(words) => words.push(at),
                    None => wanted.answered.push(vec![at]),
                }
            }
        }
        let pairs: f32 = meaning
            .pairs
            .iter()
            .enumerate()
            .filter(|(_, pairs)| !pairs.is_empty())
            .map(|(at, pairs)| {
                let count = pairs.iter().map(|pair| pair.weight * pair.evidence.count as f32).sum();
                weights.pair * meaning.pair_class(at) * idf(index.snapshot.docs, count)
            })
            .sum();
        wanted.total = (wanted.worth.iter().sum::<f32>() + pairs).max(f32::MIN_POSITIVE);
        wanted
    }

    fn hit(&self, ranked: Ranked, features: Features, weights: &Weights) -> Hit {
        let base = units(ranked.score) / self.total;
        Hit { doc: i64::from(ranked.doc), score: base + features.value(weights), base, features }
    }

    fn features(&self, text: &DocText) -> Features {
        let (title, title_words) = self.occurrences(&text.title);
        let (body, _) = self.occurrences(&text.body);
        let all = self.worth.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        let share = |value: f32| (value / all).clamp(0.0, 1.0);
        let either = |of: &dyn Fn(&[Occurrence]) -> f32| share(of(&title).max(of(&body)));
        let tight = self.worth.len() + 2;
        let (title_runs, body_runs) = (self.runs(&title), self.runs(&body));
        let answered: BTreeSet<usize> = title.iter().map(|occurrence| occurrence.place).collect();
        let early: Vec<Occurrence> = body.iter().copied().filter(|occurrence| occurrence.place < EARLY).collect();
        Features {
            cover: share(self.distinct(title.iter().chain(&body))),
            tight: either(&|of| self.window(of, |first, last| first.place + tight <= last.place)),
            wide: either(&|of| self.window(of, |first, last| first.place + WIDE <= last.place)),
            sentence: either(&|of| self.window(of, |first, last| first.sentence != last.sentence)),
            run: share(title_runs.longest.max(body_runs.longest)),
            triples: share(self.distinct_words(&title_runs.triples, &body_runs.triples)),
            early: share(self.distinct(title.iter().chain(&early))),
            title_cover: share(self.distinct(title.iter())),
            title_run: share(title_runs.longest),
            title_share: answered.len() as f32 / title_words.max(1) as f32,
            title_phrase: if title_runs.whole { 1.0 } else { 0.0 },
            phrase: if title_runs.whole || body_runs.whole { 1.0 } else { 0.0 },
        }
    }

    fn occurrences(&self, text: &str) -> (Vec<Occurrence>, usize) {
        let (mut found, mut count, mut sentence) = (Vec::new(), 0, 0);
        for (place, word) in words(text).enumerate().take(MOST_WORDS) {
            count += 1;
            sentence += usize::from(word.breaks);
            let raw = text.get(word.range()).unwrap_or_default();
            let first = match raw.chars().next().map(fold_char) {
                Some(Folded::Char(letter)) => bit(letter.encode_utf8(&mut [0; 4])),
                Some(Folded::Pair(pair)) => bit(pair),
                _ => continue,
            };
            // i and y may stand for each other.
            if self.first & first == 0 && !raw.starts_with(['i', 'y', 'I', 'Y']) {
                continue;
            }
            for word in self.words_answered(raw) {
                found.push(Occurrence { place, sentence, word: *word });
            }
        }
        (found, count)
    }

    /// The words of the query that a word of a text answers.
    fn words_answered(&self, raw: &str) -> &[usize] {
        let mut met = self.met.borrow_mut();
        let place = match met.get(raw) {
            Some(place) => *place,
            None => {
                let place = self.answers.get(&Term::spelt(raw)).copied();
                met.insert(raw.to_owned(), place);
                place
            }
        };
        place.and_then(|place| self.answered.get(place)).map(Vec::as_slice).unwrap_or_default()
    }

    fn worth(&self, word: usize) -> f32 {
        self.worth.get(word).copied().unwrap_or_default()
    }

    fn distinct<'o>(&self, occurrences: impl Iterator<Item = &'o Occurrence>) -> f32 {
        let words: BTreeSet<usize> = occurrences.map(|occurrence| occurrence.word).collect();
        words.into_iter().map(|word| self.worth(word)).sum()
    }

    fn distinct_words(&self, one: &BTreeSet<usize>, other: &BTreeSet<usize>) -> f32 {
        one.union(other).map(|word| self.worth(*word)).sum()
    }

    /// The most that one window holds; `over` says when a window that ends with the second is too long for the first.
    fn window(&self, occurrences: &[Occurrence], over: impl Fn(&Occurrence, &Occurrence) -> bool) -> f32 {
        let mut counts = vec![0_u32; self.worth.len()];
        let (mut value, mut best, mut from) = (0.0_f32, 0.0_f32, 0);
        for last in occurrences {
            if let Some(count) = counts.get_mut(last.word) {
                *count += 1;
                if *count == 1 {
                    value += self.worth(last.word);
                }
            }
            while let Some(first) = occurrences.get(from).filter(|first| over(first, last)) {
                if let Some(count) = counts.get_mut(first.word) {
                    *count -= 1;
                    if *count == 0 {
                        value -= self.worth(first.word);
                    }
                }
                from += 1;
            }
            best = best.max(value);
        }
        best
    }

    /// Neighbours in the text that are neighbours in the query, in the same order.
    fn runs(&self, occurrences: &[Occurrence]) -> Runs {
        let mut runs = Runs::default();
        let (mut before, mut here): (Vec<Run>, Vec<Run>) = (Vec::new(), Vec::new());
        let mut place = usize::MAX;
        for occurrence in occurrences {
            if occurrence.place != place {
                before = if occurrence.place == place.wrapping_add(1) { std::mem::take(&mut here) } else { Vec::new() };
                here.clear();
                place = occurrence.place;
            }
            let worth = self.worth(occurrence.word);
            let joined = before.iter().find(|run| run.last + 1 == occurrence.word);
            let (length, value) = joined.map_or((1, worth), |run| (run.length + 1, run.worth + worth));
            if length > 1 {
                runs.longest = runs.longest.max(value);
            }
            if length > 2 {
                runs.triples.extend(occurrence.word - 2..=occurrence.word);
            }
            runs.whole |= length == self.worth.len();
            here.push(Run { last: occurrence.word, length, worth: value });
        }
        runs
    }
}

/// Words of the query that stand one after the other in the text.
struct Run {
    last: usize,
    length: usize,
    worth: f32,
}

/// What stands in runs of two and more words.
#[derive(Default)]
struct Runs {
    /// Worth of the longest.
    longest: f32,
    /// Words of the query in runs of three and more.
    triples: BTreeSet<usize>,
    /// Whether one run is the whole query.
    whole: bool,
}

fn bit(folded: &str) -> u128 {
    match folded.chars().next() {
        Some(first) if first.is_ascii() && first != '\0' => 1 << u32::from(first),
        _ => 1,
    }
}

#[cfg(test)]
mod tests;
