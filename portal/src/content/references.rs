//! What only the whole folder can tell: things named that are not there, names given twice, codes that mean two things.
//!
//! References to a kind of which the folder has no record are not judged: a folder of articles alone is a folder, too.

use std::collections::{BTreeMap, HashSet};

use app4g_core::Message;
use app4g_core::extract::number::DocumentNumber;
use app4g_core::model::Date;
use app4g_core::model::codes::{Terms, Units};
use app4g_core::model::kinds::field::Shape;
use app4g_core::model::kinds::unit::NATIONWIDE;
use app4g_core::model::kinds::visit::visit;
use app4g_core::model::kinds::{Code, Kind, Problem};
use serde::Deserialize;
use serde_json::Value;

use super::again::Leaf;
use super::draft::Draft;
use super::found::Finding;

/// The terms of a folder; what cannot be read is left out, its own checks tell why.
pub(super) fn terms(drafts: &[Draft]) -> Terms {
    Terms::new(of_kind(drafts, Kind::Taxonomy).filter_map(|draft| Deserialize::deserialize(draft.data()).ok()))
}

fn units(drafts: &[Draft]) -> Units {
    let units = of_kind(drafts, Kind::Unit);
    Units::new(units.filter_map(|draft| Some((draft.id().to_owned(), Deserialize::deserialize(draft.data()).ok()?))))
}

fn of_kind(drafts: &[Draft], kind: Kind) -> impl Iterator<Item = &Draft> {
    drafts.iter().filter(move |draft| draft.definition.kind == kind)
}

/// What a folder holds, as references see it.
struct Whole<'d> {
    units: Units,
    terms: Terms,
    ids: HashSet<&'d str>,
    numbers: HashSet<&'d str>,
}

/// Checks all drafts against each other, and against what is remembered of others.
pub(super) fn check(drafts: &[Draft], leaves: &[Leaf], found: &mut Vec<Finding>) {
    let kept = || leaves.iter().flat_map(|leaf| &leaf.kept);
    let numbers = of_kind(drafts, Kind::Document).filter_map(|draft| draft.data().get("number_norm")?.as_str());
    let kept_numbers = kept().map(|note| note.number.as_str()).filter(|number| !number.is_empty());
    let numbers = numbers.chain(kept_numbers).collect();
    let ids = drafts.iter().map(Draft::id).chain(kept().map(|note| note.id.as_str())).collect();
    let whole = Whole { units: units(drafts), terms: terms(drafts), ids, numbers };
    for draft in drafts {
        found.extend(whole.references(draft).into_iter().map(|problem| draft.finding(problem)));
    }
    twice(drafts, "id", Draft::id, found);
    twice(
        drafts,
        "public_code",
        |draft| draft.data().get("public_code").and_then(Value::as_str).unwrap_or_default(),
        found,
    );
    overlaps(drafts, &whole, found);
}

