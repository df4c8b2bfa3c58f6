//! Targets, and what each is built with.

use super::*;

fn words(args: &[&str]) -> Vec<String> {
    args.iter().map(|arg| (*arg).to_owned()).collect()
}

fn site() -> Site {
    Site { root: "/project".into(), target: "/project/target".into(), shared: None, ci: false }
}

#[test]
fn without_a_target_it_is_this_machine() {
    assert_eq!(parse(&[]).unwrap(), [Library::here()]);
    let line = Library::here().step(&site()).unwrap().line();
    assert!(line.contains("--crate-type cdylib") && !line.contains("--target"), "{line}");
    assert!(line.contains("pack-relative-relocs"), "{line}");
    assert_eq!(Library::here().unwinding(), Some("-Cforce-frame-pointers=yes"));
}

#[test]
fn apple_links_a_library_of_its_own_kind_and_no_elf() {
    let libraries = parse(&words(&["aarch64-apple-ios"])).unwrap();
    let line = libraries[0].step(&site()).unwrap().line();
    assert!(line.contains("--crate-type staticlib") && line.contains("--target aarch64-apple-ios"), "{line}");
    assert!(!line.contains("-Wl"), "{line}");
    assert_eq!(
        libraries[0].place(&site()).unwrap(),
        Path::new("/project/target/aarch64-apple-ios/phone/libapp4g_bindings.a")
    );
}

#[test]
fn android_takes_pages_of_16_kb_and_relocations_that_its_oldest_linker_reads() {
    let libraries = parse(&words(&["armv7-linux-androideabi"])).unwrap();
    assert_eq!(libraries[0].system, System::Android("armeabi-v7a"));
    assert_eq!(libraries[0].unwinding(), None);
    let linking = libraries[0].linking().join(" ");
    assert!(linking.contains("max-page-size=16384") && linking.contains("pack-dyn-relocs=android"), "{linking}");
    assert!(!linking.contains("pack-relative-relocs"), "{linking}");
    let tools = compilers("armv7-linux-androideabi", Path::new("/ndk"));
    assert_eq!(tools[0].0, "CARGO_TARGET_ARMV7_LINUX_ANDROIDEABI_LINKER");
    assert!(tools[0].1.ends_with("/armv7a-linux-androideabi26-clang"), "{}", tools[0].1);
    assert_eq!(tools[2].0, "AR_armv7_linux_androideabi");
}

#[test]
fn another_target_is_named_in_the_error() {
    assert!(parse(&words(&["wasm32-unknown-unknown"])).unwrap_err().contains("wasm32-unknown-unknown"));
}

#[test]
fn no_folder_of_this_machine_is_left_in_messages() {
    let flags = nameless(Path::new("/a/project"), Path::new("/a/.cargo"));
    assert_eq!(flags[0], "--remap-path-prefix=/a/.cargo/registry/src=crates");
    assert_eq!(flags[1], "--remap-path-prefix=/a/project=app4g");
}
