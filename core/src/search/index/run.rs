//! A run: some documents, tokenised and sorted in memory, ready to be written as one segment.
//!
//! [`RunBuilder`] takes documents until the run is full; [`Run`] hands out its terms in key order, each with its postings.
//! Bounds: 2,400,000 words a run (8 bytes of working memory each), 255 words of a title, 32,768 words of a body. What is
//! beyond is stored and shown but not found.
//!
//! A word with the one that follows it is packed into 32 bits ([`occurrences`]), so that sorting numbers replaces a hash table
//! of pairs. [`RunBuilder::push`] refuses a document with which the bits would not suffice.

mod occurrences;
mod vocabulary;

use super::block::{MAX_BODY, MAX_TITLE, Posting};
use super::lengths;
use super::lexicon::Lexicon;
use super::numbers::Numbers;
use super::segment::DocEntry;
use crate::search::tokenizer::words;
use occurrences::Occurrences;
use vocabulary::Vocabulary;

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
const MAX_WORDS: usize = 2_400_000;
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
    /// The words of the documents as numbers of the lexicon.
    tokens: Vec<u32>,
    /// Of the run before: fresh memory costs as much as what is done with it.
    packed: Vec<u32>,
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
            tokens: Vec::new(),
            packed: Vec::new(),
            counts: Vec::new(),
            spans: Vec::new(),
            docs: Vec::new(),
            numbers: Numbers::default(),
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
        if !self.docs.is_empty() && !occurrences::fits(self.lexicon.len(), self.docs.len() + 1) {
            for token in self.tokens.drain(before..) {
                if let Some(count) = self.counts.get_mut((token & !BREAK) as usize) {
                    *count -= 1;
                }
            }
            return Pushed::Full;
        }
        self.numbers.read(self.docs.len() as u32, doc.title, doc.body);
        self.spans.push(Span { title_end, body_end: self.tokens.len() });
        self.docs.push(DocEntry { doc: number, title: lengths::encode(title), body: lengths::encode(body) });
        Pushed::Taken
    }

    fn tokenise(&mut self, text: &str, most: usize) -> u32 {
        let before = self.tokens.len();
        let (mut words, mut first) = (words(text), BREAK);
        for _ in 0..most {
            let known = words.behind_space().and_then(|range| Some((range.end, self.lexicon.known(text, range)?)));
            let (number, breaks) = if let Some((end, number)) = known {
                words.go_on_at(end);
                (number, first)
            } else {
                let Some(word) = words.next() else { break };
                (self.lexicon.number(text, word), if word.breaks { BREAK } else { first })
            };
            match self.counts.get_mut(number as usize) {
                Some(count) => *count += 1,
                // Numbers are given in order, so a new one is the next.
                None => self.counts.push(1),
            }
            self.tokens.push(number | breaks);
            first = 0;
        }
        (self.tokens.len() - before) as u32
    }

    /// Sorts what was pushed; the builder is empty afterwards and keeps what it learnt of spelling. `None` if it was empty.
    pub(crate) fn finish(&mut self) -> Option<Run> {
        if self.docs.is_empty() {
            return None;
        }
        let (words, ranks) = Vocabulary::new(&self.lexicon, &self.counts);
        let packed = std::mem::take(&mut self.packed);
        let occurrences = Occurrences::new(words.len(), &ranks, &self.counts, &self.spans, &self.tokens, packed);
        let numbers = self.numbers.take_sorted();
        let docs = std::mem::take(&mut self.docs);
        let run = Run { docs, words, occurrences, numbers };
        self.tokens.clear();
        self.counts.fill(0);
        self.spans.clear();
        if self.lexicon.is_full() {
            self.lexicon = Lexicon::new();
            self.counts.clear();
        }
        Some(run)
    }

    /// Takes back the memory of a run that is written.
    pub(super) fn reuse(&mut self, run: Run) {
        self.packed = run.occurrences.into_memory();
    }
}

/// Documents, tokenised and sorted.
pub struct Run {
    docs: Vec<DocEntry>,
    words: Vocabulary,
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

    /// To give them other numbers, which must ascend.
    pub(super) fn docs_mut(&mut self) -> &mut [DocEntry] {
        &mut self.docs
    }

    /// Calls `write` with each key, ascending, and its postings.
    pub(super) fn each_list<E>(&self, mut write: impl FnMut(&[u8], &[Posting]) -> Result<(), E>) -> Result<(), E> {
        let words = &self.words;
        self.occurrences.each_word(|word, postings| write(words.key(word), postings))?;
        let (mut key, mut begun, mut beginning) = (Vec::new(), None, 0);
        self.occurrences.each_pair(words, |first, second, postings| {
            let group = words.group(first);
            if std::mem::replace(&mut begun, group) != group {
                words.begin_pair(first, &mut key);
                beginning = key.len();
            }
            key.truncate(beginning);
            words.end_pair(first, second, &mut key);
            write(&key, postings)
        })?;
        self.numbers.each_list(write)
    }
}

/// Puts the occurrences of one term (`ordinal << 1 | title?`, ascending by ordinal) together by document, in `postings`.
pub(super) fn count_places(places: impl ExactSizeIterator<Item = u32>, postings: &mut Vec<Posting>) -> &[Posting] {
    if postings.len() < places.len() {
        postings.resize(places.len(), Posting::default());
    }
    // Every place is written, the last of a document stays: whether the next is of the same one is not to be guessed.
    let (mut end, mut ordinal, mut counts) = (0, u32::MAX, 0_u32);
    for place in places {
        let same = place >> 1 == ordinal;
        ordinal = place >> 1;
        counts = if same { counts } else { 0 } + (1 << ((place & 1) * 16));
        end += usize::from(!same);
        let (title, body) = ((counts >> 16).min(u32::from(MAX_TITLE)), (counts & 0xffff).min(u32::from(MAX_BODY)));
        if let Some(slot) = postings.get_mut(end - 1) {
            *slot = Posting { ordinal, title: title as u8, body: body as u8 };
        }
    }
    postings.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests;
