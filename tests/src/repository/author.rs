//! An author whose history is drawn: records are written, edited, withdrawn, end, come back and move.
//!
//! Every text has a word of its own (`bm…`), so that what was taken away can be looked for in files.

use std::collections::BTreeMap;

use app4g_core::Timestamp;
use app4g_core::model::{Change, ChangeKind, Kind};
use app4g_portal::content::Authored;
use serde_json::{Value, json};

use super::{BEGIN, DAY};
use crate::draw::Draw;

/// The word that some articles share: searches are compared by it.
pub const COMMON: &str = "bimatchung";

/// What texts are made of.
const WORDS: [&str; 24] = [
    "ruộng",
    "giống",
    "nước",
    "sáng chế",
    "đề tài",
    "vườn",
    "cảm biến",
    "ươm",
    "chế biến",
    "đo lường",
    "nấm",
    "bưởi",
    "tôm",
    "mưa",
    "kho lạnh",
    "máy sấy",
    "phân bón",
    "tưới",
    "hợp tác xã",
    "huyện",
    "thử nghiệm",
    "năng suất",
    "bùn",
    "rơm",
];

/// Why records are withdrawn.
const REASONS: [&str; 4] = ["error", "privacy", "outdated", "replaced"];

/// Writes content, one release after the other.
#[derive(Clone, Debug)]
pub struct Author {
    /// What there is, by id.
    pub content: BTreeMap<String, Authored>,
    /// Words of records that were withdrawn for error or privacy, by id: no file of a phone may hold them.
    pub erased: BTreeMap<String, Vec<String>>,
    draw: Draw,
    now: Timestamp,
    count: u64,
    /// Words of their own that records ever had.
    words: BTreeMap<String, Vec<String>>,
    seed: u64,
}

/// A record of `kind` with a title and a text, as an author hands it over.
pub fn record(id: &str, kind: Kind, published: Timestamp, text: &str) -> Authored {
    let data = match kind {
        Kind::Document => json!({"title": format!("Văn bản {id}"), "number_raw": id, "abstract": text}),
        Kind::Listing => json!({"title": format!("Chào bán {id}"), "description": text}),
        _ => json!({"title": format!("Tin {id}"), "body": format!("<p>{text}</p>"), "fulltext": "full"}),
    };
    let fields = json!({"id": id, "kind": kind.as_str(), "unit": "24", "sample": true, "data": data});
    Authored {
        file: format!("{}/{id}.md", kind.as_str()),
        place: String::new(),
        id: id.to_owned(),
        kind,
        published: Some(published),
        fields: fields.as_object().cloned().unwrap_or_default(),
        change: None,
        media: Vec::new(),
    }
}

/// The words of its own in a text.
pub fn secrets_of(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
    words.filter(|word| word.starts_with("bmq")).map(str::to_owned)
}

impl Author {
    /// One whose history is that of `seed`, with a first stock of records.
    pub fn new(seed: u64) -> Self {
        let mut author = Self {
            content: BTreeMap::new(),
            erased: BTreeMap::new(),
            draw: Draw::new(seed),
            now: BEGIN,
            count: 0,
            words: BTreeMap::new(),
            seed,
        };
        for _ in 0..60 {
            author.add();
        }
        author
    }

    /// What the next release is made of.
    pub fn authored(&self) -> Vec<Authored> {
        self.content.values().cloned().collect()
    }

    /// Works for a day until `now`; one day in eight nothing happens.
    pub fn work(&mut self, now: Timestamp) {
        self.now = now;
        if self.draw.one_in(8) {
            return;
        }
        for _ in 0..=self.draw.below(5) {
            match self.draw.below(11) {
                0..=2 => self.add(),
                3..=5 => self.edit(),
                6 => self.rewrite(),
                7 | 8 => self.withdraw(),
                9 => self.lengthen(),
                _ => self.bring_back(),
            }
        }
    }

