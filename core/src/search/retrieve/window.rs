//! Scores, a window of documents at a time.
//!
//! For each window the skip tables bound what every clause can contribute. Clauses are taken by falling bound; once what is
//! left cannot lift a document without score over the worst of the best, only documents that already have a score are
//! looked up, and a window whose bounds together stay below is passed over (MaxScore over block maxima). Scores are sums of
//! whole numbers, so the outcome is exactly that of scoring everything.

use super::mask::Mask;
use super::matching::Matching;
use super::resolve::Resolved;
use super::top::{Ranked, Top};
use super::{Observer, Pruning};
use crate::cancel::CancelToken;
use crate::search::SearchError;
use crate::search::index::{List, Posting, Segment};
use crate::search::rank::{Norms, Worth};

/// Documents of a window: their scores fit the first-level cache.
const WINDOW: usize = 2_048;

/// A list on its way through the segment.
struct Cursor<'a> {
    list: &'a List,
    guess: Option<f32>,
    /// Block that holds the window's first document, or a later one.
    block: usize,
    /// Which block `postings` is.
    decoded: Option<usize>,
    postings: Vec<Posting>,
}

impl Cursor<'_> {
    /// Moves to the first block that reaches `start` or beyond.
    fn seek(&mut self, start: u32) {
        while self.list.blocks().get(self.block).is_some_and(|skip| skip.last < start) {
            self.block += 1;
        }
    }

    /// The largest tf of the window.
    fn bound(&self, end: u32, norms: &Norms) -> f32 {
        let here = self.list.blocks().iter().skip(self.block).take_while(|skip| skip.base < end);
        here.map(|skip| norms.bound(skip)).fold(0.0, f32::max)
    }
}

/// One clause in this segment.
struct Stream<'a> {
    worth: Worth,
    cursors: Vec<Cursor<'a>>,
    bound: u32,
}

/// Where scored documents go.
pub(super) struct Sink<'a, 'o> {
    pub(super) top: &'a mut Top,
    pub(super) matching: &'a Matching,
    pub(super) observer: Option<&'a mut (dyn Observer + 'o)>,
}

/// The scoring of one segment.
pub(super) struct Scan<'a> {
    segment: &'a Segment,
    allowed: Option<&'a Mask>,
    norms: &'a Norms,
    streams: Vec<Stream<'a>>,
    scores: Vec<u32>,
    exact: Vec<f32>,
    guessed: Vec<f32>,
    touched: Vec<u32>,
    /// Ordinals, relative to the window, that have a score.
    candidates: Vec<u32>,
}

impl<'a> Scan<'a> {
    pub(super) fn new(
        segment: &'a Segment,
        allowed: Option<&'a Mask>,
        norms: &'a Norms,
        clauses: &'a [Resolved],
        at: usize,
    ) -> Self {
        let streams = clauses.iter().filter_map(|clause| {
            let cursors: Vec<Cursor<'a>> = clause
                .forms
                .iter()
                .flat_map(|form| {
                    form.lists.iter().filter(|(place, _)| *place == at).map(|(_, list)| (form.guess, list))
                })
                .map(|(guess, list)| Cursor { list, guess, block: 0, decoded: None, postings: Vec::new() })
                .collect();
            (!cursors.is_empty()).then_some(Stream { worth: clause.worth, cursors, bound: 0 })
        });
        Self {
            segment,
            allowed,
            norms,
            streams: streams.collect(),
            scores: vec![0; WINDOW],
            exact: vec![0.0; WINDOW],
            guessed: vec![0.0; WINDOW],
            touched: Vec::new(),
            candidates: Vec::new(),
        }
    }

    /// Offers every document that can matter; `true` if that was every document that matches.
    pub(super) fn run(
        &mut self,
        sink: &mut Sink<'_, '_>,
        pruning: Pruning,
        cancel: &CancelToken,
    ) -> Result<bool, SearchError> {
        let mut complete = true;
        let mut streams = std::mem::take(&mut self.streams);
        for start in (0..self.segment.docs.len() as u32).step_by(WINDOW) {
            cancel.check()?;
            let end = start.saturating_add(WINDOW as u32);
            let threshold = if pruning == Pruning::On { sink.top.threshold() } else { 0 };
            complete &= self.score(&mut streams, start, end, threshold)?;
            self.offer(start, sink);
        }
        Ok(complete)
    }

