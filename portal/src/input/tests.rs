//! Tests of the parent module.

use super::*;

#[test]
fn any_byte_and_any_name_counts_and_what_is_hidden_does_not() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let now = || hash(dir.path(), Samples::Refused).unwrap();
    write("articles/a.md", "một");
    let first = now();
    write(".app4g/ledger.db", "…");
    assert_eq!(now(), first);
    assert_ne!(hash(dir.path(), Samples::Allowed).unwrap(), first);
    write("articles/a.md", "hai");
    let second = now();
    assert_ne!(second, first);
    fs::rename(dir.path().join("articles/a.md"), dir.path().join("articles/b.md")).unwrap();
    assert_ne!(now(), second);
}
