//! A department on this machine for tests in other languages: a repository on a loopback server, led by lines on standard input.
//!
//! Prints `ready ROOT URL` (the file of the root to trust, the repository's address), then answers each line with one:
//! `publish` → `published N` (a release with a correction and an urgent notice), `stall` → `stalls` (the next question is never
//! answered), `saw N` → `saw N` or `late` (so many requests came within ten seconds), `left N` → `left N` or `late` (so many clients
//! closed their socket before the end of an answer), `mend` → `mended`, `offline` → `gone`, `online` → `back`. Ends with its input.

#![allow(clippy::print_stdout, reason = "it talks on standard output")]

use std::io::{BufRead as _, Write as _};

use app4g_core::clock::Timestamp;
use app4g_tests::department::{Department, Trouble};
use app4g_tests::portal::{Break, Moment, Reply};
use app4g_tests::repository::Shelf;
use app4g_tests::starter::RELEASED;

/// What is corrected, and what becomes urgent.
const CORRECTED: (&str, &str) = ("articles/bao-qua-cam-nam-duong.md", "Sửa tỉ lệ quả hỏng.");
const URGENT: &str = "notices/bao-tri-he-thong-nhiem-vu.md";

/// Seconds between the release in the starter pack and the first one here.
const LATER: i64 = 3_600;

#[tokio::main(flavor = "multi_thread", worker_threads = 1)]
async fn main() -> Result<(), Trouble> {
    let folder = tempfile::tempdir()?;
    let root = folder.path().join("root.json");
    std::fs::write(&root, Department::root()?)?;
    let mut department = Department::with_samples(folder.path())?;
    let mut now = RELEASED.plus(LATER);
    department.publish(now).await?;
    let mut shelf = Shelf::of(&department.repository()).await?;
    shelf.refresh()?;
    say(&format!("ready {} {}", root.display(), shelf.url()))?;
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let (word, number) = line.split_once(' ').unwrap_or((&line, "0"));
        let number: usize = number.trim().parse()?;
        let answer = match word {
            "publish" => {
                now = now.plus(LATER);
                publish(&mut department, &mut shelf, now).await?
            }
            "stall" => {
                // Whichever of the two is asked for first.
                for path in ["metadata/timestamp.json", "metadata/2.root.json"] {
                    shelf.lie(path, Reply::file("").breaking(Break::Stall(Moment::BeforeHead)));
                }
                "stalls".to_owned()
            }
            "saw" if shelf.portal.saw_requests(number).await => format!("saw {number}"),
            "left" if shelf.portal.saw_clients_leave(number).await => format!("left {number}"),
            "saw" | "left" => "late".to_owned(),
            "mend" => {
                shelf.mend()?;
                shelf.lie("metadata/2.root.json", Reply::status(404));
                "mended".to_owned()
            }
            "offline" => {
                shelf.portal.go_offline().await;
                "gone".to_owned()
            }
            "online" => {
                shelf.portal.go_online().await?;
                "back".to_owned()
            }
            other => format!("what is `{other}`?"),
        };
        say(&answer)?;
    }
    Ok(())
}

/// A release in which an article is corrected and a notice is urgent.
async fn publish(department: &mut Department, shelf: &mut Shelf, now: Timestamp) -> Result<String, Trouble> {
    department.correct(CORRECTED.0, CORRECTED.1, ("lead", "Số liệu đã được kiểm tra lại."))?;
    let notice = department.record(URGENT)?;
    if let Some(data) = notice.fields.get_mut("data").and_then(|data| data.as_object_mut()) {
        data.insert("severity".to_owned(), "urgent".into());
    }
    department.publish(now).await?;
    shelf.refresh()?;
    Ok(format!("published {}", now.unix()))
}

/// One line, at once.
fn say(line: &str) -> Result<(), Trouble> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}