    fn add(&mut self) {
        self.count += 1;
        let id = format!("r{}-{}", self.seed, self.count);
        let days = i64::try_from(self.draw.below(170)).unwrap_or(0);
        let text = self.text(&id);
        let mut written = match self.draw.below(8) {
            0..=2 => record(&id, Kind::Article, self.now, &text),
            // Soon older than what the news reach back: it moves to the archive.
            3 => record(&id, Kind::Article, self.now.plus(-(140 + days / 3) * DAY), &text),
            // Some are put on one day and have left on the next.
            4 | 5 => ending(record(&id, Kind::Notice, self.now, &text), self.now.plus((days / 4 - 30) * DAY)),
            6 => record(&id, Kind::Listing, self.now, &text),
            _ => record(&id, Kind::Document, self.now, &text),
        };
        if written.kind == Kind::Document && self.draw.one_in(2) {
            // What a later version of the portal may publish.
            written.fields.insert("kind".to_owned(), "experiment".into());
        }
        self.content.insert(id, written);
    }

    /// A record that is not withdrawn.
    fn live(&mut self, is_wanted: impl Fn(&Authored) -> bool) -> Option<String> {
        let live = |record: &&Authored| record.change.is_none() && is_wanted(record);
        let ids: Vec<&String> = self.content.values().filter(live).map(|record| &record.id).collect();
        let at = usize::try_from(self.draw.below(ids.len() as u64)).unwrap_or(0);
        ids.get(at).map(|id| (*id).clone())
    }

    fn edit(&mut self) {
        let Some(id) = self.live(|_| true) else { return };
        let word = self.own_word(&id);
        self.change_text(&id, |old| match old.split_once(' ') {
            Some((first, rest)) => format!("{first} {word} {rest}"),
            None => format!("{old} {word}"),
        });
    }

    fn rewrite(&mut self) {
        let Some(id) = self.live(|_| true) else { return };
        let text = self.text(&id);
        self.change_text(&id, |_| text);
    }

    fn change_text(&mut self, id: &str, change: impl FnOnce(&str) -> String) {
        let data = self.content.get_mut(id).and_then(|record| record.fields.get_mut("data")?.as_object_mut());
        let field = data.and_then(|data| {
            ["body", "abstract", "description"]
                .into_iter()
                .find(|key| data.contains_key(*key))
                .and_then(|key| data.get_mut(key))
        });
        if let Some(field) = field {
            let new = change(field.as_str().unwrap_or_default());
            *field = Value::String(new);
        }
    }

    fn withdraw(&mut self) {
        let Some(id) = self.live(|_| true) else { return };
        let reason =
            usize::try_from(self.draw.below(4)).ok().and_then(|at| REASONS.get(at)).copied().unwrap_or("privacy");
        let Some(record) = self.content.get_mut(&id) else { return };
        record.change = Some(Change {
            kind: ChangeKind::Withdraw,
            note: Some("Theo yêu cầu".to_owned()),
            reason: Some(reason.to_owned()),
            replaced_by: None,
        });
        if matches!(reason, "error" | "privacy") {
            self.erased.insert(id.clone(), self.words.get(&id).cloned().unwrap_or_default());
        }
    }

    /// A notice gets another end: one that left comes back, one that is there goes.
    fn lengthen(&mut self) {
        let Some(id) = self.live(|record| record.kind == Kind::Notice) else { return };
        let end = self.now.plus((i64::try_from(self.draw.below(60)).unwrap_or(0) - 40) * DAY);
        if let Some(record) = self.content.remove(&id) {
            self.content.insert(id, ending(record, end));
        }
    }

    /// What was outdated or replaced holds again.
    fn bring_back(&mut self) {
        let readable = |record: &&mut Authored| {
            let reason = record.change.as_ref().and_then(|change| change.reason.as_deref());
            matches!(reason, Some("outdated" | "replaced"))
        };
        if let Some(record) = self.content.values_mut().find(readable) {
            record.change = None;
        }
    }

    fn own_word(&mut self, id: &str) -> String {
        let word = format!("bmq{:08x}", self.draw.below(1 << 32));
        self.words.entry(id.to_owned()).or_default().push(word.clone());
        word
    }

    fn text(&mut self, id: &str) -> String {
        let mut words = vec![self.own_word(id)];
        if self.draw.one_in(3) {
            words.push(COMMON.to_owned());
        }
        for _ in 0..20 + self.draw.below(60) {
            let at = usize::try_from(self.draw.below(WORDS.len() as u64)).unwrap_or(0);
            words.extend(WORDS.get(at).map(|word| (*word).to_owned()));
        }
        words.join(" ")
    }
}

fn ending(mut record: Authored, end: Timestamp) -> Authored {
    record.fields.insert("valid_until".to_owned(), end.rfc3339().into());
    record
}
