//! Which fields of the states a file of Kotlin or Swift reads.
//!
//! Names get types from declarations (`content: HomeContent`), loops (`for row in section.rows`), closures (`ForEach(a.b) { c in`,
//! `a.b?.let { c ->`) and patterns (`case .table(let caption, …)`); chains of members are followed through the records. A name with
//! two types in one file counts as both. That finds more than a compiler would, never less where views are written plainly.

use std::collections::{BTreeMap, BTreeSet};

use super::records::Records;
use super::tokens;
use crate::source::code;

/// Owner and field.
pub(crate) type Read = (String, String);

/// Fields that a file reads.
pub(crate) fn reads(text: &str, records: &Records) -> BTreeSet<Read> {
    let code: String = code(text).chars().filter(|c| !matches!(c, '?' | '!' | '`')).collect();
    let mut file = File { tokens: tokens(&code), records, types: BTreeMap::new(), reads: BTreeSet::new() };
    file.declare();
    loop {
        let before = file.size();
        for at in 0..file.tokens.len() {
            file.look(at);
        }
        if file.size() == before {
            return file.reads;
        }
    }
}

struct File<'f> {
    tokens: Vec<&'f str>,
    records: &'f Records,
    /// What a name may be; the name `self` is what the file extends.
    types: BTreeMap<&'f str, BTreeSet<String>>,
    reads: BTreeSet<Read>,
}

impl<'f> File<'f> {
    fn size(&self) -> usize {
        self.types.values().map(BTreeSet::len).sum::<usize>() + self.reads.len()
    }

