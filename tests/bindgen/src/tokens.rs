//! `bindings/design/tokens.toml` as data: colours of both themes, type, spacing, radii, sizes of what is pressed.
//!
//! Invariants: both themes have every role and no other; a colour is opaque; everything is sorted by name. What is drawn on what
//! ([`Tokens::pairs`]) is data of the file, too, and nothing is written while a pair of it fades (`contrast`).

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

mod contrast;
pub(crate) mod write;

/// A colour of each role, as 0xAARRGGBB.
pub(crate) type Palette = BTreeMap<String, u32>;

/// Sizes by name.
pub(crate) type Sizes = BTreeMap<String, i64>;

/// One step of the type scale.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Style {
    pub(crate) about: String,
    /// sp, pt.
    pub(crate) size: f64,
    /// A multiple of the size.
    pub(crate) line_height: f64,
    /// 100 to 900.
    pub(crate) weight: i64,
}

/// What a pair is for, hence the contrast it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// Text of any size.
    Text,
    /// Icons, edges, rings, large text.
    Part,
}

/// A colour drawn on another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) ground: String,
    pub(crate) drawn: String,
    pub(crate) need: Need,
}

/// The whole file.
#[derive(Clone, Debug)]
pub(crate) struct Tokens {
    /// What each role is for.
    pub(crate) roles: BTreeMap<String, String>,
    pub(crate) light: Palette,
    pub(crate) dark: Palette,
    pub(crate) pairs: Vec<Pair>,
    pub(crate) scale: BTreeMap<String, Style>,
    /// Tables of sizes: `space`, `radius`, `target`.
    pub(crate) sizes: BTreeMap<String, Sizes>,
}

/// Reads the file below `root`.
///
/// # Errors
/// The file cannot be read; what [`parse`] refuses; a pair that is not seen well enough.
pub(crate) fn read(root: &Path) -> Result<Tokens, String> {
    let path = root.join("bindings/design/tokens.toml");
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let tokens = parse(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    let faint = contrast::faint(&tokens);
    if faint.is_empty() { Ok(tokens) } else { Err(format!("{}: {}", path.display(), faint.join("; "))) }
}

/// Reads the text of the file.
///
/// # Errors
/// A part that is missing or of another sort; a theme that lacks a role or has another; a colour that is no `#RRGGBB`; a pair of
/// unknown roles; a role in no pair.
pub(crate) fn parse(text: &str) -> Result<Tokens, String> {
    let file: toml::Table = text.parse().map_err(|error| format!("{error}"))?;
    let mut roles = BTreeMap::new();
    for (role, about) in table(&file, "role")? {
        roles.insert(role.clone(), about.as_str().ok_or_else(|| format!("role.{role} is no text"))?.to_owned());
    }
    let (light, dark) = (palette(&file, "light", &roles)?, palette(&file, "dark", &roles)?);
    let pairs = table(&file, "pairs")?;
    let mut all = Vec::new();
    for (name, need) in [("text", Need::Text), ("part", Need::Part)] {
        for (ground, drawn) in table(pairs, name)? {
            known(ground, &roles)?;
            let drawn = names(drawn, &roles)?.into_iter();
            all.extend(drawn.map(|drawn| Pair { ground: ground.clone(), drawn, need }));
        }
    }
    // Nothing depends on seeing these.
    let decoration = names(pairs.get("decoration").ok_or("pairs.decoration is missing")?, &roles)?;
    let paired = |role: &String| all.iter().any(|pair| pair.ground == *role || pair.drawn == *role);
    if let Some(role) = roles.keys().find(|role| paired(role) == decoration.contains(role)) {
        return Err(format!("{role} has to be in a pair or in pairs.decoration, and not in both"));
    }
    let mut sizes = BTreeMap::new();
    for name in ["space", "radius", "target"] {
        sizes.insert(name.to_owned(), whole(&file, name)?);
    }
    let mut scale = BTreeMap::new();
    for (name, step) in table(&file, "type")? {
        scale.insert(name.clone(), style(step).ok_or_else(|| format!("type.{name} lacks a part"))?);
    }
    Ok(Tokens { roles, light, dark, pairs: all, scale, sizes })
}

fn table<'a>(of: &'a toml::Table, name: &str) -> Result<&'a toml::Table, String> {
    of.get(name).and_then(toml::Value::as_table).ok_or_else(|| format!("[{name}] is missing"))
}

fn palette(file: &toml::Table, theme: &str, roles: &BTreeMap<String, String>) -> Result<Palette, String> {
    let mut found = Palette::new();
    for (role, value) in table(file, theme)? {
        known(role, roles)?;
        let colour = value.as_str().and_then(colour).ok_or_else(|| format!("{theme}.{role} is no #RRGGBB"))?;
        found.insert(role.clone(), colour);
    }
    match roles.keys().find(|role| !found.contains_key(*role)) {
        Some(role) => Err(format!("{theme} lacks {role}")),
        None => Ok(found),
    }
}

/// Six hexadecimal digits, opaque.
fn colour(text: &str) -> Option<u32> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let plain = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    u32::from_str_radix(digits, 16).ok().filter(|_| plain).map(|colour| 0xFF00_0000 | colour)
}

fn known(role: &str, roles: &BTreeMap<String, String>) -> Result<(), String> {
    if roles.contains_key(role) { Ok(()) } else { Err(format!("{role} is no role")) }
}

fn names(value: &toml::Value, roles: &BTreeMap<String, String>) -> Result<Vec<String>, String> {
    let list = value.as_array().ok_or("a list of roles is missing")?;
    let mut found = Vec::new();
    for role in list {
        let role = role.as_str().ok_or("a role is no text")?;
        known(role, roles)?;
        found.push(role.to_owned());
    }
    Ok(found)
}

fn whole(file: &toml::Table, name: &str) -> Result<Sizes, String> {
    let sizes = table(file, name)?.iter();
    let size = |(step, size): (&String, &toml::Value)| {
        size.as_integer().map(|size| (step.clone(), size)).ok_or_else(|| format!("{name}.{step} is no whole number"))
    };
    sizes.map(size).collect()
}

fn style(step: &toml::Value) -> Option<Style> {
    let number =
        |name: &str| step.get(name).and_then(|value| value.as_float().or(value.as_integer().map(|n| n as f64)));
    Some(Style {
        about: step.get("about")?.as_str()?.to_owned(),
        size: number("size")?,
        line_height: number("line_height")?,
        weight: step.get("weight")?.as_integer()?,
    })
}

#[cfg(test)]
mod tests;
