//! A record as it was read, before it is completed and checked.

use app4g_core::Timestamp;
use app4g_core::model::Change;
use app4g_core::model::kinds::check::{Strangers, check};
use app4g_core::model::kinds::envelope::{AUTHORED, CHANGE};
use app4g_core::model::kinds::{Definition, Problem};
use app4g_core::repository::format::Sha256;
use serde_json::{Map, Value};

use super::Authored;
use super::found::Finding;
use super::media::{Media, Picture};

/// A record in the making.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) file: String,
    pub(super) place: String,
    pub(super) definition: &'static Definition,
    /// Envelope and `data`.
    pub(super) fields: Map<String, Value>,
    pub(super) change: Option<Change>,
    /// Images named in the front matter, before they are read.
    pub(super) pictures: Vec<Picture>,
    pub(super) media: Vec<Media>,
    /// Which file it comes from, counted, and the hash of its piece of it; set if it may be remembered.
    pub(super) origin: Option<(usize, Sha256)>,
}

impl Draft {
    /// Sorts what an author wrote into envelope, change and data; `defaults` stand where nothing was written.
    ///
    /// A key of the envelope is the envelope's; a field of the data that is called the same is written as `data.NAME`.
    pub(super) fn new(
        (file, place): (&str, String),
        definition: &'static Definition,
        written: Map<String, Value>,
        defaults: &Map<String, Value>,
        found: &mut Vec<Finding>,
    ) -> Self {
        let mut fields = Map::new();
        let mut data = Map::new();
        let mut change = None;
        let all = defaults
            .iter()
            .filter(|(key, _)| !written.contains_key(*key))
            .map(|(key, value)| (key.clone(), value.clone()));
        let mut all: Map<String, Value> = all.collect();
        all.extend(written);
        if let Some(Value::Object(explicit)) = all.remove("data") {
            data.extend(explicit);
        }
        for (key, value) in all {
            match key.as_str() {
                "change" => change = Some(value),
                name if AUTHORED.contains(&name) => drop(fields.insert(key, value)),
                _ => drop(data.insert(key, value)),
            }
        }
        let pictures = data.remove("images");
        fields.insert("kind".to_owned(), Value::from(definition.kind.as_str()));
        fields.insert("data".to_owned(), Value::Object(data));
        let mut draft = Self {
            file: file.to_owned(),
            place,
            definition,
            fields,
            change: None,
            pictures: Vec::new(),
            media: Vec::new(),
            origin: None,
        };
        draft.change = change.and_then(|change| draft.read_change(&change, found));
        draft.pictures = pictures.map(|pictures| draft.read_pictures(pictures, found)).unwrap_or_default();
        draft
    }

    fn read_change(&self, change: &Value, found: &mut Vec<Finding>) -> Option<Change> {
        let problems = check(change, CHANGE, Strangers::Refused);
        // What is between its fields is looked at only when each is right.
        let is_right = problems.is_empty();
        found.extend(problems.into_iter().map(|mut problem| {
            problem.field = format!("change.{}", problem.field);
            self.finding(problem)
        }));
        serde_json::from_value(change.clone()).ok().filter(|_| is_right)
    }

    fn read_pictures(&self, pictures: Value, found: &mut Vec<Finding>) -> Vec<Picture> {
        let (pictures, problems) = Picture::read(&pictures);
        found.extend(problems.into_iter().map(|problem| self.finding(problem)));
        pictures
    }

    /// A problem of this record, with where it is.
    pub(super) fn finding(&self, problem: Problem) -> Finding {
        let id = self.id();
        let record = if id.is_empty() { self.place.clone() } else { id.to_owned() };
        Finding { file: self.file.clone(), record, problem }
    }

    /// Its id; empty while it has none.
    pub(super) fn id(&self) -> &str {
        self.fields.get("id").and_then(Value::as_str).unwrap_or_default()
    }

    /// The author's date.
    pub(super) fn published(&self) -> Option<Timestamp> {
        self.fields.get("published").and_then(Value::as_str).and_then(Timestamp::parse_rfc3339)
    }

    /// The data.
    pub(super) fn data(&self) -> &Value {
        self.fields.get("data").unwrap_or(&Value::Null)
    }

    /// The data, to be completed.
    pub(super) fn data_mut(&mut self) -> &mut Value {
        self.fields.entry("data").or_insert(Value::Null)
    }

    /// The record for the publisher.
    pub(super) fn authored(self) -> Authored {
        Authored {
            id: self.id().to_owned(),
            kind: self.definition.kind,
            published: self.published(),
            file: self.file,
            place: self.place,
            fields: self.fields,
            change: self.change,
            media: self.media,
        }
    }
}
