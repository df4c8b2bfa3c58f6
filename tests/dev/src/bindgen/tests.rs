//! Options, and that each package is built by a command of its own.

use super::{Asked, Profile, build_args, parse};

fn asked(line: &str) -> Result<Asked, String> {
    parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
}

#[test]
fn options_are_known_by_name() {
    assert_eq!(asked("").unwrap(), Asked { profile: Profile::Dev, accept: false });
    assert_eq!(asked("--accept --release").unwrap(), Asked { profile: Profile::Release, accept: true });
    assert!(asked("--acept").unwrap_err().contains("`--acept`"));
}

#[test]
fn only_a_release_is_built_as_one() {
    assert_eq!(build_args("a", Profile::Dev), ["build", "--quiet", "--package", "a"]);
    assert_eq!(build_args("a", Profile::Release), ["build", "--quiet", "--package", "a", "--release"]);
}
