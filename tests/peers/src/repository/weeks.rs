//! The weeks of a whole department: its sample content beside the news, a few changes a week in every other collection.

use std::collections::BTreeMap;

use app4g_core::Timestamp;
use app4g_core::model::Kind;
use app4g_portal::collections;
use app4g_portal::content::{Authored, read_folder};
use app4g_tests::department::{Trouble, content_dir};
use app4g_tests::draw::Draw;
use serde_json::Value;

/// Fields in which a word may change, in the order of preference.
const TEXTS: [&str; 6] = ["body", "description", "abstract", "note", "basis", "title"];

/// Content beside the news.
#[derive(Debug)]
pub struct Others {
    /// All of it.
    pub content: Vec<Authored>,
    draw: Draw,
    copies: usize,
}

impl Others {
    /// The sample content without what its authors withdraw or correct.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn new() -> Result<Self, Trouble> {
        let content = read_folder(&content_dir())?;
        Ok(Self { content, draw: Draw::new(7), copies: 0 })
    }

    /// One day, counted from 1: notices on four days of the week, listings on three, documents on two, `base` on one.
    pub fn work(&mut self, day: i64, now: Timestamp) {
        let weekday = day % 7;
        if [1, 2, 4, 5].contains(&weekday) {
            self.add(Kind::Notice, now);
        }
        if [1, 3, 5].contains(&weekday) {
            self.add(Kind::Listing, now);
            self.edit(|record| record.kind == Kind::Listing);
        }
        if [2, 4].contains(&weekday) {
            self.edit(|record| record.kind == Kind::Document);
        }
        if weekday == 3 {
            self.edit(|record| record.kind == Kind::Unit);
        }
    }

    /// Changes one record of every collection that there is at `now`.
    pub fn touch_all(&mut self, now: Timestamp) {
        let mut by_collection: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for record in &self.content {
            let name = collections::at(record.kind, record.published.unwrap_or(now), None, now);
            by_collection.entry(name.unwrap_or_default()).or_default().push(record.id.clone());
        }
        for ids in by_collection.values() {
            self.edit(|record| ids.contains(&record.id));
        }
    }

    /// A copy of a record of `kind` under an id of its own.
    fn add(&mut self, kind: Kind, now: Timestamp) {
        let of_kind: Vec<&Authored> = self.content.iter().filter(|record| record.kind == kind).collect();
        let at = usize::try_from(self.draw.below(of_kind.len() as u64)).unwrap_or(0);
        let Some(mut copy) = of_kind.get(at).map(|record| (*record).clone()) else { return };
        self.copies += 1;
        copy.id = format!("x-{}-{}", kind.as_str(), self.copies);
        copy.fields.insert("id".to_owned(), copy.id.clone().into());
        copy.fields.insert("published".to_owned(), now.rfc3339().into());
        copy.fields.remove("valid_until");
        copy.published = Some(now);
        copy.change = None;
        self.content.push(copy);
    }

    /// One more word in the text of a record.
    fn edit(&mut self, is_wanted: impl Fn(&Authored) -> bool) {
        let places: Vec<usize> = (0..)
            .zip(&self.content)
            .filter(|(_, record)| record.change.is_none() && is_wanted(record))
            .map(|(at, _)| at)
            .collect();
        let drawn = usize::try_from(self.draw.below(places.len() as u64)).unwrap_or(0);
        let word = format!("Yên-Thế-{}", self.draw.below(1_000));
        let record = places.get(drawn).and_then(|at| self.content.get_mut(*at));
        let Some(data) = record.and_then(|record| record.fields.get_mut("data")?.as_object_mut()) else { return };
        let field = TEXTS.into_iter().find(|field| data.get(*field).is_some_and(Value::is_string)).unwrap_or("basis");
        let old = data.get(field).and_then(Value::as_str).unwrap_or_default();
        let new = match old.rsplit_once("</p>") {
            Some((text, end)) => format!("{text} {word}</p>{end}"),
            None => format!(
                "{word} {}",
                old.split(' ').filter(|old| !old.starts_with("Yên-Thế-")).collect::<Vec<_>>().join(" ")
            ),
        };
        data.insert(field.to_owned(), new.into());
    }
}
