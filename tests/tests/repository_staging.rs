//! Objects that are interrupted, damaged or have no room: what came is kept, what is wrong is thrown away.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail as tests do")]

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use app4g_core::clock::FixedClock;
use app4g_core::net::Urgency;
use app4g_core::repository::carrier::Server;
use app4g_core::repository::format::encode;
use app4g_core::repository::mirrors::Mirrors;
use app4g_core::repository::objects::{LoadError, Objects};
use app4g_core::repository::staging::{Staged, Staging, Wanted};
use app4g_core::{CancelToken, Error, ErrorKind, Timestamp};
use app4g_tests::portal::{Break, Framing, Moment, Portal, Reply, client};
use app4g_tests::small_disk::SmallDisk;

const NOW: Timestamp = Timestamp::from_unix(1_795_330_800);

/// An object that does not compress: `size` bytes and a little more.
fn object(size: usize) -> (Wanted, Vec<u8>) {
    let mut state = 7_u64;
    let mut noise = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        state.to_be_bytes()[0]
    };
    let raw: Vec<u8> = (0..size).map(|_| noise()).collect();
    let (object, packed) = encode(&raw, None, 3).unwrap();
    (Wanted::from(&object), packed)
}

/// A new process: a new client, new mirrors, the same folder. Everything is staged, however small.
fn process(portals: &[&Portal], folder: &Path) -> (Objects, Arc<Mirrors>) {
    let client = client(|_| ()).unwrap();
    let servers = portals.iter().map(|portal| Server::new(client.clone(), &portal.url("/"), Urgency::Asked).unwrap());
    let mirrors = Arc::new(Mirrors::new(servers.collect(), &[], 1));
    let objects = Objects::new(Arc::clone(&mirrors), Staging::new(folder), Arc::new(FixedClock(NOW)));
    (objects.with_small(0), mirrors)
}

async fn load(portal: &Portal, folder: &Path, wanted: &Wanted) -> Result<Vec<u8>, LoadError> {
    let (objects, _) = process(&[portal], folder);
    Ok(objects.load(wanted, &|_| (), &CancelToken::new()).await?.read().unwrap())
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[tokio::test]
async fn a_load_that_is_killed_at_any_byte_is_gone_on_with_there() {
    let (wanted, packed) = object(250);
    for at in 0..packed.len() {
        let folder = tempfile::tempdir().unwrap();
        let portal = Portal::start().await.unwrap();
        let file = Reply::file(packed.clone()).etag("\"1\"");
        let stall = file.clone().breaking(Break::Stall(Moment::InBody(at)));
        portal.serve(&format!("/{}", wanted.path), stall);
        let (objects, _) = process(&[&portal], folder.path());
        let (had, cancel) = (AtomicU64::new(0), CancelToken::new());
        let told = |bytes| had.store(bytes, Ordering::SeqCst);
        {
            let mut first = Box::pin(objects.load(&wanted, &told, &cancel));
            while had.load(Ordering::SeqCst) < at as u64 || portal.requests().is_empty() {
                assert!(tokio::time::timeout(Duration::from_millis(2), &mut first).await.is_err());
            }
            // The process dies here: nothing is told, nothing is closed in order.
        }
        drop(objects);
        portal.serve(&format!("/{}", wanted.path), file);
        assert_eq!(load(&portal, folder.path(), &wanted).await.unwrap(), packed, "killed at byte {at}");
        let again = portal.requests().pop().unwrap();
        assert_eq!(again.header("Range").map(str::to_owned), (at > 0).then(|| format!("bytes={at}-")));
        assert_eq!(again.header("If-Range"), (at > 0).then_some("\"1\""));
        assert_eq!(files(folder.path()), [format!("{}.zst", wanted.sha256)]);
    }
}

#[tokio::test]
async fn a_whole_part_needs_no_server_and_a_finished_file_no_second_load() {
    let (wanted, packed) = object(250);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(format!("{}.part", wanted.sha256)), &packed).unwrap();
    let portal = Portal::start().await.unwrap();
    for _ in 0..2 {
        assert_eq!(load(&portal, folder.path(), &wanted).await.unwrap(), packed);
    }
    assert_eq!(portal.requests().len(), 0);
}

#[tokio::test]
async fn a_server_without_ranges_and_one_with_another_mark_start_over() {
    let (wanted, packed) = object(250);
    for second in [Reply::ok("application/zstd", packed.clone()), Reply::file(packed.clone()).etag("\"2\"")] {
        let folder = tempfile::tempdir().unwrap();
        let portal = Portal::start().await.unwrap();
        let broken = Reply::file(packed.clone()).etag("\"1\"").breaking(Break::Close(Moment::InBody(100)));
        portal.serve(&format!("/{}", wanted.path), broken);
        let (objects, mirrors) = process(&[&portal], folder.path());
        let ended = objects.load(&wanted, &|_| (), &CancelToken::new()).await;
        assert!(matches!(ended, Err(LoadError::Net(_))), "{ended:?}");
        assert_eq!(mirrors.health()[0].1.failures, 1);
        drop(objects);
        portal.serve(&format!("/{}", wanted.path), second);
        assert_eq!(load(&portal, folder.path(), &wanted).await.unwrap(), packed);
        assert_eq!(portal.requests().len(), 2);
    }
}

