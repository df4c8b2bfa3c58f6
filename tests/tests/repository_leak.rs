//! What a department keeps to itself stands in no byte of what it publishes.
//!
//! Secrets are planted wherever a careless person would put them: in keys that records do not have, in comments, in hidden
//! and spare files, in the publisher's own state. Whatever the content folder is said to be, the published bytes hold none.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::fs;
use std::path::Path;

use app4g_portal::content::read_folder;
use app4g_portal::keys::demo::demo_keys;
use app4g_portal::leak::leaks;
use app4g_portal::ledger::Ledger;
use app4g_portal::plan::Samples;
use app4g_portal::release::{Order, Started};
use app4g_portal::storage::folder::Folder;
use app4g_tests::department::content_dir;
use app4g_tests::repository::BEGIN;

/// In files that are no content.
const HIDDEN: [&str; 8] = [
    "bimatghichu",
    "bimatnhap",
    "bimatreadme",
    "bimatsaoluu",
    "bimatsonoibo",
    "bimatchugiai",
    "bimatanh",
    "bimatmayquet",
];

/// Keys that belong to people, not to records; some have the names that private types of the app use.
const PRIVATE_KEYS: [&str; 8] =
    ["starred", "starred_at", "read_at", "note_to_self", "email", "national_id", "phone_private", "internal_note"];

const ARTICLE: &str = "+++\nid = \"tin-mot\"\npublished = \"2026-01-20T08:00:00+07:00\"\nunit = \"24\"\nsample = true\n\
    title = \"Trạm quan trắc đã chạy\"\nlang = \"vi\"\ntopics = [\"x-moi-truong\"]\ntier = \"official\"\n\
    fulltext = \"full\"\n# bimatchugiai: chưa xin phép\n+++\n\n\
    Trạm đo nước ở ngòi đã chạy được một tuần, số liệu công khai.\n";

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Publishes a content folder as the command does: with its ledger in `.app4g` inside it.
async fn publish(content: &Path, repository: &Path) {
    let authored = read_folder(content).unwrap();
    let (keys, storage) = (demo_keys().unwrap(), Folder::create(repository).unwrap());
    let mut ledger = Ledger::open(&content.join(".app4g")).unwrap();
    let roots = [(1, keys.root.to_vec())];
    let order = Order { storage: &storage, ledger: &mut ledger, roots: &roots, signers: &keys.signers };
    let started = Started::begin(order).await.unwrap();
    let plan = started.plan(Some(&authored), BEGIN, Samples::Allowed).unwrap();
    started.publish(&plan, &authored, None, BEGIN).await.unwrap();
}

#[tokio::test]
async fn what_is_no_content_is_in_no_byte_of_the_repository() {
    let work = tempfile::tempdir().unwrap();
    let (content, repository) = (work.path().join("content"), work.path().join("repository"));
    write(&content.join("articles/mot.md"), ARTICLE);
    write(&content.join(".app4g/ghi-chu.txt"), "bimatsonoibo");
    write(&content.join(".git/config"), "token = bimatghichu");
    let draft = ARTICLE.replace("tin-mot", "tin-nhap").replace("ngòi", "bimatnhap");
    write(&content.join("articles/.nhap.md"), &draft);
    write(&content.join("articles/README.md"), "bimatreadme");
    write(&content.join("articles/mot.md~"), &ARTICLE.replace("ngòi", "bimatsaoluu"));
    write(&content.join("articles/anh.jpg"), "\u{1}bimatanh");
    write(&content.join("articles/.DS_Store"), "bimatmayquet");
    publish(&content, &repository).await;
    let storage = Folder::open(&repository).unwrap();
    assert_eq!(leaks(&storage, &HIDDEN).await.unwrap(), []);
    let published = leaks(&storage, &["tin-mot", "ngòi đã chạy"]).await.unwrap();
    assert!(published.iter().any(|leak| leak.secret.starts_with("ngòi")), "the search would find what is published");
}

#[tokio::test]
async fn keys_that_records_do_not_have_stop_the_release_wherever_they_stand() {
    let work = tempfile::tempdir().unwrap();
    for key in PRIVATE_KEYS {
        let planted = format!("{key} = \"bimatrieng\"\n");
        let forms = [
            ("articles/mot.md", ARTICLE.replace("+++\nid", &format!("+++\n{planted}id"))),
            ("articles/mot.md", ARTICLE.replace("+++\n\n", &format!("\n[change]\n{planted}kind = \"new\"\n+++\n\n"))),
            ("articles/_defaults.toml", planted.clone()),
            (
                "articles/mot.csv",
                format!("id,published,unit,sample,title,body,{key}\ntin-hai,2026-01-20,24,true,Hai,Chữ,bimatrieng\n"),
            ),
            (
                "articles/mot.ndjson",
                format!(
                    "{{\"id\":\"tin-ba\",\"published\":\"2026-01-20T08:00:00+07:00\",\"unit\":\"24\",\"sample\":true,\
                     \"data\":{{\"title\":\"Ba\",\"body\":\"Chữ\",\"{key}\":\"bimatrieng\"}}}}\n"
                ),
            ),
            (
                "articles/mot.ndjson",
                format!(
                    "{{\"id\":\"tin-ba\",\"published\":\"2026-01-20T08:00:00+07:00\",\"unit\":\"24\",\"sample\":true,\
                     \"{key}\":\"bimatrieng\",\"data\":{{\"title\":\"Ba\",\"body\":\"Chữ\"}}}}\n"
                ),
            ),
        ];
        for (number, (file, text)) in forms.into_iter().enumerate() {
            let content = work.path().join(format!("{key}-{number}"));
            write(&content.join("articles/dung.md"), &ARTICLE.replace("tin-mot", "tin-dung"));
            write(&content.join(file), &text);
            let error = read_folder(&content).expect_err(&format!("{key} in {file}"));
            assert!(
                error.found.iter().any(|finding| format!("{finding:?}").contains(key)),
                "{key} in {file}: {error:?}"
            );
        }
    }
}

#[tokio::test]
async fn the_sample_content_is_published_without_the_state_of_its_publisher() {
    let work = tempfile::tempdir().unwrap();
    let (content, repository) = (work.path().join("content"), work.path().join("repository"));
    copy(&content_dir(), &content);
    publish(&content, &repository).await;
    let storage = Folder::open(&repository).unwrap();
    let place = work.path().to_str().unwrap();
    let machine = [place, ".app4g", "ledger.db", "SQLite format 3", "PRIVATE KEY"];
    assert_eq!(leaks(&storage, &machine).await.unwrap(), []);
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target)
        } else {
            let _ = fs::copy(&path, &target).unwrap();
        }
    }
}
