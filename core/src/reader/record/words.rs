//! Labels of fields, choices and terms: the kind's own words, else those that several kinds share.

use crate::model::Kind;
use crate::strings::{self, Lang};

/// What people call a kind of record; of a later version's kind, that it is not known.
pub fn kind_name(kind: &str, lang: Lang) -> String {
    written(&[format!("kind.{kind}"), "kind.unknown".to_owned()], lang).unwrap_or_default()
}

/// The label of the field `name`, `path` being the names down to it joined by `_`; `None` where nobody wrote one.
pub fn label(kind: Kind, path: &str, name: &str, lang: Lang) -> Option<String> {
    let own = format!("field.{}.{path}", kind.as_str());
    let shared = format!("field.all.{name}");
    written(&[own, shared], lang)
}

/// What people read for a word that the field `name` of `kind` may have; the word itself if it is of a later version.
pub fn choice_name(kind: Kind, name: &str, word: &str, lang: Lang) -> String {
    choice(kind, name, word, lang)
}

/// What people read for a term that no stored taxonomy names; `None` if the catalogue has no words for it either.
pub fn term_name(scheme: &str, code: &str, lang: Lang) -> Option<String> {
    term(scheme, code, lang)
}

/// What people read for a choice; the word itself if it is of a later version.
pub(super) fn choice(kind: Kind, path: &str, word: &str, lang: Lang) -> String {
    let name = path.rsplit('_').next().unwrap_or(path);
    let own = format!("choice.{}.{path}.{word}", kind.as_str());
    let shared = format!("choice.all.{name}.{word}");
    written(&[own, shared], lang).unwrap_or_else(|| word.to_owned())
}

/// What people read for a term of a list that no taxonomy names.
pub(super) fn term(scheme: &str, code: &str, lang: Lang) -> Option<String> {
    written(&[format!("term.{scheme}.{code}")], lang)
}

fn written(keys: &[String], lang: Lang) -> Option<String> {
    let key = keys.iter().find(|key| strings::has(key))?;
    Some(strings::text(key, &[], lang))
}
