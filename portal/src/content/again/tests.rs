//! What is read again after a change, and what is told then: always the same as if nothing had been remembered.

use std::fs;

use app4g_core::strings::Lang;

use super::super::tests::{NOTICE, folder};
use super::super::{read_folder, validate};
use super::*;
use crate::plan::Samples;

const UNITS: &str = "\
id,code,name.vi,type,parent,valid_from,valid_to,certainty,published,unit,sample
unit:24:2025-07-01,24,Tỉnh Bắc Ninh,tinh,,2025-07-01,,official,2026-11-23T08:00:00+07:00,x-so-khcn,false
unit:x-so-khcn,x-so-khcn,Sở Khoa học và Công nghệ,so,unit:24:2025-07-01,,,official,2026-11-23T08:00:00+07:00,x-so-khcn,false
";
const DEFAULTS: &str = "published = \"2026-11-13T08:00:00+07:00\"\nunit = \"x-so-khcn\"\nsample = true\ntopics = [\"x-a\"]\n\
    tier = \"press\"\nlang = \"vi\"\nfulltext = \"full\"\n";

fn article(id: &str, title: &str) -> String {
    format!("{{\"id\":\"{id}\",\"data\":{{\"title\":\"{title}\",\"body\":\"<p>{title}</p>\"}}}}\n")
}

/// A folder that was published once, as far as its memory knows.
struct Desk {
    dir: tempfile::TempDir,
    memory: Memory,
}

fn line(id: &str) -> Sha256 {
    Sha256::of(id.as_bytes())
}

impl Desk {
    fn new() -> Self {
        let dir = folder(&[
            ("units/units.csv", UNITS),
            ("articles/_defaults.toml", DEFAULTS),
            ("articles/a.ndjson", &[article("a1", "Một"), article("a2", "Hai")].concat()),
            ("articles/b.ndjson", &[article("b1", "Ba"), "\n".to_owned(), article("b2", "Bốn")].concat()),
            ("notices/dung.md", NOTICE),
        ]);
        let mut desk = Self { dir, memory: Memory::default() };
        let reading = desk.read(|_| true).unwrap();
        assert_eq!((reading.authored.len(), reading.kept().count()), (7, 0));
        desk.memory = reading.memory(|id| Some(line(id)));
        desk
    }

    fn read(&self, is_published: impl Fn(&Note) -> bool) -> Result<Reading, ContentError> {
        let input = Input::read(self.dir.path(), Samples::Allowed).unwrap();
        match read_again(self.dir.path(), &input, &self.memory) {
            Some(reading) if reading.kept().all(is_published) => Ok(reading),
            _ => read_all(self.dir.path(), &input),
        }
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.dir.path().join(name), text).unwrap();
    }

    /// Ids that are read, units aside; the whole folder holds the same as if all was read.
    fn read_ids(&self) -> Vec<String> {
        let reading = self.read(|note| note.line == line(&note.id)).unwrap();
        let all = read_folder(self.dir.path()).unwrap();
        assert_eq!(reading.authored.len() + reading.kept().count(), all.len());
        assert!(reading.authored.iter().all(|record| all.contains(record)));
        let kept: HashSet<&str> = reading.kept().map(|note| note.id.as_str()).collect();
        assert!(kept.iter().all(|id| all.iter().any(|record| record.id == *id)));
        let read = reading.authored.iter().filter(|record| record.kind != Kind::Unit);
        read.map(|record| record.id.clone()).collect()
    }

    /// The problems, which are those of a folder that is read for the first time.
    fn told(&self) -> Vec<String> {
        let found = self.read(|_| true).unwrap_err().found;
        assert_eq!(found, validate(self.dir.path()));
        found.iter().map(|finding| finding.line(Lang::En)).collect()
    }
}

#[test]
fn what_did_not_change_is_not_read_again() {
    let desk = Desk::new();
    assert!(desk.read_ids().is_empty());
    desk.write("README.md", "no record");
    assert!(desk.read_ids().is_empty());
}

