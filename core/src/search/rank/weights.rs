//! Every weight of ranking in one table, with what chose it.
//!
//! Chosen on the development half of the search benchmark with `app4g-tune-search` (`docs/measurements.md`); change one, run it
//! again, write down what it brought.

use super::features::Features;

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
    /// What one occurrence of the form that was typed is worth at least. With .4 questions about an encyclopaedia gain .3
    /// over .25.
    pub delta: f32,
    /// A pair of neighbouring words against a single word.
    pub pair: f32,
    /// A document's number against a word: it means one document, so what has it stands above what only has its digits.
    pub number: f32,
    /// A number that may be something else (`12/2018`), or of which most is left out.
    pub number_partial: f32,
    /// The number without the year that was asked for. At most `delta`, so that a full citation stays first.
    pub number_without_year: f32,
    /// The number without the kind or issuer that was asked for, or with one that begins like it. At most `delta`.
    pub number_without_symbol: f32,
    /// What a span of the query is called elsewhere, for each of its first two words: such a name stands in for them. Each
    /// name has a weight of its own besides. Before there was a second look: proc +1.2 points, law ±0, wiki −.1; with more
    /// than two words law −.15 (`docs/search-numbers-and-names.md`).
    pub synonym: f32,
    /// A function word (`gì`, `của`) against another word of the same rarity.
    pub function_word: f32,
    /// A word written as a name (`Roosevelt`, `Hồ Ngọc Hà`) against another word of the same rarity: with 1.3 wiki gains .8,
    /// with 1.6 1.0, with 2 .9; law ±.1.
    pub name: f32,
    /// What a guess beside a word that counts as typed is worth, times its posterior. At most `delta`, so that no guess
    /// outranks what was typed.
    pub supplement: f32,
    /// A candidate with a smaller posterior is not searched.
    pub least_posterior: f32,
    /// How likely marks are typed that are not the right ones, where the word as typed does not occur.
    pub wrong_marks: f32,
    /// How likely a word is typed by the keys of Telex or VNI with no input method.
    pub keys: f32,
    /// How likely a word is typed with one given slip of the finger.
    pub slip: f32,
    /// A word that stands beside its neighbours in a smaller share of the documents is suspected of a slip.
    pub repair_below: f32,
    /// How likely the last word is only half typed, and just so far.
    pub half_typed: f32,
    /// Another spelling of a word typed without marks by somebody who types none, however unlikely beside its
    /// neighbours; certain ones count 1.
    pub marks_left_out: f32,
    /// The same for a longer word, where the last one typed is none itself.
    pub completion: f32,
    /// The same, where it is one.
    pub longer_word: f32,
    /// Documents that are looked at a second time.
    pub depth: f32,
    /// Second look: what each of [`Features::NAMES`] adds to the index's score, which is at most about 1. The benchmark has no
    /// dates, so `recency` is chosen by a rule: with dates drawn at random no set may lose .1 points of nDCG@10. The
    /// one that loses most loses .04 with .002, .13 with .005, .6 with .02.
    pub features: [f32; 14],
}

impl Weights {
    /// Those of the product.
    pub const SHIPPED: Self = Self {
        k1: 0.7,
        b_body: 0.6,
        b_title: 0.4,
        title: 3.0,
        delta: 0.4,
        pair: 0.6,
        number: 2.0,
        number_partial: 1.0,
        number_without_year: 0.2,
        number_without_symbol: 0.25,
        synonym: 0.8,
        function_word: 0.5,
        name: 1.5,
        supplement: 0.4,
        least_posterior: 0.0005,
        wrong_marks: 0.05,
        keys: 0.005,
        slip: 0.0005,
        repair_below: 0.02,
        half_typed: 0.3,
        marks_left_out: 0.8,
        completion: 0.5,
        longer_word: 0.3,
        depth: 20.0,
        features: [0.01, 0.25, 0.1, 0.08, 0.22, 0.7, 0.04, 1.5, 2.0, 0.33, 0.08, 0.06, 0.1, 0.002],
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
            "number" => &mut self.number,
            "number_partial" => &mut self.number_partial,
            "number_without_year" => &mut self.number_without_year,
            "number_without_symbol" => &mut self.number_without_symbol,
            "synonym" => &mut self.synonym,
            "function_word" => &mut self.function_word,
            "name" => &mut self.name,
            "supplement" => &mut self.supplement,
            "least_posterior" => &mut self.least_posterior,
            "wrong_marks" => &mut self.wrong_marks,
            "keys" => &mut self.keys,
            "slip" => &mut self.slip,
            "repair_below" => &mut self.repair_below,
            "half_typed" => &mut self.half_typed,
            "marks_left_out" => &mut self.marks_left_out,
            "completion" => &mut self.completion,
            "longer_word" => &mut self.longer_word,
            "depth" => &mut self.depth,
            _ => match Features::NAMES.iter().position(|feature| *feature == name) {
                Some(at) => match self.features.get_mut(at) {
                    Some(weight) => weight,
                    None => return false,
                },
                None => return false,
            },
        };
        *weight = value;
        true
    }
}
