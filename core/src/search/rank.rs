//! How much a document is worth for a clause of the query: BM25F over title and body, exact forms above guessed ones.
//!
//! `x = Σ tf · weight(field) / (1 − b + b · length / mean)` over the forms of the clause, saturated as `x / (k1 + x)`. A document
//! with the form that was typed gets `δ + (1 − δ) · sat(exact + guessed)`, one with guesses only `g · sat(guessed / g)`. With
//! g ≤ δ, which [`weights`] keeps for marked words, no amount of `dương` outranks one `đường` when `đường` was typed.
//!
//! Scores are whole numbers (1/65,536 of a unit), so that sums do not depend on the order of their parts: pruned and
//! exhaustive search, one segment or many, give the same ranking to the last bit.

mod features;
mod function_words;
mod weights;

use super::index::{DocEntry, Posting, Skip, Snapshot, lengths};
pub use features::Features;
pub(crate) use function_words::is_function_word;
pub use weights::Weights;

const UNIT: f32 = 65_536.0;

/// Length normalisation for one snapshot, by length code.
pub(crate) struct Norms {
    title: [f32; 256],
    body: [f32; 256],
}

impl Norms {
    /// For the mean lengths of `snapshot`.
    pub(crate) fn new(snapshot: &Snapshot, weights: &Weights) -> Self {
        let table = |weight: f32, b: f32, mean: f32| {
            std::array::from_fn(|code| weight / (1.0 - b + b * lengths::decode(code as u8) as f32 / mean))
        };
        Self {
            title: table(weights.title, weights.b_title, snapshot.mean_title),
            body: table(1.0, weights.b_body, snapshot.mean_body),
        }
    }

    /// Normalised, weighted tf of one posting.
    #[inline]
    pub(crate) fn tf(&self, posting: Posting, doc: DocEntry) -> f32 {
        let body = f32::from(posting.body) * self.body[usize::from(doc.body)];
        if posting.title == 0 { body } else { body + f32::from(posting.title) * self.title[usize::from(doc.title)] }
    }

    /// No posting of the block has more.
    pub(crate) fn bound(&self, skip: &Skip) -> f32 {
        f32::from(skip.max_title) * self.title[0] + f32::from(skip.max_body) * self.body[usize::from(skip.min_length)]
    }
}

/// Inverse document frequency: never negative, of a document count that may be weighted.
pub(crate) fn idf(docs: u32, count: f32) -> f32 {
    let (docs, count) = (docs as f32, count.min(docs as f32));
    ((docs - count + 0.5) / (count + 0.5)).ln_1p()
}

/// What a clause is worth where it matches.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Worth {
    /// Class weight times idf.
    pub(crate) weight: f32,
    /// Largest weight of a guessed form.
    pub(crate) guess: f32,
    /// [`Weights::k1`].
    pub(crate) k1: f32,
    /// [`Weights::delta`].
    pub(crate) delta: f32,
}

impl Worth {
    /// Score of `exact` and (already weighted) `guessed` tf.
    #[inline]
    pub(crate) fn score(self, exact: f32, guessed: f32) -> u32 {
        let share = if exact > 0.0 {
            let x = exact + guessed;
            self.delta + (1.0 - self.delta) * x / (self.k1 + x)
        } else {
            let x = guessed / self.guess;
            self.guess * x / (self.k1 + x)
        };
        (self.weight * share * UNIT) as u32
    }

    /// No document with at most so much tf scores more.
    pub(crate) fn bound(self, exact: f32, guessed: f32) -> u32 {
        let of_guesses = if guessed > 0.0 { self.score(0.0, guessed) } else { 0 };
        let of_exact = if exact > 0.0 { self.score(exact, guessed) } else { 0 };
        // Two more for what rounding may have taken.
        of_guesses.max(of_exact).saturating_add(2)
    }
}

/// A score as people compare it.
pub(crate) fn units(score: u32) -> f32 {
    score as f32 / UNIT
}

#[cfg(test)]
mod tests;
