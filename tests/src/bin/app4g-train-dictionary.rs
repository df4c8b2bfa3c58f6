//! `app4g-train-dictionary [OUT]` makes the dictionary that lines are compressed with, from our own text only: the sample
//! feeds and their pages in `portal/samples`, and the phrases in `tests/fixtures/dictionary`.
//!
//! The result is committed as `core/src/store/dictionary/article-1.zdict`; the same input gives the same bytes. A released
//! dictionary never changes: a better one gets the next number.

use std::error::Error;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use app4g_core::Timestamp;
use app4g_core::model::line::to_line;
use app4g_core::model::{Article, CanonicalUrl, Change, Envelope, Fulltext, Kind, Record, SourceId, article_id};
use app4g_core::store::letters;

/// More gives under 1 % and is paid for in every library and every profile.
const BYTES: usize = 60_000;

/// Phrases are common everywhere but stand once in their file; the trainer counts.
const PHRASE_WEIGHT: usize = 4;

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let default = root.join("../core/src/store/dictionary/article-1.zdict");
    let out = std::env::args().nth(1).map_or(default, PathBuf::from);

    let samples = root.join("../portal/samples");
    let mut lines = Vec::new();
    for name in ["rss2.xml", "atom.xml", "rdf.xml", "damaged.xml"] {
        let bytes = std::fs::read(samples.join("feeds").join(name))?;
        lines.extend(xml_items(&String::from_utf8_lossy(&bytes)));
    }
    lines.extend(json_items(&std::fs::read_to_string(samples.join("feeds/feed.json"))?)?);
    let mut pages: Vec<PathBuf> =
        std::fs::read_dir(samples.join("expected"))?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    pages.sort();
    for page in pages {
        lines.extend(page_text(&std::fs::read_to_string(page)?));
    }
    let mut texts: Vec<String> = lines.iter().map(line).collect::<Result<_, _>>()?;
    let articles = texts.len();
    let phrases = std::fs::read_to_string(root.join("fixtures/dictionary/phrases.vi.txt"))?;
    for _ in 0..PHRASE_WEIGHT {
        texts.extend(phrases.lines().map(str::to_owned));
    }
    let encoded: Vec<Vec<u8>> = texts.iter().map(|text| letters::encode(text)).collect();
    let dictionary = zstd::dict::from_samples(&encoded, BYTES)?;
    std::fs::write(&out, &dictionary)?;
    writeln!(std::io::stdout(), "{} bytes from {articles} articles -> {}", dictionary.len(), out.display())?;
    Ok(())
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
