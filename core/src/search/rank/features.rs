//! What the text of a document tells about its fit, beside the score of the index.

use super::Weights;

/// Features of one document, each between 0 and 1. "Share of the query" counts its words by their rarity.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Features {
    /// Share of the query that occurs at all.
    pub cover: f32,
    /// The largest share within about the length of the query.
    pub tight: f32,
    /// The largest share within forty words.
    pub wide: f32,
    /// Share of the query in the title and the first sixty words.
    pub early: f32,
    /// Share of the query in the title.
    pub title_cover: f32,
    /// The largest share in one run of the title, in order, without a gap.
    pub title_run: f32,
    /// Share of the title's words that answer the query.
    pub title_share: f32,
    /// Whether the title has the whole query as one run; what the least certain of its words counts.
    pub title_phrase: f32,
    /// The same for title or body.
    pub phrase: f32,
    /// Share of the query that is written as names, there and here.
    pub names: f32,
    /// Share of the query's numbers.
    pub digits: f32,
    /// How long the text is, as a logarithm: a line says less than a page.
    pub length: f32,
    /// Square root of the index's score, so that more of it counts less.
    pub root: f32,
    /// How new it is beside the newest of all: half as much for each month.
    pub recency: f32,
}

impl Features {
    /// Their names, in the order of [`Features::values`].
    pub const NAMES: [&'static str; 14] = [
        "cover",
        "tight",
        "wide",
        "early",
        "title_cover",
        "title_run",
        "title_share",
        "title_phrase",
        "phrase",
        "names",
        "digits",
        "length",
        "root",
        "recency",
    ];

    /// All of them.
    pub const fn values(&self) -> [f32; 14] {
        [
            self.cover,
            self.tight,
            self.wide,
            self.early,
            self.title_cover,
            self.title_run,
            self.title_share,
            self.title_phrase,
            self.phrase,
            self.names,
            self.digits,
            self.length,
            self.root,
            self.recency,
        ]
    }

    /// What they add to the score.
    pub(crate) fn value(&self, weights: &Weights) -> f32 {
        self.values().iter().zip(&weights.features).map(|(feature, weight)| feature * weight).sum()
    }
}
