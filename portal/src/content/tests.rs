//! Whole folders: the project's own, and small ones with what authors get wrong.
use std::fs;
use std::path::Path;

use app4g_core::reader::record::view;
use app4g_core::strings::Lang;

use super::*;

/// A folder of these files; NAME may have a folder before it.
pub(super) fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    dir
}

pub(super) fn told(files: &[(&str, &str)]) -> Vec<String> {
    validate(folder(files).path()).iter().map(|finding| finding.line(Lang::En)).collect()
}

pub(super) const NOTICE: &str = r#"+++
id = "01a1d30f-f200-7f66-8b1c-94eb8673ff5f"
published = "2026-11-13T11:00:00+07:00"
unit = "x-so-khcn"
sample = true
title = "Hệ thống dừng"
type = "outage"
severity = "warning"
areas = ["24"]
starts_at = "2026-11-27T20:00:00+07:00"
valid_until = "2026-11-29T12:00:00+07:00"
+++

Máy chủ được chuyển **sang kho mới**.
"#;

const UNITS: &str = "\
id,code,name.vi,type,parent,valid_from,valid_to,certainty,published,unit,sample
unit:24:2025-07-01,24,Tỉnh Bắc Ninh,tinh,,2025-07-01,,official,2026-11-23T08:00:00+07:00,x-so-khcn,false
unit:x-so-khcn,x-so-khcn,Sở Khoa học và Công nghệ,so,unit:24:2025-07-01,,,official,2026-11-23T08:00:00+07:00,x-so-khcn,false
";

