//! The options of the command.

use super::parse;

fn args(line: &str) -> Vec<String> {
    line.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn the_readme_picture_is_the_default() {
    let asked = parse(&[]).unwrap();
    assert_eq!(asked.out.to_str(), Some("docs/pictures/demo.svg"));
    assert_eq!((asked.columns, asked.lines, asked.from), (100, None, None));
}

#[test]
fn lines_are_counted_from_one_and_both_ends_are_drawn() {
    assert_eq!(parse(&args("--lines 3-40")).unwrap().lines, Some(3..=40));
    for wrong in ["--lines 0-4", "--lines 5-4", "--lines 5", "--lines a-b", "--columns 2", "--columns", "--rows 4"] {
        assert!(parse(&args(wrong)).is_err(), "{wrong}");
    }
}
