//! A run: some documents, tokenised and sorted in memory, ready to be written as one segment.
//!
//! [`RunBuilder`] takes documents until the run is full; [`Run`] hands out its terms in key order, each with its postings.
//! Bounds: 1,400,000 words a run (12 bytes of working memory each), 255 words of a title, 32,768 words of a body. What is
//! beyond is stored and shown but not found.
//!
//! A word with the one that follows it is packed into 64 bits, in key order ([`occurrences`]), so that sorting numbers replaces
//! a hash table of pairs. [`RunBuilder::push`] refuses a document with which the bits would not suffice.

mod occurrences;

use std::sync::Arc;

use super::block::{MAX_BODY, MAX_TITLE, Posting};
use super::key::Term;
use super::lengths;
use super::lexicon::{Kin, Lexicon};
use super::numbers::Numbers;
use super::segment::DocEntry;
use crate::search::tokenizer::words;
use occurrences::{Layout, Memory, Occurrences};

/// A document to be indexed: plain text, as it is shown.
#[derive(Clone, Copy, Debug)]
pub struct IndexDoc<'a> {
    /// Number of its row in `record` (decision 5), from 1.
    pub doc: i64,
    /// Its title.
    pub title: &'a str,
    /// Its text.
    pub body: &'a str,
}

/// Larger runs are fewer to merge.
const MAX_WORDS: usize = 1_400_000;
const MAX_TITLE_WORDS: usize = 255;
const MAX_BODY_WORDS: usize = 32_768;
/// Set on a token when a sentence or field begins with it.
const BREAK: u32 = 1 << 31;

#[derive(Clone, Copy)]
struct Span {
    title_end: usize,
    body_end: usize,
}

/// Collects documents.
pub(crate) struct RunBuilder {
    lexicon: Lexicon,
    memory: Memory,
    /// How often each term of the lexicon stands in its tokens.
    counts: Vec<u32>,
    spans: Vec<Span>,
    docs: Vec<DocEntry>,
    numbers: Numbers,
}

/// Whether a document was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pushed {
    Taken,
    /// The run is full: finish it and push the document again.
    Full,
}

impl RunBuilder {
    pub(crate) fn new() -> Self {
        Self {
            lexicon: Lexicon::new(),
            memory: Memory::default(),
            counts: Vec::new(),
            spans: Vec::new(),
            docs: Vec::new(),
            numbers: Numbers::default(),
        }
    }

    /// Adds a document whose number is larger than all before.
    pub(crate) fn push(&mut self, number: u32, doc: &IndexDoc<'_>) -> Pushed {
        if self.memory.tokens.len() >= MAX_WORDS {
            return Pushed::Full;
        }
        let before = self.memory.tokens.len();
        let title = self.tokenise(doc.title, MAX_TITLE_WORDS);
        let title_end = self.memory.tokens.len();
        let body = self.tokenise(doc.body, MAX_BODY_WORDS);
        let (groups, variants) = self.lexicon.extent();
        if !self.docs.is_empty() && Layout::new(groups, variants, self.docs.len() + 1).bits() > 64 {
            for token in self.memory.tokens.drain(before..) {
                if let Some(count) = self.counts.get_mut((token & !BREAK) as usize) {
                    *count -= 1;
                }
            }
            return Pushed::Full;
        }
        self.numbers.read(self.docs.len() as u32, doc.title, doc.body);
        self.spans.push(Span { title_end, body_end: self.memory.tokens.len() });
        self.docs.push(DocEntry { doc: number, title: lengths::encode(title), body: lengths::encode(body) });
        Pushed::Taken
    }

    fn tokenise(&mut self, text: &str, most: usize) -> u32 {
        let before = self.memory.tokens.len();
        let mut first = BREAK;
        for word in words(text).take(most) {
            let number = self.lexicon.number(text, word);
            match self.counts.get_mut(number as usize) {
                Some(count) => *count += 1,
                // Numbers are given in order, so a new one is the next.
                None => self.counts.push(1),
            }
            self.memory.tokens.push(number | if word.breaks { BREAK } else { first });
            first = 0;
        }
        (self.memory.tokens.len() - before) as u32
    }

    /// Sorts what was pushed; the builder is empty afterwards and keeps what it learnt of spelling. `None` if it was empty.
    pub(crate) fn finish(&mut self) -> Option<Run> {
        if self.docs.is_empty() {
            return None;
        }
        let order = Order::new(&self.lexicon, &self.counts);
        let layout = Layout::new(order.starts.len() as u32, order.most_variants, self.docs.len());
        let memory = std::mem::take(&mut self.memory);
        let occurrences = Occurrences::new(&order, layout, &self.counts, &self.spans, memory);
        let terms = order.sorted.iter().filter_map(|number| self.lexicon.term(*number).map(Arc::clone)).collect();
        let numbers = self.numbers.take_sorted();
        let docs = std::mem::take(&mut self.docs);
        let run = Run { docs, terms, starts: order.starts, occurrences, numbers };
        self.counts.fill(0);
        self.spans.clear();
        let (groups, variants) = self.lexicon.extent();
        if self.lexicon.is_full() || Layout::new(groups, variants, 1).bits() > 52 {
            self.lexicon = Lexicon::new();
            self.counts.clear();
        }
        Some(run)
    }

