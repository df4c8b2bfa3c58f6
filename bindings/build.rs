//! Makes the constants of `src/design.rs` from `design/tokens.toml`.
//!
//! `app4g-bindgen shell` writes the same for Kotlin and Swift, and looks after themes that agree and colours that can be told apart;
//! here a part that is missing ends the build.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

const FILE: &str = "design/tokens.toml";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed={FILE}");
    println!("cargo:rerun-if-changed=build.rs");
    let text = fs::read_to_string(Path::new(&env::var("CARGO_MANIFEST_DIR")?).join(FILE))?;
    let file: toml::Table = text.parse()?;
    let mut out = String::new();
    writeln!(out, "/// The colours of a theme, each as 0xAARRGGBB.\n#[derive(Clone, Copy, Debug, PartialEq, Eq)]")?;
    writeln!(out, "pub struct Palette {{")?;
    let roles = table(&file, "role")?;
    for (role, about) in roles {
        writeln!(out, "/// {}\npub {role}: u32,", about.as_str().ok_or("a role says what it is for")?)?;
    }
    writeln!(out, "}}")?;
    for (theme, about) in [("light", "The colours by day."), ("dark", "The colours at night.")] {
        writeln!(out, "/// {about}\npub const {}: Palette = Palette {{", theme.to_uppercase())?;
        for (role, colour) in table(&file, theme)? {
            let digits = colour.as_str().and_then(|colour| colour.strip_prefix('#')).ok_or("a colour is #RRGGBB")?;
            writeln!(out, "{role}: 0xFF00_0000 | 0x{:06X},", u32::from_str_radix(digits, 16)?)?;
        }
        writeln!(out, "}};")?;
    }
    for (name, style) in table(&file, "type")? {
        let about = style.get("about").and_then(toml::Value::as_str).ok_or("a step says what it is for")?;
        let number = |part: &str| number(style.get(part)).ok_or_else(|| format!("type.{name}.{part} is no number"));
        let (size, line, weight) = (number("size")?, number("line_height")?, number("weight")?);
        writeln!(out, "/// {about}\npub const {}: Style =", name.to_uppercase())?;
        writeln!(out, "Style {{ size: {size:?}, line_height: {line:?}, weight: {weight} }};")?;
    }
    for (name, about) in
        [("space", "Spacing"), ("radius", "Radius of corners"), ("target", "Least side of what is pressed")]
    {
        for (step, size) in table(&file, name)? {
            let size = size.as_integer().ok_or("a size is a whole number")?;
            let constant = format!("{name}_{step}").to_uppercase();
            writeln!(out, "/// {about} `{step}`, in dp or pt.\npub const {constant}: u16 = {size};")?;
        }
    }
    Ok(fs::write(Path::new(&env::var("OUT_DIR")?).join("design.rs"), out)?)
}

fn table<'a>(file: &'a toml::Table, name: &str) -> Result<&'a toml::Table, String> {
    file.get(name).and_then(toml::Value::as_table).ok_or_else(|| format!("[{name}] is missing"))
}

fn number(value: Option<&toml::Value>) -> Option<f64> {
    value.and_then(|value| value.as_float().or(value.as_integer().map(|whole| whole as f64)))
}
