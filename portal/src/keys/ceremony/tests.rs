//! The ceremony from the first key to a lost one, on disk and at the command line.

use clap::{Parser, Subcommand};

use super::*;
use crate::commands::keys::{KeysCommand, run};
use crate::keys::status::status;
use crate::signing::{Signers, signers};

const NOW: Timestamp = Timestamp::from_unix(1_800_000_000);

fn trust() -> Trust {
    Trust { name: "TEST".into(), is_demo: false }
}

fn holder(folder: &KeyFolder, at: usize) -> SigningKey {
    let mut paths: Vec<_> = std::fs::read_dir(folder.holders()).unwrap().map(|file| file.unwrap().path()).collect();
    paths.sort();
    signers::open_key(&paths[at]).unwrap()
}

async fn founded(dir: &tempfile::TempDir) -> KeyFolder {
    let folder = KeyFolder::new(dir.path().join("keys"));
    init(&folder, &trust(), NOW).unwrap();
    assert_eq!(sign_root(&folder, &holder(&folder, 0)).await.unwrap(), Signature::Missing { old: 0, new: 1 });
    assert!(matches!(sign_root(&folder, &holder(&folder, 1)).await.unwrap(), Signature::Finished { version: 1, .. }));
    folder
}

#[tokio::test]
async fn two_rotations_leave_three_roots_each_following_the_one_before() {
    let dir = tempfile::tempdir().unwrap();
    let folder = founded(&dir).await;
    for (role, version) in [(RoleType::Timestamp, 2), (RoleType::Targets, 3)] {
        rotate(&folder, role, None, NOW.plus(60)).unwrap();
        sign_root(&folder, &holder(&folder, 0)).await.unwrap();
        let done = sign_root(&folder, &holder(&folder, 2)).await.unwrap();
        assert!(matches!(done, Signature::Finished { version: finished, .. } if finished == version));
    }
    let roots = folder.roots().unwrap();
    let read: Vec<_> = roots.iter().map(|(_, bytes)| root::parse(bytes).unwrap()).collect();
    assert_eq!(read.len(), 3);
    for pair in read.windows(2) {
        pair[0].signed.verify_role(&pair[1]).unwrap();
    }
    assert!(folder.draft().unwrap().is_none());
    assert_eq!(Signers::open(&folder.online()).unwrap().ids().len(), 5, "old keys are kept until people delete them");
}

#[tokio::test]
async fn keys_are_never_made_over_others() {
    let dir = tempfile::tempdir().unwrap();
    let folder = founded(&dir).await;
    assert!(matches!(init(&folder, &trust(), NOW), Err(KeysError::NotEmpty)));
    let empty = KeyFolder::new(dir.path().join("other"));
    assert!(matches!(rotate(&empty, RoleType::Targets, None, NOW), Err(KeysError::Empty)));
    assert!(matches!(sign_root(&folder, &holder(&folder, 0)).await, Err(KeysError::NoDraft)));
}

#[cfg(unix)]
#[tokio::test]
async fn private_files_are_readable_by_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let folder = founded(&dir).await;
    for path in [folder.online(), folder.holders()] {
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o700);
        for file in std::fs::read_dir(path).unwrap() {
            assert_eq!(file.unwrap().metadata().unwrap().permissions().mode() & 0o777, 0o600);
        }
    }
}

#[derive(Parser)]
struct Line {
    #[command(subcommand)]
    command: KeysCommand,
}

async fn say(dir: &tempfile::TempDir, line: &[&str]) -> Result<String, KeysError> {
    let keys = dir.path().join("keys");
    let words = ["keys"].iter().chain(line).map(|word| (*word).to_owned());
    let words = words.chain(["--keys".to_owned(), keys.display().to_string()]);
    let mut out = Vec::new();
    run(&Line::try_parse_from(words).unwrap().command, NOW, &mut out).await?;
    Ok(String::from_utf8(out).unwrap())
}

#[tokio::test]
async fn the_command_line_leads_through_a_ceremony_and_a_compromised_key() {
    let dir = tempfile::tempdir().unwrap();
    let folder = KeyFolder::new(dir.path().join("keys"));
    assert!(say(&dir, &["init", "--name", "DANANG"]).await.unwrap().contains("thẻ nhớ riêng"));
    assert!(say(&dir, &["status"]).await.unwrap().contains("Còn thiếu 2 chữ ký của người giữ khoá gốc mới."));
    let mut files: Vec<_> = std::fs::read_dir(folder.holders()).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let sign = |at: usize| files[at].display().to_string();
    assert!(say(&dir, &["sign-root", "--key", &sign(0)]).await.unwrap().contains("Còn thiếu 1"));
    assert!(say(&dir, &["sign-root", "--key", &sign(1)]).await.unwrap().contains("khoá gốc bản 1"));
    let stolen = status(&folder, None).unwrap().root.unwrap().keys[0].1.clone();
    say(&dir, &["rotate", "root", "--replace", stolen.get(..8).unwrap()]).await.unwrap();
    let said = say(&dir, &["status"]).await.unwrap();
    assert!(said.contains("khoá gốc hiện hành, sẽ bị bỏ"), "{said}");
    assert!(said.contains("còn 730 ngày"), "{said}");
    assert!(matches!(say(&dir, &["revoke", "zzzz"]).await, Err(KeysError::UnknownKey { .. })));
    assert!(say(&dir, &["renew"]).await.unwrap().contains("sign-root"));
}

#[test]
fn the_subcommands_are_well_formed() {
    #[derive(Parser)]
    struct Program {
        #[command(subcommand)]
        _command: Top,
    }
    #[derive(Subcommand)]
    enum Top {
        #[command(subcommand)]
        Keys(KeysCommand),
    }
    <Program as clap::CommandFactory>::command().debug_assert();
}
