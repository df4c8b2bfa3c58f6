//! Lists that differ, changelogs that keep silent, stamps.

use super::{compare, fnv1a, mark, newest};

const LIST: &str = "enum Route { Home }\nfn openCore()\n";

fn changelog(newest: &str, older: &str) -> String {
    format!("# Changelog\n\n## [Unreleased]\n### Added\n- {newest}\n\n## [0.1.0]\n- {older}\n")
}

#[test]
fn the_hash_is_fnv_1a() {
    assert_eq!(fnv1a(b""), 0xcbf2_9ce4_8422_2325);
    assert_eq!(fnv1a(b"a"), 0xaf63_dc4c_8601_ec8c);
    assert_eq!(fnv1a(b"foobar"), 0x8594_4171_f739_67e8);
    assert_eq!(mark("foobar"), "exports 85944171");
}

#[test]
fn the_same_list_with_its_stamp_in_the_newest_section_holds() {
    assert_eq!(compare(LIST, LIST, &changelog(&format!("The interface ({}).", mark(LIST)), "")), Ok(()));
    assert_eq!(compare(LIST, LIST, &changelog(&format!("`{}`", mark(LIST)), "")), Ok(()));
}

#[test]
fn another_list_is_told_line_by_line_with_the_way_out() {
    let built = "enum Route { Home, Search }\nfn openCore()\n";
    let told = compare(LIST, built, &changelog(&mark(built), "")).unwrap_err();
    assert!(told.lines().next().unwrap().ends_with("cargo bindgen --accept"), "{told}");
    assert!(told.contains("\n- enum Route { Home }\n+ enum Route { Home, Search }"), "{told}");
    assert!(!told.contains("openCore"), "{told}");
}

#[test]
fn the_same_lines_in_another_order_are_another_list() {
    let built = "fn openCore()\nenum Route { Home }\n";
    assert!(compare(LIST, built, &changelog(&mark(LIST), "")).unwrap_err().contains("--accept"));
}

#[test]
fn a_changed_list_needs_a_new_word_in_the_newest_section() {
    let changed = "fn openCore()\n";
    let missing = |log: &str| compare(changed, changed, log).unwrap_err();
    assert!(missing(&changelog(&mark(LIST), "")).contains(&mark(changed)));
    assert!(
        missing(&changelog("nothing", &mark(changed))).contains("newest section"),
        "an older section does not count"
    );
    assert!(missing("").contains("newest section"));
    assert!(missing(&changelog(&format!("{}0", mark(changed)), "")).contains("lacks"), "part of a longer number");
    assert!(missing(&changelog(&format!("re{}", mark(changed)), "")).contains("lacks"), "part of a longer word");
}

#[test]
fn the_newest_section_ends_at_the_next() {
    assert_eq!(newest("# Log\n\n## [2]\na\n### Added\nb\n## [1]\nc\n"), Some("[2]\na\n### Added\nb"));
    assert_eq!(newest("# Log\n"), None);
}
