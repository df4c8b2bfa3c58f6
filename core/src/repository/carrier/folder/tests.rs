//! A folder gives out its own files, whole and bounded, and nothing else.

use super::*;

fn folder() -> (tempfile::TempDir, Folder) {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("repository")).unwrap();
    std::fs::create_dir(dir.path().join("repository/metadata")).unwrap();
    std::fs::write(dir.path().join("repository/metadata/timestamp.json"), b"{}").unwrap();
    std::fs::write(dir.path().join("secret"), b"secret").unwrap();
    let folder = Folder::new(dir.path().join("repository"));
    (dir, folder)
}

fn load(folder: &Folder, path: &str, limit: u64) -> Result<Carried, CarrierError> {
    folder.load(path, limit, None, &CancelToken::new()).now_or_never().unwrap()
}

#[test]
fn a_file_comes_whole() {
    let (_dir, folder) = folder();
    let carried = load(&folder, "metadata/timestamp.json", 2).unwrap();
    assert_eq!(carried, Carried::Bytes { bytes: b"{}".to_vec(), etag: None });
}

#[test]
fn a_file_above_the_limit_is_refused_unread() {
    let (_dir, folder) = folder();
    assert!(matches!(load(&folder, "metadata/timestamp.json", 1), Err(CarrierError::TooLarge { limit: 1 })));
}

#[test]
fn what_is_not_there_is_missing_also_when_it_is_a_folder() {
    let (_dir, folder) = folder();
    for path in ["metadata/2.root.json", "metadata", "metadata/timestamp.json/x", ""] {
        assert!(matches!(load(&folder, path, 9), Err(CarrierError::Missing)), "{path}");
    }
}

#[test]
fn no_path_leads_out() {
    let (dir, folder) = folder();
    let absolute = dir.path().join("secret");
    for path in ["../secret", "metadata/../../secret", "./../secret", "..\\secret", absolute.to_str().unwrap()] {
        assert!(matches!(load(&folder, path, 9), Err(CarrierError::Missing)), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn no_link_leads_out() {
    let (dir, folder) = folder();
    std::os::unix::fs::symlink(dir.path().join("secret"), dir.path().join("repository/link")).unwrap();
    assert!(matches!(load(&folder, "link", 9), Err(CarrierError::Missing)));
}

#[test]
fn a_cancelled_run_reads_nothing() {
    let (_dir, folder) = folder();
    let cancel = CancelToken::new();
    cancel.cancel();
    let answer = folder.load("metadata/timestamp.json", 9, None, &cancel).now_or_never().unwrap();
    assert!(matches!(answer, Err(CarrierError::Failed(error)) if error.kind == ErrorKind::Cancelled));
}
