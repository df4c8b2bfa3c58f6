//! What `portal/content` promises: enough of every kind, facts with their certainty, invented text marked, nothing said twice.

#![allow(clippy::unwrap_used, reason = "tests may fail and say why")]

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use app4g_core::model::Kind;
use app4g_core::text::markup::plain_text;
use app4g_core::text::words;
use app4g_portal::content::{Authored, read_folder};
use app4g_tests::department::content_dir;
use serde_json::Value;

/// Words in a row that two records may not share.
const RUN: usize = 8;

/// Kinds whose texts are written; the others are lists of names.
const WRITTEN: [Kind; 5] = [Kind::Article, Kind::Notice, Kind::Listing, Kind::Document, Kind::Source];

fn content() -> Vec<Authored> {
    read_folder(&content_dir()).unwrap()
}

fn of(records: &[Authored], kind: Kind) -> Vec<&Value> {
    records.iter().filter(|record| record.kind == kind).map(|record| &record.fields["data"]).collect()
}

fn text<'a>(data: &'a Value, field: &str) -> &'a str {
    data[field].as_str().unwrap_or_default()
}

fn different(records: &[&Value], field: &str) -> usize {
    records.iter().map(|data| data[field].to_string()).collect::<BTreeSet<_>>().len()
}

/// Names and titles of law: what may be said by everybody.
#[derive(Default)]
struct Names {
    /// Whole ones by their first word, the longest first.
    whole: HashMap<String, Vec<Vec<String>>>,
    /// Runs inside of long ones.
    parts: HashSet<Vec<String>>,
}

fn lower(text: &str) -> Vec<String> {
    let text = plain_text(text).to_lowercase();
    words(&text).map(|word| word.text.to_owned()).collect()
}

impl Names {
    fn of(records: &[Authored]) -> Self {
        let mut names = Self::default();
        for record in records {
            let data = &record.fields["data"];
            match record.kind {
                Kind::Document => {
                    for field in ["abstract", "number_raw", "issuer"] {
                        names.add(text(data, field));
                    }
                }
                Kind::Listing => names.add(text(&data["org"], "name")),
                Kind::Unit => names.add(text(&data["name"], "vi")),
                _ => (),
            }
        }
        names.whole.values_mut().for_each(|names| names.sort_by_key(|name| std::cmp::Reverse(name.len())));
        names
    }

    fn add(&mut self, name: &str) {
        let name = lower(name);
        self.parts.extend(name.windows(RUN).map(<[String]>::to_vec));
        // A name of one word is a word.
        if let [first, _, ..] = name.as_slice() {
            self.whole.entry(first.clone()).or_default().push(name);
        }
    }

    /// The words of `text` that belong to no name.
    fn others(&self, text: &str) -> Vec<String> {
        let all = lower(text);
        let mut is_name = vec![false; all.len()];
        for (at, rest) in (0..all.len()).map(|at| (at, &all[at..])) {
            let whole = self.whole.get(&all[at]).into_iter().flatten().find(|name| rest.starts_with(name));
            let part = rest.get(..RUN).is_some_and(|run| self.parts.contains(run));
            let length = whole.map_or(0, Vec::len).max(if part { RUN } else { 0 });
            is_name[at..at + length].fill(true);
        }
        all.into_iter().zip(is_name).filter(|(_, is_name)| !is_name).map(|(word, _)| word).collect()
    }
}

fn texts<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(values) => values.iter().for_each(|value| texts(value, found)),
        // Where a fact was found is a name, too.
        Value::Object(fields) => {
            fields.iter().filter(|(name, _)| *name != "basis").for_each(|(_, value)| texts(value, found));
        }
        _ => {}
    }
}

/// Runs of words that more than one record has, with the files.
fn said_twice(records: &[Authored]) -> BTreeMap<String, BTreeSet<String>> {
    let names = Names::of(records);
    let mut runs: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for record in records.iter().filter(|record| WRITTEN.contains(&record.kind)) {
        let mut found = Vec::new();
        texts(&record.fields["data"], &mut found);
        for text in found {
            for run in names.others(text).windows(RUN) {
                runs.entry(run.join(" ")).or_default().insert(format!("{}{}", record.file, record.place));
            }
        }
    }
    runs.retain(|_, files| files.len() > 1);
    runs
}

