//! The command line: names and options of product.md §6, help in the user's language.
//!
//! One builder for parsing, help and shell completion. Texts come from the catalogue (`cli.help.*`), so the command is built
//! per language; [`language`] looks for `--lang` before anything is parsed.

use app4g_core::strings::{Lang, text};
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, value_parser};
use clap_complete::Shell;

/// The language asked for with `--lang`; Vietnamese otherwise.
pub fn language(args: &[String]) -> Lang {
    let after_flag = args.iter().position(|arg| arg == "--lang").and_then(|at| args.get(at + 1)).map(String::as_str);
    let joined = args.iter().find_map(|arg| arg.strip_prefix("--lang="));
    after_flag.or(joined).and_then(Lang::parse).unwrap_or_default()
}

/// The whole command line in `lang`.
pub fn command(lang: Lang) -> Command {
    let say = |key: &str| text(key, &[], lang);
    Command::new("app4g")
        .about(say("cli.help.about"))
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .help_template(template(lang, "{subcommands}"))
        .args(global(lang))
        .subcommands(subcommands(lang))
}

fn template(lang: Lang, middle: &str) -> String {
    let usage = text("cli.help.usage", &[], lang);
    let options = text("cli.help.options", &[], lang);
    let commands = text("cli.help.commands", &[], lang);
    if middle.is_empty() {
        format!("{{about}}\n\n{usage} {{usage}}\n\n{options}\n{{options}}\n")
    } else {
        format!("{{about}}\n\n{usage} {{usage}}\n\n{commands}\n{middle}\n\n{options}\n{{options}}\n")
    }
}

fn global(lang: Lang) -> [Arg; 8] {
    let say = |key: &str| text(key, &[], lang);
    [
        value("home", "DIR", say("cli.help.home")).global(true),
        flag("json", say("cli.help.json")).global(true),
        flag("offline", say("cli.help.offline")).global(true),
        value("now", "TS", say("cli.help.now")).global(true),
        value("lang", "vi|en", say("cli.help.lang")).value_parser(PossibleValuesParser::new(["vi", "en"])).global(true),
        value("color", "auto|always|never", say("cli.help.color"))
            .value_parser(PossibleValuesParser::new(["auto", "always", "never"]))
            .default_value("auto")
            .hide_default_value(true)
            .global(true),
        Arg::new("help").short('h').long("help").action(ArgAction::Help).help(say("cli.help.help")).global(true),
        Arg::new("version").long("version").action(ArgAction::Version).help(say("cli.help.version")),
    ]
}

fn flag(name: &'static str, help: String) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

fn value(name: &'static str, shown: &'static str, help: String) -> Arg {
    Arg::new(name).long(name).value_name(shown).help(help)
}

fn positional(name: &'static str, shown: &'static str, help: String) -> Arg {
    Arg::new(name).value_name(shown).help(help).required(true)
}

fn limit(lang: Lang, default: &'static str) -> Arg {
    value("limit", "N", text("cli.help.limit", &[], lang))
        .value_parser(value_parser!(u32).range(1..=1000))
        .default_value(default)
        .hide_default_value(true)
}

/// Which articles: shared by `news` and `search`, because a filter means the same in both.
fn filters(lang: Lang) -> [Arg; 4] {
    let say = |key: &str| text(key, &[], lang);
    [
        flag("unread", say("cli.help.filter.unread")),
        flag("starred", say("cli.help.filter.starred")),
        value("source", "ID", say("cli.help.filter.source")),
        value("since", "NGÀY", say("cli.help.filter.since")),
    ]
}

fn subcommands(lang: Lang) -> Vec<Command> {
    let say = |key: &str| text(key, &[], lang);
    let make = |name: &'static str, about: &str| {
        Command::new(name).about(say(about)).disable_help_flag(true).help_template(template(lang, ""))
    };
    let id = || positional("id", "ID", say("cli.help.id"));
    vec![
        make("sync", "cli.help.sync").arg(value("budget", "BYTES", say("cli.help.budget"))).arg(
            value("deadline", "GIÂY", say("cli.help.deadline")).value_parser(value_parser!(u32).range(1..=86_400)),
        ),
        make("status", "cli.help.status"),
        make("doctor", "cli.help.doctor"),
        make("home", "cli.help.home_screen"),
        make("news", "cli.help.news").args(filters(lang)).arg(limit(lang, "50")),
        make("read", "cli.help.read")
            .arg(id())
            .arg(value("found", "CÂU TÌM", say("cli.help.found")))
            .arg(flag("speak-segments", say("cli.help.speak_segments"))),
        make("search", "cli.help.search")
            .arg(
                positional("query", "CÂU TÌM", say("cli.help.query"))
                    .num_args(1..)
                    .required(false)
                    .required_unless_present("facet"),
            )
            .args(filters(lang))
            .arg(value("facet", "MỤC=GIÁ TRỊ", say("cli.help.facet")).action(ArgAction::Append))
            .arg(
                value("sort", "relevance|newest|oldest|title", say("cli.help.sort"))
                    .default_value("relevance")
                    .hide_default_value(true),
            )
            .arg(limit(lang, "20")),
        listings(lang, make),
        make("suggest", "cli.help.suggest").arg(positional("query", "CÂU TÌM", say("cli.help.query")).num_args(1..)),
        make("star", "cli.help.star").arg(id()),
        make("unstar", "cli.help.unstar").arg(id()),
        make("mark", "cli.help.mark").arg(id()).arg(flag("unread", say("cli.help.mark_unread"))),
        feeds(lang, make),
        make("ledger", "cli.help.ledger"),
        settings(lang, make),
        make("export", "cli.help.export").arg(positional("file", "TỆP", say("cli.help.export_file"))).arg(value(
            "passphrase-file",
            "TỆP",
            say("cli.help.export_passphrase"),
        )),
        make("import", "cli.help.import").arg(positional("file", "TỆP", say("cli.help.import_file"))).arg(value(
            "passphrase-file",
            "TỆP",
            say("cli.help.import_passphrase"),
        )),
        packs(lang, make),
        make("erase", "cli.help.erase").arg(flag("yes", say("cli.help.erase_yes"))),
        make("completions", "cli.help.completions")
            .arg(positional("shell", "SHELL", say("cli.help.shell")).value_parser(value_parser!(Shell))),
    ]
}

