//! Only a total that passed counts, and not the empty one that XCTest prints beside it.

use super::{passed, swift_files};

#[test]
fn the_total_of_swift_testing_counts() {
    let output = "Executed 0 tests, with 0 failures (0 unexpected) in 0.0 seconds\n\
         ✔ Test closing() passed after 0.021 seconds.\n\
         ✔ Suite ListenerTests passed after 1.521 seconds.\n\
         ✔ Test run with 57 tests passed after 21.304 seconds.\n";
    assert_eq!(passed(output), 57);
    assert_eq!(passed("✔ Test run with 3 tests in 2 suites passed after 1.0 seconds.\n"), 3);
}

#[test]
fn a_failed_or_empty_run_counts_nothing() {
    assert_eq!(passed("✘ Test run with 57 tests failed after 21.304 seconds with 1 issue.\n"), 0);
    assert_eq!(passed("✔ Test run with 0 tests passed after 0.001 seconds.\n"), 0);
    assert_eq!(passed("Executed 0 tests, with 0 failures (0 unexpected) in 0.0 seconds\n"), 0);
}

#[test]
fn only_what_people_wrote_is_read() {
    let folder = std::env::temp_dir().join(format!("app4g-dev-{}-swift", std::process::id()));
    for name in [
        "App/View.swift",
        "Kit/Generated/Tokens.swift",
        "Kit/.build/Built.swift",
        "Kit/Package.swift",
        "App/Info.plist",
    ] {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, "").unwrap();
    }
    std::os::unix::fs::symlink(folder.join("Kit/Generated/Tokens.swift"), folder.join("App/Linked.swift")).unwrap();
    let files = swift_files(&folder, "ios");
    std::fs::remove_dir_all(folder).unwrap();
    assert_eq!(files, ["ios/App/View.swift", "ios/Kit/Package.swift"]);
}
