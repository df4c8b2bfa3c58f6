//! The records and enums that cross, read from `bindings/src`: their fields in the shells' spelling, and the types of these.
//!
//! A variant with fields is a record of its own, `Block.Text`. Lists and options count as what they hold: whoever reads a field of
//! an element has the list.

use std::collections::{BTreeMap, BTreeSet};

use super::{camel, tokens};
use crate::source::code;

/// Fields of a record in order: name, type.
pub(crate) type Fields = Vec<(String, String)>;

/// Everything that crosses.
#[derive(Clone, Debug, Default)]
pub(crate) struct Records {
    /// By name; variants as `Enum.Variant`.
    records: BTreeMap<String, Fields>,
    /// Variants of each enum, as declared.
    enums: BTreeMap<String, Vec<String>>,
}

impl Records {
    /// Reads all declarations of a file.
    pub(crate) fn add(&mut self, text: &str) {
        let code = code(text);
        let tokens = tokens(&code);
        for at in 0..tokens.len() {
            let Some((name, body)) = tokens.get(at + 1).zip(body(&tokens, at + 2)) else { continue };
            match tokens[at] {
                "struct" => drop(self.records.insert((*name).to_owned(), fields(body))),
                "enum" => self.add_enum(name, body),
                _ => {}
            }
        }
    }

    fn add_enum(&mut self, name: &str, tokens: &[&str]) {
        let mut variants = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            if tokens[at] == "#" {
                at += body(tokens, at + 1).map_or(0, <[&str]>::len) + 2;
            } else if tokens[at].starts_with(|c: char| c.is_uppercase()) {
                variants.push(tokens[at].to_owned());
                if let Some(inside) = body(tokens, at + 1) {
                    self.records.insert(format!("{name}.{}", tokens[at]), fields(inside));
                    at += inside.len() + 2;
                }
            }
            at += 1;
        }
        self.enums.insert(name.to_owned(), variants);
    }

    /// Whether something of this name crosses.
    pub(crate) fn knows(&self, name: &str) -> bool {
        self.records.contains_key(name) || self.enums.contains_key(name)
    }

    /// Variants of an enum as declared; none if it is no enum.
    pub(crate) fn variants(&self, name: &str) -> &[String] {
        self.enums.get(name).map_or(&[], Vec::as_slice)
    }

    /// The record and the type of a field. In an enum it is looked for in every variant: a view has tested which one it is.
    pub(crate) fn field(&self, owner: &str, field: &str) -> Option<(String, String)> {
        let variants = self.variants(owner).iter().map(|variant| format!("{owner}.{variant}"));
        std::iter::once(owner.to_owned()).chain(variants).find_map(|name| {
            let found = self.records.get(&name)?.iter().find(|(known, _)| known == field)?;
            Some((name, found.1.clone()))
        })
    }

    /// The one state that has such a field; a name that nothing gives a type may be one.
    pub(crate) fn state_with(&self, field: &str) -> Option<&String> {
        let has = |(name, fields): &(&String, &Fields)| {
            name.ends_with("State") && fields.iter().any(|(known, _)| known == field)
        };
        let mut states = self.records.iter().filter(has);
        states.next().filter(|_| states.next().is_none()).map(|(name, _)| name)
    }

    /// Records of a variant called so in Swift, with as many fields.
    pub(crate) fn by_case(&self, case: &str, fields: usize) -> Vec<(&String, &Fields)> {
        let is_it = |name: &String| name.split_once('.').is_some_and(|(_, variant)| camel(variant) == case);
        self.records.iter().filter(|(name, known)| is_it(name) && known.len() == fields).collect()
    }

    /// Every field that can be reached from a record: owner, field.
    pub(crate) fn reachable(&self, from: &str) -> BTreeSet<(String, String)> {
        let (mut found, mut open, mut seen) = (BTreeSet::new(), vec![from.to_owned()], BTreeSet::new());
        while let Some(name) = open.pop() {
            if !seen.insert(name.clone()) {
                continue;
            }
            open.extend(self.variants(&name).iter().map(|variant| format!("{name}.{variant}")));
            for (field, type_) in self.records.get(&name).into_iter().flatten() {
                found.insert((name.clone(), field.clone()));
                open.push(type_.clone());
            }
        }
        found
    }
}

/// What stands between the brackets that open at `at`.
fn body<'t>(tokens: &'t [&'t str], at: usize) -> Option<&'t [&'t str]> {
    let close = match *tokens.get(at)? {
        "{" => "}",
        "[" => "]",
        _ => return None,
    };
    let open = tokens[at];
    let mut depth = 0;
    for (end, token) in tokens.iter().enumerate().skip(at) {
        depth += i32::from(*token == open) - i32::from(*token == close);
        if depth == 0 {
            return tokens.get(at + 1..end);
        }
    }
    None
}

/// `pub name: Option<Vec<Type>>,` is `(name, Type)`.
fn fields(tokens: &[&str]) -> Fields {
    let mut found = Fields::new();
    for (at, token) in tokens.iter().enumerate() {
        let is_path = tokens.get(at + 1) == Some(&":") || at > 0 && tokens[at - 1] == ":";
        let (Some(name), true) = (at.checked_sub(1).and_then(|before| tokens.get(before)), *token == ":") else {
            continue;
        };
        if is_path {
            continue;
        }
        let rest = tokens.iter().skip(at + 1).take_while(|token| **token != ",");
        let type_ = rest.filter(|token| token.starts_with(char::is_alphabetic)).last();
        found.push((camel(name), type_.copied().unwrap_or_default().to_owned()));
    }
    found
}
