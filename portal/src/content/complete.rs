//! What authors need not write because it follows: ids, spellings of numbers, versions of codes, facts about images.

use std::path::Path;

use app4g_core::Message;
use app4g_core::extract::number::DocumentNumber;
use app4g_core::model::codes::Terms;
use app4g_core::model::kinds::field::Shape;
use app4g_core::model::kinds::visit::visit_mut;
use app4g_core::model::kinds::{Kind, Problem};
use app4g_core::model::{CanonicalUrl, Date, SourceId, article_id, document_id};
use serde_json::{Value, json};

/// Seconds that a listing is valid where its author does not say: twelve months.
const LISTING_VALIDITY: i64 = 365 * 24 * 3600;

use super::draft::Draft;
use super::found::Finding;
use super::references::terms;

/// Completes every draft; what does not follow is added to `found`.
pub(super) fn complete(drafts: &mut [Draft], dir: &Path, found: &mut Vec<Finding>) {
    let terms = terms(drafts);
    for draft in drafts {
        validity(draft);
        let problems = [number(draft), id(draft), codes(draft, &terms), images(draft, dir)];
        found.extend(problems.into_iter().flatten().map(|problem| draft.finding(problem)));
    }
}

/// A listing ends after twelve months; the time of day stays.
fn validity(draft: &mut Draft) {
    let published = draft.published().filter(|_| draft.definition.kind == Kind::Listing);
    if let Some(published) = published.filter(|_| !draft.fields.contains_key("valid_until")) {
        let end = published.plus(LISTING_VALIDITY).rfc3339();
        draft.fields.insert("valid_until".to_owned(), Value::from(end));
    }
}

/// `number_norm` is the one spelling of `number_raw`.
fn number(draft: &mut Draft) -> Vec<Problem> {
    let Value::Object(data) = draft.data_mut() else { return Vec::new() };
    let Some(raw) = data.get("number_raw").and_then(Value::as_str) else { return Vec::new() };
    let Some(norm) = DocumentNumber::parse(raw).map(|number| number.canonical()) else { return Vec::new() };
    match data.get("number_norm") {
        None => drop(data.insert("number_norm".to_owned(), Value::from(norm))),
        Some(written) if written.as_str() == Some(&norm) => {}
        Some(written) => {
            let cause = Message::new("content.other_spelling").with("norm", norm);
            return vec![Problem::new("number_norm", written.as_str().unwrap_or_default(), cause)];
        }
    }
    Vec::new()
}

/// A document's id follows from number, issuer and day, unless it has one; an article's from the page it comes from
/// (decision 1).
fn id(draft: &mut Draft) -> Vec<Problem> {
    let computed = match draft.definition.kind {
        Kind::Document => {
            let text = |name: &str| draft.data().get(name).and_then(Value::as_str);
            let issued = text("issue_date").and_then(Date::parse);
            let parts = text("number_norm").zip(text("issuer")).filter(|_| draft.id().is_empty());
            parts.map(|(number, issuer)| document_id(number, issuer, issued))
        }
        Kind::Article => {
            let url = draft.fields.get("source_url").and_then(Value::as_str).and_then(CanonicalUrl::parse);
            let page = url.filter(|url| !url.is_site_root());
            page.map(|page| article_id(Some(&page), &SourceId::new(""), "").to_string())
        }
        _ => None,
    };
    let Some(computed) = computed else { return Vec::new() };
    match draft.id() {
        "" => drop(draft.fields.insert("id".to_owned(), Value::from(computed))),
        written if written == computed => {}
        written => return vec![Problem::new("id", written, Message::new("problem.other_id").with("id", computed))],
    }
    Vec::new()
}

/// A bare code is of the version that was valid on the record's day.
fn codes(draft: &mut Draft, terms: &Terms) -> Vec<Problem> {
    let day = draft.published().map(Date::of);
    let fields = draft.definition.fields;
    let mut problems = Vec::new();
    visit_mut(draft.data_mut(), fields, &mut |shape, value| {
        let (Shape::Code { scheme }, Some(code)) = (shape, value.as_str()) else { return };
        let version = match day {
            Some(day) => terms.at(scheme, code, day).map(|term| term.version.clone()),
            None => None,
        };
        match version {
            Some(version) => *value = json!({ "scheme": scheme, "version": version, "code": code }),
            None => {
                let day = day.map(Date::shown).unwrap_or_default();
                let cause = Message::new("content.no_such_code").with("scheme", *scheme).with("day", day);
                problems.push(Problem::new("", code, cause));
            }
        }
    });
    problems
}

/// Images become files named by their hash.
fn images(draft: &mut Draft, dir: &Path) -> Vec<Problem> {
    let mut problems = Vec::new();
    let folder = dir.join(draft.definition.folder);
    let mut files = Vec::new();
    for (at, picture) in std::mem::take(&mut draft.pictures).iter().enumerate() {
        match picture.load(&folder) {
            Ok((media, said)) => {
                draft.media.push(media);
                files.push(said);
            }
            Err(cause) => problems.push(Problem::new(format!("images[{at}].file"), &picture.file, cause)),
        }
    }
    if let (Value::Object(data), false) = (draft.data_mut(), files.is_empty()) {
        data.insert("files".to_owned(), Value::from(files));
    }
    problems
}

#[cfg(test)]
mod tests;
