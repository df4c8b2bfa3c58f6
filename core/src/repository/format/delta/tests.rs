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
