//! There is one way to write each name.

use super::*;

const HASH: &str = "ab00000000000000000000000000000000000000000000000000000000000012";

#[test]
fn every_name_of_a_repository_is_read_and_written() {
    for path in [
        "metadata/1.root.json".to_owned(),
        "metadata/18446744073709551615.root.json".to_owned(),
        "metadata/20.snapshot.json".to_owned(),
        "metadata/20.targets.json".to_owned(),
        "metadata/timestamp.json".to_owned(),
        format!("targets/{HASH}.catalog.json"),
        format!("objects/ab/{HASH}.zst"),
        format!("media/ab/{HASH}.webp"),
    ] {
        assert_eq!(Name::parse(&path).map(|name| name.path()), Some(path));
    }
}

#[test]
fn no_other_name_is() {
    let upper = HASH.to_uppercase();
    for path in [
        "",
        "metadata/",
        "metadata/root.json",
        "metadata/0.root.json",
        "metadata/01.root.json",
        "metadata/+1.root.json",
        "metadata/-1.root.json",
        "metadata/18446744073709551616.root.json",
        "metadata/1.timestamp.json",
        "metadata/1.root.json/",
        "./metadata/timestamp.json",
        "/metadata/timestamp.json",
        "metadata//timestamp.json",
        "metadata/../metadata/timestamp.json",
        "targets/catalog.json",
        &format!("targets/{upper}.catalog.json"),
        &format!("objects/ac/{HASH}.zst"),
        &format!("objects/{HASH}.zst"),
        &format!("objects/ab/{HASH}"),
        &format!("objects/ab/{HASH}.zst\0"),
        &format!("objects/AB/{upper}.zst"),
        &format!("media/ab/{HASH}."),
        &format!("media/ab/{HASH}.tar.gz"),
        &format!("media/ab/{HASH}.longer"),
        &format!("media/ab/{HASH}.SVG"),
    ] {
        assert_eq!(Name::parse(path), None, "{path}");
    }
}
