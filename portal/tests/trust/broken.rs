//! Without attackers: torn states, cut files, portals of hotels, mirrors that lag.

use app4g_core::error::{Error, ErrorKind};
use app4g_core::repository::trust::{Role, TrustError, TrustState};

use crate::bench::{DAY, load, phone, still_works, verified};
use crate::publisher::TIMESTAMP;
use crate::shelf::{Lie, Shelf};

fn torn(state: &TrustState, what: Role, cut: fn(&mut Vec<u8>)) -> TrustState {
    let mut torn = state.clone();
    let part = match what {
        Role::Root => Some(&mut torn.root),
        Role::Timestamp => torn.timestamp.as_mut(),
        Role::Snapshot => torn.snapshot.as_mut(),
        Role::Targets => torn.targets.as_mut(),
    };
    cut(part.unwrap());
    torn
}

#[tokio::test]
async fn a_torn_state_is_an_error_and_never_a_fresh_start() {
    let (publisher, state, now) = phone().await;
    let cuts: [fn(&mut Vec<u8>); 3] = [
        Vec::clear,
        |bytes| bytes.truncate(bytes.len() / 2),
        // Still JSON, no longer signed.
        |bytes| {
            *bytes = String::from_utf8(bytes.clone())
                .unwrap()
                .replace(r#""version":3"#, r#""version":1"#)
                .replace(r#""version":1"#, r#""version":2"#)
                .into_bytes()
        },
    ];
    for role in [Role::Root, Role::Timestamp, Role::Snapshot, Role::Targets] {
        for cut in cuts {
            let mut damaged = torn(&state, role, cut);
            let (before, shelf) = (damaged.clone(), Shelf::from(&publisher));
            let error = load(&mut damaged, &shelf, now.plus(DAY)).await.unwrap_err();
            assert!(matches!(error, TrustError::Damaged { what } if what == role), "{role}: {error}");
            assert_eq!(Error::from(error).kind, ErrorKind::StorageFailed);
            assert_eq!(damaged, before);
            assert_eq!(shelf.asked(), Vec::<String>::new());
        }
    }
}

#[tokio::test]
async fn a_torn_catalog_is_only_fetched_again() {
    let (publisher, mut state, now) = phone().await;
    state.catalog = Some(b"{".to_vec());
    assert_eq!(verified(load(&mut state, &Shelf::from(&publisher), now).await.unwrap()).catalog.sequence, 3);
}

#[tokio::test]
async fn a_file_cut_off_anywhere_changes_nothing() {
    let (mut publisher, state, now) = phone().await;
    publisher.rotate(2, now).await;
    publisher.release(now).await;
    let new: Vec<_> =
        publisher.files.keys().filter(|path| path.contains("/4.") || *path == TIMESTAMP).cloned().collect();
    assert_eq!(new.len(), 3);
    for path in new.iter().map(String::as_str).chain(["metadata/2.root.json"]) {
        let whole = &publisher.files[path];
        for length in [0, 1, whole.len() / 2, whole.len() - 1] {
            let mut state = state.clone();
            let cut = Lie::Bytes(whole[..length].to_vec());
            let error = load(&mut state, &Shelf::from(&publisher).lie(path, cut), now).await.unwrap_err();
            let expected = if path.ends_with("root.json") || path == TIMESTAMP {
                matches!(error, TrustError::NotMetadata { is_page: false, .. })
            } else {
                matches!(error, TrustError::Forged { .. })
            };
            assert!(expected, "{path} cut at {length}: {error}");
            let release = verified(load(&mut state, &Shelf::from(&publisher), now).await.unwrap());
            assert_eq!((release.root_version, release.catalog.sequence), (2, 4));
        }
    }
}

#[tokio::test]
async fn a_page_to_sign_in_is_told_from_an_attack() {
    let (mut publisher, mut state, now) = phone().await;
    let page = || Lie::Bytes(b"\n <!DOCTYPE html><title>Wi-Fi</title>".to_vec());
    let hotel = |shelf: Shelf| shelf.lie(TIMESTAMP, page()).lie("metadata/2.root.json", page());
    for later in [60, DAY] {
        let error = load(&mut state, &hotel(Shelf::from(&publisher)), now.plus(later)).await.unwrap_err();
        assert!(matches!(error, TrustError::NotMetadata { is_page: true, .. }), "{error}");
        assert!(!error.is_attack());
        assert_eq!(Error::from(error).kind, ErrorKind::Offline);
    }
    still_works(&mut publisher, &mut state, now).await;
}

#[tokio::test]
async fn an_answer_of_a_bad_proxy_stands_in_nobodys_way_later() {
    let (mut publisher, state, now) = phone().await;
    let known = publisher.files.clone();
    publisher.release(now).await;
    let new: Vec<_> = publisher.files.keys().filter(|path| !known.contains_key(*path)).collect();
    assert_eq!(new.len(), 3);
    for path in new {
        let mut state = state.clone();
        let proxy = Shelf::from(&publisher).lie(path, Lie::Bytes(b"<html>".to_vec()));
        assert!(load(&mut state, &proxy, now).await.is_err(), "{path}");
        assert_eq!(verified(load(&mut state, &Shelf::from(&publisher), now).await.unwrap()).catalog.sequence, 4);
    }
}

#[tokio::test]
async fn a_mirror_that_lacks_files_of_a_release_is_said_to() {
    let (mut publisher, mut state, now) = phone().await;
    publisher.release(now).await;
    for path in ["metadata/4.snapshot.json", "metadata/4.targets.json"] {
        let error = load(&mut state, &Shelf::from(&publisher).lie(path, Lie::Missing), now).await.unwrap_err();
        assert!(matches!(&error, TrustError::Missing { path: missing } if missing == path), "{error}");
        assert_eq!(Error::from(error).kind, ErrorKind::ServerUnavailable);
    }
    assert_eq!(verified(load(&mut state, &Shelf::from(&publisher), now).await.unwrap()).catalog.sequence, 4);
}

#[tokio::test]
async fn a_dead_network_reads_as_one_wherever_it_dies() {
    let (mut publisher, mut state, now) = phone().await;
    publisher.release(now).await;
    let paths: Vec<_> =
        publisher.files.keys().filter(|path| path.contains("/4.") || *path == TIMESTAMP).cloned().collect();
    for path in &paths {
        let error = load(&mut state, &Shelf::from(&publisher).lie(path, Lie::Offline), now).await.unwrap_err();
        assert!(!error.is_attack());
        assert_eq!(Error::from(error).message.key, "error.net.offline", "{path}");
    }
    still_works(&mut publisher, &mut state, now).await;
}

#[tokio::test]
async fn a_fresh_phone_and_an_empty_server() {
    let (publisher, _, now) = phone().await;
    let mut state = TrustState::bootstrap(&publisher.root).unwrap();
    let error = load(&mut state, &Shelf::default(), now).await.unwrap_err();
    assert!(matches!(error, TrustError::Missing { .. }), "{error}");
}

#[tokio::test]
async fn a_flipped_bit_anywhere_is_refused_or_changes_nothing() {
    let (mut publisher, state, now) = phone().await;
    let known = publisher.files.clone();
    publisher.rotate(1, now).await;
    publisher.release(now).await;
    let changed: Vec<_> = publisher.files.iter().filter(|(path, bytes)| known.get(*path) != Some(bytes)).collect();
    assert_eq!(changed.len(), 5);
    for (path, bytes) in changed {
        for at in (0..bytes.len()).step_by(17) {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << (at % 7);
            let mut state = state.clone();
            if let Ok(loaded) = load(&mut state, &Shelf::from(&publisher).lie(path, Lie::Bytes(flipped)), now).await {
                let release = verified(loaded);
                assert_eq!((release.root_version, release.catalog.sequence), (2, 4), "{path}, byte {at}");
                assert_eq!(
                    Some(&release.catalog_bytes),
                    publisher.files.values().find(|file| **file == release.catalog_bytes)
                );
            }
            let after = load(&mut state, &Shelf::from(&publisher), now).await;
            assert!(after.is_ok(), "{path}, byte {at}: {}", after.unwrap_err());
        }
    }
}
