//! A clause on its way through one segment: a cursor for each of its lists.
//!
//! Invariant: what the forms of a clause add up to for a document is added in the order of the forms, wherever it is added, so
//! that a score is the same to the last bit on every way to it.

use super::resolve::Resolved;
use crate::search::SearchError;
use crate::search::index::{List, Posting, Segment};
use crate::search::rank::{Norms, Worth};

/// From so many documents to look up in a block on, all of it is decoded.
const DENSE: usize = 12;

/// A list on its way through the segment.
struct Cursor<'a> {
    list: &'a List,
    /// `None` for a form that counts in full.
    guess: Option<f32>,
    /// Block that holds the first document that is wanted, or a later one.
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

    /// The largest tf of a document before `end`.
    fn bound(&self, end: u32, norms: &Norms) -> f32 {
        let here = self.list.blocks().iter().skip(self.block).take_while(|skip| skip.base < end);
        here.map(|skip| norms.bound(skip)).fold(0.0, f32::max)
    }

    fn decode(&mut self, block: usize) -> Result<(), SearchError> {
        if self.decoded != Some(block) {
            self.decoded = None;
            self.list.decode(block, &mut self.postings)?;
            self.decoded = Some(block);
        }
        Ok(())
    }

    /// Calls `take` with every posting from `start` to before `end`.
    fn each(&mut self, start: u32, end: u32, mut take: impl FnMut(Posting)) -> Result<(), SearchError> {
        let mut block = self.block;
        while self.list.blocks().get(block).is_some_and(|skip| skip.base < end) {
            self.decode(block)?;
            let from = self.postings.partition_point(|posting| posting.ordinal < start);
            let to = self.postings.partition_point(|posting| posting.ordinal < end);
            self.postings.get(from..to).unwrap_or_default().iter().for_each(|posting| take(*posting));
            block += 1;
        }
        Ok(())
    }

    /// Calls `take` with the place and the posting of every one of `wanted` (ordinals, ascending) that the list has.
    fn look_up(&mut self, wanted: &[Scored], mut take: impl FnMut(usize, Posting)) -> Result<(), SearchError> {
        let (mut block, mut next) = (self.block, 0);
        let list = self.list;
        while let Some(first) = wanted.get(next) {
            let blocks = list.blocks().get(block..).unwrap_or_default();
            block += blocks.iter().take_while(|skip| skip.last < first.ordinal).count();
            let Some(skip) = list.blocks().get(block) else { break };
            let here = wanted.get(next..).unwrap_or_default();
            let here = here.iter().take_while(|scored| scored.ordinal <= skip.last).count();
            if here >= DENSE {
                self.decode(block)?;
                let mut place = 0;
                for (at, scored) in wanted.iter().enumerate().skip(next).take(here) {
                    // Step by step: where many are wanted, the next is near.
                    let postings = self.postings.get(place..).unwrap_or_default();
                    place += postings.iter().take_while(|posting| posting.ordinal < scored.ordinal).count();
                    if let Some(posting) = self.postings.get(place).filter(|there| there.ordinal == scored.ordinal) {
                        take(at, *posting);
                    }
                }
            } else {
                for (at, scored) in wanted.iter().enumerate().skip(next).take(here) {
                    if let Some(posting) = list.find(block, scored.ordinal)? {
                        take(at, posting);
                    }
                }
            }
            next += here;
            block += 1;
        }
        Ok(())
    }
}

/// A document with its score so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scored {
    pub(super) ordinal: u32,
    pub(super) score: u32,
}

/// Room in which the forms of one clause are added up; all zeros between two clauses.
#[derive(Default)]
pub(super) struct Sums {
    exact: Vec<f32>,
    guessed: Vec<f32>,
    /// Places that are not 0.
    touched: Vec<u32>,
}

impl Sums {
    fn make_room(&mut self, places: usize) {
        if self.exact.len() < places {
            self.exact.resize(places, 0.0);
            self.guessed.resize(places, 0.0);
        }
    }

    #[inline]
    fn add(&mut self, place: usize, guess: Option<f32>, tf: f32) {
        let (Some(exact), Some(guessed)) = (self.exact.get_mut(place), self.guessed.get_mut(place)) else { return };
        if *exact == 0.0 && *guessed == 0.0 {
            self.touched.push(place as u32);
        }
        match guess {
            None => *exact += tf,
            Some(weight) => *guessed += weight * tf,
        }
    }

