//! A score that the best documents reach, known before all are gone through.
//!
//! The rarest clauses have few documents, and who has most of them is likely among the best: the most promising of these are
//! scored in full, and as many as are wanted reach the score of the worst of them. Whatever scores less is none of the best,
//! so that most blocks are passed over from the first window on.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::cursor::Scored;
use super::matching::Matching;
use super::window::{Board, Scan};
use crate::cancel::CancelToken;
use crate::search::SearchError;

/// Of so many documents of a segment one posting is read.
const SHARE: usize = 16;
/// Postings that are read of any segment.
const LEAST: usize = 256;

/// A score that at least `most` documents have that may be returned; 0 if so many were not found.
pub(super) fn threshold(
    scans: &mut [Scan<'_>],
    board: &mut Board,
    matching: &Matching,
    most: usize,
    cancel: &CancelToken,
) -> Result<u32, SearchError> {
    let room = most.saturating_mul(2);
    let mut promising: BinaryHeap<Reverse<(u32, usize, u32)>> = BinaryHeap::new();
    for (at, scan) in scans.iter_mut().enumerate() {
        let budget = (scan.segment.docs.len() / SHARE).max(LEAST);
        let mut read = 0;
        let affordable = scan.streams.iter().take_while(|stream| {
            read += stream.postings;
            read <= budget
        });
        let few = affordable.count();
        if few == 0 {
            continue;
        }
        for start in scan.windows() {
            cancel.check()?;
            let end = start.saturating_add(board.scores.len() as u32);
            for stream in scan.streams.iter_mut().take(few) {
                stream.enter(start, end, scan.norms);
                if stream.bound > 0 {
                    stream.add_all(scan.segment, scan.norms, start, &mut board.scores, &mut board.sums)?;
                }
            }
            let full = promising.len() >= room;
            let least = promising.peek().filter(|_| full).map_or(0, |Reverse((score, ..))| *score);
            board.draw_up(start, least);
            for scored in board.shortlist.iter().filter(|scored| scan.allows(scored.ordinal)) {
                promising.push(Reverse((scored.score, at, scored.ordinal)));
                if promising.len() > room {
                    promising.pop();
                }
            }
        }
        scan.streams.iter_mut().for_each(|stream| stream.rewind());
    }
    if promising.len() < most {
        return Ok(0);
    }
    let mut scores = Vec::with_capacity(promising.len());
    for (at, scan) in scans.iter_mut().enumerate() {
        let here = promising.iter().filter(|Reverse((_, place, _))| *place == at);
        let mut ordinals: Vec<u32> = here.map(|Reverse((_, _, ordinal))| *ordinal).collect();
        ordinals.sort_unstable();
        let mut wanted: Vec<Scored> = ordinals.into_iter().map(|ordinal| Scored { ordinal, score: 0 }).collect();
        for stream in &mut scan.streams {
            cancel.check()?;
            stream.add_to(scan.segment, scan.norms, &mut wanted, &mut board.sums)?;
        }
        scores.extend(wanted.iter().map(|scored| scored.score).filter(|score| matching.holds(*score)));
    }
    scores.sort_unstable();
    Ok(scores.len().checked_sub(most).and_then(|worst| scores.get(worst)).copied().unwrap_or(0))
}
