//! A run: some documents, tokenised and sorted in memory, ready to be written as one segment.
//!
//! [`RunBuilder`] takes documents until the run is full; [`Run`] hands out its terms in key order, each with its postings.
//! Bounds: 400,000 words a run (about 12 MB of working memory), 255 words of a title, 32,768 words of a body. What is beyond
//! is stored and shown but not found.
//!
//! Pairs of words are packed into 64 bits (`folded₁ folded₂ variant₁ variant₂ document title?`) in key order, so that one
//! radix sort replaces a hash table of pairs. [`RunBuilder::push`] refuses a document with which the bits would not suffice.

use super::block::{MAX_TITLE, Posting};
use super::key::Term;
use super::lengths;
use super::lexicon::{Kin, Lexicon};
use super::numbers::Numbers;
use super::radix;
use super::segment::DocEntry;
use crate::search::tokenizer::words;

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

const MAX_WORDS: usize = 400_000;
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
    tokens: Vec<u32>,
    spans: Vec<Span>,
    docs: Vec<DocEntry>,
    numbers: Numbers,
    /// Kept between runs: fresh memory costs more than the sort.
    scratch: Vec<u64>,
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
            tokens: Vec::new(),
            spans: Vec::new(),
            docs: Vec::new(),
            numbers: Numbers::default(),
            scratch: Vec::new(),
        }
    }

    /// Adds a document whose number is larger than all before.
    pub(crate) fn push(&mut self, number: u32, doc: &IndexDoc<'_>) -> Pushed {
        if self.tokens.len() >= MAX_WORDS {
            return Pushed::Full;
        }
        let before = self.tokens.len();
        let title = self.tokenise(doc.title, MAX_TITLE_WORDS);
        let title_end = self.tokens.len();
        let body = self.tokenise(doc.body, MAX_BODY_WORDS);
        let (groups, variants) = self.lexicon.extent();
        if !self.docs.is_empty() && Layout::new(groups, variants, self.docs.len() + 1).bits() > 64 {
            self.tokens.truncate(before);
            return Pushed::Full;
        }
        self.numbers.read(self.docs.len() as u32, doc.title, doc.body);
        self.spans.push(Span { title_end, body_end: self.tokens.len() });
        self.docs.push(DocEntry { doc: number, title: lengths::encode(title), body: lengths::encode(body) });
        Pushed::Taken
    }

    fn tokenise(&mut self, text: &str, most: usize) -> u32 {
        let before = self.tokens.len();
        let mut first = BREAK;
        for word in words(text).take(most) {
            let number = self.lexicon.number(text, word);
            self.tokens.push(number | if word.breaks { BREAK } else { first });
            first = 0;
        }
        (self.tokens.len() - before) as u32
    }

    /// Sorts what was pushed; the builder is empty afterwards and keeps what it learnt of spelling. `None` if it was empty.
    pub(crate) fn finish(&mut self) -> Option<Run> {
        if self.docs.is_empty() {
            return None;
        }
        let order = Order::new(&self.lexicon, &self.tokens);
        let layout = Layout::new(order.starts.len() as u32, order.most_variants, self.docs.len());
        let mut pairs = Vec::with_capacity(self.tokens.len());
        let mut start = 0;
        for (ordinal, span) in (0_u64..).zip(&self.spans) {
            for (from, to, title) in [(start, span.title_end, 1), (span.title_end, span.body_end, 0)] {
                let place = ordinal << 1 | title;
                let mut previous = Kin { group: 0, variant: 0 };
                for token in self.tokens.get(from..to).unwrap_or_default() {
                    let kin = order.places.get((token & !BREAK) as usize).copied().unwrap_or(previous);
                    if token & BREAK == 0 {
                        pairs.push(layout.pair(previous, kin, place));
                    }
                    previous = kin;
                }
            }
            start = span.body_end;
        }
        radix::sort(&mut pairs, &mut self.scratch, layout.place, layout.bits());
        let singles = Singles::new(&order.sorted, &self.tokens, &self.spans);
        let terms = order.sorted.iter().filter_map(|number| self.lexicon.term(*number).cloned()).collect();
        let numbers = self.numbers.take_sorted();
        let docs = std::mem::take(&mut self.docs);
        let run = Run { docs, terms, starts: order.starts, layout, singles, pairs, numbers };
        self.tokens.clear();
        self.spans.clear();
        let (groups, variants) = self.lexicon.extent();
        if self.lexicon.is_full() || Layout::new(groups, variants, 1).bits() > 52 {
            self.lexicon = Lexicon::new();
        }
        Some(run)
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
    fn new(lexicon: &Lexicon, tokens: &[u32]) -> Self {
        let mut seen = vec![false; lexicon.terms().len()];
        for token in tokens {
            if let Some(seen) = seen.get_mut((token & !BREAK) as usize) {
                *seen = true;
            }
        }
        let mut keyed: Vec<(u64, u32, &Term)> = (0_u32..)
            .zip(lexicon.terms())
            .zip(&seen)
            .filter(|(_, seen)| **seen)
            .map(|((number, term), _)| (leading(&term.folded), number, term))
            .collect();
        keyed.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| a.2.cmp(b.2)));
        let mut places = vec![Kin { group: 0, variant: 0 }; seen.len()];
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

