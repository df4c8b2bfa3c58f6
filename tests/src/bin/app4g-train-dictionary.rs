//! Trains what lines are compressed with, from our own text only: the sample feeds and their pages in `portal/samples`, and
//! the invented prose and phrases in `tests/fixtures/texts`.
//!
//! `app4g-train-dictionary syllables` counts the syllables that get a number (`core/src/store/dictionary/syllables.txt`);
//! `app4g-train-dictionary`, built with that list, makes the zstd dictionary (`article-1.zdict`). Both are committed; the
//! same input gives the same bytes. What was released never changes: the list grows at its end, a better dictionary gets
//! the next number.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use app4g_core::Timestamp;
use app4g_core::model::line::to_line;
use app4g_core::model::{Article, CanonicalUrl, Change, Envelope, Fulltext, Kind, Record, SourceId, article_id};
use app4g_core::store::coding;

/// More gives under 2 % and is paid for in every library and every profile.
const BYTES: usize = 60_000;

/// Syllables that get a number: of more, the last ones hardly occur.
const SYLLABLES: usize = 4_096;

/// Longer words are spelled out (`core::store::coding`).
const LETTERS: std::ops::RangeInclusive<usize> = 2..=8;

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = root.join("../core/src/store/dictionary");
    let samples = samples(&root.join("../portal/samples"))?;
    let prose = prose(&root.join("fixtures/texts"))?;
    if std::env::args().nth(1).as_deref() == Some("syllables") {
        let list = frequent(samples.iter().chain(&prose));
        std::fs::write(out.join("syllables.txt"), list.join("\n") + "\n")?;
        writeln!(std::io::stdout(), "{} syllables", list.len())?;
        return Ok(());
    }
    let coded: Vec<Vec<u8>> = samples.iter().chain(&prose).map(|text| coding::encode(text)).collect();
    let dictionary = zstd::dict::from_samples(&coded, BYTES)?;
    std::fs::write(out.join("article-1.zdict"), &dictionary)?;
    writeln!(std::io::stdout(), "{} bytes from {} texts", dictionary.len(), coded.len())?;
    Ok(())
}

/// The most frequent words of letters, first those that occur most.
fn frequent<'a>(texts: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut counts = BTreeMap::<&str, usize>::new();
    for text in texts {
        for word in text.split(|letter: char| !letter.is_alphabetic()) {
            if LETTERS.contains(&word.chars().count()) && word.chars().all(coding::is_letter) {
                *counts.entry(word).or_default() += 1;
            }
        }
    }
    let mut words: Vec<(&str, usize)> = counts.into_iter().collect();
    words.sort_by_key(|(word, count)| (std::cmp::Reverse(*count), *word));
    words.into_iter().take(SYLLABLES).map(|(word, _)| word.to_owned()).collect()
}

/// The lines that the sample feeds and pages become.
fn samples(folder: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let mut items = Vec::new();
    for name in ["rss2.xml", "atom.xml", "rdf.xml", "damaged.xml"] {
        let bytes = std::fs::read(folder.join("feeds").join(name))?;
        items.extend(xml_items(&String::from_utf8_lossy(&bytes)));
    }
    items.extend(json_items(&std::fs::read_to_string(folder.join("feeds/feed.json"))?)?);
    for page in files(&folder.join("expected"))? {
        items.extend(page_text(&std::fs::read_to_string(page)?));
    }
    items.iter().map(line).collect()
}

/// The lines that invented texts become, a text between blank lines; lists of phrases stand as they are.
fn prose(folder: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let mut lines = Vec::new();
    for file in files(folder)? {
        let text = std::fs::read_to_string(&file)?;
        if file.file_stem().is_some_and(|stem| stem == "compounds") {
            lines.extend(text.lines().map(str::to_owned));
            continue;
        }
        let pieces = text.split("\n\n").filter_map(page_text);
        lines.extend(pieces.map(|item| line(&item)).collect::<Result<Vec<_>, _>>()?);
    }
    Ok(lines)
}

fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    Ok(files)
}

struct Item {
    title: String,
    lead: Option<String>,
    body: String,
    url: String,
}

/// The record a feed item becomes, with invented dates.
fn line(item: &Item) -> Result<String, Box<dyn Error>> {
    let source = SourceId::new("khcn-example-vn");
    let id = article_id(CanonicalUrl::parse(&item.url).as_ref(), &source, &item.url);
    let published = Timestamp::parse_rfc3339("2026-11-20T08:15:00+07:00").ok_or("no date")?;
    let record = Record {
        envelope: Envelope {
            id: id.to_string(),
            rev: 1,
            kind: Kind::Article,
            published,
            updated: published.plus(3600),
            valid_until: None,
            unit: None,
            source_url: Some(item.url.clone()),
            sample: false,
            change: Change::new(),
        },
        data: Article {
            title: item.title.clone(),
            lead: item.lead.clone(),
            body: Some(item.body.clone()),
            fulltext: Fulltext::Feed,
            lang: Some("vi".into()),
            ..Article::default()
        },
    };
    Ok(to_line(&record)?)
}

/// Items by their tags. Plain cutting, not parsing: these files are ours, and nothing depends on an item too few.
fn xml_items(feed: &str) -> Vec<Item> {
    let starts = feed.split("<item").skip(1).chain(feed.split("<entry").skip(1));
    starts
        .map(|item| {
            let element = |name: &str| {
                let (_, rest) = item.split_once(&format!("<{name}"))?;
                let (content, _) = rest.split_once(&format!("</{name}>"))?;
                let (_, content) = content.split_once('>')?;
                let content = content.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>").trim();
                Some(content.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
            };
            Item {
                title: element("title").unwrap_or_default(),
                lead: element("description").or_else(|| element("summary")),
                body: element("content:encoded").or_else(|| element("content")).unwrap_or_default(),
                url: address(&element("link").or_else(|| element("id")).unwrap_or_default()),
            }
        })
        .collect()
}

fn json_items(feed: &str) -> Result<Vec<Item>, Box<dyn Error>> {
    let feed: serde_json::Value = serde_json::from_str(feed)?;
    let items = feed.get("items").and_then(|items| items.as_array()).ok_or("no items")?;
    let text = |item: &serde_json::Value, key: &str| item.get(key).and_then(|text| text.as_str()).map(str::to_owned);
    Ok(items
        .iter()
        .map(|item| Item {
            title: text(item, "title").unwrap_or_default(),
            lead: text(item, "summary"),
            body: text(item, "content_html").or_else(|| text(item, "content_text")).unwrap_or_default(),
            url: address(&text(item, "url").unwrap_or_default()),
        })
        .collect())
}

fn page_text(page: &str) -> Option<Item> {
    let (title, blocks) = page.trim().split_once('\n')?;
    let body: Vec<String> = blocks.lines().map(|block| format!("<p>{block}</p>")).collect();
    Some(Item { title: title.to_owned(), lead: None, body: body.join("\n"), url: address("{{BASE}}/tin/") })
}

fn address(url: &str) -> String {
    url.replace("{{BASE}}", "https://khcn.example.vn")
}
