//! `app4g status` of a phone whose repository is attacked, away, old, or only partly here: each reads differently.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail as tests do")]

use std::time::Duration;

use app4g::answer::Exit;
use app4g::host::{DEMO_ROOT, Host, World};
use app4g::terminal::{Paint, Terminal, Watching};
use app4g_core::cancel::CancelToken;
use app4g_core::clock::Timestamp;
use app4g_core::model::Kind;
use app4g_core::net::{AddressPolicy, ClientConfig, Politeness};
use app4g_core::repository::access::{Access, DemoRoot};
use app4g_core::repository::format::{Catalog, Collection};
use app4g_core::sync::subscribe::Content;
use app4g_tests::department::Department;
use app4g_tests::portal::Reply;
use app4g_tests::repository::{BEGIN, DAY, Forge, Shelf, record};
use app4g_tests::stock::noise;
use serde_json::Value;
use tokio::runtime::Runtime;

const TIMESTAMP: &str = "metadata/timestamp.json";

/// A department with a server, and a person with a terminal.
struct Town {
    work: tempfile::TempDir,
    runtime: Runtime,
    department: Department,
    shelf: Shelf,
    now: Timestamp,
}

impl Town {
    fn new() -> Self {
        let (work, runtime) = (tempfile::tempdir().unwrap(), Runtime::new().unwrap());
        let content = (0..4).map(|number| record(&format!("a{number}"), Kind::Article, BEGIN, "chữ")).collect();
        let department = Department::with(&work.path().join("department"), content);
        let shelf = runtime.block_on(Shelf::of(&department.repository())).unwrap();
        let mut town = Self { work, runtime, department, shelf, now: BEGIN };
        town.publish();
        town
    }

    fn publish(&mut self) {
        self.runtime.block_on(self.department.publish(self.now)).unwrap();
        self.shelf.refresh().unwrap();
    }

    /// Serves `catalog`, an hour later.
    fn release(&mut self, forge: &Forge, catalog: Catalog) {
        self.now = self.now.plus(3_600);
        self.runtime.block_on(forge.release(catalog, self.now)).unwrap();
        self.shelf.refresh().unwrap();
    }

    fn world(&self) -> World {
        let client = ClientConfig {
            addresses: AddressPolicy::PublicAndLoopback,
            politeness: Politeness { connections: 4, interval: Duration::ZERO },
            ..ClientConfig::default()
        };
        let mirrors = vec![self.shelf.url()];
        let access =
            Access { root: DEMO_ROOT.to_vec(), mirrors, archives: Vec::new(), demo: DemoRoot::Allowed, starter: None };
        World { repository: Some(access), ..World::of(client, Content::Real, CancelToken::new()) }
    }

    /// What a command leaves on the screen.
    fn types(&self, line: &str) -> (Exit, String) {
        let (home, now) = (self.work.path().join("phone").display().to_string(), self.now.rfc3339());
        let fixed = ["app4g", "--home", &home, "--now", &now];
        let args: Vec<String> = fixed.into_iter().chain(line.split(' ')).map(str::to_owned).collect();
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let terminal = Terminal::new(Some(400), Paint::Plain, Watching::No);
        let exit = app4g::run(&args, Host { out: &mut out, err: &mut err, terminal, world: self.world() });
        (exit, String::from_utf8([out, err].concat()).unwrap())
    }

    /// A sync that fails, then what `status` says of the repository, in both languages, and to programs.
    fn fails(&self) -> (String, String, Value) {
        let (exit, said) = self.types("sync");
        assert_eq!(exit, Exit::Failed, "{said}");
        let first = |line: &str| self.types(line).1.lines().next().unwrap_or_default().to_owned();
        let status: Value = serde_json::from_str(&self.types("--json status").1).unwrap();
        (first("status"), first("--lang en status"), status["data"]["repository"].clone())
    }
}

#[test]
fn status_tells_attack_age_and_dead_network_apart() {
    let mut town = Town::new();
    let old = town.shelf.bytes(TIMESTAMP).unwrap();
    assert_eq!(town.types("sync").0, Exit::Ok);
    town.now = town.now.plus(3_600);
    town.department.content.push(record("b", Kind::Article, town.now, "chữ mới"));
    town.publish();
    assert_eq!(town.types("sync").0, Exit::Ok);
    let sound = town.types("status").1;
    assert!(!sound.contains("Lần hỏi bản mới"), "{sound}");

    town.shelf.lie(TIMESTAMP, Reply::file(old));
    let (vi, en, json) = town.fails();
    assert!(vi.contains("bản phát hành số 2") && vi.contains("cũ hơn bản đã có"), "{vi}");
    assert!(en.contains("older than what is known"), "{en}");
    assert_eq!(json["problem"], "error.repository.rollback");

    town.now = town.now.plus(3_600);
    let sound = town.shelf.bytes(TIMESTAMP).unwrap();
    let forged = String::from_utf8(sound).unwrap().replace("\"version\":2", "\"version\":3");
    town.shelf.lie(TIMESTAMP, Reply::file(forged));
    let (vi, en, json) = town.fails();
    assert!(vi.contains("không đúng chữ ký"), "{vi}");
    assert!(en.contains("did not sign"), "{en}");
    assert_eq!(json["problem"], "error.repository.forged");

    town.now = town.now.plus(30 * DAY);
    town.shelf.mend().unwrap();
    let (vi, en, _) = town.fails();
    assert!(vi.contains("quá hạn") && !vi.contains("can thiệp"), "{vi}");
    assert!(en.contains("has expired"), "{en}");

    town.now = town.now.plus(DAY);
    town.runtime.block_on(town.shelf.portal.go_offline());
    let (vi, en, json) = town.fails();
    assert!(vi.contains("không tới được máy chủ") && !vi.contains("can thiệp"), "{vi}");
    assert!(en.contains("reached no server"), "{en}");
    assert_eq!(json["sequence"], 2, "the last good release is still named");
}

