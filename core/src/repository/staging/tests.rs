//! What the folder keeps and what it throws away.

use std::fs::File;
use std::time::Duration;

use super::part::Part;
use super::*;
use crate::net::{Sink, Validators};
use crate::repository::format::encode;

const DAY: u64 = 24 * 3600;

fn object(text: &str) -> (Wanted, Vec<u8>) {
    let (object, packed) = encode(text.as_bytes(), None, 3).unwrap();
    (Wanted::from(&object), packed)
}

fn folder() -> (tempfile::TempDir, Staging) {
    let folder = tempfile::tempdir().unwrap();
    let staging = Staging::new(folder.path().join("staging"));
    (folder, staging)
}

fn open(staging: &Staging, wanted: &Wanted) -> Part {
    Part::open(staging, wanted).unwrap()
}

fn put(part: &mut Part, mirror: &str, etag: &str, piece: &[u8]) {
    let start = part.ask(mirror).map_or(0, |rest| rest.from);
    part.begin(start, &Validators { etag: Some(etag.into()), last_modified: None }).unwrap();
    part.take(piece).unwrap();
}

#[test]
fn a_part_is_gone_on_with_and_finished() {
    let (_folder, staging) = folder();
    let (wanted, packed) = object("nội dung");
    for from in 0..packed.len() {
        let mut part = open(&staging, &wanted);
        put(&mut part, "https://a.vn/", "\"1\"", &packed[..from]);
        drop(part);
        let mut part = open(&staging, &wanted);
        assert_eq!(part.length(), from as u64);
        if let Some(rest) = part.ask("https://a.vn/") {
            assert_eq!((rest.from, rest.etag.as_deref()), (from as u64, Some("\"1\"")));
        }
        assert_eq!(part.is_inherited(), from > 0, "another run may have left damage");
        put(&mut part, "https://a.vn/", "\"1\"", &packed[from..]);
        assert!(part.is_genuine());
        assert_eq!(part.finish().unwrap().read().unwrap(), packed);
        assert_eq!(staging.finished(&wanted).unwrap().unwrap().read().unwrap(), packed);
        assert_eq!(fs::read_dir(staging.folder()).unwrap().count(), 1);
        staging.remove(&wanted).unwrap();
        assert_eq!(staging.finished(&wanted).unwrap(), None);
    }
}

#[test]
fn a_mark_of_one_mirror_is_not_sent_to_another() {
    let (_folder, staging) = folder();
    let (wanted, packed) = object("nội dung");
    let mut part = open(&staging, &wanted);
    put(&mut part, "https://a.vn/", "\"1\"", &packed[..5]);
    assert!(!part.is_inherited());
    assert_eq!(part.ask("https://b.vn/").unwrap().etag, None);
    assert!(part.is_inherited());
}

#[test]
fn wrong_and_too_long_files_are_deleted() {
    let (_folder, staging) = folder();
    let (wanted, packed) = object("nội dung");
    fs::create_dir_all(staging.folder()).unwrap();
    let path = staging.folder().join(wanted.file_name());
    for wrong in [&packed[1..], &vec![0; packed.len()]] {
        fs::write(&path, wrong).unwrap();
        assert_eq!(staging.finished(&wanted).unwrap(), None);
        assert!(!path.exists());
    }
    fs::write(staging.part(&wanted), vec![0; packed.len() + 1]).unwrap();
    assert_eq!(open(&staging, &wanted).length(), 0);
}

#[test]
fn a_part_never_grows_beyond_its_file() {
    let (_folder, staging) = folder();
    let (wanted, packed) = object("nội dung");
    let mut part = open(&staging, &wanted);
    put(&mut part, "https://a.vn/", "\"1\"", &packed);
    assert!(part.take(b"!").is_err());
    assert!(part.begin(3, &Validators::default()).is_err());
    assert!(part.is_genuine());
}

#[test]
fn a_part_is_filled_by_one_at_a_time() {
    let (_folder, staging) = folder();
    let (wanted, _) = object("nội dung");
    let held = open(&staging, &wanted);
    assert!(matches!(Part::open(&staging, &wanted), Err(StoreError::Busy)));
    drop(held);
    open(&staging, &wanted);
}

#[test]
fn what_is_stale_unwanted_or_unknown_is_swept() {
    let (_folder, staging) = folder();
    assert_eq!(staging.sweep(&BTreeSet::new(), Timestamp::from_unix(0)).unwrap(), 0);
    let [(kept, _), (unwanted, _), (stale, _), (future, _)] = ["a", "b", "c", "d"].map(object);
    let now = std::time::SystemTime::now();
    for wanted in [&kept, &unwanted, &stale, &future] {
        drop(open(&staging, wanted));
        fs::write(staging.folder().join(wanted.file_name()), "x").unwrap();
    }
    let touch =
        |wanted: &Wanted, time| File::options().write(true).open(staging.part(wanted)).unwrap().set_modified(time);
    touch(&stale, now - Duration::from_secs(31 * DAY)).unwrap();
    touch(&future, now + Duration::from_secs(9_000 * DAY)).unwrap();
    fs::write(staging.folder().join("readme.txt"), "x").unwrap();
    fs::create_dir(staging.folder().join("folder")).unwrap();

    let wanted = BTreeSet::from([kept.sha256, stale.sha256, future.sha256]);
    let seconds = now.duration_since(UNIX_EPOCH).unwrap().as_secs();
    // Both files of the unwanted one, the stale part, what is not ours.
    assert_eq!(staging.sweep(&wanted, Timestamp::from_unix(seconds as i64)).unwrap(), 5);
    assert!(staging.part(&kept).exists() && staging.part(&future).exists());
    assert!(!staging.part(&stale).exists() && !staging.part(&unwanted).exists());
}