impl Whole<'_> {
    fn references(&self, draft: &Draft) -> Vec<Problem> {
        let day = draft.published().map(Date::of);
        let mut problems = Vec::new();
        if let Some(unit) = draft.fields.get("unit").and_then(Value::as_str) {
            problems.extend(self.unit("unit", unit, day));
        }
        let replaced_by = draft.change.as_ref().and_then(|change| change.replaced_by.as_deref());
        if let Some(id) = replaced_by.filter(|id| !self.ids.contains(id)) {
            problems.push(Problem::new("change.replaced_by", id, Message::new("content.no_such_record")));
        }
        let kind = draft.definition.kind;
        visit(draft.data(), draft.definition.fields, &mut |path, shape, value| {
            problems.extend(self.value(kind, (path, shape, value), day));
        });
        if kind == Kind::Taxonomy {
            problems.extend(self.term(draft.data()));
        }
        problems
    }

    fn value(&self, kind: Kind, (path, shape, value): (&str, &Shape, &Value), day: Option<Date>) -> Option<Problem> {
        let text = value.as_str().unwrap_or_default();
        match shape {
            Shape::Unit if kind == Kind::Unit => None,
            Shape::Unit => self.unit(path, text, day),
            Shape::Term { scheme } if self.terms.knows(scheme) => {
                let is_known = match day {
                    Some(day) => self.terms.at(scheme, text, day).is_some(),
                    None => self.terms.with_code(scheme, text).next().is_some(),
                };
                let cause = || Message::new("content.no_such_code").with("scheme", *scheme).with("day", shown(day));
                (!is_known).then(|| Problem::new(path, text, cause()))
            }
            Shape::Code { .. } => {
                let code = Code::deserialize(value).ok()?;
                let is_unknown = self.terms.knows(&code.scheme) && self.terms.get(&code).is_none();
                let cause =
                    || Message::new("content.no_such_code").with("scheme", &code.scheme).with("day", shown(day));
                is_unknown.then(|| Problem::new(path, &code.code, cause()))
            }
            Shape::Id => {
                let is_unknown = !self.ids.contains(text);
                is_unknown.then(|| Problem::new(path, text, Message::new("content.no_such_record")))
            }
            Shape::DocNumber => self.number(kind, path, text),
            _ => None,
        }
    }

    fn unit(&self, path: &str, code: &str, day: Option<Date>) -> Option<Problem> {
        if self.units.is_empty() || code == NATIONWIDE {
            return None;
        }
        let is_known = match day {
            Some(day) => self.units.at(code, day).is_some(),
            None => self.units.with_code(code).next().is_some(),
        };
        let cause = || Message::new("content.no_such_unit").with("day", shown(day));
        (!is_known).then(|| Problem::new(path, code, cause()))
    }

    /// Numbers are in their one spelling. Articles name documents of the register; documents may also name others.
    fn number(&self, kind: Kind, path: &str, text: &str) -> Option<Problem> {
        let norm = DocumentNumber::parse(text).map(|number| number.canonical());
        if let Some(norm) = norm.filter(|norm| norm != text) {
            return Some(Problem::new(path, text, Message::new("content.other_spelling").with("norm", norm)));
        }
        let is_missing = kind != Kind::Document && !self.numbers.is_empty() && !self.numbers.contains(text);
        is_missing.then(|| Problem::new(path, text, Message::new("content.no_such_document")))
    }

    /// The term above and the terms that correspond exist, where their edition is known.
    fn term(&self, data: &Value) -> Vec<Problem> {
        let text = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        let code = |value: &Value, field: &str| {
            Some(Code { scheme: text(value, "scheme")?, version: text(value, "version")?, code: text(value, field)? })
        };
        let missing = |path: String, code: Option<Code>| {
            let code = code.filter(|code| self.terms.knows(&code.scheme) && self.terms.get(code).is_none())?;
            let cause = Message::new("content.no_such_code").with("scheme", code.scheme).with("day", code.version);
            Some(Problem::new(path, &code.code, cause))
        };
        let mut problems = Vec::new();
        problems.extend(missing("parent".to_owned(), code(data, "parent")));
        let crosswalk = data.get("crosswalk").and_then(Value::as_array);
        for (at, crossing) in crosswalk.into_iter().flatten().enumerate() {
            problems.extend(missing(format!("crosswalk[{at}].code"), code(crossing, "code")));
        }
        problems
    }
}

fn shown(day: Option<Date>) -> String {
    day.map(Date::shown).unwrap_or_default()
}

/// What may stand once only.
fn twice(drafts: &[Draft], field: &str, value: impl Fn(&Draft) -> &str, found: &mut Vec<Finding>) {
    let mut first: BTreeMap<&str, &Draft> = BTreeMap::new();
    for draft in drafts.iter().filter(|draft| !value(draft).is_empty()) {
        if let Some(other) = first.insert(value(draft), draft) {
            let elsewhere = [other.file.as_str(), other.place.as_str()].join(" ");
            let cause = Message::new("content.twice").with("elsewhere", elsewhere.trim_end());
            found.push(draft.finding(Problem::new(field, value(draft), cause)));
        }
    }
}

/// Units and terms whose code means two things on one day.
fn overlaps(drafts: &[Draft], whole: &Whole<'_>, found: &mut Vec<Finding>) {
    let units = whole.units.overlaps().into_iter().map(|(one, other)| (one.to_owned(), other.to_owned()));
    let id = |code: Code| format!("taxonomy:{}:{}:{}", code.scheme, code.version, code.code);
    let terms = whole.terms.overlaps().into_iter().map(|(one, other)| (id(one), id(other)));
    for (one, other) in units.chain(terms) {
        if let Some(draft) = drafts.iter().find(|draft| draft.id() == other) {
            let cause = Message::new("content.overlap").with("other", one);
            found.push(draft.finding(Problem::new("valid_from", "", cause)));
        }
    }
}