/// How many bits each part of a packed posting takes.
#[derive(Clone, Copy)]
struct Layout {
    group: u32,
    variant: u32,
    place: u32,
}

impl Layout {
    const fn new(groups: u32, variants: u32, docs: usize) -> Self {
        Self { group: width(groups), variant: width(variants), place: width(docs as u32) + 1 }
    }

    const fn bits(self) -> u32 {
        2 * (self.group + self.variant) + self.place
    }

    const fn pair(self, first: Kin, second: Kin, place: u64) -> u64 {
        let groups = (first.group as u64) << self.group | second.group as u64;
        let variants = (first.variant as u64) << self.variant | second.variant as u64;
        (groups << (2 * self.variant) | variants) << self.place | place
    }
}

/// Bits that tell `count` things apart.
const fn width(count: u32) -> u32 {
    if count <= 1 { 0 } else { 32 - (count - 1).leading_zeros() }
}

/// Occurrences of single words, put together by term in one pass: the terms are numbered, so counting sorts them.
struct Singles {
    /// `ordinal << 1 | title?`, by term in key order, ascending within a term.
    places: Vec<u32>,
    /// By term in key order: where its places end.
    ends: Vec<u32>,
}

impl Singles {
    fn new(sorted: &[u32], tokens: &[u32], spans: &[Span]) -> Self {
        let numbers = sorted.iter().max().map_or(0, |most| *most as usize + 1);
        let mut next = vec![0_u32; numbers];
        for token in tokens {
            if let Some(count) = next.get_mut((token & !BREAK) as usize) {
                *count += 1;
            }
        }
        let (mut ends, mut end) = (Vec::with_capacity(sorted.len()), 0);
        for number in sorted {
            if let Some(next) = next.get_mut(*number as usize) {
                let count = std::mem::replace(next, end);
                end += count;
            }
            ends.push(end);
        }
        let mut places = vec![0_u32; tokens.len()];
        let mut start = 0;
        for (ordinal, span) in (0_u32..).zip(spans) {
            for (from, to, title) in [(start, span.title_end, 1), (span.title_end, span.body_end, 0)] {
                for token in tokens.get(from..to).unwrap_or_default() {
                    let Some(next) = next.get_mut((token & !BREAK) as usize) else { continue };
                    if let Some(place) = places.get_mut(*next as usize) {
                        *place = ordinal << 1 | title;
                    }
                    *next += 1;
                }
            }
            start = span.body_end;
        }
        Self { places, ends }
    }
}

/// Documents, tokenised and sorted.
pub struct Run {
    docs: Vec<DocEntry>,
    terms: Vec<Term>,
    starts: Vec<u32>,
    layout: Layout,
    singles: Singles,
    pairs: Vec<u64>,
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
        self.singles.places.len() + self.pairs.len()
    }

    pub(super) fn docs(&self) -> &[DocEntry] {
        &self.docs
    }

    /// Calls `write` with each key, ascending, and its postings.
    pub(super) fn each_list<E>(&self, mut write: impl FnMut(&[u8], &[Posting]) -> Result<(), E>) -> Result<(), E> {
        let term = |group: u64, variant: u64| {
            let start = self.starts.get(group as usize).copied().unwrap_or_default();
            self.terms.get(start as usize + variant as usize)
        };
        let (group, variant) = (self.layout.group, self.layout.variant);
        let low = |value: u64, bits: u32| value & ((1 << bits) - 1);
        let (mut postings, mut start) = (Vec::new(), 0);
        for (term, end) in self.terms.iter().zip(&self.singles.ends) {
            let places = self.singles.places.get(start..*end as usize).unwrap_or_default();
            count_places(places.iter().copied(), &mut postings);
            write(&term.key(), &postings)?;
            start = *end as usize;
        }
        each_group(&self.pairs, self.layout.place, |packed, postings| {
            let groups = packed >> (2 * variant);
            let first = term(groups >> group, low(packed >> variant, variant));
            match (first, term(low(groups, group), low(packed, variant))) {
                (Some(first), Some(second)) => write(&first.key_with(second), postings),
                _ => Ok(()),
            }
        })?;
        self.numbers.each_list(write)
    }
}

fn each_group<E>(sorted: &[u64], place: u32, mut write: impl FnMut(u64, &[Posting]) -> Result<(), E>) -> Result<(), E> {
    let mut postings: Vec<Posting> = Vec::new();
    for group in sorted.chunk_by(|a, b| a >> place == b >> place) {
        count_places(group.iter().map(|packed| (packed & ((1 << place) - 1)) as u32), &mut postings);
        write(group.first().map_or(0, |packed| packed >> place), &postings)?;
    }
    Ok(())
}

/// Puts the occurrences of one term (`ordinal << 1 | title?`, ascending by ordinal) together by document.
pub(super) fn count_places(places: impl Iterator<Item = u32>, postings: &mut Vec<Posting>) {
    postings.clear();
    for place in places {
        let ordinal = place >> 1;
        if postings.last().is_none_or(|last| last.ordinal != ordinal) {
            postings.push(Posting { ordinal, title: 0, body: 0 });
        }
        if let Some(last) = postings.last_mut() {
            if place & 1 == 1 {
                last.title = last.title.saturating_add(1).min(MAX_TITLE);
            } else {
                last.body = last.body.saturating_add(1);
            }
        }
    }
}

#[cfg(test)]
mod tests;
