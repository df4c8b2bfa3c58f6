//! Several servers with the same files: slow, lying, failing, and the one that is left.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail as tests do")]

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use app4g_core::clock::FixedClock;
use app4g_core::net::{Limits, Network, Urgency};
use app4g_core::repository::carrier::Server;
use app4g_core::repository::format::encode;
use app4g_core::repository::mirrors::Mirrors;
use app4g_core::repository::objects::{LoadError, Objects};
use app4g_core::repository::staging::{Staging, Wanted};
use app4g_core::{CancelToken, Error, ErrorKind, Timestamp};
use app4g_tests::portal::{Break, Moment, Portal, Reply, client};

const PATIENCE: Duration = Duration::from_millis(200);
const NOW: Timestamp = Timestamp::from_unix(1_795_330_800);

fn object() -> (Wanted, Vec<u8>) {
    let raw: Vec<u8> = (0..400_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()).collect();
    let (object, packed) = encode(&raw, None, 3).unwrap();
    (Wanted::from(&object), packed)
}

async fn portals(replies: Vec<Reply>) -> Vec<Portal> {
    let mut portals = Vec::new();
    for reply in replies {
        let portal = Portal::start().await.unwrap();
        portal.serve(&format!("/{}", object().0.path), reply);
        portals.push(portal);
    }
    portals
}

fn objects(portals: &[Portal], folder: &Path) -> (Objects, Arc<Mirrors>) {
    let client = client(|_| ()).unwrap();
    // A mirror that brings less than 5,000 bytes a second is left after a fifth of a second, a silent one as soon.
    let pace = Limits { stall: PATIENCE, rate_after: PATIENCE, min_rate: 5_000, ..Limits::OBJECT };
    let servers = portals
        .iter()
        .map(|portal| Server::new(client.clone(), &portal.url("/"), Urgency::Asked).unwrap().at_pace(pace));
    let mirrors = Arc::new(Mirrors::new(servers.collect(), &[], 1));
    (Objects::new(Arc::clone(&mirrors), Staging::new(folder), Arc::new(FixedClock(NOW))), mirrors)
}

async fn load(objects: &Objects) -> Result<Vec<u8>, LoadError> {
    Ok(objects.load(&object().0, &|_| (), &CancelToken::new()).await?.read().unwrap())
}

#[tokio::test]
async fn of_a_lying_and_a_good_mirror_the_good_one_wins_and_the_lie_is_told() {
    let packed = object().1;
    let wrong = vec![7; packed.len()];
    for small in [0, 1 << 20] {
        let folder = tempfile::tempdir().unwrap();
        let portals = portals(vec![Reply::file(wrong.clone()), Reply::file(packed.clone())]).await;
        let (objects, mirrors) = objects(&portals, folder.path());
        let objects = objects.with_small(small);
        assert_eq!(load(&objects).await.unwrap(), packed);
        assert_eq!(mirrors.liars(), [portals[0].url("/")]);
        assert_eq!(portals[1].requests()[0].header("Range"), None, "from the beginning");
        assert_eq!(mirrors.health()[1].1.last_ok, Some(NOW));
        let order: Vec<_> = mirrors.order(NOW).iter().map(|server| server.base().to_owned()).collect();
        assert_eq!(order, [portals[1].url("/")]);
    }
}

#[tokio::test]
async fn a_lying_mirror_that_goes_on_with_a_good_part_spoils_nothing() {
    let packed = object().1;
    let cut = Reply::file(packed.clone()).etag("\"1\"").breaking(Break::Close(Moment::InBody(900)));
    let folder = tempfile::tempdir().unwrap();
    let portals = portals(vec![cut, Reply::file(vec![7; packed.len()]), Reply::file(packed.clone())]).await;
    let (objects, mirrors) = objects(&portals, folder.path());
    assert_eq!(load(&objects.with_small(0)).await.unwrap(), packed);
    assert_eq!(mirrors.liars(), [portals[1].url("/")]);
    // It was asked for the rest first, then, before it was called a liar, for everything.
    let ranges: Vec<_> = portals[1].requests().iter().map(|r| r.header("Range").map(str::to_owned)).collect();
    assert_eq!(ranges, [Some("bytes=900-".to_owned()), None]);
}

#[tokio::test]
async fn a_slow_mirror_is_left_and_what_it_brought_is_kept() {
    let packed = object().1;
    let file = || Reply::file(packed.clone()).etag("\"1\"");
    let silent = file().breaking(Break::Stall(Moment::InBody(900)));
    for slow in [silent, file().dripping(20, Duration::from_millis(20))] {
        let folder = tempfile::tempdir().unwrap();
        let portals = portals(vec![slow, file()]).await;
        let (objects, mirrors) = objects(&portals, folder.path());
        assert_eq!(load(&objects.with_small(0)).await.unwrap(), packed);
        let asked = portals[1].requests().remove(0);
        assert!(asked.header("Range").is_some_and(|range| range != "bytes=0-"), "{asked:?}");
        assert_eq!(asked.header("If-Range"), None, "the mark is the other mirror's");
        assert_eq!(mirrors.health()[0].1.failures, 1);
        assert!(mirrors.liars().is_empty());
    }
}

#[tokio::test]
async fn what_all_say_is_told_by_what_a_person_can_mend() {
    let page = || Reply::html("<!doctype html>");
    let (gone, broken, lie) = (|| Reply::status(404), || Reply::status(500), || Reply::file("noise"));
    for (replies, kind) in [
        (vec![lie(), broken(), gone(), page()], ErrorKind::Offline),
        (vec![broken(), lie()], ErrorKind::ServerUnavailable),
        (vec![lie(), lie()], ErrorKind::NotGenuine),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let portals = portals(replies).await;
        let (objects, _) = objects(&portals, folder.path());
        assert_eq!(Error::from(load(&objects).await.unwrap_err()).kind, kind);
    }
    let folder = tempfile::tempdir().unwrap();
    let portals = portals(vec![broken(), gone(), lie()]).await;
    let (objects, _) = objects(&portals, folder.path());
    assert!(matches!(load(&objects).await, Err(LoadError::Missing)), "somebody said so: the metadata are old");
}

#[tokio::test]
async fn without_a_network_nobody_is_asked_and_nobody_blamed() {
    let portals = portals(vec![Reply::file(object().1), Reply::file(object().1)]).await;
    let folder = tempfile::tempdir().unwrap();
    let network = Network::new(app4g_core::net::Connectivity::Offline);
    let client = client(|config| config.network = network).unwrap();
    let servers = portals.iter().map(|portal| Server::new(client.clone(), &portal.url("/"), Urgency::Asked).unwrap());
    let mirrors = Arc::new(Mirrors::new(servers.collect(), &[], 1));
    let objects = Objects::new(Arc::clone(&mirrors), Staging::new(folder.path()), Arc::new(FixedClock(NOW)));
    assert_eq!(Error::from(load(&objects).await.unwrap_err()).kind, ErrorKind::Offline);
    assert!(portals.iter().all(|portal| portal.requests().is_empty()));
    assert!(mirrors.health().iter().all(|(_, health)| health.failures == 0));
}
