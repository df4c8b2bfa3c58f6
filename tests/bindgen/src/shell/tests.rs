//! The real catalogue and tokens, written twice.
use super::*;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn all_files_are_written_the_same_twice_and_leave_the_library_s_alone() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("kotlin/vn/app4g/core/app4g.kt");
    let stale = folder.path().join("android-res/values-fr/strings.xml");
    for file in [&library, &stale] {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, "x").unwrap();
    }
    let read = |paths: &[PathBuf]| paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect::<Vec<_>>();
    let first = generate(&root(), folder.path()).unwrap();
    let texts = read(&first);
    let second = generate(&root(), folder.path()).unwrap();
    assert_eq!((&first, &texts), (&second, &read(&second)));
    assert_eq!(first.len(), 10);
    assert!(library.exists(), "what `languages` wrote stays");
    assert!(!stale.exists(), "what an older version wrote goes");
    assert!(texts.iter().all(|text| !text.is_empty() && text.ends_with('\n')));
}

#[test]
fn the_real_texts_arrive() {
    let folder = tempfile::tempdir().unwrap();
    generate(&root(), folder.path()).unwrap();
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert!(
        read("kotlin-android/vn/app4g/shell/Strings.kt")
            .contains("val actionRetry: String get() = if (isVi) \"Thử lại\"")
    );
    assert!(read("swift-shell/Strings.swift").contains("public var a11yUnread: String"));
    assert!(read("android-res/values/strings.xml").contains("<string name=\"app_name\">App 4G plus</string>"));
    assert!(read("ios-res/en.lproj/InfoPlist.strings").contains("\"CFBundleDisplayName\" = \"App 4G plus\";"));
    assert!(read("kotlin/vn/app4g/shell/Tokens.kt").contains("val accent: Long,"));
}