#[test]
fn status_says_why_nothing_ever_came() {
    let town = Town::new();
    let sound = town.shelf.bytes(TIMESTAMP).unwrap();
    let forged = String::from_utf8(sound).unwrap().replace("\"version\":1", "\"version\":3");
    town.shelf.lie(TIMESTAMP, Reply::file(forged));
    let (vi, _, _) = town.fails();
    assert!(vi.contains("không đúng chữ ký"), "{vi}");
}

#[test]
fn who_follows_the_repository_and_no_feed_is_woken_for_it() {
    let town = Town::new();
    let report: Value = serde_json::from_str(&town.types("--json sync").1).unwrap();
    let next = Timestamp::parse_rfc3339(report["data"]["next_wanted"].as_str().unwrap()).unwrap();
    assert!(next > town.now && next.since(town.now) <= DAY, "{next}");
}

#[test]
fn status_names_what_is_here_in_part_only() {
    let mut town = Town::new();
    let content = (0..1_200).map(|number| record(&format!("n{number}"), Kind::Article, BEGIN, &noise(number, 9)));
    town.department.content.extend(content);
    town.now = town.now.plus(3_600);
    town.publish();
    let forge = Forge::of(&town.department.repository());
    let (_, index) = town.runtime.block_on(forge.index("news")).unwrap();
    assert_eq!(index.segments.len(), 2);
    town.shelf.lie(&index.segments[1].object.path(), Reply::status(500));
    town.types("sync");
    let status = town.types("status").1;
    assert!(status.contains("Đang tải Tin bài: có 1/2 phần, còn "), "{status}");
    let json: Value = serde_json::from_str(&town.types("--json status").1).unwrap();
    let unfinished = &json["data"]["repository"]["unfinished"][0];
    assert_eq!(
        (&unfinished["name"], &unfinished["done"], &unfinished["total"]),
        (&"news".into(), &1.into(), &2.into())
    );
    assert_eq!(unfinished["bytes"], index.segments[1].object.bytes);

    town.now = town.now.plus(2 * DAY);
    town.shelf.mend().unwrap();
    assert_eq!(town.types("sync").0, Exit::Ok);
    let status = town.types("status").1;
    assert!(!status.contains("Đang tải"), "{status}");
}

#[test]
fn status_names_what_was_only_begun() {
    let town = Town::new();
    let forge = Forge::of(&town.department.repository());
    let (entry, _) = town.runtime.block_on(forge.index("news")).unwrap();
    town.shelf.lie(&entry.index.path(), Reply::status(500));
    town.types("sync");
    let status = town.types("--lang en status").1;
    assert!(status.contains("all of it still to come"), "{status}");
}

#[test]
fn a_newer_format_is_told_once_and_status_goes_on_saying_it() {
    let mut town = Town::new();
    assert_eq!(town.types("sync").0, Exit::Ok);
    let forge = Forge::of(&town.department.repository());
    let (_, mut index) = town.runtime.block_on(forge.index("news")).unwrap();
    let sound = town.runtime.block_on(forge.current()).unwrap().catalog;
    (index.format, index.version) = (2, 2);
    let mut later = sound.clone();
    let object = forge.pack(&index.to_bytes().unwrap(), None).unwrap();
    *later.collections.get_mut("news").unwrap() = Collection { version: 2, index: object, ..sound.collections["news"] };
    town.release(&forge, later);
    let wish = "hãy cập nhật ứng dụng";
    for told in [true, false, false] {
        let (exit, said) = town.types("sync");
        assert_eq!(exit == Exit::Failed, told, "{said}");
        assert_eq!(said.contains("Hãy cập nhật ứng dụng"), told, "{said}");
        let status = town.types("status").1;
        assert_eq!(status.matches(wish).count(), 1, "{status}");
    }
    let json: Value = serde_json::from_str(&town.types("--json status").1).unwrap();
    assert_eq!(json["data"]["repository"]["needs_format"], 2);

    town.release(&forge, sound);
    assert_eq!(town.types("sync").0, Exit::Ok);
    let status = town.types("status").1;
    assert!(!status.contains(wish), "{status}");
}
