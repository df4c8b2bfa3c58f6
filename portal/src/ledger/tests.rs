//! Tests of the parent module.

use super::entry::Entry;
use super::holding::{Held, Holdings, Member};
use super::*;
use app4g_core::repository::format::{Collection, Object};
use std::collections::{BTreeMap, BTreeSet, HashMap};

fn release(sequence: u64) -> Release {
    Release {
        sequence,
        catalog: Sha256::of(b"catalog"),
        published_at: Timestamp::from_unix(1_700_000_000),
        timestamp_version: sequence,
        quiet_until: Timestamp::from_unix(1_800_000_000),
        input: None,
    }
}

fn held(version: u64, members: &[(&str, &str)]) -> Held {
    let index = Object { sha256: Sha256::of(b"index"), bytes: 10, raw_bytes: 20 };
    let member = |line: &str| Member { digest: Sha256::of(line.as_bytes()), bytes: 1, segment: 1 };
    Held {
        entry: Collection { version, count: members.len() as u64, set_hash: Sha256::of(b"set"), index },
        highest: version,
        segments: BTreeMap::new(),
        deltas: vec![],
        members: members.iter().map(|(id, line)| ((*id).to_owned(), member(line))).collect::<HashMap<_, _>>(),
        versions: BTreeSet::new(),
    }
}

fn enter(ledger: &mut Ledger, sequence: u64, held: Held) {
    let before = ledger.holdings().unwrap();
    let entry = Entry { holdings: Holdings::from([("news".to_owned(), held)]), ..Entry::default() };
    ledger.enter(&release(sequence), &before, &entry).unwrap();
}

#[test]
fn one_process_at_a_time() {
    let dir = tempfile::tempdir().unwrap();
    let first = Ledger::open(dir.path()).unwrap();
    assert!(matches!(Ledger::open(dir.path()), Err(LedgerError::Busy(_))));
    drop(first);
    assert!(Ledger::open(dir.path()).unwrap().release().unwrap().is_none());
    assert_eq!(std::fs::read_to_string(dir.path().join(".gitignore")).unwrap(), "*\n");
}

#[test]
fn what_is_entered_is_there_after_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::open(dir.path()).unwrap();
    enter(&mut ledger, 1, held(1, &[("a", "1"), ("b", "1")]));
    drop(ledger);
    let ledger = Ledger::open(dir.path()).unwrap();
    assert_eq!(ledger.release().unwrap(), Some(release(1)));
    let expected = Held { versions: BTreeSet::from([1]), ..held(1, &[("a", "1"), ("b", "1")]) };
    assert_eq!(ledger.holdings().unwrap()["news"], expected);
}

#[test]
fn earlier_versions_of_a_collection_are_known() {
    let dir = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::open(dir.path()).unwrap();
    enter(&mut ledger, 1, held(1, &[("a", "1"), ("b", "1"), ("c", "1")]));
    enter(&mut ledger, 2, held(2, &[("a", "2"), ("b", "1")]));
    enter(&mut ledger, 3, held(3, &[("a", "2"), ("b", "1"), ("c", "1"), ("d", "1")]));
    let mut touched = ledger.touched_since("news", 1).unwrap();
    touched.sort();
    assert_eq!(touched, ["a", "c", "d"]);
    let at = |version| ledger.digests_at("news", version, ["a", "c", "d"]).unwrap();
    assert_eq!(at(1), HashMap::from([("a", Sha256::of(b"1")), ("c", Sha256::of(b"1"))]));
    assert_eq!(at(2), HashMap::from([("a", Sha256::of(b"2"))]));
    assert_eq!(ledger.holdings().unwrap()["news"].versions, BTreeSet::from([1, 2, 3]));
}

#[test]
fn a_ledger_of_a_later_portal_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    drop(Ledger::open(dir.path()).unwrap());
    let conn = Connection::open(dir.path().join("ledger.db")).unwrap();
    conn.pragma_update(None, "user_version", 2).unwrap();
    assert!(matches!(Ledger::open(dir.path()), Err(LedgerError::TooNew { found: 2, .. })));
}
