//! An independent client of The Update Framework (python-tuf) updates from the folder that the commands of `app4g-portal` published,
//! through two rotations of the root.
//!
//! Run by hand: make a virtual environment with `pip install tuf 'securesystemslib[crypto]'` anywhere outside the tree, then
//! `APP4G_TUF_PYTHON=VENV/bin/python cargo test -p app4g-portal --test trust foreign`. Without the variable it is skipped.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use app4g_portal::commands::{CommandLine, Exit, run};
use clap::Parser as _;

use crate::bench::{DAY, NOW};

/// A department's folder: `content`, `keys`, `repository`, and the clients'.
struct Place {
    python: PathBuf,
    dir: tempfile::TempDir,
}

impl Place {
    /// `None` where nobody named a Python.
    fn new() -> Option<Self> {
        let Some(python) = std::env::var_os("APP4G_TUF_PYTHON").map(PathBuf::from) else {
            std::io::stderr().write_all(b"SKIPPED, not tested: APP4G_TUF_PYTHON names no Python with tuf\n").unwrap();
            return None;
        };
        Some(Self { python, dir: tempfile::tempdir().unwrap() })
    }

    fn at(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Runs a command by the real clock, which the client judges by, too; `@` stands for the folder.
    async fn portal(&self, command: &str) {
        let at = format!("{}/", self.dir.path().display());
        let words = command.split(' ').map(|word| word.replace('@', &at));
        let line = CommandLine::try_parse_from(std::iter::once("app4g-portal".to_owned()).chain(words)).unwrap();
        let mut out = Vec::new();
        let exit = run(&line, &mut out).await.unwrap();
        assert_eq!(exit, Exit::Ok, "{}", String::from_utf8_lossy(&out));
    }

    fn write(&self, text: &str) {
        let front = "id = \"tin\"\npublished = \"2026-03-10T08:00:00+07:00\"\nunit = \"x-so-khcn\"\nsample = true\n\
             title = \"Tin\"\nlang = \"vi\"\ntopics = [\"x-che-bien\"]\ntier = \"official\"\nfulltext = \"full\"\n";
        std::fs::create_dir_all(self.at("content/articles")).unwrap();
        std::fs::write(self.at("content/articles/tin.md"), format!("+++\n{front}+++\n\n{text}\n")).unwrap();
    }

    /// Root keys that holders have, by name of file.
    fn holders(&self) -> Vec<String> {
        let files = std::fs::read_dir(self.at("keys/holders")).unwrap();
        let mut names: Vec<String> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Two holders sign the draft, one after the other.
    async fn sign(&self, holders: &[String]) {
        for holder in &holders[..2] {
            self.portal(&format!("keys sign-root --keys @keys --key @keys/holders/{holder}")).await;
        }
    }

    async fn publish(&self, keys: &str) {
        self.portal(&format!("publish @content --to @repository --keys {keys} --state @ledger --allow-samples")).await;
    }

    /// What a client says: versions of root, timestamp, snapshot, targets and the catalog's sequence.
    fn update(&self, client: &str) -> String {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/python/tuf_client.py");
        let mut command = Command::new(&self.python);
        let run = command.arg(script).args([self.at("repository"), self.at(client)]).output().unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        String::from_utf8(run.stdout).unwrap().trim().to_owned()
    }
}

#[tokio::test]
async fn python_tuf_follows_two_rotations_of_the_root() {
    let Some(place) = Place::new() else { return };
    place.write("Một");
    place.portal("keys init --keys @keys --name TEST").await;
    let holders = place.holders();
    place.sign(&holders).await;
    place.publish("@keys").await;
    assert_eq!(place.update("client"), "root 1 timestamp 1 snapshot 1 targets 1 catalog 1");
    assert_eq!(place.update("often"), "root 1 timestamp 1 snapshot 1 targets 1 catalog 1");

    // The timestamp's key first; nobody publishes in between, so that it reaches phones with the daily signature.
    place.portal("keys rotate timestamp --keys @keys").await;
    place.sign(&holders).await;
    place.portal("timestamp --to @repository --keys @keys").await;
    assert_eq!(place.update("often"), "root 2 timestamp 2 snapshot 1 targets 1 catalog 1");

    // Then the key of the targets and a holder's, in one draft that the two others sign.
    let lost = holders[2].trim_start_matches("root-").trim_end_matches(".der").to_owned();
    place.portal("keys rotate targets --keys @keys").await;
    place.portal(&format!("keys rotate root --replace {lost} --keys @keys")).await;
    place.sign(&holders).await;
    place.write("Hai");
    place.publish("@keys").await;
    for client in ["client", "often", "new"] {
        assert_eq!(place.update(client), "root 3 timestamp 3 snapshot 2 targets 2 catalog 2", "{client}");
    }
}

#[tokio::test]
async fn python_tuf_reads_what_the_demo_keys_signed() {
    let Some(place) = Place::new() else { return };
    place.write("Một");
    place.publish(concat!(env!("CARGO_MANIFEST_DIR"), "/demo-keys")).await;
    assert_eq!(place.update("client"), "root 1 timestamp 1 snapshot 1 targets 1 catalog 1");
}

#[test]
fn days_of_these_tests_are_days() {
    assert_eq!(NOW.plus(DAY).rfc3339(), "2026-11-24T07:00:00+07:00");
}
