//! Tests of the parent module.

use super::*;
use app4g_core::model;
use app4g_core::repository::format::{Collection, Object};
use serde_json::json;

use crate::ledger::holding::{Held, Member};

const DAY: i64 = 86_400;

fn now() -> Timestamp {
    Timestamp::parse_rfc3339("2026-03-15T08:00:00+07:00").unwrap()
}

fn authored(id: &str, kind: Kind, text: &str) -> Authored {
    let fields = json!({"id": id, "kind": kind.as_str(), "unit": "24", "sample": false, "data": {"title": text}});
    Authored {
        file: format!("{id}.md"),
        place: String::new(),
        id: id.into(),
        kind,
        published: Some(now().plus(-DAY)),
        fields: fields.as_object().unwrap().clone(),
        change: None,
        media: vec![],
    }
}

fn withdrawn(record: &Authored, reason: &str) -> Authored {
    let change = model::Change {
        kind: ChangeKind::Withdraw,
        reason: Some(reason.into()),
        note: Some("…".into()),
        replaced_by: None,
    };
    Authored { change: Some(change), ..record.clone() }
}

/// What the ledger would say after `plan` was published.
fn after(plan: &Plan, records: &mut HashMap<String, Known>, holdings: &mut Holdings) {
    records.extend(plan.revisions.iter().map(|(id, revision)| (id.clone(), revision.known.clone())));
    for (name, change) in &plan.changes {
        let held = holdings.entry(name.clone()).or_insert_with(empty);
        change.drop.iter().for_each(|id| {
            held.members.remove(id);
        });
        let put = change.put.iter().map(|(id, digest)| (id.clone(), Member { digest: *digest, bytes: 1, segment: 1 }));
        held.members.extend(put);
    }
}

fn empty() -> Held {
    let index = Object { sha256: Sha256::default(), bytes: 1, raw_bytes: 1 };
    Held {
        entry: Collection { version: 1, count: 0, set_hash: Sha256::default(), index },
        highest: 1,
        segments: BTreeMap::new(),
        deltas: vec![],
        members: HashMap::new(),
        versions: BTreeSet::new(),
    }
}

fn names(plan: &Plan) -> Vec<&str> {
    plan.changes.keys().map(String::as_str).collect()
}

#[test]
fn kinds_go_to_their_collections_and_the_second_time_nothing_changes() {
    let content =
        [authored("a", Kind::Article, "1"), authored("d", Kind::Document, "2"), authored("u", Kind::Unit, "3")];
    let (mut records, mut holdings) = (HashMap::new(), Holdings::new());
    let first = plan(Some(&content), &records, &holdings, now(), Samples::Refused).unwrap();
    assert_eq!(names(&first), ["base", "documents", "news"]);
    assert_eq!(first.count(ChangeKind::New), 3);
    after(&first, &mut records, &mut holdings);
    let second = plan(Some(&content), &records, &holdings, now().plus(DAY), Samples::Refused).unwrap();
    assert!(second.is_empty());
    assert_eq!(second.carried, 3);
}

#[test]
fn a_record_moves_with_its_line_unchanged() {
    let content = [authored("a", Kind::Article, "1")];
    let (mut records, mut holdings) = (HashMap::new(), Holdings::new());
    after(&plan(Some(&content), &records, &holdings, now(), Samples::Refused).unwrap(), &mut records, &mut holdings);
    let later = plan(None, &records, &holdings, now().plus(300 * DAY), Samples::Refused).unwrap();
    assert!(later.revisions.is_empty());
    assert!(later.changes["news"].drop.contains("a") && later.changes["news"].put.is_empty());
    assert_eq!(later.changes["news-2026"].put["a"], records["a"].digest);
}

#[test]
fn withdrawn_for_privacy_goes_to_base_for_ever_even_if_the_record_comes_back() {
    let record = authored("a", Kind::Article, "1");
    let (mut records, mut holdings) = (HashMap::new(), Holdings::new());
    let mut publish = |content: &Authored| {
        let plan = plan(Some(std::slice::from_ref(content)), &records, &holdings, now(), Samples::Refused).unwrap();
        after(&plan, &mut records, &mut holdings);
        plan
    };
    publish(&record);
    let gone = publish(&withdrawn(&record, "privacy"));
    assert_eq!(names(&gone), ["base", "news"]);
    assert!(is_erasing(&gone.revisions["a"].known.change));
    let back = publish(&record);
    assert_eq!(names(&back), ["news"]);
    assert_eq!(holdings["base"].members.len(), 1);
}

#[test]
fn withdrawn_as_outdated_stays_where_it_was() {
    let record = authored("a", Kind::Article, "1");
    let (mut records, mut holdings) = (HashMap::new(), Holdings::new());
    after(
        &plan(Some(std::slice::from_ref(&record)), &records, &holdings, now(), Samples::Refused).unwrap(),
        &mut records,
        &mut holdings,
    );
    let old = [withdrawn(&record, "outdated")];
    assert_eq!(names(&plan(Some(&old), &records, &holdings, now(), Samples::Refused).unwrap()), ["news"]);
}

#[test]
fn a_file_that_vanished_stops_the_release_unless_its_record_was_withdrawn() {
    let record = authored("a", Kind::Article, "1");
    let (mut records, mut holdings) = (HashMap::new(), Holdings::new());
    let first = plan(Some(std::slice::from_ref(&record)), &records, &holdings, now(), Samples::Refused).unwrap();
    after(&first, &mut records, &mut holdings);
    let gone = plan(Some(&[]), &records, &holdings, now(), Samples::Refused);
    assert_eq!(gone.unwrap_err(), PlanError::Vanished(vec!["a".into()]));
    let stub = [withdrawn(&record, "error")];
    let second = plan(Some(&stub), &records, &holdings, now(), Samples::Refused).unwrap();
    after(&second, &mut records, &mut holdings);
    assert!(plan(Some(&[]), &records, &holdings, now(), Samples::Refused).unwrap().is_empty());
}

#[test]
fn every_record_that_cannot_be_published_is_named() {
    let mut sample = authored("s", Kind::Article, "1");
    sample.fields.insert("sample".into(), true.into());
    let twice = authored("a", Kind::Article, "1");
    let strange = authored("x y", Kind::Article, "1");
    let content = [sample.clone(), twice.clone(), twice, strange];
    let none = (HashMap::new(), Holdings::new());
    let Err(PlanError::Problems(problems)) = plan(Some(&content), &none.0, &none.1, now(), Samples::Refused) else {
        panic!()
    };
    let causes: Vec<_> = problems.into_iter().map(|problem| problem.cause).collect();
    assert_eq!(causes, [Cause::Sample, Cause::Twice("a.md".into()), Cause::Revision(RevisionError::Id)]);
    assert!(plan(Some(&[sample]), &none.0, &none.1, now(), Samples::Allowed).is_ok());
}
