//! The command line, from a content folder to a repository and onwards.

use std::fs;
use std::path::Path;

use app4g_portal::commands::{CommandLine, Exit, Failure, run};
use clap::Parser as _;

const KEYS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/demo-keys");
const NEXT_DAY: &str = "2026-03-16T08:00:00+07:00";

/// Runs a command in `dir`, one word an argument; `@` stands for the folder.
async fn say(dir: &Path, now: &str, command: &str) -> Result<(Exit, String), Failure> {
    let at = format!("{}/", dir.display());
    let words = ["app4g-portal", "--now", now].into_iter().map(str::to_owned);
    let words = words.chain(command.split(' ').map(|word| word.replace('@', &at).replace("KEYS", KEYS)));
    let line = CommandLine::try_parse_from(words).unwrap();
    let mut out = Vec::new();
    let exit = run(&line, &mut out).await?;
    Ok((exit, String::from_utf8(out).unwrap()))
}

async fn said(dir: &Path, now: &str, command: &str) -> String {
    let (exit, text) = say(dir, now, command).await.unwrap();
    assert_eq!(exit, Exit::Ok, "{text}");
    text
}

fn article(dir: &Path, name: &str, extra: &str, body: &str) {
    let folder = dir.join("content/articles");
    fs::create_dir_all(&folder).unwrap();
    let front = format!(
        "id = \"{name}\"\npublished = \"2026-03-10T08:00:00+07:00\"\nunit = \"x-so-khcn\"\nsample = true\n\
         title = \"Tin {name}\"\nlang = \"vi\"\ntopics = [\"x-che-bien\"]\ntier = \"official\"\nfulltext = \"full\"\n{extra}"
    );
    fs::write(folder.join(format!("{name}.md")), format!("+++\n{front}+++\n\n{body}\n")).unwrap();
}

const FIRST: &str = "2026-03-15T08:00:00+07:00";
const PUBLISH: &str = "publish @content --to @repo --keys KEYS --allow-samples";

#[tokio::test]
async fn from_a_folder_to_a_repository_and_a_pack() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    article(dir, "mot", "", "Nội dung một");
    article(dir, "hai", "", "Nội dung hai");
    let refused = say(dir, FIRST, "publish @content --to @repo --keys KEYS").await.unwrap_err();
    assert_eq!(refused.exit(), Exit::Wrong);
    assert!(said(dir, FIRST, &format!("{PUBLISH} --dry-run")).await.contains("Mới 2"));
    assert!(!dir.join("repo/metadata").exists());
    assert!(said(dir, FIRST, PUBLISH).await.contains("bản phát hành 1"));
    assert!(said(dir, NEXT_DAY, PUBLISH).await.contains("Không có gì thay đổi"));
    let verified = said(dir, NEXT_DAY, "verify @repo --root KEYS/metadata/1.root.json --state @content/.app4g").await;
    assert!(verified.contains("kho thử nghiệm") && verified.contains("Mọi thứ đều đúng"), "{verified}");
    assert!(said(dir, NEXT_DAY, "cat news --from @repo").await.contains("Nội dung hai"));
    assert!(said(dir, NEXT_DAY, "cat news/index --from @repo").await.contains("segments"));
    assert!(said(dir, NEXT_DAY, "pack --from @repo --out @kho.tar").await.contains("byte"));
    assert!(fs::metadata(dir.join("kho.tar")).unwrap().len() > 4_000);
    said(dir, NEXT_DAY, "mirror @repo @copy").await;
    said(dir, NEXT_DAY, "verify @copy --root KEYS/metadata/1.root.json").await;
    assert!(said(dir, NEXT_DAY, "timestamp --to @repo --keys KEYS").await.contains("bản 2"));
    let unknown = say(dir, NEXT_DAY, "cat khong-co --from @repo").await.unwrap_err();
    assert!(matches!(unknown, Failure::Unknown(_)));
}

#[tokio::test]
async fn a_dry_run_leaves_no_trace() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    article(dir, "mot", "", "Nội dung một");
    let dry = format!("{PUBLISH} --dry-run");
    assert!(said(dir, FIRST, &dry).await.contains("Mới 1"));
    assert!(said(dir, FIRST, &format!("{dry} --state @state")).await.contains("Mới 1"));
    for name in ["repo", "state", "content/.app4g"] {
        assert!(!dir.join(name).exists(), "{name}");
    }
    said(dir, FIRST, PUBLISH).await;
    article(dir, "hai", "", "Nội dung hai");
    assert!(said(dir, NEXT_DAY, &dry).await.contains("Mới 1"));
    // A repository whose ledger is elsewhere is read, and what was read is forgotten.
    assert!(said(dir, NEXT_DAY, &format!("{dry} --state @state")).await.contains("Mới 1"));
    assert!(!dir.join("state").exists());
    let web = "publish @content --to https://example.vn/kho --keys KEYS --dry-run";
    assert_eq!(say(dir, FIRST, web).await.unwrap_err().exit(), Exit::Outside);
}

