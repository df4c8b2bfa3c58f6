//! Which paths are asked for at all.

use super::*;

#[test]
fn only_files_of_format_1_are_ever_asked_for() {
    let hash = "a".repeat(64);
    assert_eq!(Kind::of("metadata/12.root.json"), Some(Kind::Root));
    assert_eq!(Kind::of("metadata/timestamp.json"), Some(Kind::Timestamp));
    assert_eq!(Kind::of("metadata/3.snapshot.json"), Some(Kind::Snapshot));
    assert_eq!(Kind::of("metadata/3.targets.json"), Some(Kind::Targets));
    assert_eq!(Kind::of(&format!("targets/{hash}.catalog.json")), Some(Kind::Catalog));
    for path in [
        "metadata/root.json",
        "metadata/3.delegated.json",
        "metadata/../3.root.json",
        "metadata/x.root.json",
        "metadata/.root.json",
        "targets/catalog.json",
        "targets/abc.catalog.json",
        "objects/aa/x.zst",
        "",
    ] {
        assert_eq!(Kind::of(path), None, "{path}");
    }
}
