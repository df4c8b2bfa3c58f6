//! The string catalogue: every text a person sees, Vietnamese first (decision 14).
//!
//! `strings/{vi,en}.toml` are compiled into sorted tables by `build.rs`, which refuses keys or arguments that are not in
//! both. Text is asked for by key and arguments; shells never build sentences.
//!
//! Invariant: rendering never fails. A key nobody wrote is shown as the key itself, so that a defect is visible and
//! reportable; a test renders every key that the source mentions.

use std::cmp::Ordering;
use std::sync::LazyLock;

use crate::error::Message;
use crate::packed;

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Lang {
    /// Tiếng Việt.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// Reads `vi`, `en` or a longer BCP 47 tag such as `vi-VN`. `None` for other languages.
    pub fn parse(tag: &str) -> Option<Self> {
        match tag.split(['-', '_', '.']).next()?.to_ascii_lowercase().as_str() {
            "vi" => Some(Self::Vi),
            "en" => Some(Self::En),
            _ => None,
        }
    }
}

/// Texts in one piece, unpacked when the first is asked for: a table of references is five times as large in the library.
struct Texts {
    all: LazyLock<String>,
    /// Where each ends.
    ends: &'static [u16],
}

impl Texts {
    fn get(&self, at: usize) -> Option<&str> {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.all.get(usize::from(start)..usize::from(*self.ends.get(at)?))
    }
}

include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));

/// Stands between the singular and the other form of a text (`build.rs`).
const FORMS: char = '\u{1f}';

/// Where `key` stands in the catalogue.
fn place(key: &str) -> Option<usize> {
    let (mut from, mut to) = (0, KEYS.ends.len());
    while from < to {
        let middle = from.midpoint(to);
        match KEYS.get(middle)?.cmp(key) {
            Ordering::Less => from = middle + 1,
            Ordering::Equal => return Some(middle),
            Ordering::Greater => to = middle,
        }
    }
    None
}

/// Whether the catalogue has `key`.
pub fn has(key: &str) -> bool {
    place(key).is_some()
}

/// The text of a message. The argument `n` chooses between singular and plural.
pub fn render(message: &Message, lang: Lang) -> String {
    let args: Vec<(&str, &str)> = message.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    text(message.key, &args, lang)
}

/// The text of `key` with `args` filled in; an argument the entry does not name is ignored, a missing one stays `{name}`.
pub fn text(key: &str, args: &[(&str, &str)], lang: Lang) -> String {
    let texts = match lang {
        Lang::Vi => &VI,
        Lang::En => &EN,
    };
    let Some(entry) = place(key).and_then(|at| texts.get(at)) else {
        return key.to_owned();
    };
    let is_one = args.iter().any(|(name, value)| *name == "n" && *value == "1");
    let template = match entry.split_once(FORMS) {
        Some((one, _)) if is_one => one,
        Some((_, other)) => other,
        None => entry,
    };
    fill(template, args)
}

fn fill(template: &str, args: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        match args.iter().find(|(candidate, _)| *candidate == name) {
            Some((_, value)) => out.push_str(value),
            None => {
                out.push('{');
                out.push_str(name);
                out.push('}');
            }
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests;