#[tokio::test]
async fn a_part_that_was_damaged_is_no_lie_of_the_mirror() {
    let (wanted, packed) = object(250);
    // Bytes that a power cut lost, a part that is too long, one of a file that was longer.
    for damaged in [vec![0; 100], vec![0; packed.len()], vec![0; packed.len() + 9]] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(format!("{}.part", wanted.sha256)), damaged).unwrap();
        let portal = Portal::start().await.unwrap();
        portal.serve(&format!("/{}", wanted.path), Reply::file(packed.clone()));
        let (objects, mirrors) = process(&[&portal], folder.path());
        let loaded = objects.load(&wanted, &|_| (), &CancelToken::new()).await.unwrap();
        assert_eq!(loaded.read().unwrap(), packed);
        assert!(mirrors.liars().is_empty());
    }
}

#[tokio::test]
async fn wrong_bytes_are_thrown_away_and_the_mirror_is_not_asked_again() {
    let (wanted, packed) = object(250);
    let mut other = packed.clone();
    other[200] ^= 1;
    let longer = [packed.as_slice(), b"!"].concat();
    for wrong in [
        Reply::file(other),
        Reply::file(packed[..200].to_vec()),
        Reply::file(longer.clone()),
        Reply::file(longer).framed(Framing::Chunked),
        Reply::endless("noise"),
        Reply::file(Vec::new()),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let portal = Portal::start().await.unwrap();
        portal.serve(&format!("/{}", wanted.path), wrong);
        let (objects, mirrors) = process(&[&portal], folder.path());
        for _ in 0..2 {
            let ended = objects.load(&wanted, &|_| (), &CancelToken::new()).await;
            assert!(matches!(ended, Err(LoadError::NotGenuine)), "{ended:?}");
        }
        assert_eq!(portal.requests().len(), 1);
        assert_eq!(mirrors.liars(), [portal.url("/")]);
        assert_eq!(mirrors.health()[0].1.lied_at, Some(NOW));
        assert_eq!(files(folder.path()), Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_server_that_sends_the_rest_in_pieces_is_asked_on() {
    let (wanted, packed) = object(250);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(format!("{}.part", wanted.sha256)), &packed[..100]).unwrap();
    let portal = Portal::start().await.unwrap();
    let length = packed.len();
    let piece = |from: usize, to: usize| Reply::part(&packed[from..to], from, length);
    portal.serve_each(&format!("/{}", wanted.path), [piece(100, 150), piece(150, length)]);
    assert_eq!(load(&portal, folder.path(), &wanted).await.unwrap(), packed);
}

#[tokio::test]
async fn small_files_never_touch_the_disk() {
    let (wanted, packed) = object(250);
    let folder = tempfile::tempdir().unwrap();
    let portal = Portal::start().await.unwrap();
    portal.serve(&format!("/{}", wanted.path), Reply::file(packed.clone()));
    let (objects, _) = process(&[&portal], &folder.path().join("staging"));
    let objects = objects.with_small(wanted.bytes);
    let loaded = objects.load(&wanted, &|_| (), &CancelToken::new()).await.unwrap();
    assert_eq!(loaded, Staged::Memory(packed));
    assert!(!folder.path().join("staging").exists());
}

#[tokio::test]
async fn a_full_disk_and_a_folder_without_rights_are_the_profiles_trouble() {
    let (wanted, packed) = object(2_000_000);
    let Some(disk) = SmallDisk::mount("1m").unwrap() else { return };
    let (good, other) = (Portal::start().await.unwrap(), Portal::start().await.unwrap());
    for portal in [&good, &other] {
        portal.serve(&format!("/{}", wanted.path), Reply::file(packed.clone()));
    }
    let (objects, mirrors) = process(&[&good, &other], &disk.path.join("staging"));
    let full = Error::from(objects.load(&wanted, &|_| (), &CancelToken::new()).await.unwrap_err());
    assert_eq!(full.kind, ErrorKind::StorageFull);
    assert_eq!(other.requests().len(), 0, "no other mirror makes room");
    assert_eq!(mirrors.health()[0].1.failures, 0);

    disk.remount("ro").unwrap();
    let (objects, _) = process(&[&good], &disk.path.join("staging"));
    let refused = Error::from(objects.load(&wanted, &|_| (), &CancelToken::new()).await.unwrap_err());
    assert_eq!(refused.kind, ErrorKind::StorageFailed);

    // With room again it goes on with what had fitted.
    disk.remount("rw").unwrap();
    disk.remount("size=8m").unwrap();
    let asked = good.requests().len();
    assert_eq!(load(&good, &disk.path.join("staging"), &wanted).await.unwrap(), packed);
    assert!(good.requests()[asked].header("Range").is_some());
}