#[test]
fn of_a_changed_file_only_the_changed_lines_are_read() {
    let mut desk = Desk::new();
    desk.write("articles/b.ndjson", &[article("b1", "Ba"), article("b2", "Năm"), article("b3", "Sáu")].concat());
    assert_eq!(desk.read_ids(), ["b2", "b3"]);
    desk.memory = desk.read(|_| true).unwrap().memory(|id| Some(line(id)));
    assert!(desk.read_ids().is_empty());
    desk.write("articles/b.ndjson", &[article("b3", "Sáu"), article("b1", "Ba"), article("b2", "Tám")].concat());
    assert_eq!(desk.read_ids(), ["b2"]);
}

#[test]
fn the_place_of_a_problem_is_that_of_the_file_as_it_is() {
    let desk = Desk::new();
    desk.write("articles/b.ndjson", &[article("b1", "Ba"), "\n".to_owned(), article("b4", "")].concat());
    let told = desk.told();
    assert!(told.len() == 1 && told[0].starts_with("articles/b.ndjson: b4: title"), "{told:#?}");
    desk.write("articles/b.ndjson", &[article("b1", "Ba"), "{\n".to_owned()].concat());
    assert!(desk.told()[0].contains("dòng 2"));
}

#[test]
fn other_defaults_make_other_records() {
    let desk = Desk::new();
    desk.write("articles/_defaults.toml", &DEFAULTS.replace("press", "official"));
    assert_eq!(desk.read_ids(), ["a1", "a2", "b1", "b2"]);
    desk.write("articles/_defaults.toml", &DEFAULTS.replace("press", "prss"));
    assert_eq!(desk.told().len(), 4);
    fs::remove_file(desk.dir.path().join("articles/_defaults.toml")).unwrap();
    assert!(desk.told().len() >= 4);
}

#[test]
fn a_record_may_move_to_another_file_but_not_stand_in_two() {
    let desk = Desk::new();
    desk.write("articles/a.ndjson", &article("a1", "Một"));
    desk.write("articles/b.ndjson", &[article("b2", "Bốn"), article("a2", "Hai"), article("b1", "Ba")].concat());
    assert!(desk.read_ids().is_empty());
    desk.write("articles/a.ndjson", &[article("a1", "Một"), article("a2", "Hai")].concat());
    let told = desk.told();
    assert!(told.len() == 1 && told[0].contains("already in articles/a.ndjson"), "{told:#?}");
    desk.write("articles/a.ndjson", &[article("a1", "Một"), article("b1", "Khác")].concat());
    assert_eq!(desk.told().len(), 1);
}

#[test]
fn a_line_of_another_folder_is_another_record() {
    let desk = Desk::new();
    desk.write("notices/a.ndjson", &article("a1", "Một"));
    fs::remove_file(desk.dir.path().join("articles/a.ndjson")).unwrap();
    assert!(!desk.told().is_empty());
}

#[test]
fn other_units_have_everything_read() {
    let desk = Desk::new();
    desk.write("units/units.csv", &UNITS.replace("Sở Khoa học và Công nghệ", "Sở KHCN"));
    assert_eq!(desk.read_ids().len(), 5);
    desk.write("units/units.csv", &UNITS.replace("x-so-khcn,x-so-khcn", "x-so-khac,x-so-khac"));
    assert!(desk.told().iter().any(|line| line.contains("a1: unit")), "{:#?}", desk.told());
}

#[test]
fn what_is_not_as_it_was_published_is_read() {
    let desk = Desk::new();
    let reading = desk.read(|note| note.id != "a2").unwrap();
    assert_eq!((reading.authored.len(), reading.kept().count()), (7, 0));
    let partly = Desk { memory: reading.memory(|id| (id != "a2").then(|| line(id))), ..desk };
    assert_eq!(partly.read_ids(), ["a2"]);
}

#[test]
fn what_names_another_record_is_always_read() {
    let mut desk = Desk::new();
    let change = "[change]\nkind = \"withdraw\"\nreason = \"replaced\"\nnote = \"Bản mới.\"\nreplaced_by = \"a2\"\n";
    desk.write("notices/dung.md", &NOTICE.replace("+++\n\nMáy", &format!("{change}+++\n\nMáy")));
    desk.memory = desk.read(|_| true).unwrap().memory(|id| Some(line(id)));
    assert_eq!(desk.read_ids(), ["01a1d30f-f200-7f66-8b1c-94eb8673ff5f"]);
    desk.write("articles/a.ndjson", &article("a1", "Một"));
    let told = desk.told();
    assert!(told.len() == 1 && told[0].contains("change.replaced_by: «a2»"), "{told:#?}");
}
