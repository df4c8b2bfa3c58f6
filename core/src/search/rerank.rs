//! The second look: the best documents of the index are ordered again by what only their text can tell.
//!
//! How much of the query is covered, how near together, in how long a run of the same order, and how much of the title it
//! makes up. All features lie between 0 and 1; [`Weights`] says what each is worth against the index's own score.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use super::SearchError;
use super::first::first;
use super::first_letters::FirstLetters;
use super::folded_set::FoldedSet;
use super::index::Term;
use super::query::{Query, QueryWord};
use super::rank::{Features, Weights, idf, units};
use super::retrieve::Ranked;
use super::searcher::{DocText, DocTexts, Hit};
use super::tokenizer::words;
use super::understand::{Index, Meaning};
use crate::clock::Timestamp;

/// Words of a text that are looked at.
const MOST_WORDS: usize = 4_000;
/// Readings that count less are passed over.
const LEAST_WEIGHT: f32 = 0.1;
/// Readings that count less are guesses; others count in full.
const CERTAIN: f32 = 0.75;
/// Words of a wide window.
const WIDE: usize = 40;
/// Words a text begins with.
const EARLY: usize = 60;
/// Days after which news is half as new.
const HALF_LIFE: f32 = 30.0;

/// What the query looks for, with what each of its words is worth.
struct Wanted {
    /// Which words of the query a term answers, as a place in `answered`.
    answers: HashMap<Term, usize>,
    answered: Vec<Vec<Answer>>,
    /// The same by words as they stand in texts, as far as they were met: texts share most of their words, and to look one up
    /// here takes a tenth of folding it.
    met: RefCell<HashMap<String, Option<usize>>>,
    first: FirstLetters,
    forms: FoldedSet,
    /// By word of the query.
    worth: Vec<f32>,
    /// By word of the query: what the best of its guesses counts as an answer.
    guess: Vec<f32>,
    /// By word of the query.
    kind: Vec<Kind>,
    total: f32,
}

/// A word of the query that a term answers.
struct Answer {
    word: usize,
    /// What it counts as an answer: 1 if certain, else the weight of the guess.
    credit: f32,
}

/// What sort of word it is, beside what it means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    /// Written as a name.
    Name,
    /// All digits.
    Digits,
}

/// A word of the text that answers a word of the query.
#[derive(Clone, Copy)]
struct Occurrence {
    place: usize,
    word: usize,
    /// What it counts as an answer, at most 1.
    credit: f32,
    /// Whether it begins with a capital letter.
    capital: bool,
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
    // Of all that is stored, not of what was found: a filter must not change how far apart two dates are.
    let newest = texts.newest(index.conn)?;
    let mut looked_at = Vec::with_capacity(depth.min(ranked.len()));
    for candidate in ranked.iter().take(depth) {
        index.cancel.check()?;
        let text = index.known.text(index.conn, texts, i64::from(candidate.doc))?;
        let features = text.map(|text| Features { recency: recency(text.published, newest), ..wanted.features(&text) });
        let features = features.unwrap_or_default();
        looked_at.push(wanted.hit(*candidate, features, weights));
    }
    // Of equal ones the newer first, as everywhere.
    let mut looked_at = first(looked_at, depth, |a, b| b.score.total_cmp(&a.score).then(b.doc.cmp(&a.doc)));
    let least = looked_at.last().map_or(f32::MAX, |last| last.score);
    let rest = ranked.iter().skip(depth).map(|rest| {
        let hit = wanted.hit(*rest, Features::default(), weights);
        Hit { score: hit.score.min(least), ..hit }
    });
    looked_at.extend(rest);
    Ok(looked_at)
}

/// 1 for what is as new as the newest, half of it for each [`HALF_LIFE`] before; 0 where a date is not known.
fn recency(published: Option<Timestamp>, newest: Option<Timestamp>) -> f32 {
    let Some((published, newest)) = published.zip(newest) else { return 0.0 };
    let days = newest.since(published).max(0) as f32 / 86_400.0;
    (-days / HALF_LIFE).exp2()
}