#[tokio::test]
async fn a_memory_of_what_was_read_changes_nothing_that_is_published() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    for name in ["mot", "hai", "ba"] {
        article(dir, name, "", &format!("Nội dung {name}"));
    }
    let memory = dir.join("content/.app4g/memory.txt");
    assert!(said(dir, FIRST, PUBLISH).await.contains("Mới 3"));
    assert!(fs::read_to_string(&memory).unwrap().lines().count() > 6);
    article(dir, "ba", "", "Nội dung khác");
    assert!(said(dir, NEXT_DAY, PUBLISH).await.contains("Mới 0, cập nhật 1, đính chính 0, gỡ 0; giữ nguyên 2"));
    // Samples are refused whether they are read or remembered.
    let refused = say(dir, NEXT_DAY, "publish @content --to @repo --keys KEYS").await.unwrap_err();
    assert_eq!(refused.exit(), Exit::Wrong);
    let text = app4g_portal::texts::publishing::failure(&refused);
    assert!(["mot", "hai", "ba"].iter().all(|name| text.contains(name)), "{text}");
    // A remembered record whose file is gone is missed, and found again under another name.
    fs::rename(dir.join("content/articles/mot.md"), dir.join("mot.md")).unwrap();
    let vanished = say(dir, NEXT_DAY, PUBLISH).await.unwrap_err();
    assert!(app4g_portal::texts::publishing::failure(&vanished).contains("mot"));
    fs::rename(dir.join("mot.md"), dir.join("content/articles/dau.md")).unwrap();
    assert!(said(dir, NEXT_DAY, PUBLISH).await.contains("Không có gì thay đổi"));
    // Whatever is there in its place, everything is read anew.
    for nonsense in ["", "app4g-portal memory 1\n", "\u{0}"] {
        fs::write(&memory, nonsense).unwrap();
        article(dir, "hai", "", &format!("Nội dung số {}", nonsense.len()));
        assert!(said(dir, NEXT_DAY, PUBLISH).await.contains("cập nhật 1"), "{nonsense:?}");
    }
    said(dir, NEXT_DAY, "verify @repo --state @content/.app4g").await;
}

#[tokio::test]
async fn unchanged_content_moves_with_time_even_if_nobody_reads_it() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    article(dir, "mot", "", "Nội dung một");
    said(dir, FIRST, PUBLISH).await;
    let text = said(dir, "2026-11-20T08:00:00+07:00", PUBLISH).await;
    assert!(text.contains("bản phát hành 2"), "{text}");
    assert!(said(dir, "2026-11-20T08:00:00+07:00", "cat news-2026 --from @repo").await.contains("Nội dung một"));
}

#[tokio::test]
async fn a_withdrawal_is_written_then_published_then_pruned() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    article(dir, "mot", "", "Số điện thoại riêng 0912 345 678");
    said(dir, FIRST, PUBLISH).await;
    fs::remove_file(dir.join("content/articles/mot.md")).unwrap();
    article(dir, "hai", "", "Khác");
    let vanished = say(dir, NEXT_DAY, PUBLISH).await.unwrap_err();
    assert!(app4g_portal::texts::publishing::failure(&vanished).contains("mot"));
    article(dir, "mot", "[change]\nkind = \"withdraw\"\nreason = \"privacy\"\nnote = \"Theo yêu cầu\"\n", "Đã gỡ");
    assert!(said(dir, NEXT_DAY, PUBLISH).await.contains("gỡ 1"));
    let pruned = said(dir, NEXT_DAY, "prune @repo").await;
    assert!(pruned.contains("trong đó 1 tệp"), "{pruned}");
    said(dir, NEXT_DAY, "verify @repo").await;
    assert!(said(dir, NEXT_DAY, "cat base --from @repo").await.contains("privacy"));
}

#[tokio::test]
async fn errors_have_exit_codes_of_their_own() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    article(dir, "mot", "", "Một");
    let no_keys = say(dir, FIRST, "publish @content --to @repo --keys @none --allow-samples").await.unwrap_err();
    assert_eq!(no_keys.exit(), Exit::Keys);
    let no_place = say(dir, FIRST, "verify @nowhere").await.unwrap_err();
    assert_eq!(no_place.exit(), Exit::Outside);
    let web = say(dir, FIRST, "publish @content --to https://example.vn/kho --keys KEYS").await.unwrap_err();
    assert_eq!(web.exit(), Exit::Outside);
    let _busy = app4g_portal::ledger::Ledger::open(&dir.join("content/.app4g")).unwrap();
    assert_eq!(say(dir, FIRST, PUBLISH).await.unwrap_err().exit(), Exit::Again);
}

#[tokio::test]
async fn a_server_in_the_local_network_is_asked_only_where_it_is_said() {
    let dir = tempfile::tempdir().unwrap();
    for command in [
        "verify http://192.168.250.1/kho",
        "mirror http://10.9.8.7:8080/kho @copy",
        "cat catalog --from http://[fd00::1]/",
    ] {
        let refused = say(dir.path(), FIRST, command).await.unwrap_err();
        let told = app4g_portal::texts::publishing::failure(&refused);
        assert!(told.contains("--allow-private"), "{command}: {told}");
        let words = format!("app4g-portal {command} --allow-private");
        assert!(CommandLine::try_parse_from(words.split(' ')).is_ok());
    }
}