    fn score(&mut self, streams: &mut [Stream<'a>], start: u32, end: u32, threshold: u32) -> Result<bool, SearchError> {
        let mut rest = 0_u64;
        for stream in streams.iter_mut() {
            let (mut exact, mut guessed) = (0.0, 0.0);
            for cursor in &mut stream.cursors {
                cursor.seek(start);
                let bound = cursor.bound(end, self.norms);
                match cursor.guess {
                    None => exact += bound,
                    Some(weight) => guessed += weight * bound,
                }
            }
            stream.bound = if exact + guessed > 0.0 { stream.worth.bound(exact, guessed) } else { 0 };
            rest += u64::from(stream.bound);
        }
        if rest < u64::from(threshold) {
            return Ok(false);
        }
        streams.sort_by_key(|stream| std::cmp::Reverse(stream.bound));
        let mut complete = true;
        for stream in streams.iter_mut() {
            if stream.bound == 0 {
                break;
            }
            if rest < u64::from(threshold) {
                complete = false;
                let needed = u64::from(threshold) - rest;
                let scores = &self.scores;
                self.candidates.retain(|at| u64::from(scores[*at as usize]) >= needed);
                if self.candidates.is_empty() {
                    break;
                }
                self.candidates.sort_unstable();
                self.add(stream, start, end, Reach::Candidates)?;
            } else {
                self.add(stream, start, end, Reach::All)?;
            }
            rest -= u64::from(stream.bound);
        }
        Ok(complete)
    }

    /// Adds what one clause contributes to the documents of the window.
    fn add(&mut self, stream: &mut Stream<'a>, start: u32, end: u32, reach: Reach) -> Result<(), SearchError> {
        for cursor in &mut stream.cursors {
            let mut block = cursor.block;
            while let Some(skip) = cursor.list.blocks().get(block).filter(|skip| skip.base < end) {
                if reach == Reach::All
                    || self.any_candidate(skip.base.max(start) - start, skip.last - start.min(skip.last))
                {
                    if cursor.decoded != Some(block) {
                        cursor.list.decode(block, &mut cursor.postings)?;
                        cursor.decoded = Some(block);
                    }
                    self.gather(&cursor.postings, cursor.guess, start, end, reach);
                }
                block += 1;
            }
        }
        for at in self.touched.drain(..) {
            let place = at as usize;
            let score = stream.worth.score(self.exact[place], self.guessed[place]);
            (self.exact[place], self.guessed[place]) = (0.0, 0.0);
            if self.scores[place] == 0 {
                self.candidates.push(at);
            }
            // At least 1, so that a score of 0 always means "not seen".
            self.scores[place] = self.scores[place].saturating_add(score.max(1));
        }
        Ok(())
    }

    fn any_candidate(&self, from: u32, to: u32) -> bool {
        let first = self.candidates.partition_point(|at| *at < from);
        self.candidates.get(first).is_some_and(|at| *at <= to)
    }

    fn gather(&mut self, postings: &[Posting], guess: Option<f32>, start: u32, end: u32, reach: Reach) {
        let first = postings.partition_point(|posting| posting.ordinal < start);
        for posting in postings.iter().skip(first).take_while(|posting| posting.ordinal < end) {
            let at = posting.ordinal - start;
            let place = at as usize;
            if reach == Reach::Candidates && self.scores[place] == 0 {
                continue;
            }
            let Some(doc) = self.segment.docs.get(posting.ordinal as usize) else { continue };
            let tf = self.norms.tf(*posting, *doc);
            if self.exact[place] == 0.0 && self.guessed[place] == 0.0 {
                self.touched.push(at);
            }
            match guess {
                None => self.exact[place] += tf,
                Some(weight) => self.guessed[place] += weight * tf,
            }
        }
    }

    fn offer(&mut self, start: u32, sink: &mut Sink<'_, '_>) {
        let candidates = std::mem::take(&mut self.candidates);
        for at in &candidates {
            let (ordinal, score) = (start + at, self.scores[*at as usize]);
            if sink.matching.holds(score)
                && self.allowed.is_none_or(|mask| mask.has(ordinal))
                && let Some(doc) = self.segment.docs.get(ordinal as usize)
                && sink.observer.as_mut().is_none_or(|observer| observer.see(doc.doc))
            {
                sink.top.offer(Ranked { score, doc: doc.doc });
            }
        }
        // Also those that were given up on the way.
        self.scores.fill(0);
        self.candidates = candidates;
        self.candidates.clear();
    }
}

/// Which documents a clause is looked up for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    All,
    Candidates,
}
