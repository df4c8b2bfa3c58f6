//! Days without attackers: what is asked for, and how much.

use app4g_core::repository::trust::{self, Loaded, TrustState};

use crate::bench::{DAY, NOW, load, phone, verified};
use crate::publisher::{Publisher, TIMESTAMP};
use crate::shelf::Shelf;

fn names(paths: &[String]) -> Vec<&str> {
    paths.iter().map(|path| if path.starts_with("targets/") { "catalog" } else { path.as_str() }).collect()
}

#[tokio::test]
async fn the_first_load_takes_five_requests() {
    let mut publisher = Publisher::found("TEST", false, NOW).await;
    publisher.release(NOW).await;
    let shelf = Shelf::from(&publisher);
    let mut state = TrustState::bootstrap(&publisher.root).unwrap();

    let release = verified(load(&mut state, &shelf, NOW).await.unwrap());

    assert_eq!((release.catalog.sequence, release.root_version, release.is_demo), (1, 1, false));
    assert_eq!(release.published, NOW);
    assert_eq!(release.expires, NOW.plus(14 * DAY));
    let asked = ["metadata/2.root.json", TIMESTAMP, "metadata/1.snapshot.json", "metadata/1.targets.json", "catalog"];
    assert_eq!(names(&shelf.asked()), asked);
    assert_eq!(trust::verified(&state).unwrap(), Some(release));
}

#[tokio::test]
async fn nothing_new_takes_one_request_and_two_once_a_day() {
    let (publisher, mut state, now) = phone().await;
    let shelf = Shelf::from(&publisher);

    assert_eq!(load(&mut state, &shelf, now.plus(600)).await.unwrap(), Loaded::Unchanged);
    assert_eq!(names(&shelf.asked()), [TIMESTAMP]);

    let next_day = verified(load(&mut state, &shelf, now.plus(DAY)).await.unwrap());
    assert_eq!(next_day.catalog.sequence, 3);
    assert_eq!(names(&shelf.asked()), ["metadata/2.root.json", TIMESTAMP]);

    assert_eq!(load(&mut state, &shelf, now.plus(DAY + 600)).await.unwrap(), Loaded::Unchanged);
}

#[tokio::test]
async fn a_timestamp_signed_again_fetches_no_other_file() {
    let (mut publisher, mut state, now) = phone().await;
    publisher.resign(now.plus(600)).await;
    let shelf = Shelf::from(&publisher);

    let release = verified(load(&mut state, &shelf, now.plus(900)).await.unwrap());

    assert_eq!((release.catalog.sequence, release.expires), (3, now.plus(600 + 14 * DAY)));
    assert_eq!(names(&shelf.asked()), [TIMESTAMP, "metadata/2.root.json"]);
}

#[tokio::test]
async fn a_release_takes_five_requests() {
    let (mut publisher, mut state, now) = phone().await;
    publisher.release(now.plus(600)).await;
    let shelf = Shelf::from(&publisher);

    assert_eq!(verified(load(&mut state, &shelf, now.plus(900)).await.unwrap()).catalog.sequence, 4);
    assert_eq!(shelf.asked().len(), 5);
}

#[tokio::test]
async fn a_phone_of_the_first_root_follows_two_rotations() {
    let (mut publisher, mut state, now) = phone().await;
    let mut stranger = TrustState::bootstrap(&publisher.files["metadata/1.root.json"]).unwrap();
    publisher.rotate(2, now).await;
    publisher.rotate(0, now).await;
    publisher.release(now).await;
    let shelf = Shelf::from(&publisher);
    for state in [&mut state, &mut stranger] {
        let release = verified(load(state, &shelf, now).await.unwrap());
        assert_eq!((release.root_version, release.catalog.sequence), (3, 4));
        assert_eq!(state.root, publisher.root);
    }
}

#[tokio::test]
async fn what_is_stored_is_what_was_published() {
    let (publisher, state, _) = phone().await;
    assert_eq!(state.timestamp.as_ref(), publisher.files.get(TIMESTAMP));
    assert_eq!(state.snapshot.as_ref(), publisher.files.get("metadata/3.snapshot.json"));
    assert_eq!(state.targets.as_ref(), publisher.files.get("metadata/3.targets.json"));
}

#[tokio::test]
async fn a_repository_of_demo_keys_says_so() {
    let mut publisher = Publisher::found("DEMO", true, NOW).await;
    publisher.release(NOW).await;
    let mut state = TrustState::bootstrap(&publisher.root).unwrap();
    assert!(trust::is_demo(&publisher.root).unwrap());
    assert!(verified(load(&mut state, &Shelf::from(&publisher), NOW).await.unwrap()).is_demo);
}

#[tokio::test]
async fn of_the_stored_state_and_the_one_shipped_the_newer_parts_are_kept() {
    let (mut publisher, stored, now) = phone().await;
    let first_root = TrustState::bootstrap(&publisher.files["metadata/1.root.json"]).unwrap();
    assert_eq!(stored.clone().newest(first_root.clone()).unwrap(), stored);
    assert_eq!(first_root.newest(stored.clone()).unwrap(), stored);

    publisher.rotate(2, now).await;
    publisher.release(now).await;
    let mut shipped = TrustState::bootstrap(&publisher.root).unwrap();
    load(&mut shipped, &Shelf::from(&publisher), now).await.unwrap();
    assert_eq!(stored.clone().newest(shipped.clone()).unwrap(), shipped);
    assert_eq!(shipped.clone().newest(stored).unwrap(), shipped);
}

#[tokio::test]
async fn states_of_two_repositories_are_never_mixed() {
    let (_, stored, _) = phone().await;
    let other = Publisher::found("OTHER", false, NOW).await;
    assert!(stored.newest(TrustState::bootstrap(&other.root).unwrap()).is_err());
}

#[tokio::test]
async fn the_folder_for_passing_files_is_empty_again() {
    let (publisher, mut state, now) = phone().await;
    let scratch = tempfile::tempdir().unwrap();
    let cancel = app4g_core::CancelToken::new();
    let enforced = trust::Expiry::Enforced;
    let shelf = Shelf::from(&publisher);
    trust::load_in(scratch.path(), &mut state, &shelf, enforced, now.plus(DAY), &cancel).await.unwrap();
    assert_eq!(std::fs::read_dir(scratch.path()).unwrap().count(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_load_may_run_on_any_thread() {
    let (publisher, mut state, now) = phone().await;
    let shelf = Shelf::from(&publisher);
    let task = tokio::spawn(async move { load(&mut state, &shelf, now.plus(DAY)).await.map(|_| state) });
    assert!(task.await.unwrap().is_ok());
}
