//! `Strings`: a property for each text of the shells, a function where it has arguments.
//!
//! `shell.nav.home` is `navHome`, `a11y.unread` is `a11yUnread`; `Strings.vi`, `Strings.en`, `Strings.of("vi-VN")`. All arguments
//! are text: the core formats numbers. Where a language has a form for one, it is taken if `n` is "1".

use crate::catalogue::{Entry, Forms};
use crate::literal::Language;

const KOTLIN: &str = r#"// Generated from core/strings by `cargo bindgen`.
package vn.app4g.shell

/** Words that shells show by themselves; everything else comes in the states, in the same language. */
class Strings private constructor(private val isVi: Boolean) {
    /** `vi` or `en`. */
    val language: String get() = if (isVi) "vi" else "en"
"#;

const KOTLIN_END: &str = r#"
    companion object {
        /** Tiếng Việt. */
        val vi: Strings = Strings(isVi = true)

        /** English. */
        val en: Strings = Strings(isVi = false)

        /** Of a tag such as `en-GB`; Vietnamese for any other language. */
        fun of(tag: String): Strings =
            if (tag.split('-', '_', '.').first().lowercase() == "en") en else vi
    }
}
"#;

const SWIFT: &str = r#"// Generated from core/strings by `cargo bindgen`.

/// Words that shells show by themselves; everything else comes in the states, in the same language.
public struct Strings: Sendable, Equatable {
    private let isVi: Bool

    /// Tiếng Việt.
    public static let vi = Strings(isVi: true)

    /// English.
    public static let en = Strings(isVi: false)

    /// Of a tag such as `en-GB`; Vietnamese for any other language.
    public static func of(_ tag: String) -> Strings {
        tag.split(whereSeparator: { "-_.".contains($0) }).first?.lowercased() == "en" ? en : vi
    }

    /// `vi` or `en`.
    public var language: String { isVi ? "vi" : "en" }
"#;

/// The file of Kotlin.
pub(crate) fn kotlin(entries: &[Entry]) -> String {
    let members = entries.iter().map(kotlin_member);
    format!("{KOTLIN}{}{KOTLIN_END}", members.collect::<String>())
}

/// The file of Swift.
pub(crate) fn swift(entries: &[Entry]) -> String {
    let members = entries.iter().map(swift_member);
    format!("{SWIFT}{}}}\n", members.collect::<String>())
}

fn kotlin_member(entry: &Entry) -> String {
    let form = |forms: &Forms| {
        let other = Language::Kotlin.literal(&forms.other);
        match &forms.one {
            Some(one) => format!("(if (n == \"1\") {} else {other})", Language::Kotlin.literal(one)),
            None => other,
        }
    };
    let name = Language::Kotlin.name(&entry.name);
    let text = format!("if (isVi) {} else {}", form(&entry.vi), form(&entry.en));
    let head = match entry.arguments.as_slice() {
        [] => format!("val {name}: String get() = "),
        some => format!("fun {name}({}): String =\n        ", parameters(Language::Kotlin, some)),
    };
    format!("\n    /** `{}` */\n    {head}{text}\n", entry.key)
}

fn swift_member(entry: &Entry) -> String {
    let form = |forms: &Forms| {
        let other = Language::Swift.literal(&forms.other);
        match &forms.one {
            Some(one) => format!("(n == \"1\" ? {} : {other})", Language::Swift.literal(one)),
            None => other,
        }
    };
    let name = Language::Swift.name(&entry.name);
    let text = format!("isVi ? {} : {}", form(&entry.vi), form(&entry.en));
    let head = match entry.arguments.as_slice() {
        [] => format!("var {name}: String"),
        some => format!("func {name}({}) -> String", parameters(Language::Swift, some)),
    };
    format!("\n    /// `{}`\n    public {head} {{\n        {text}\n    }}\n", entry.key)
}

fn parameters(language: Language, names: &[String]) -> String {
    let parameters = names.iter().map(|name| format!("{}: String", language.name(name)));
    parameters.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests;
