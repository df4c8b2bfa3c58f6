//! Tokens in Kotlin and Swift: one type `Tokens` in each, numbers only, so that it needs no library of the screen.

use crate::literal::camel;
use crate::tokens::{Palette, Tokens};

const KOTLIN: &str = "\
// Generated from bindings/design/tokens.toml by `cargo bindgen`.
package vn.app4g.shell

/** Colours (0xAARRGGBB), type, spacing and sizes. */
object Tokens {
    /** The colours of a theme. */
    class Palette(
";

const SWIFT: &str = "\
// Generated from bindings/design/tokens.toml by `cargo bindgen`.

/// Colours (0xAARRGGBB), type, spacing and sizes.
public enum Tokens {
    /// The colours of a theme.
    public struct Palette: Sendable, Equatable {
";

/// `Tokens.Light`, `Tokens.Dark`, `Tokens.Type`, `Tokens.Space`, `Tokens.Radius`, `Tokens.Target`.
pub(crate) fn kotlin(tokens: &Tokens) -> String {
    let mut out = String::from(KOTLIN);
    for (role, about) in &tokens.roles {
        out.push_str(&format!("        /** {about} */\n        val {}: Long,\n", camel(role)));
    }
    out.push_str("    )\n");
    for (name, about, palette) in themes(tokens) {
        out.push_str(&format!("\n    /** {about} */\n    val {}: Palette = Palette(\n", title(name)));
        for (role, colour) in palette {
            out.push_str(&format!("        {} = 0x{colour:08X},\n", camel(role)));
        }
        out.push_str("    )\n");
    }
    out.push_str("\n    /** A step of the type scale: size in sp, line height as a multiple of it. */\n");
    out.push_str("    class Style(val size: Float, val lineHeight: Float, val weight: Int)\n");
    out.push_str("\n    /** The type scale. */\n    object Type {\n");
    for (name, style) in &tokens.scale {
        let values = format!("{}f, lineHeight = {}f, weight = {}", style.size, style.line_height, style.weight);
        out.push_str(&format!(
            "        /** {} */\n        val {}: Style = Style(size = {values})\n",
            style.about,
            camel(name)
        ));
    }
    out.push_str("    }\n");
    for (name, sizes) in &tokens.sizes {
        out.push_str(&format!("\n    /** {} in dp. */\n    object {} {{\n", title(name), title(name)));
        for (step, size) in sizes {
            out.push_str(&format!("        const val {}: Int = {size}\n", camel(step)));
        }
        out.push_str("    }\n");
    }
    out.push_str("}\n");
    out
}

/// The same; themes are values (`Tokens.light`), and the scale is `Tokens.Text`, for Swift keeps `Type` for itself.
pub(crate) fn swift(tokens: &Tokens) -> String {
    let mut out = String::from(SWIFT);
    for (role, about) in &tokens.roles {
        out.push_str(&format!("        /// {about}\n        public let {}: UInt32\n", camel(role)));
    }
    out.push_str("    }\n");
    for (name, about, palette) in themes(tokens) {
        out.push_str(&format!("\n    /// {about}\n    public static let {name} = Palette(\n"));
        let colours = palette.iter().map(|(role, colour)| format!("        {}: 0x{colour:08X}", camel(role)));
        out.push_str(&format!("{}\n    )\n", colours.collect::<Vec<_>>().join(",\n")));
    }
    out.push_str("\n    /// A step of the type scale: size in pt, line height as a multiple of it.\n");
    out.push_str("    public struct Style: Sendable, Equatable {\n");
    out.push_str("        public let size: Double\n        public let lineHeight: Double\n        public let weight: Int\n    }\n");
    out.push_str("\n    /// The type scale.\n    public enum Text {\n");
    for (name, style) in &tokens.scale {
        let values = format!("{}, lineHeight: {}, weight: {}", style.size, style.line_height, style.weight);
        out.push_str(&format!(
            "        /// {}\n        public static let {} = Style(size: {values})\n",
            style.about,
            camel(name)
        ));
    }
    out.push_str("    }\n");
    for (name, sizes) in &tokens.sizes {
        out.push_str(&format!("\n    /// {} in pt.\n    public enum {} {{\n", title(name), title(name)));
        for (step, size) in sizes {
            out.push_str(&format!("        public static let {}: Double = {size}\n", camel(step)));
        }
        out.push_str("    }\n");
    }
    out.push_str("}\n");
    out
}

fn themes(tokens: &Tokens) -> [(&'static str, &'static str, &Palette); 2] {
    [("light", "By day.", &tokens.light), ("dark", "At night.", &tokens.dark)]
}

fn title(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
