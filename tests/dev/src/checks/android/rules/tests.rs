//! What is missing in a text of another tool is told, not read as nothing.

use super::{jars, judge, kept_by_manifest, megabytes, of_package, older, quiet, setting, symbols};

const NEWER: [(&str, &str, u8); 2] = [("<queries>", "</queries>", 30), ("a:rules=\"", "\"", 31)];

#[test]
fn a_class_path_is_sorted_and_archives_are_left_out() {
    let path = "/m/r8-9.jar:/m/jna-5.jar:/m/core-1.aar:/m/android-all-15.jar:/m/kotlin-compose-compiler-p.jar:/m/kotlin-stdlib-2.jar\n";
    let jars = jars(path).unwrap();
    assert_eq!((jars.r8.as_str(), jars.jna.as_str()), ("/m/r8-9.jar", "/m/jna-5.jar"));
    assert_eq!(jars.framework, "/m/android-all-15.jar");
    assert_eq!(jars.lookup(), ["--classpath", "/m/kotlin-stdlib-2.jar"]);
}

#[test]
fn a_class_path_without_a_tool_is_an_error() {
    assert!(jars("/m/r8-9.jar:/m/android-all-15.jar").unwrap_err().contains("jna-"));
    assert!(jars("").unwrap_err().contains("r8-"));
}

#[test]
fn settings_are_read_without_quotes() {
    let gradle = "android {\n    namespace = \"vn.app\"\n    defaultConfig {\n        minSdk = 26\n    }\n}";
    assert_eq!(setting(gradle, "namespace").unwrap(), "vn.app");
    assert_eq!(setting(gradle, "minSdk").unwrap(), "26");
    assert!(setting(gradle, "targetSdk").is_err());
}

#[test]
fn what_is_newer_is_taken_out_and_its_resources_are_named() {
    let manifest = "<m><queries><intent/></queries><app a:icon=\"@x/i\" a:rules=\"@xml/rules\"/></m>";
    let (text, named) = older(manifest, &NEWER).unwrap();
    assert_eq!(text, "<m><app a:icon=\"@x/i\" /></m>");
    assert_eq!(named, ["xml rules"]);
}

#[test]
fn an_entry_that_the_manifest_does_not_have_is_an_error() {
    assert!(older("<m><app a:rules=\"@xml/rules\"/></m>", &NEWER).unwrap_err().contains("<queries>"));
}

#[test]
fn the_package_goes_into_the_first_tag() {
    assert_eq!(
        of_package("<?xml?>\n<manifest a=\"b\">", "vn.app").unwrap(),
        "<?xml?>\n<manifest package=\"vn.app\" a=\"b\">"
    );
    assert!(of_package("<resources>", "vn.app").is_err());
}

#[test]
fn symbols_and_classes_of_the_manifest_are_read() {
    let symbols = symbols("int string app_name 0x7f020000\nint xml rules 0x7f040000\n\n");
    assert!(symbols.contains("string app_name") && symbols.contains("xml rules"));
    assert_eq!(symbols.len(), 2);
    let rules = "# Referenced at manifest:10\n-keep class vn.App { <init>(); }\n";
    assert_eq!(kept_by_manifest(rules), ["vn.App"]);
}

#[test]
fn warnings_fail_but_for_the_two_manifests() {
    assert_eq!(quiet("Info in x.pro\nWarning: Resource 'META-INF/MANIFEST.MF' already exists.\n"), Ok(()));
    let warned = quiet("Warning in app.jar:A.class:\nSuperclass is missing\nInfo\n").unwrap_err();
    assert_eq!(warned, "Warning in app.jar:A.class:\nSuperclass is missing");
}

const MAP: &str =
    "# compiler: R8\nvn.app4g.core.Core -> vn.app4g.core.Core:\n    1:1:void a() -> a\nvn.app4g.ui.View -> a.b:\n";

#[test]
fn what_is_kept_has_its_name_and_something_else_has_not() {
    let kept = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    assert_eq!(judge(MAP, &kept(&["vn.app4g.core.Core"])), Ok(1));
    assert!(judge(MAP, &kept(&["vn.app4g.ui.View"])).unwrap_err().contains("a.b"));
    assert!(judge(MAP, &kept(&["vn.app4g.core.Gone"])).unwrap_err().contains("away"));
    let (unchanged, _) = MAP.split_once("vn.app4g.ui").unwrap();
    assert!(judge(unchanged, &kept(&["vn.app4g.core.Core"])).unwrap_err().contains("renamed nothing"));
}

#[test]
fn sizes_are_written_as_people_here_write_them() {
    assert_eq!(megabytes(1_232_540), "1,2 MB");
    assert_eq!(megabytes(951_000), "1,0 MB");
}
