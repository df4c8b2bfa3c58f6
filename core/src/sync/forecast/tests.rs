//! A forecast from the account of a profile.
use std::sync::Arc;

use crate::clock::{FixedClock, Timestamp};
use crate::model::{Source, SourceId};
use crate::net::{Client, ClientConfig};
use crate::repository::access::{Access, DemoRoot};
use crate::store::personal::{ledger, source, trust};
use crate::store::{OpenOptions, Store};
use crate::sync::{Engine, plan, servers};

const NOW: Timestamp = Timestamp::from_unix(1_795_000_000);

fn engine(folder: &std::path::Path, mirrors: &[&str]) -> Engine {
    let store = Store::open(folder, OpenOptions::default()).unwrap().store;
    let client = Client::new(ClientConfig::default()).unwrap();
    let access = Access {
        root: Vec::new(),
        mirrors: mirrors.iter().map(|&mirror| mirror.to_owned()).collect(),
        archives: Vec::new(),
        demo: DemoRoot::Allowed,
        starter: None,
    };
    Engine::new(store, client, Arc::new(FixedClock(NOW)), Some(Arc::new(access)))
}

#[test]
fn nobody_to_ask_costs_nothing_and_wants_no_refresh() {
    let folder = tempfile::tempdir().unwrap();
    let forecast = engine(folder.path(), &[]).forecast(NOW).unwrap();
    assert_eq!((forecast.bytes, forecast.next_wanted), (0, None));
}

#[test]
fn a_repository_costs_what_its_server_usually_sends_and_a_feed_is_added() {
    let folder = tempfile::tempdir().unwrap();
    let engine = engine(folder.path(), &["https://kho.example.vn/"]);
    let quiet = engine.forecast(NOW).unwrap();
    assert_eq!((quiet.bytes, quiet.next_wanted), (plan::UNCHANGED_REPOSITORY_BYTES, Some(NOW)));

    let used = ledger::Use {
        month: ledger::month_of(NOW),
        source: servers::LEDGER.to_owned(),
        host: "kho.example.vn".into(),
        network: ledger::Network::Metered,
        requests: 2,
        sent: 1_000,
        received: 39_000,
    };
    let asked = trust::RepositoryCheck { checked: NOW.plus(-3600), ..trust::RepositoryCheck::default() };
    engine
        .store()
        .personal()
        .write(|tx| {
            ledger::add(tx, &used)?;
            trust::put_check(tx, &asked)
        })
        .unwrap();
    let busy = engine.forecast(NOW).unwrap();
    assert_eq!(busy.bytes, 20_000);
    assert!(busy.next_wanted.is_some_and(|at| at > NOW), "{busy:?}");

    let feed = Source::new(SourceId::new("a"), "A", "https://a.example.vn/rss", NOW);
    engine.store().personal().write(|tx| source::put(tx, &feed, NOW)).unwrap();
    let more = engine.forecast(NOW).unwrap();
    assert!(more.bytes > busy.bytes && more.next_wanted == Some(NOW), "{more:?}");
}
