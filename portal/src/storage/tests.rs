//! Tests of the parent module, on a folder.

use super::folder::Folder;
use super::*;

fn runs<T>(task: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(task)
}

fn folder() -> (tempfile::TempDir, Folder) {
    let dir = tempfile::tempdir().unwrap();
    let folder = Folder::create(&dir.path().join("kho")).unwrap();
    (dir, folder)
}

#[test]
fn a_number_is_claimed_once() {
    let (_dir, folder) = folder();
    runs(async {
        assert_eq!(folder.create("metadata/2.targets.json", b"a".to_vec()).await.unwrap(), Written::Yes);
        assert_eq!(folder.create("metadata/2.targets.json", b"b".to_vec()).await.unwrap(), Written::TooLate);
        assert_eq!(folder.get("metadata/2.targets.json").await.unwrap().unwrap().bytes, b"a");
    });
}

#[test]
fn a_file_is_exchanged_only_for_the_one_that_was_read() {
    let (_dir, folder) = folder();
    runs(async {
        let path = "metadata/timestamp.json";
        assert!(folder.get(path).await.unwrap().is_none());
        assert_eq!(folder.swap(path, b"1".to_vec(), None).await.unwrap(), Written::Yes);
        assert_eq!(folder.swap(path, b"2".to_vec(), None).await.unwrap(), Written::TooLate);
        let first = folder.get(path).await.unwrap().unwrap().etag;
        assert_eq!(folder.swap(path, b"2".to_vec(), Some(&first)).await.unwrap(), Written::Yes);
        assert_eq!(folder.swap(path, b"3".to_vec(), Some(&first)).await.unwrap(), Written::TooLate);
        assert_eq!(folder.get(path).await.unwrap().unwrap().bytes, b"2");
    });
}

#[test]
fn two_versions_within_a_second_have_times_a_second_apart() {
    let (dir, folder) = folder();
    let path = "metadata/timestamp.json";
    let seconds = || {
        let time = std::fs::metadata(dir.path().join("kho").join(path)).unwrap().modified().unwrap();
        time.duration_since(std::time::UNIX_EPOCH).unwrap().as_secs()
    };
    runs(async {
        folder.swap(path, b"1".to_vec(), None).await.unwrap();
        let mut last = seconds();
        for version in [b"2", b"3", b"4"] {
            let had = folder.get(path).await.unwrap().unwrap().etag;
            assert_eq!(folder.swap(path, version.to_vec(), Some(&had)).await.unwrap(), Written::Yes);
            assert!(seconds() > last, "a web server would give both the same ETag");
            last = seconds();
        }
    });
}

#[test]
fn what_is_there_is_listed_and_what_is_gone_is_no_error() {
    let (_dir, folder) = folder();
    runs(async {
        folder.put("objects/aa/1.zst", b"xy".to_vec()).await.unwrap();
        folder.put("objects/bb/2.zst", b"z".to_vec()).await.unwrap();
        assert!(folder.has("objects/aa/1.zst", 2).await.unwrap());
        assert!(!folder.has("objects/aa/1.zst", 3).await.unwrap());
        folder.delete("objects/aa/1.zst").await.unwrap();
        folder.delete("objects/aa/1.zst").await.unwrap();
        let paths: Vec<_> = folder.list("objects").await.unwrap().into_iter().map(|file| file.path).collect();
        assert_eq!(paths, ["objects/bb/2.zst"]);
        assert!(folder.list("targets").await.unwrap().is_empty());
    });
}

#[test]
fn addresses_name_a_folder_or_a_bucket() {
    assert_eq!(bucket::split("s3://kho/app/"), Some(("kho", "app")));
    assert_eq!(bucket::split("s3://kho"), Some(("kho", "")));
    assert_eq!(bucket::split("s3://"), None);
    assert_eq!(bucket::split("kho"), None);
    assert!(matches!(location::to_write("ftp://a/b"), Err(StorageError::Address(_))));
}
