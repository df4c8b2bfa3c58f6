//! Every weight of ranking in one place, with what chose it.
//!
//! Chosen on the development half of the search benchmark (`docs/measurements.md`); change one, run it again, write down what
//! it brought.

/// Saturation of term frequency. Flat between .6 and .9.
pub(crate) const K1: f32 = 0.7;
/// Length normalisation of bodies.
pub(crate) const B_BODY: f32 = 0.6;
/// Length normalisation of titles: a long title is a list of keywords, but rarely.
pub(crate) const B_TITLE: f32 = 0.4;
/// A word in the title against one in the body.
pub(crate) const W_TITLE: f32 = 3.0;
/// A word in the body.
pub(crate) const W_BODY: f32 = 1.0;

/// What one occurrence of the form that was typed is worth at least.
pub(crate) const DELTA: f32 = 0.25;

/// A pair of neighbouring words against a single word.
pub(crate) const PAIR: f32 = 0.6;

/// A document's number against a word: it means one document, so what has it stands above what only has its digits.
pub(crate) const NUMBER: f32 = 2.0;
/// A number that may be something else (`12/2018`), or of which most is left out.
pub(crate) const NUMBER_PARTIAL: f32 = 1.0;
/// The number without the year that was asked for. At most [`DELTA`], so that a full citation stays first.
pub(crate) const NUMBER_WITHOUT_YEAR: f32 = 0.2;
/// The number without the kind or issuer that was asked for, or with one that begins like it. At most [`DELTA`].
pub(crate) const NUMBER_WITHOUT_SYMBOL: f32 = 0.25;

/// What a span of the query is called elsewhere, for each of its first [`SYNONYM_WORDS`] words: such a name stands in for them.
/// Each name has a weight of its own besides. Against none, first 300 questions of dev: proc +1.2 points, law ±0, wiki −.1.
pub(crate) const SYNONYM: f32 = 0.8;
/// Words of a span that count: more make a typed official name outweigh the rest of the question (law −.15 without a limit).
pub(crate) const SYNONYM_WORDS: usize = 2;

/// Other marks than the typed ones: the person meant what they typed. At most [`DELTA`].
pub(crate) const OTHER_MARKS: f32 = 0.15;
/// Marks on a word typed without any, in a query without any.
pub(crate) const MARKS_LEFT_OUT: f32 = 0.9;
/// The same, in a query all of whose other words have marks: then the word is meant as it stands.
pub(crate) const MARKS_NOT_MEANT: f32 = 0.15;

/// Longer words than the last one typed, if that is a word itself.
pub(crate) const LONGER_WORD: f32 = 0.1;
/// Longer words than the last one typed, if that is none.
pub(crate) const COMPLETION: f32 = 0.7;
/// Completions that are looked at, the most frequent first.
pub(crate) const MAX_COMPLETIONS: usize = 48;

/// Weight of marked variants of an unmarked word in a query of whose words `marked_share` have marks.
///
/// About 28 % of the syllables of Vietnamese text have no mark, so from 60 % on the person is taken to type marks.
pub(crate) fn marks_left_out(marked_share: f32) -> f32 {
    let typed = (marked_share / 0.6).min(1.0);
    MARKS_LEFT_OUT + (MARKS_NOT_MEANT - MARKS_LEFT_OUT) * typed
}
