//! Scores, a window of documents at a time.
//!
//! For each window the skip tables bound what every clause can contribute. Clauses are taken from the rarest on; once what is
//! left cannot lift a document without score over the worst of the best, only documents that already have a score are
//! looked up, and a window whose bounds together stay below is passed over (MaxScore over block maxima). Scores are sums of
//! whole numbers, so the outcome is exactly that of scoring everything.

use super::cursor::{Scored, Stream, Sums};
use super::mask::Mask;
use super::matching::Matching;
use super::resolve::Resolved;
use super::top::{Ranked, Top};
use super::{Observer, Pruning};
use crate::cancel::CancelToken;
use crate::search::SearchError;
use crate::search::first::first;
use crate::search::index::Segment;
use crate::search::rank::Norms;

/// Documents of a window: their scores fit the first-level cache.
pub(super) const WINDOW: usize = 2_048;

/// Documents of a window that are looked at together.
const GLANCE: usize = 32;

/// Postings that are gone through in the time one document is looked up.
const LOOK_UP: usize = 2;

/// Where scored documents go.
pub(super) struct Sink<'a, 'o> {
    pub(super) top: &'a mut Top,
    pub(super) matching: &'a Matching,
    pub(super) observer: Option<&'a mut (dyn Observer + 'o)>,
}

/// Room for the scores of one window, the same for all segments; all zeros between two windows.
pub(super) struct Board {
    pub(super) scores: Vec<u32>,
    pub(super) sums: Sums,
    /// Documents of the window that have a score and may still come among the best, ascending.
    pub(super) shortlist: Vec<Scored>,
}

impl Board {
    pub(super) fn new() -> Self {
        Self { scores: vec![0; WINDOW], sums: Sums::default(), shortlist: Vec::new() }
    }

    /// Moves what scores `least` and more, and at least 1, to the shortlist; `start` is the window's first document.
    pub(super) fn draw_up(&mut self, start: u32, least: u32) {
        let least = least.max(1);
        self.shortlist.clear();
        for (first, scores) in (start..).step_by(GLANCE).zip(self.scores.chunks_mut(GLANCE)) {
            // Most have nothing: to see that takes a few instructions for all of them.
            if scores.iter().fold(0, |most, score| most.max(*score)) >= least {
                let scored = (first..).zip(scores.iter()).filter(|(_, score)| **score >= least);
                self.shortlist.extend(scored.map(|(ordinal, score)| Scored { ordinal, score: *score }));
            }
            scores.fill(0);
        }
    }
}

/// The scoring of one segment.
pub(super) struct Scan<'a> {
    pub(super) segment: &'a Segment,
    pub(super) allowed: Option<&'a Mask>,
    pub(super) norms: &'a Norms,
    /// The rarest first.
    pub(super) streams: Vec<Stream<'a>>,
}

impl<'a> Scan<'a> {
    /// Of the segment at `place` of the snapshot.
    pub(super) fn new(
        segment: &'a Segment,
        allowed: Option<&'a Mask>,
        norms: &'a Norms,
        clauses: &'a [Resolved],
        place: usize,
    ) -> Self {
        let streams = clauses.iter().filter_map(|clause| Stream::new(clause, place));
        let streams = first(streams, clauses.len(), |a, b| a.postings.cmp(&b.postings));
        Self { segment, allowed, norms, streams }
    }

    /// First documents of all windows.
    pub(super) fn windows(&self) -> impl Iterator<Item = u32> + use<> {
        (0..self.segment.docs.len() as u32).step_by(WINDOW)
    }

    /// Whether a document may be returned.
    pub(super) fn allows(&self, ordinal: u32) -> bool {
        self.allowed.is_none_or(|mask| mask.has(ordinal))
    }

    /// Offers every document that can matter; `true` if that was every document that matches.
    pub(super) fn run(
        &mut self,
        board: &mut Board,
        sink: &mut Sink<'_, '_>,
        pruning: Pruning,
        cancel: &CancelToken,
    ) -> Result<bool, SearchError> {
        let mut complete = true;
        for start in self.windows() {
            cancel.check()?;
            let threshold = if pruning == Pruning::On { sink.top.threshold() } else { 0 };
            complete &= self.score(board, start, threshold)?;
            self.offer(board, sink);
        }
        Ok(complete)
    }

    /// Leaves on the shortlist the documents of the window from `start` on that may score `threshold`, with their scores, and
    /// says whether those are all that match.
    fn score(&mut self, board: &mut Board, start: u32, threshold: u32) -> Result<bool, SearchError> {
        board.shortlist.clear();
        let end = start.saturating_add(WINDOW as u32);
        let mut rest = 0_u64;
        for stream in &mut self.streams {
            stream.enter(start, end, self.norms);
            rest += u64::from(stream.bound);
        }
        if rest < u64::from(threshold) {
            return Ok(rest == 0);
        }
        let mut streams = self.streams.iter_mut().filter(|stream| stream.bound > 0).peekable();
        // All documents, while one that has no score yet may matter, or all of them have theirs.
        while rest >= u64::from(threshold) || rest == 0 {
            let Some(stream) = streams.next() else {
                board.draw_up(start, 0);
                return Ok(true);
            };
            stream.add_all(self.segment, self.norms, start, &mut board.scores, &mut board.sums)?;
            rest -= u64::from(stream.bound);
        }
        // Still all, where fewer have the clause than would be looked up in it: it bounds the others better.
        let windows = self.segment.docs.len().div_ceil(WINDOW).max(1);
        let missing = |rest: u64| (u64::from(threshold) - rest) as u32;
        while let Some(stream) = streams.next_if(|stream| {
            let least = missing(rest);
            let candidates = board.scores.iter().filter(|score| **score >= least).count();
            candidates > 0 && stream.postings / windows <= LOOK_UP * candidates
        }) {
            stream.add_all(self.segment, self.norms, start, &mut board.scores, &mut board.sums)?;
            rest -= u64::from(stream.bound);
        }
        // Then those that may, clause by clause fewer.
        board.draw_up(start, missing(rest));
        for stream in streams {
            if board.shortlist.is_empty() {
                break;
            }
            stream.add_to(self.segment, self.norms, &mut board.shortlist, &mut board.sums)?;
            rest -= u64::from(stream.bound);
            let needed = u64::from(threshold) - rest;
            board.shortlist.retain(|scored| u64::from(scored.score) >= needed);
        }
        Ok(false)
    }

    fn offer(&self, board: &Board, sink: &mut Sink<'_, '_>) {
        for Scored { ordinal, score } in board.shortlist.iter().copied() {
            if sink.matching.holds(score)
                && self.allows(ordinal)
                && let Some(doc) = self.segment.docs.get(ordinal as usize)
                && sink.observer.as_mut().is_none_or(|observer| observer.see(doc.doc))
            {
                sink.top.offer(Ranked { score, doc: doc.doc });
            }
        }
    }
}
