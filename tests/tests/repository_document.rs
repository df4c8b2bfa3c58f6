//! The examples inside `docs/repository-format.md`: every number of its appendix is what the code computes from its lines.

#![allow(clippy::unwrap_used, reason = "tests may fail and say why")]

use std::path::Path;

use app4g_core::repository::format::{Catalog, Collection, Delta, Index, Object, SetHash, Sha256, decode, encode};

/// The level of publishers.
const LEVEL: i32 = 19;

struct Document(String);

impl Document {
    fn read() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/repository-format.md");
        Self(std::fs::read_to_string(path).unwrap())
    }

    /// What stands below a heading, up to the next one of its level.
    fn section(&self, heading: &str) -> &str {
        let (_, rest) = self.0.split_once(&format!("\n## {heading}\n")).unwrap();
        rest.split_once("\n## ").map_or(rest, |(section, _)| section)
    }

    /// The blocks of code below a heading.
    fn blocks(&self, heading: &str) -> Vec<&str> {
        let parts = self.section(heading).split("\n```");
        parts.skip(1).step_by(2).map(|block| block.split_once('\n').unwrap().1).collect()
    }

    /// The lines of the example by their names in the appendix.
    fn lines(&self) -> [(&'static str, &str); 4] {
        let blocks = self.blocks("Appendix: an example");
        let mut first = blocks[0].lines();
        let [a, b, c] = std::array::from_fn(|_| first.next().unwrap());
        [("a rev 1", a), ("b rev 1", b), ("c rev 1", c), ("b rev 2", blocks[1])]
    }

    fn catalog(&self) -> (&str, Catalog) {
        let text = self.blocks("4 Catalog")[0];
        (text, Catalog::parse(text.as_bytes()).unwrap())
    }

    fn news(&self) -> (Collection, &str, Index) {
        let entry = self.catalog().1.collections["news"];
        let text = self.blocks("6 Index")[0];
        (entry, text, Index::parse(text.as_bytes(), "news", &entry).unwrap())
    }

    fn says(&self, words: &str) -> bool {
        self.0.split_whitespace().collect::<Vec<_>>().join(" ").contains(words)
    }
}

fn with_ends(lines: &[&str]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}

fn set_hash(lines: &[&str]) -> Sha256 {
    let mut set = SetHash::default();
    lines.iter().for_each(|line| set.add(Sha256::of(line.as_bytes())));
    set.finish()
}

/// Whether `object` is what a publisher makes of `raw`. Another version of zstd may make other bytes: then the document is still
/// right, and its example is brought up to date all the same.
fn is_made_of(object: &Object, raw: &str) -> bool {
    encode(raw.as_bytes(), None, LEVEL).unwrap().0 == *object
}

#[test]
fn sizes_and_digests_of_its_lines_are_those_of_its_tables() {
    let document = Document::read();
    for (name, line) in document.lines() {
        let row = format!("| {name} | {} | `{}` |", line.len(), Sha256::of(line.as_bytes()));
        assert!(document.0.contains(&row), "{row}");
        let other = format!("| {} | `{}` |", name.replace(" rev", ", rev"), Sha256::of(line.as_bytes()));
        assert!(name == "b rev 2" || document.section("9 Set hash").contains(&other), "{other}");
    }
}

#[test]
fn its_set_hashes_are_those_of_its_lines() {
    let document = Document::read();
    let [(_, a), (_, b), (_, c), (_, b2)] = document.lines();
    let section = document.section("9 Set hash");
    for hash in [set_hash(&[]), set_hash(&[a, b, c]), set_hash(&[a, b2])] {
        assert!(section.contains(&format!("`{hash}`")), "{hash}");
    }
    let (text, catalog) = document.catalog();
    assert_eq!(String::from_utf8(catalog.to_bytes().unwrap()).unwrap(), text);
    assert_eq!((catalog.collections["news"].set_hash, catalog.collections["news"].count), (set_hash(&[a, b2]), 2));
}

#[test]
fn its_index_and_its_segment_are_the_objects_it_names() {
    let document = Document::read();
    let [(_, a), _, _, (_, b2)] = document.lines();
    let (entry, text, index) = document.news();
    assert_eq!(String::from_utf8(index.to_bytes().unwrap()).unwrap(), text);
    assert!(is_made_of(&entry.index, text));
    assert_eq!(index.segments.len(), 1);
    assert!(is_made_of(&index.segments[0].object, &with_ends(&[a, b2])));
}

#[test]
fn its_delta_leads_from_its_first_version_to_its_second() {
    let document = Document::read();
    let [_, (_, b), (_, c), (_, b2)] = document.lines();
    let blocks = document.blocks("Appendix: an example");
    let (_, _, index) = document.news();
    let (raw, entry) = (with_ends(&[blocks[2]]), index.deltas[0]);
    assert!(document.says(&format!("({} bytes, the object has one more", blocks[2].len())));
    assert!(is_made_of(&entry.object, &raw));

    let manifest = Delta::parse(raw.as_bytes(), "news", &entry).unwrap().manifest;
    assert_eq!(String::from_utf8(manifest.to_bytes().unwrap()).unwrap(), blocks[2]);
    assert!(c.contains(&format!(r#""id":"{}""#, manifest.drop[0])));
    assert!(b.contains(&format!(r#""id":"{}""#, manifest.base[0].0)));
    assert_eq!(manifest.base[0].1, Sha256::of(b.as_bytes()).short_hex());
    let (edit, twin) = (manifest.edit.unwrap(), manifest.twin.unwrap());
    assert_eq!(entry.cost, entry.object.bytes + edit.bytes);
    assert!(is_made_of(&twin, &with_ends(&[b2])));

    let digits: Vec<char> = blocks[3].chars().filter(|letter| !letter.is_whitespace()).collect();
    let byte = |pair: &[char]| u8::from_str_radix(&pair.iter().collect::<String>(), 16).unwrap();
    let packed: Vec<u8> = digits.chunks(2).map(byte).collect();
    let (prefix, new) = (with_ends(&[b]), with_ends(&[b2]));
    assert_eq!((packed.len() as u64, Sha256::of(&packed)), (edit.bytes, edit.sha256));
    assert_eq!(decode(&edit, &packed, Some(prefix.as_bytes())).unwrap(), new.as_bytes());
    assert!(document.says(&format!("line b rev 1 and one LF: {} bytes.", prefix.len())));
    assert!(document.says(&format!("The edit object, {} bytes, decodes", packed.len())));
    assert!(document.says(&format!("line b rev 2 and one LF, {} bytes:", new.len())));
}
