//! Tests of the parent module.

use super::*;

#[test]
fn files_are_found_wherever_a_record_names_them() {
    let hash = Sha256::of(b"picture");
    let line = format!(r#"{{"data":{{"images":[{{"mime":"image/jpeg","sha256":"{hash}"}}],"mime":"x"}},"id":"a"}}"#);
    let mut paths = BTreeSet::new();
    named_in(&line, &mut paths);
    assert_eq!(paths, BTreeSet::from([path(&hash, "jpg")]));
    named_in(r#"{"data":{"sha256":"no hash","mime":"image/png"}}"#, &mut paths);
    assert_eq!(paths.len(), 1);
    let mut files = BTreeMap::new();
    files_in(&line.replace("\"mime\":\"image", "\"bytes\":7,\"mime\":\"image"), &mut files);
    assert_eq!(files[&path(&hash, "jpg")], Named { sha256: hash, bytes: Some(7) });
}