    /// Calls `take` with each place and what the clause gives it.
    fn settle(&mut self, worth: Worth, mut take: impl FnMut(usize, u32)) {
        for place in self.touched.drain(..) {
            let place = place as usize;
            if let (Some(exact), Some(guessed)) = (self.exact.get_mut(place), self.guessed.get_mut(place)) {
                take(place, points(worth, *exact, *guessed));
                (*exact, *guessed) = (0.0, 0.0);
            }
        }
    }
}

/// At least 1, so that a score of 0 always means "not seen".
#[inline]
fn points(worth: Worth, exact: f32, guessed: f32) -> u32 {
    worth.score(exact, guessed).max(1)
}

/// One clause in this segment.
pub(super) struct Stream<'a> {
    worth: Worth,
    cursors: Vec<Cursor<'a>>,
    /// Postings of all its lists.
    pub(super) postings: usize,
    /// What no document of the window scores more than; 0 if it has none there.
    pub(super) bound: u32,
}

impl<'a> Stream<'a> {
    /// Of the clause's lists in the segment at this place of the snapshot; `None` if it has none.
    pub(super) fn new(clause: &'a Resolved, place: usize) -> Option<Self> {
        let lists = clause.forms.iter().flat_map(|form| {
            form.lists.iter().filter(move |(at, _)| *at == place).map(|(_, list)| (form.guess, list.as_ref()))
        });
        let cursors: Vec<Cursor<'a>> =
            lists.map(|(guess, list)| Cursor { list, guess, block: 0, decoded: None, postings: Vec::new() }).collect();
        let postings = cursors.iter().map(|cursor| cursor.list.len()).sum();
        (!cursors.is_empty()).then_some(Self { worth: clause.worth, cursors, postings, bound: 0 })
    }

    /// Goes back to the first document.
    pub(super) fn rewind(&mut self) {
        self.cursors.iter_mut().for_each(|cursor| cursor.block = 0);
    }

    /// Goes to the window from `start` to before `end`, never back, and bounds what it gives there.
    pub(super) fn enter(&mut self, start: u32, end: u32, norms: &Norms) {
        let (mut exact, mut guessed) = (0.0, 0.0);
        for cursor in &mut self.cursors {
            cursor.seek(start);
            let bound = cursor.bound(end, norms);
            match cursor.guess {
                None => exact += bound,
                Some(weight) => guessed += weight * bound,
            }
        }
        self.bound = if exact + guessed > 0.0 { self.worth.bound(exact, guessed) } else { 0 };
    }

    /// Adds what it gives to every document of the window; `scores` are theirs, from `start` on.
    pub(super) fn add_all(
        &mut self,
        segment: &Segment,
        norms: &Norms,
        start: u32,
        scores: &mut [u32],
        sums: &mut Sums,
    ) -> Result<(), SearchError> {
        let end = start.saturating_add(scores.len() as u32);
        let worth = self.worth;
        if let [Cursor { guess: None, .. }] = self.cursors.as_slice() {
            for cursor in &mut self.cursors {
                cursor.each(start, end, |posting| {
                    let doc = segment.docs.get(posting.ordinal as usize);
                    if let (Some(doc), Some(score)) = (doc, scores.get_mut((posting.ordinal - start) as usize)) {
                        *score = score.saturating_add(points(worth, norms.tf(posting, *doc), 0.0));
                    }
                })?;
            }
            return Ok(());
        }
        sums.make_room(scores.len());
        for cursor in &mut self.cursors {
            let guess = cursor.guess;
            cursor.each(start, end, |posting| {
                if let Some(doc) = segment.docs.get(posting.ordinal as usize) {
                    sums.add((posting.ordinal - start) as usize, guess, norms.tf(posting, *doc));
                }
            })?;
        }
        sums.settle(worth, |place, points| {
            if let Some(score) = scores.get_mut(place) {
                *score = score.saturating_add(points);
            }
        });
        Ok(())
    }

    /// Adds what it gives to these documents of the window, which ascend.
    pub(super) fn add_to(
        &mut self,
        segment: &Segment,
        norms: &Norms,
        wanted: &mut [Scored],
        sums: &mut Sums,
    ) -> Result<(), SearchError> {
        sums.make_room(wanted.len());
        for cursor in &mut self.cursors {
            let guess = cursor.guess;
            cursor.look_up(wanted, |at, posting| {
                if let Some(doc) = segment.docs.get(posting.ordinal as usize) {
                    sums.add(at, guess, norms.tf(posting, *doc));
                }
            })?;
        }
        sums.settle(self.worth, |at, points| {
            if let Some(scored) = wanted.get_mut(at) {
                scored.score = scored.score.saturating_add(points);
            }
        });
        Ok(())
    }
}
