//! The command line itself: consistent, and in the language asked for.
use super::*;

fn words(line: &str) -> Vec<String> {
    line.split(' ').map(str::to_owned).collect()
}

#[test]
fn the_command_line_is_consistent_in_both_languages() {
    command(Lang::Vi).debug_assert();
    command(Lang::En).debug_assert();
}

#[test]
fn help_is_vietnamese_unless_english_is_asked_for() {
    assert_eq!(language(&words("app4g home")), Lang::Vi);
    assert_eq!(language(&words("app4g --lang en home")), Lang::En);
    assert_eq!(language(&words("app4g home --lang=en")), Lang::En);
    assert_eq!(language(&words("app4g --lang xx")), Lang::Vi);
    let help = command(Lang::Vi).render_help().to_string();
    assert!(help.contains("Cách dùng:"), "{help}");
    assert!(!help.contains("Usage:"), "{help}");
}

#[test]
fn a_query_may_be_typed_without_quotation_marks() {
    let matches = command(Lang::Vi).try_get_matches_from(words("app4g search chuyển giao --unread")).unwrap();
    let (_, search) = matches.subcommand().unwrap();
    let query: Vec<&String> = search.get_many("query").unwrap().collect();
    assert_eq!(query, ["chuyển", "giao"]);
    assert!(search.get_flag("unread"));
}

#[test]
fn every_key_of_the_help_is_in_the_catalogue() {
    for lang in [Lang::Vi, Lang::En] {
        let mut pending = vec![command(lang)];
        while let Some(command) = pending.pop() {
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            assert!(!about.starts_with("cli.help") && !about.is_empty(), "{}: {about}", command.get_name());
            for argument in command.get_arguments() {
                let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
                assert!(!help.starts_with("cli.help") && !help.is_empty(), "{}: {help}", argument.get_id());
            }
            pending.extend(command.get_subcommands().cloned());
        }
    }
}