impl Wanted {
    fn new(index: &Index<'_>, query: &Query, meaning: &Meaning, weights: &Weights) -> Self {
        let mut wanted = Self {
            answers: HashMap::new(),
            answered: Vec::new(),
            met: RefCell::default(),
            first: FirstLetters::default(),
            forms: FoldedSet::default(),
            worth: Vec::new(),
            guess: Vec::new(),
            kind: kinds(query),
            total: 0.0,
        };
        for (at, readings) in meaning.words.iter().enumerate().take(query.words.len()) {
            let searched = readings.iter().filter(|reading| reading.weight > 0.0);
            let count = searched.clone().map(|reading| reading.weight * reading.evidence.count as f32).sum();
            let found = searched.clone().next().is_some();
            wanted.worth.push(if found { meaning.class(at) * idf(index.snapshot.docs, count) } else { 0.0 });
            let mut guess = 0.0_f32;
            for reading in searched.filter(|reading| reading.weight >= LEAST_WEIGHT) {
                let certain = reading.weight >= CERTAIN;
                if !certain {
                    guess = guess.max(reading.weight);
                }
                wanted.first.add(&reading.term.folded);
                wanted.forms.add(&reading.term.folded);
                let answer = Answer { word: at, credit: if certain { 1.0 } else { reading.weight } };
                let place = *wanted.answers.entry(reading.term.clone()).or_insert(wanted.answered.len());
                match wanted.answered.get_mut(place) {
                    Some(words) => words.push(answer),
                    None => wanted.answered.push(vec![answer]),
                }
            }
            wanted.guess.push(guess);
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
        let features = Features { root: base.max(0.0).sqrt(), ..features };
        Hit { doc: i64::from(ranked.doc), score: base + features.value(weights), base, features }
    }

    fn features(&self, text: &DocText) -> Features {
        let (title, title_words) = self.occurrences(&text.title);
        let (body, body_words) = self.occurrences(&text.body);
        let all = self.worth.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        let share = |value: f32| (value / all).clamp(0.0, 1.0);
        let either = |of: &dyn Fn(&[Occurrence]) -> f32| share(of(&title).max(of(&body)));
        let tight = self.worth.len() + 2;
        let (title_runs, body_runs) = (self.runs(&title), self.runs(&body));
        let mut answered = BTreeSet::new();
        answered.extend(title.iter().map(|occurrence| occurrence.place));
        let early: Vec<Occurrence> = body.iter().copied().filter(|occurrence| occurrence.place < EARLY).collect();
        Features {
            cover: share(self.distinct(title.iter().chain(&body))),
            tight: either(&|of| self.window(of, |first, last| first.place + tight <= last.place)),
            wide: either(&|of| self.window(of, |first, last| first.place + WIDE <= last.place)),
            early: share(self.distinct(title.iter().chain(&early))),
            title_cover: share(self.distinct(title.iter())),
            title_run: share(title_runs.longest),
            title_share: answered.len() as f32 / title_words.max(1) as f32,
            title_phrase: title_runs.whole,
            phrase: title_runs.whole.max(body_runs.whole),
            names: share(
                self.distinct(title.iter().chain(&body).filter(|at| at.capital && self.is(at.word, Kind::Name))),
            ),
            digits: self.digits(title.iter().chain(&body)),
            length: (((1 + title_words + body_words) as f32).ln() / (1.0 + MOST_WORDS as f32).ln()).min(1.0),
            root: 0.0,
            recency: 0.0,
        }
    }

    fn is(&self, word: usize, kind: Kind) -> bool {
        self.kind.get(word) == Some(&kind)
    }

    /// Share of the query's numbers among the occurrences.
    fn digits<'o>(&self, occurrences: impl Iterator<Item = &'o Occurrence>) -> f32 {
        let mut missing: Vec<bool> = self.kind.iter().map(|kind| *kind == Kind::Digits).collect();
        let asked = missing.iter().filter(|missing| **missing).count();
        for at in occurrences {
            if let Some(missing) = missing.get_mut(at.word) {
                *missing = false;
            }
        }
        let left = missing.iter().filter(|missing| **missing).count();
        (asked - left) as f32 / asked.max(1) as f32
    }

