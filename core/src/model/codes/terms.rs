//! Terms of classifications by code and day, and what corresponds to them in other editions.

use std::collections::BTreeMap;

use super::{Span, overlapping};
use crate::model::Date;
use crate::model::kinds::taxonomy::{Correspondence, Taxonomy};
use crate::model::kinds::{Certainty, Code};

/// All terms that are known.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    by_code: BTreeMap<Code, Taxonomy>,
    /// By scheme and bare code: the same of every edition.
    editions: BTreeMap<String, BTreeMap<String, Vec<Code>>>,
    /// Crossings as their target would write them: a list need be written on one side only.
    back: BTreeMap<Code, Vec<Crossed>>,
}

/// A code of another edition that corresponds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Crossed {
    /// The other code.
    pub code: Code,
    /// How it stands to the one that was asked about.
    pub relation: Relation,
    /// How well this was checked.
    pub doubtful: bool,
}

/// [`Correspondence`] in an order: the first says most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// They mean the same.
    Exact,
    /// They have the same code; nobody compared them.
    SameCode,
    /// The other means less.
    Narrower,
    /// The other means more.
    Broader,
    /// They share something.
    Part,
}

impl Relation {
    /// The same seen from the other side.
    #[must_use]
    pub const fn inverse(self) -> Self {
        match self {
            Self::Narrower => Self::Broader,
            Self::Broader => Self::Narrower,
            same => same,
        }
    }

    const fn of(word: Correspondence) -> Self {
        match word {
            Correspondence::Exact => Self::Exact,
            Correspondence::SameCode => Self::SameCode,
            Correspondence::Narrower => Self::Narrower,
            Correspondence::Broader => Self::Broader,
            // A word of a later version: there is something, no more can be said.
            Correspondence::Part | Correspondence::Unknown => Self::Part,
        }
    }
}

impl Terms {
    /// From records.
    pub fn new(terms: impl IntoIterator<Item = Taxonomy>) -> Self {
        let mut all = Self::default();
        for term in terms {
            let code = code_of(&term);
            for crossing in &term.crosswalk {
                let there = Code {
                    scheme: crossing.scheme.clone(),
                    version: crossing.version.clone(),
                    code: crossing.code.clone(),
                };
                let relation = Relation::of(crossing.relation).inverse();
                let crossed = Crossed { code: code.clone(), relation, doubtful: crossing.certainty.is_doubtful() };
                all.back.entry(there).or_default().push(crossed);
            }
            let codes = all.editions.entry(term.scheme.clone()).or_default().entry(term.code.clone()).or_default();
            if all.by_code.insert(code.clone(), term).is_none() {
                codes.push(code);
            }
        }
        all
    }

    /// Whether any term of `scheme` is known, so that its codes can be judged.
    pub fn knows(&self, scheme: &str) -> bool {
        self.editions.contains_key(scheme)
    }

    /// The term of a code.
    pub fn get(&self, code: &Code) -> Option<&Taxonomy> {
        self.by_code.get(code)
    }

    /// The term that a bare code of `scheme` means on `day`.
    pub fn at(&self, scheme: &str, code: &str, day: Date) -> Option<&Taxonomy> {
        self.with_code(scheme, code).find(|term| span(term).contains(day))
    }

    /// The terms of `scheme` that have this code, one an edition.
    pub fn with_code<'t>(&'t self, scheme: &str, code: &str) -> impl Iterator<Item = &'t Taxonomy> + use<'t> {
        let codes = self.editions.get(scheme).and_then(|codes| codes.get(code)).into_iter().flatten();
        codes.filter_map(|code| self.by_code.get(code))
    }

    /// What corresponds to `code` in edition `version` of its scheme, by crossings written on either side; what says most
    /// comes first. The code itself if it is of that edition.
    pub fn translate(&self, code: &Code, version: &str) -> Vec<Crossed> {
        if code.version == version {
            let certainty = self.get(code).map_or(Certainty::Unverified, |term| term.certainty);
            return vec![Crossed { code: code.clone(), relation: Relation::Exact, doubtful: certainty.is_doubtful() }];
        }
        let forth = self.get(code).into_iter().flat_map(|term| &term.crosswalk).map(|crossing| Crossed {
            code: Code {
                scheme: crossing.scheme.clone(),
                version: crossing.version.clone(),
                code: crossing.code.clone(),
            },
            relation: Relation::of(crossing.relation),
            doubtful: crossing.certainty.is_doubtful(),
        });
        let all = forth.chain(self.back.get(code).into_iter().flatten().cloned());
        let mut found: BTreeMap<Code, Crossed> = BTreeMap::new();
        for crossed in all.filter(|crossed| crossed.code.scheme == code.scheme && crossed.code.version == version) {
            let best = found.entry(crossed.code.clone()).or_insert_with(|| crossed.clone());
            if (crossed.relation, crossed.doubtful) < (best.relation, best.doubtful) {
                *best = crossed;
            }
        }
        let mut found: Vec<Crossed> = found.into_values().collect();
        found.sort_by(|a, b| (a.relation, &a.code).cmp(&(b.relation, &b.code)));
        found
    }

    /// Pairs of terms that have one code of one scheme at one time: a bare code could mean either.
    pub fn overlaps(&self) -> Vec<(Code, Code)> {
        let mut pairs = Vec::new();
        for codes in self.editions.values().flat_map(BTreeMap::values) {
            let spans: Vec<Span> = codes.iter().filter_map(|code| self.by_code.get(code)).map(span).collect();
            let code = |at: usize| codes.get(at).cloned();
            pairs.extend(overlapping(&spans).into_iter().filter_map(|(a, b)| Some((code(a)?, code(b)?))));
        }
        pairs
    }
}

fn code_of(term: &Taxonomy) -> Code {
    Code { scheme: term.scheme.clone(), version: term.version.clone(), code: term.code.clone() }
}

fn span(term: &Taxonomy) -> Span {
    Span { from: term.valid_from, to: term.valid_to }
}

#[cfg(test)]
mod tests;