fn listings(lang: Lang, make: impl Fn(&'static str, &str) -> Command) -> Command {
    let say = |key: &str| text(key, &[], lang);
    make("listings", "cli.help.listings")
        .arg(positional("query", "CÂU TÌM", say("cli.help.query")).num_args(1..).required(false))
        .arg(value("facet", "MỤC=GIÁ TRỊ", say("cli.help.listings_facet")).action(ArgAction::Append))
        .arg(value("sort", "relevance|newest|oldest|ending|title", say("cli.help.listings_sort")))
        .arg(flag("expired", say("cli.help.expired")))
        .arg(limit(lang, "20"))
}

fn packs(lang: Lang, make: impl Fn(&'static str, &str) -> Command) -> Command {
    let say = |key: &str| text(key, &[], lang);
    let file = || positional("file", "TỆP", say("cli.help.pack_file"));
    make("pack", "cli.help.pack")
        .help_template(template(lang, "{subcommands}"))
        .subcommand_required(true)
        .disable_help_subcommand(true)
        .subcommand(
            make("make", "cli.help.pack_make")
                .arg(file())
                .arg(value("collection", "TÊN", say("cli.help.pack_collection")).action(ArgAction::Append)),
        )
        .subcommand(make("info", "cli.help.pack_info").arg(file()))
        .subcommand(make("verify", "cli.help.pack_verify").arg(file()))
        .subcommand(make("import", "cli.help.pack_import").arg(file()).arg(flag("yes", say("cli.help.pack_yes"))))
}

fn feeds(lang: Lang, make: impl Fn(&'static str, &str) -> Command) -> Command {
    let say = |key: &str| text(key, &[], lang);
    make("feeds", "cli.help.feeds")
        .help_template(template(lang, "{subcommands}"))
        .subcommand_required(true)
        .disable_help_subcommand(true)
        .subcommand(
            make("add", "cli.help.feeds_add")
                .arg(positional("url", "URL", say("cli.help.feed_or_page")))
                .arg(value("name", "TÊN", say("cli.help.feed_name")))
                .arg(flag("full-text", say("cli.help.feed_full_text")))
                .arg(flag("images", say("cli.help.feed_images"))),
        )
        .subcommand(make("list", "cli.help.feeds_list"))
        .subcommand(
            make("refresh", "cli.help.feeds_refresh")
                .arg(positional("id", "ID", say("cli.help.source_id")).required(false)),
        )
        .subcommand(make("check", "cli.help.feeds_check").arg(positional(
            "url",
            "URL|TỆP",
            say("cli.help.feed_or_file"),
        )))
        .subcommand(make("remove", "cli.help.feeds_remove").arg(positional("id", "ID", say("cli.help.source_id"))))
        .subcommand(
            make("opml", "cli.help.feeds_opml")
                .arg(
                    positional("direction", "import|export", say("cli.help.opml_direction"))
                        .value_parser(PossibleValuesParser::new(["import", "export"])),
                )
                .arg(positional("file", "TỆP", say("cli.help.opml_file"))),
        )
}

fn settings(lang: Lang, make: impl Fn(&'static str, &str) -> Command) -> Command {
    let say = |key: &str| text(key, &[], lang);
    make("settings", "cli.help.settings")
        .help_template(template(lang, "{subcommands}"))
        .subcommand_required(true)
        .disable_help_subcommand(true)
        .subcommand(
            make("get", "cli.help.settings_get")
                .arg(positional("key", "KEY", say("cli.help.setting_key")).required(false)),
        )
        .subcommand(
            make("set", "cli.help.settings_set")
                .arg(positional("key", "KEY", say("cli.help.setting_key")))
                .arg(positional("value", "VALUE", say("cli.help.setting_value"))),
        )
}

#[cfg(test)]
mod tests;
