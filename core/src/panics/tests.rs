//! The ring: small, tidy, and silent about people. Real panics: `tests/tests/panic_reports.rs`.
use super::*;

const NOW: Timestamp = Timestamp::from_unix(1_795_000_000);

fn report(number: usize) -> Report {
    let place = format!("core/src/x.rs:{number}:1");
    Report { at: NOW, version: "1.0.0".into(), thread: "main".into(), place, message: None }
}

fn ring() -> (tempfile::TempDir, Ring) {
    let folder = tempfile::tempdir().unwrap();
    let ring = Ring::new(folder.path().join("panics.ndjson"));
    (folder, ring)
}

#[test]
fn the_last_sixteen_are_kept_in_order() {
    let (folder, ring) = ring();
    assert_eq!(ring.reports(), []);
    for number in 0..KEPT + 5 {
        ring.note(&report(number)).unwrap();
    }
    assert_eq!(ring.reports(), (5..KEPT + 5).map(report).collect::<Vec<_>>());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing unfinished is left");
}

#[test]
fn the_file_stays_small_whatever_a_panic_says() {
    let (_folder, ring) = ring();
    // Six bytes a character once it is written.
    let endless: &'static str = Box::leak("\u{1}".repeat(1 << 20).into_boxed_str());
    for _ in 0..2 * KEPT {
        let report = Report::new(Some(endless), Some(Location::caller()), Some(endless), NOW);
        ring.note(&report).unwrap();
        assert!(fs::metadata(ring.file()).unwrap().len() <= MOST_BYTES as u64);
    }
    assert!(ring.reports().len() > KEPT / 2);
}

#[test]
fn a_damaged_file_is_no_obstacle_and_heals() {
    let (_folder, ring) = ring();
    ring.note(&report(1)).unwrap();
    let mut bytes = fs::read(ring.file()).unwrap();
    bytes.extend_from_slice(b"{\"at\":\"2026\n\xff\xfe\n{}\n");
    fs::write(ring.file(), &bytes).unwrap();
    assert_eq!(ring.reports(), [report(1)]);
    ring.note(&report(2)).unwrap();
    assert_eq!(ring.reports(), [report(1), report(2)]);
    fs::write(ring.file(), vec![b'x'; 3 * MOST_BYTES]).unwrap();
    ring.note(&report(3)).unwrap();
    assert_eq!(ring.reports(), [report(3)]);
}

#[test]
fn no_folder_is_made_where_there_is_no_profile() {
    let folder = tempfile::tempdir().unwrap();
    let profile = folder.path().join("profile");
    assert!(Ring::new(profile.join("panics.ndjson")).note(&report(1)).is_err());
    assert!(!profile.exists());
}

#[test]
fn threads_that_panic_together_are_all_kept() {
    let (_folder, ring) = ring();
    std::thread::scope(|scope| {
        for number in 0..8 {
            let ring = &ring;
            scope.spawn(move || ring.note(&report(number)).unwrap());
        }
    });
    assert_eq!(ring.reports().len(), 8);
}

#[test]
fn a_place_says_nothing_about_the_machine_that_built_it() {
    let home = format!("/{}/lan/.cargo/registry/src/index-1949/rusqlite-0.41.0/src/a/b.rs", "home");
    assert_eq!(inside(&home), "rusqlite-0.41.0/src/a/b.rs");
    assert_eq!(inside("/rustc/59807616e/library/core/src/option.rs"), "library/core/src/option.rs");
    assert_eq!(inside(&format!("/{}/lan/app4g/core/src/x.rs", "home")), "x.rs");
    assert_eq!(inside("core/src/x.rs"), "core/src/x.rs");
}

#[test]
fn a_thread_that_somebody_else_named_cannot_smuggle_text() {
    let report = Report::new(None, None, Some("tìm «sổ đỏ»"), NOW);
    assert!(report.thread.is_ascii() && !report.thread.contains(' '), "{}", report.thread);
    assert_eq!((report.place, report.message), (String::new(), None));
}
