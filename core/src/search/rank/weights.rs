//! Every weight of ranking in one table, with what chose it.
//!
//! Chosen on the development half of the search benchmark with `app4g-tune-search` (`docs/measurements.md`); change one, run it
//! again, write down what it brought.

/// What ranking weighs with. [`Weights::SHIPPED`] is the product's; other values are for measuring.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// Saturation of term frequency. Flat between .6 and .9.
    pub k1: f32,
    /// Length normalisation of bodies.
    pub b_body: f32,
    /// Length normalisation of titles: a long title is a list of keywords, but rarely.
    pub b_title: f32,
    /// A word in the title against one in the body, which counts 1.
    pub title: f32,
    /// What one occurrence of the form that was typed is worth at least.
    pub delta: f32,
    /// A pair of neighbouring words against a single word.
    pub pair: f32,
    /// Other marks than the typed ones: the person meant what they typed. At most `delta`.
    pub other_marks: f32,
    /// Marks on a word typed without any, in a query without any.
    pub marks_left_out: f32,
    /// The same, in a query all of whose other words have marks: then the word is meant as it stands.
    pub marks_not_meant: f32,
    /// Longer words than the last one typed, if that is a word itself.
    pub longer_word: f32,
    /// Longer words than the last one typed, if that is none.
    pub completion: f32,
    /// Completions that are looked at, the most frequent first.
    pub max_completions: usize,
}

impl Weights {
    /// Those of the product.
    pub const SHIPPED: Self = Self {
        k1: 0.7,
        b_body: 0.6,
        b_title: 0.4,
        title: 3.0,
        delta: 0.25,
        pair: 0.6,
        other_marks: 0.15,
        marks_left_out: 0.9,
        marks_not_meant: 0.15,
        longer_word: 0.1,
        completion: 0.7,
        max_completions: 48,
    };

    /// Sets the weight of this name; `false` if there is none.
    pub fn set(&mut self, name: &str, value: f32) -> bool {
        let weight = match name {
            "k1" => &mut self.k1,
            "b_body" => &mut self.b_body,
            "b_title" => &mut self.b_title,
            "title" => &mut self.title,
            "delta" => &mut self.delta,
            "pair" => &mut self.pair,
            "other_marks" => &mut self.other_marks,
            "marks_left_out" => &mut self.marks_left_out,
            "marks_not_meant" => &mut self.marks_not_meant,
            "longer_word" => &mut self.longer_word,
            "completion" => &mut self.completion,
            _ => return false,
        };
        *weight = value;
        true
    }

    /// Weight of marked variants of an unmarked word in a query of whose words `marked_share` have marks.
    ///
    /// About 28 % of the syllables of Vietnamese text have no mark, so from 60 % on the person is taken to type marks.
    pub(crate) fn marks_left_out(&self, marked_share: f32) -> f32 {
        let typed = (marked_share / 0.6).min(1.0);
        self.marks_left_out + (self.marks_not_meant - self.marks_left_out) * typed
    }
}