#[test]
fn there_is_enough_of_every_kind() {
    let records = content();
    let least = [(Kind::Article, 60), (Kind::Notice, 20), (Kind::Listing, 60), (Kind::Document, 60), (Kind::Source, 5)];
    for (kind, least) in least {
        let count = of(&records, kind).len();
        assert!(count >= least, "{}: {count}", kind.as_str());
    }
    let documents = of(&records, Kind::Document);
    assert!(documents.iter().filter(|data| data["relations"].is_array()).count() >= 60);
    assert!(documents.iter().filter(|data| !text(data, "note").is_empty()).count() >= 60);
}

#[test]
fn listings_offer_and_need_over_fields_readiness_regions_and_prices() {
    let records = content();
    let listings = of(&records, Kind::Listing);
    let count = |kind: &str| listings.iter().filter(|data| text(data, "type") == kind).count();
    assert!(count("offer") >= 15 && count("need") >= 15);
    assert!(different(&listings, "type") >= 6 && different(&listings, "trl") >= 6);
    assert!(different(&listings, "field_codes") >= 30 && different(&listings, "regions") >= 30);
    let prices: Vec<&Value> = listings.iter().map(|data| &data["price"]).filter(|price| price.is_object()).collect();
    assert!(prices.len() >= 40 && different(&prices, "basis") >= 4 && different(&prices, "min") >= 20);
}

#[test]
fn units_fields_and_days_off_are_there_before_and_after_they_changed() {
    let records = content();
    let units = of(&records, Kind::Unit);
    let ended = units.iter().filter(|data| text(data, "valid_to") == "2025-06-30");
    assert!(ended.filter(|data| data["successors"].is_array()).count() >= 150);
    assert!(units.iter().filter(|data| text(data, "valid_from") == "2025-07-01").count() >= 99);
    let province = |field: &str, day: &str| {
        units.iter().filter(|data| text(data, "code") == "24" && text(data, field) == day).count()
    };
    assert_eq!((province("valid_to", "2025-06-30"), province("valid_from", "2025-07-01")), (1, 1));

    let terms = of(&records, Kind::Taxonomy);
    for (version, other) in [("2008", "2025"), ("2025", "2008")] {
        let of_version = |data: &&&Value| text(data, "scheme") == "linh-vuc-khcn" && text(data, "version") == version;
        let crosswalk = |data: &&&Value| {
            data["crosswalk"].as_array().is_some_and(|to| to.iter().any(|to| text(to, "version") == other))
        };
        assert!(terms.iter().filter(of_version).filter(crosswalk).count() >= 50, "{version}");
    }

    let years: BTreeSet<u64> = of(&records, Kind::Calendar).iter().filter_map(|data| data["year"].as_u64()).collect();
    assert!(years.is_superset(&(2024..=2027).collect()), "{years:?}");
}

#[test]
fn what_is_invented_is_marked_and_a_fact_says_how_sure_it_is() {
    for record in content() {
        let is_invented = matches!(record.kind, Kind::Article | Kind::Notice | Kind::Listing | Kind::Source);
        assert_eq!(record.fields["sample"], is_invented, "{}", record.file);
        let data = &record.fields["data"];
        let rows: Vec<&Value> = match record.kind {
            _ if is_invented => Vec::new(),
            Kind::Calendar => data["days"].as_array().unwrap().iter().collect(),
            Kind::Lexicon => data["entries"].as_array().unwrap().iter().collect(),
            _ => vec![data],
        };
        assert!(rows.iter().all(|row| !text(row, "certainty").is_empty()), "{}{}", record.file, record.place);
    }
}

#[test]
fn no_two_records_share_eight_words_in_a_row_beyond_names_and_titles_of_law() {
    assert_eq!(said_twice(&content()), BTreeMap::new());
}

#[test]
fn a_text_said_twice_is_found_also_around_a_title_and_a_title_alone_is_not() {
    let records = content();
    let article = records.iter().find(|record| record.kind == Kind::Article).unwrap();
    let title = "Luật Chuyển giao công nghệ, 76/2018/NĐ-CP";
    let with = |texts: [&str; 2]| {
        let mut records = records.clone();
        for (number, text) in texts.into_iter().enumerate() {
            let mut record = article.clone();
            record.file = format!("articles/{number}.md");
            record.fields["data"] = serde_json::json!({ "body": format!("<p>{text}</p>") });
            records.push(record);
        }
        said_twice(&records).len()
    };
    let twice = format!("một hai ba bốn năm {title} sáu bảy tám");
    assert_eq!(with([&format!("{twice} chín"), &format!("{twice} mười")]), 1);
    assert_eq!(with([&format!("một hai ba {title}"), &format!("bốn năm sáu {title}")]), 0);
}