    fn occurrences(&self, text: &str) -> (Vec<Occurrence>, usize) {
        let (mut found, mut count) = (Vec::new(), 0);
        for (place, word) in words(text).enumerate().take(MOST_WORDS) {
            count += 1;
            let raw = text.get(word.range()).unwrap_or_default();
            if !self.first.may_begin(raw) || !self.forms.may_have(raw) {
                continue;
            }
            let capital = raw.chars().next().is_some_and(char::is_uppercase);
            for Answer { word, credit } in self.words_answered(raw) {
                found.push(Occurrence { place, word: *word, credit: *credit, capital });
            }
        }
        (found, count)
    }

    /// The words of the query that a word of a text answers.
    fn words_answered(&self, raw: &str) -> &[Answer] {
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
        let mut credits = vec![0.0_f32; self.worth.len()];
        for occurrence in occurrences {
            if let Some(credit) = credits.get_mut(occurrence.word) {
                *credit = credit.max(occurrence.credit);
            }
        }
        credits.iter().zip(&self.worth).map(|(credit, worth)| credit * worth).sum()
    }

    /// The most that one window holds; `over` says when a window that ends with the second is too long for the first.
    fn window(&self, occurrences: &[Occurrence], over: impl Fn(&Occurrence, &Occurrence) -> bool) -> f32 {
        let mut counts = vec![Within::default(); self.worth.len()];
        let (mut value, mut best, mut from) = (0.0_f32, 0.0_f32, 0);
        let mut change = |value: &mut f32, occurrence: &Occurrence, enters: bool| {
            let Some(within) = counts.get_mut(occurrence.word) else { return };
            let guess = self.guess.get(occurrence.word).copied().unwrap_or_default();
            let before = within.credit(guess);
            let count = if occurrence.credit < 1.0 { &mut within.guesses } else { &mut within.certain };
            *count = if enters { *count + 1 } else { count.saturating_sub(1) };
            *value += (within.credit(guess) - before) * self.worth(occurrence.word);
        };
        for last in occurrences {
            change(&mut value, last, true);
            while let Some(first) = occurrences.get(from).filter(|first| over(first, last)) {
                change(&mut value, first, false);
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
            let (worth, credit) = (self.worth(occurrence.word) * occurrence.credit, occurrence.credit);
            let joined = before.iter().find(|run| run.last + 1 == occurrence.word);
            let (length, value, credit) =
                joined.map_or((1, worth, credit), |run| (run.length + 1, run.worth + worth, run.credit.min(credit)));
            if length > 1 {
                runs.longest = runs.longest.max(value);
            }
            if length == self.worth.len() {
                runs.whole = runs.whole.max(credit);
            }
            here.push(Run { last: occurrence.word, length, worth: value, credit });
        }
        runs
    }
}

/// Words of the query that stand one after the other in the text.
struct Run {
    last: usize,
    length: usize,
    worth: f32,
    /// Of the least certain of its words.
    credit: f32,
}

/// What stands in runs of two and more words.
#[derive(Default)]
struct Runs {
    /// Worth of the longest.
    longest: f32,
    /// If one run is the whole query: what the least certain of its words counts; else 0.
    whole: f32,
}

/// How often a word stands in a window.
#[derive(Clone, Copy, Default)]
struct Within {
    certain: u32,
    guesses: u32,
}

impl Within {
    /// What it counts as an answer, where guesses count `guess`.
    const fn credit(self, guess: f32) -> f32 {
        if self.certain > 0 {
            1.0
        } else if self.guesses > 0 {
            guess
        } else {
            0.0
        }
    }
}

fn kinds(query: &Query) -> Vec<Kind> {
    let kind = |word: &QueryWord, name: bool| {
        if name {
            Kind::Name
        } else if word.term.folded.bytes().all(|byte| byte.is_ascii_digit()) {
            Kind::Digits
        } else {
            Kind::Plain
        }
    };
    query.words.iter().zip(query.names()).map(|(word, name)| kind(word, name)).collect()
}

#[cfg(test)]
mod tests;