    fn token(&self, at: usize) -> &'f str {
        self.tokens.get(at).copied().unwrap_or_default()
    }

    fn bind(&mut self, name: &'f str, types: impl IntoIterator<Item = String>) {
        if name.starts_with(char::is_alphabetic) {
            let known = self.records;
            self.types.entry(name).or_default().extend(types.into_iter().filter(|type_| known.knows(type_)));
        }
    }

    /// `name: [Type]`, `name: List<Type>`, `name: Enum.Variant`; `extension [Type]`, `fun List<Type>.name`.
    fn declare(&mut self) {
        for at in 0..self.tokens.len() {
            let is_extended = matches!(self.token(at), "extension" | "fun");
            if self.token(at) != ":" && !is_extended {
                continue;
            }
            let mut to = at + 1;
            while matches!(self.token(to), "[" | "<" | "List" | "App4GCore" | "." | "@" | "escaping") {
                to += 1;
            }
            let variant = format!("{}.{}", self.token(to), self.token(to + 2));
            let is_variant = self.token(to + 1) == "." && self.records.knows(&variant);
            let type_ = if is_variant { variant } else { self.token(to).to_owned() };
            if is_extended {
                self.bind("self", [type_]);
            } else if at > 0 {
                self.bind(self.token(at - 1), [type_]);
            }
        }
    }

    /// What one token begins: a chain, a loop, a pattern.
    fn look(&mut self, at: usize) {
        match self.token(at) {
            "case" if self.token(at + 1) == "." => self.pattern(at + 2),
            "as" => {
                let type_ = format!("{}.{}", self.token(at + 1), self.token(at + 3));
                self.bind("it", [type_]);
            }
            _ if at > 0 && self.token(at - 1) == "." && !(at > 1 && self.token(at - 2) == "this") => {}
            _ => self.chain(at),
        }
    }

    /// Follows `a.b.c` from `at`, notes what it reads and binds what takes its value.
    fn chain(&mut self, at: usize) {
        let name = if self.token(at) == "this" { "self" } else { self.token(at) };
        let given = self.types.get(name).filter(|types| !types.is_empty()).cloned();
        let extended = self.types.get("self").cloned().unwrap_or_default();
        let Some(mut types) = given.or_else(|| self.step(&extended, name)).or_else(|| self.guess(at)) else { return };
        let mut end = at + 1;
        while self.token(end) == "." {
            let Some(next) = self.step(&types, self.token(end + 1)) else { break };
            (types, end) = (next, end + 2);
        }
        self.give(at, end, types);
    }

    /// `settings.appearance`, where `settings` came from a holder: the state that alone has such a field.
    fn guess(&self, at: usize) -> Option<BTreeSet<String>> {
        let is_name = self.token(at).starts_with(char::is_lowercase) && self.token(at + 1) == ".";
        is_name
            .then(|| self.records.state_with(self.token(at + 2)).cloned().into_iter().collect())
            .filter(|types: &BTreeSet<_>| !types.is_empty())
    }

    /// One step of a chain: the types of a field that some of the types have.
    fn step(&mut self, types: &BTreeSet<String>, field: &str) -> Option<BTreeSet<String>> {
        let found: Vec<_> = types.iter().filter_map(|type_| self.records.field(type_, field)).collect();
        self.reads.extend(found.iter().map(|(owner, _)| (owner.clone(), field.to_owned())));
        (!found.is_empty()).then(|| found.into_iter().map(|(_, type_)| type_).collect())
    }

    /// Who takes the value of the chain in `at..end`.
    fn give(&mut self, at: usize, end: usize, types: BTreeSet<String>) {
        let [before, name, third, fourth] =
            [1, 2, 3, 4].map(|back| at.checked_sub(back).map_or("", |at| self.token(at)));
        // `let name = a.b`, `for name in a.b`
        if matches!((third, before), ("let" | "val" | "for" | "(", "=" | "in")) {
            self.bind(name, types.clone());
        }
        let list = before == "(" && matches!(name, "ForEach" | "items" | "itemsIndexed");
        let numbered = before == "(" && name == "Array" && fourth == "ForEach";
        let passed = self.token(end) == "." && self.token(end + 2) == "{" || self.token(end + 1) == "orEmpty";
        if !(list || numbered || passed) {
            return;
        }
        self.bind("it", types.clone());
        // `id: \.row.id`
        if self.token(end + 1) == "id" && self.token(end + 3) == "\\" {
            let (mut inner, mut path) = (types.clone(), end + 4);
            while self.token(path) == "." {
                let Some(next) = self.step(&inner, self.token(path + 1)) else { break };
                (inner, path) = (next, path + 2);
            }
        }
        // The names of the closure's arguments stand before `in` or `->`; the last is the element. Among a list's arguments may
        // be closures of their own (keys): its element is named behind them.
        let from = if passed { end } else { self.behind(end, if numbered { 2 } else { 1 }) };
        let arrow = |at: &usize| self.token(*at) == "in" || self.token(*at) == "-" && self.token(at + 1) == ">";
        if let Some(arrow) = (from..from + 8).find(arrow) {
            let is_typed = self.token(arrow - 2) == ":";
            self.bind(self.token(if is_typed { arrow - 3 } else { arrow - 1 }), types);
        }
    }

    /// The place behind the bracket that closes `open` brackets which were opened before `at`.
    fn behind(&self, at: usize, open: usize) -> usize {
        let mut depth = open;
        for (place, token) in self.tokens.iter().enumerate().skip(at) {
            match *token {
                "(" => depth += 1,
                ")" => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return place + 1;
            }
        }
        self.tokens.len()
    }

    /// `case .table(let caption, _, let rows)`
    fn pattern(&mut self, at: usize) {
        if self.token(at + 1) != "(" {
            return;
        }
        let inside = self.tokens.iter().skip(at + 2).take_while(|token| **token != ")").copied();
        let names: Vec<&str> = inside.filter(|token| !matches!(*token, "let" | ",")).collect();
        let records = self.records;
        for (owner, fields) in records.by_case(self.token(at), names.len()) {
            for (name, (field, type_)) in names.iter().zip(fields) {
                if *name != "_" {
                    self.reads.insert((owner.clone(), field.clone()));
                    self.bind(name, [type_.clone()]);
                }
            }
        }
    }
}