    /// Takes back the memory of a run that is written.
    pub(super) fn reuse(&mut self, run: Run) {
        self.memory = run.occurrences.into_memory();
        self.memory.tokens.clear();
    }
}

/// The terms that occur, in key order.
struct Order {
    sorted: Vec<u32>,
    /// By term number: which folded form in order, which variant of it in order.
    places: Vec<Kin>,
    /// By folded form: place of its first variant in `sorted`.
    starts: Vec<u32>,
    most_variants: u32,
}

impl Order {
    fn new(lexicon: &Lexicon, counts: &[u32]) -> Self {
        let mut keyed: Vec<(u64, u32, &Term)> = (0_u32..)
            .zip(lexicon.terms())
            .zip(counts)
            .filter(|(_, count)| **count > 0)
            .map(|((number, term), _)| (leading(&term.folded), number, term.as_ref()))
            .collect();
        keyed.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| a.2.cmp(b.2)));
        let mut places = vec![Kin { group: 0, variant: 0 }; counts.len()];
        let (mut starts, mut most_variants, mut variant) = (Vec::new(), 1, 0);
        let mut previous = None;
        for (at, (_, number, _)) in (0_u32..).zip(&keyed) {
            let group = lexicon.kin().get(*number as usize).map(|kin| kin.group);
            if group == previous {
                variant += 1;
                most_variants = most_variants.max(variant + 1);
            } else {
                starts.push(at);
                variant = 0;
                previous = group;
            }
            if let Some(place) = places.get_mut(*number as usize) {
                *place = Kin { group: starts.len() as u32 - 1, variant };
            }
        }
        Self { sorted: keyed.into_iter().map(|(_, number, _)| number).collect(), places, starts, most_variants }
    }
}

/// The first eight bytes as a number that sorts as they do.
fn leading(text: &str) -> u64 {
    let mut bytes = [0; 8];
    for (to, from) in bytes.iter_mut().zip(text.bytes()) {
        *to = from;
    }
    u64::from_be_bytes(bytes)
}

/// Documents, tokenised and sorted.
pub struct Run {
    docs: Vec<DocEntry>,
    terms: Vec<Arc<Term>>,
    starts: Vec<u32>,
    occurrences: Occurrences,
    numbers: Numbers,
}

impl Run {
    /// Tokenises and sorts `docs` in memory, in as many runs as the bounds ask for; without any database.
    ///
    /// Documents must be in ascending order of their numbers; one whose number is out of range is left out.
    pub fn build(docs: &[IndexDoc<'_>]) -> Vec<Self> {
        let mut builder = RunBuilder::new();
        let mut runs = Vec::new();
        for doc in docs {
            let Ok(number) = u32::try_from(doc.doc) else { continue };
            if builder.push(number, doc) == Pushed::Full {
                runs.extend(builder.finish());
                builder.push(number, doc);
            }
        }
        runs.extend(builder.finish());
        runs
    }

    /// Number of words and pairs of words in it, repetitions counted.
    pub fn occurrences(&self) -> usize {
        self.occurrences.len()
    }

    pub(super) fn docs(&self) -> &[DocEntry] {
        &self.docs
    }

    /// Calls `write` with each key, ascending, and its postings.
    pub(super) fn each_list<E>(&self, mut write: impl FnMut(&[u8], &[Posting]) -> Result<(), E>) -> Result<(), E> {
        let mut key = Vec::new();
        let term = |kin: Kin| {
            let start = self.starts.get(kin.group as usize).copied().unwrap_or_default();
            self.terms.get(start as usize + kin.variant as usize)
        };
        self.occurrences.each_word(|word, postings| {
            let Some(word) = term(word) else { return Ok(()) };
            word.key_into(&mut key);
            write(&key, postings)
        })?;
        self.occurrences.each_pair(|first, second, postings| {
            let (Some(first), Some(second)) = (term(first), term(second)) else { return Ok(()) };
            first.key_with_into(second, &mut key);
            write(&key, postings)
        })?;
        self.numbers.each_list(write)
    }
}

/// Puts the occurrences of one term (`ordinal << 1 | title?`, ascending by ordinal) together by document.
pub(super) fn count_places(places: impl Iterator<Item = u32>, postings: &mut Vec<Posting>) {
    postings.clear();
    let mut put = |ordinal, [body, title]: [u32; 2]| {
        let (title, body) = (title.min(u32::from(MAX_TITLE)) as u8, body.min(u32::from(MAX_BODY)) as u8);
        postings.push(Posting { ordinal, title, body });
    };
    // By the last bit of the place, so that no branch depends on it.
    let (mut current, mut counts) = (None, [0, 0]);
    for place in places {
        if current != Some(place >> 1) {
            if let Some(ordinal) = current {
                put(ordinal, counts);
            }
            (current, counts) = (Some(place >> 1), [0, 0]);
        }
        counts[(place & 1) as usize] += 1;
    }
    if let Some(ordinal) = current {
        put(ordinal, counts);
    }
}

#[cfg(test)]
mod tests;
