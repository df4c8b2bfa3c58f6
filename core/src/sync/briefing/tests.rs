//! What the planner is told of a source, out of a real profile.
use super::*;
use crate::store::OpenOptions;

const NOW: Timestamp = Timestamp::from_unix(1_710_000_000);
const MONTH: i64 = 31 * 24 * 3600;

fn used(month: &str, source: &str, host: &str, network: ledger::Network, requests: u64, bytes: u64) -> ledger::Use {
    let (month, source, host) = (month.to_owned(), source.to_owned(), host.to_owned());
    ledger::Use { month, source, host, network, requests, sent: bytes / 4, received: bytes - bytes / 4 }
}

#[test]
fn a_source_usually_costs_what_its_host_cost_this_month_and_the_last() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), OpenOptions::default()).unwrap().store;
    let month = |ago: i64| ledger::month_of(NOW.plus(-ago * MONTH));
    let (metered, unmetered) = (ledger::Network::Metered, ledger::Network::Unmetered);
    store
        .personal()
        .write(|tx| {
            for (id, url) in
                [("a", "https://a.example/rss"), ("b", "https://a.example:8443/rss"), ("c", "https://c.example/")]
            {
                source::put(tx, &Source::new(SourceId::new(id), id, url, NOW), NOW)?;
            }
            for line in [
                used(&month(0), "a", "a.example", metered, 1, 10_000),
                used(&month(1), "a", "a.example", unmetered, 3, 110_000),
                used(&month(0), "a", "anh.example", unmetered, 10, 9_000_000),
                used(&month(3), "a", "a.example", unmetered, 1, 9_000_000),
                used(&month(0), "b", "a.example", unmetered, 2, 5_001),
                used(&month(3), "c", "c.example", unmetered, 2, 9_000_000),
                used(&month(0), "c", "c.example", unmetered, 0, 0),
            ] {
                ledger::add(tx, &line)?;
            }
            Ok::<_, SyncError>(())
        })
        .unwrap();
    let views = Briefing::read(&store, NOW).unwrap().views();
    let usual: Vec<_> = views.iter().map(|view| (view.source.id.as_str(), view.usual_bytes)).collect();
    assert_eq!(usual, [("a", Some(30_000)), ("b", Some(2_500)), ("c", None)]);
}
