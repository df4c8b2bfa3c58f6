//! Units by code and day, and what they became.

use std::collections::{BTreeMap, BTreeSet};

use super::{Span, overlapping};
use crate::model::Date;
use crate::model::kinds::unit::{Succession, Unit};

/// All units that are known.
#[derive(Clone, Debug, Default)]
pub struct Units {
    by_id: BTreeMap<String, Unit>,
    /// Ids of a code, in order of their first day.
    by_code: BTreeMap<String, Vec<String>>,
    /// Ids of the units that went over into one.
    before: BTreeMap<String, BTreeSet<String>>,
}

/// What a unit became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Became<'u> {
    /// Id of the unit it became.
    pub id: &'u str,
    /// The unit.
    pub unit: &'u Unit,
    /// How: along a chain, the weakest of its steps.
    pub relation: Succession,
}

impl Units {
    /// From records: id and data.
    pub fn new(records: impl IntoIterator<Item = (String, Unit)>) -> Self {
        let mut units = Self::default();
        for (id, unit) in records {
            units.by_code.entry(unit.code.clone()).or_default().push(id.clone());
            for successor in &unit.successors {
                units.before.entry(successor.to.clone()).or_default().insert(id.clone());
            }
            units.by_id.insert(id, unit);
        }
        for ids in units.by_code.values_mut() {
            ids.sort_by_key(|id| units.by_id.get(id).and_then(|unit| unit.valid_from));
            ids.dedup();
        }
        units
    }

    /// Whether none is known, so that no reference can be judged.
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// The unit with this id.
    pub fn get(&self, id: &str) -> Option<&Unit> {
        self.by_id.get(id)
    }

    /// The units that ever had this code, oldest first, with their ids.
    pub fn with_code<'u>(&'u self, code: &str) -> impl Iterator<Item = (&'u str, &'u Unit)> {
        let ids = self.by_code.get(code).into_iter().flatten();
        ids.filter_map(|id| Some((id.as_str(), self.by_id.get(id)?)))
    }

    /// The unit that `code` means on `day`.
    pub fn at(&self, code: &str, day: Date) -> Option<(&str, &Unit)> {
        self.with_code(code).find(|(_, unit)| span(unit).contains(day))
    }

    /// The units called `name` («huyện Lục Ngạn», with or without the type), whatever their time; letters of any case.
    pub fn named<'u>(&'u self, name: &str) -> Vec<(&'u str, &'u Unit)> {
        let wanted = name.trim().to_lowercase();
        let is_called = |unit: &Unit| {
            unit.name.vi.to_lowercase() == wanted
                || unit.short.as_ref().is_some_and(|name| name.to_lowercase() == wanted)
        };
        self.by_id.iter().filter(|(_, unit)| is_called(unit)).map(|(id, unit)| (id.as_str(), unit)).collect()
    }

    /// What `id` is on `day`: itself while it holds, else all that came of it, in order of their ids. Empty if nothing is known.
    pub fn became(&self, id: &str, day: Date) -> Vec<Became<'_>> {
        let mut found: BTreeMap<&str, Succession> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        let mut open = vec![(id, Succession::Exact)];
        while let Some((id, how)) = open.pop() {
            let Some((id, unit)) = self.by_id.get_key_value(id) else { continue };
            // A unit may be reached in several ways; of those the strongest counts, so a weaker one is not walked again.
            if !seen.insert((id, strength(how))) {
                continue;
            }
            if span(unit).contains(day) {
                let best = found.entry(id).or_insert(how);
                if strength(how) < strength(*best) {
                    *best = how;
                }
                continue;
            }
            open.extend(unit.successors.iter().map(|next| (next.to.as_str(), chained(how, next.relation))));
        }
        found
            .into_iter()
            .filter_map(|(id, relation)| Some(Became { id, unit: self.by_id.get(id)?, relation }))
            .collect()
    }

    /// Ids of the units of which `id` is made, one step back.
    pub fn came_from<'u>(&'u self, id: &str) -> impl Iterator<Item = &'u str> {
        self.before.get(id).into_iter().flatten().map(String::as_str)
    }

    /// Ids of units that have one code at one time: nobody could tell which is meant.
    pub fn overlaps(&self) -> Vec<(&str, &str)> {
        let mut pairs = Vec::new();
        for code in self.by_code.keys() {
            let units: Vec<(&str, &Unit)> = self.with_code(code).collect();
            let spans: Vec<Span> = units.iter().map(|(_, unit)| span(unit)).collect();
            let ids = |at: usize| units.get(at).map(|(id, _)| *id);
            pairs.extend(
                overlapping(&spans).into_iter().filter_map(|(first, second)| Some((ids(first)?, ids(second)?))),
            );
        }
        pairs
    }
}

fn span(unit: &Unit) -> Span {
    Span { from: unit.valid_from, to: unit.valid_to }
}

/// Smaller says more: the same, all of it, all of it among others, some of it.
const fn strength(how: Succession) -> u8 {
    match how {
        Succession::Exact => 0,
        Succession::Broader => 1,
        Succession::Merged => 2,
        Succession::Part => 3,
        Succession::Unknown => 4,
    }
}

/// Two steps say no more than the weaker of them.
const fn chained(first: Succession, second: Succession) -> Succession {
    if strength(first) >= strength(second) { first } else { second }
}

#[cfg(test)]
mod tests;
