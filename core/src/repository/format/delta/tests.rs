//! Tests of the parent module.

use super::*;
use crate::repository::format::Sha256;

fn object() -> Object {
    Object { sha256: Sha256::of(b"o"), bytes: 50, raw_bytes: 100 }
}

fn entry() -> DeltaEntry {
    DeltaEntry { object: object(), cost: 50, from: 3, to: 4 }
}

fn raw(manifest: &Manifest, lines: &[&str]) -> Vec<u8> {
    let mut raw = manifest.to_bytes().unwrap();
    raw.push(b'\n');
    for line in lines {
        raw.extend_from_slice(line.as_bytes());
        raw.push(b'\n');
    }
    raw
}

fn rule(raw: &[u8]) -> String {
    Delta::parse(raw, "news", &entry()).unwrap_err().to_string()
}

#[test]
fn what_is_written_is_read() {
    let mut manifest = Manifest::empty("news", 3, 4);
    manifest.drop = vec!["a".into()];
    manifest.base = vec![("b".into(), "0123456789abcdef".into())];
    (manifest.edit, manifest.twin) = (Some(object()), Some(object()));
    let bytes = raw(&manifest, &["{}", "{\"a\":1}"]);
    let delta = Delta::parse(&bytes, "news", &entry()).unwrap();
    assert_eq!(delta.manifest, manifest);
    assert_eq!(delta.lines, ["{}", "{\"a\":1}"]);
    assert!(bytes.starts_with(br#"{"base":[["b","0123456789abcdef"]],"collection":"news","drop":["a"],"edit":{"#));
}

#[test]
fn a_delta_that_leads_elsewhere_is_refused() {
    for manifest in [Manifest::empty("notices", 3, 4), Manifest::empty("news", 2, 4), Manifest::empty("news", 3, 5)] {
        assert!(rule(&raw(&manifest, &[])).contains("elsewhere"));
    }
}

#[test]
fn no_record_stands_twice_and_drops_stand_in_order() {
    let put =
        |id: &str| format!(r#"{{"change":{{"kind":"new"}},"data":{{"title":"\u0111"}},"id":"{id}","kind":"article"}}"#);
    let manifest = |drop: &[&str], base: &[&str]| {
        let drop = drop.iter().map(|id| (*id).to_owned()).collect();
        let base: Vec<_> = base.iter().map(|id| ((*id).to_owned(), "0123456789abcdef".to_owned())).collect();
        let edit = (!base.is_empty()).then(object);
        Manifest { drop, base, edit, twin: edit, ..Manifest::empty("news", 3, 4) }
    };
    let sound = raw(&manifest(&["a", "b"], &["d", "c"]), &[&put("e"), &put("f")]);
    Delta::parse(&sound, "news", &entry()).unwrap();
    for drop in [["b", "a"], ["a", "a"]] {
        assert!(rule(&raw(&manifest(&drop, &[]), &[])).contains("order"), "{drop:?}");
    }
    for (drop, base, puts) in [
        (vec!["a"], vec!["a"], vec![]),
        (vec!["a"], vec![], vec!["a"]),
        (vec![], vec!["a"], vec!["a"]),
        (vec![], vec!["a", "a"], vec![]),
        (vec![], vec![], vec!["a", "b", "a"]),
        // The same letter, written otherwise.
        (vec!["đ"], vec![], vec!["\\u0111"]),
    ] {
        let lines: Vec<String> = puts.iter().map(|id| put(id)).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        assert!(rule(&raw(&manifest(&drop, &base), &lines)).contains("twice"), "{drop:?} {base:?} {puts:?}");
    }
}

#[test]
fn bounds_are_checked() {
    let many = vec!["{}"; MAX_DELTA_RECORDS + 1];
    assert!(rule(&raw(&Manifest::empty("news", 3, 4), &many)).contains("more records"));
    let mut half = Manifest::empty("news", 3, 4);
    half.edit = Some(object());
    assert!(rule(&raw(&half, &[])).contains("stand together"));
    let whole = raw(&Manifest::empty("news", 3, 4), &["{}"]);
    assert!(rule(&whole[..whole.len() - 1]).contains("does not end"));
    assert!(rule(&[whole.as_slice(), b"\n"].concat()).contains("empty"));
    assert!(rule(b"{}").contains("does not end"));
    assert!(rule(&[whole.as_slice(), b"\xff\n"].concat()).contains("UTF-8"));
}