#[test]
fn the_starter_content_of_the_project_is_right() {
    let found = validate(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"));
    let lines: Vec<String> = found.iter().map(|finding| finding.line(Lang::Vi)).collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

#[test]
fn every_record_of_the_starter_content_can_be_read_in_both_languages() {
    let records = read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content")).unwrap();
    assert!(records.len() > 1000, "{}", records.len());
    for record in records {
        for lang in [Lang::Vi, Lang::En] {
            let view = view(record.kind.as_str(), &record.fields["data"], None, &|_| None, lang);
            let view = view.unwrap_or_else(|| panic!("{} has no view", record.id));
            assert!(!view.title.is_empty() && !view.title.contains('\n'), "{}", record.id);
            let is_empty = view.entries.is_empty() && view.body.is_empty();
            assert!(!is_empty, "{} shows nothing", record.id);
            let keys = view.entries.iter().filter(|entry| entry.label == entry.name);
            assert_eq!(keys.count(), 0, "{}: {:?}", record.id, view.entries);
        }
    }
}

#[test]
fn markdown_csv_and_ndjson_become_records() {
    let source = r#"{"id":"source:bao-mau","published":"2026-11-23T08:00:00+07:00","unit":"x-so-khcn","sample":true,"data":{"slug":"bao-mau","name":"Báo mẫu","tier":"press","urls":[{"url":"https://bao.example/rss"}],"format":"rss","rule":"draft","poll":60,"state":"ok"}}"#;
    let dir = folder(&[
        ("notices/dung.md", NOTICE),
        ("units/units.csv", UNITS),
        ("sources/s.ndjson", source),
        ("README.md", "no record"),
        ("units/README.md", "no record"),
    ]);
    let records = read_folder(dir.path()).unwrap();
    let ids: Vec<(&str, &str)> = records.iter().map(|record| (record.kind.as_str(), record.id.as_str())).collect();
    assert_eq!(
        ids,
        [
            ("notice", "01a1d30f-f200-7f66-8b1c-94eb8673ff5f"),
            ("unit", "unit:24:2025-07-01"),
            ("unit", "unit:x-so-khcn"),
            ("source", "source:bao-mau"),
        ]
    );
    let notice = &records[0];
    assert_eq!(notice.fields["data"]["body"], "<p>Máy chủ được chuyển <strong>sang kho mới</strong>.</p>");
    assert_eq!(notice.published, Timestamp::parse_rfc3339("2026-11-13T11:00:00+07:00"));
    assert_eq!((notice.file.as_str(), notice.place.as_str()), ("notices/dung.md", ""));
    assert_eq!(records[2].place, "dòng 3");
    assert_eq!(records[1].fields["data"]["name"]["vi"], "Tỉnh Bắc Ninh");
}

#[test]
fn a_finding_names_file_record_field_value_and_cause() {
    let wrong = NOTICE.replace("severity = \"warning\"", "severity = \"hight\"\nplase = \"kho\"");
    assert_eq!(
        told(&[("notices/dung.md", &wrong)]),
        [
            "notices/dung.md: 01a1d30f-f200-7f66-8b1c-94eb8673ff5f: severity: «hight»: is none of: info, warning, urgent",
            "notices/dung.md: 01a1d30f-f200-7f66-8b1c-94eb8673ff5f: plase: «kho»: there is no such field; “place” perhaps?",
        ]
    );
}

#[test]
fn units_that_do_not_exist_on_the_day_are_told() {
    let wrong = NOTICE.replace("[\"24\"]", "[\"24\", \"213\"]").replace("2026-11-13T11", "2025-05-13T11");
    let told = told(&[("notices/dung.md", &wrong), ("units/units.csv", UNITS)]);
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(told[0].ends_with("areas[0]: «24»: no unit has this code (13/05/2025)"), "{told:#?}");
    assert!(told[1].ends_with("areas[1]: «213»: no unit has this code (13/05/2025)"), "{told:#?}");
}

#[test]
fn an_id_given_twice_and_a_code_that_means_two_things_are_told() {
    let second = "unit:24,24,Tỉnh Bắc Giang,tinh,,,2025-07-01,official,2026-11-23T08:00:00+07:00,x-so-khcn,false\n";
    let told = told(&[
        ("notices/dung.md", NOTICE),
        ("notices/lai.md", NOTICE),
        ("units/units.csv", &format!("{UNITS}{second}")),
    ]);
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(told[0].contains("notices/lai.md") && told[0].ends_with("already in notices/dung.md"), "{told:#?}");
    assert!(told[1].ends_with("same code at the same time as unit:24"), "{told:#?}");
}

#[test]
fn files_that_cannot_be_read_are_told_with_their_line() {
    let told = told(&[
        ("notices/a.md", "không có phần đầu"),
        ("notices/b.md", "+++\nid = \"a\"\ntitle = \n+++\n"),
        ("sources/c.ndjson", "\n{\"id\": 1,}\n"),
        ("units/d.csv", "id,code\n\"x\n"),
        ("thong-bao/e.md", NOTICE),
    ]);
    assert_eq!(told.len(), 5, "{told:#?}");
    assert!(told[0].starts_with("thong-bao: no kind has this folder"), "{told:#?}");
    assert!(told[1].starts_with("notices/a.md: there is no front matter"), "{told:#?}");
    assert!(told[2].starts_with("notices/b.md: dòng 3: not TOML"), "{told:#?}");
    assert!(told[3].starts_with("units/d.csv: dòng "), "{told:#?}");
    assert!(told[4].starts_with("sources/c.ndjson: dòng 2: not JSON"), "{told:#?}");
}

#[test]
fn letters_in_pieces_are_composed_and_control_characters_refused() {
    let pieces = NOTICE.replace("Máy chủ", "Ma\u{301}y chu\u{309}");
    let dir = folder(&[("notices/dung.md", &pieces)]);
    let records = read_folder(dir.path()).unwrap();
    assert!(records[0].fields["data"]["body"].as_str().unwrap().contains("Máy chủ"));
    let told = told(&[("notices/dung.md", &NOTICE.replace("Máy", "M\u{7}áy"))]);
    assert_eq!(
        told,
        ["notices/dung.md: dòng 14: «M\u{fffd}áy chủ được chuyển **sang kho mới**.»: holds a control character"]
    );
}
