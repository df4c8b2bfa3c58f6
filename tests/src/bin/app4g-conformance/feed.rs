//! Protocol of `../shared/bench/feeds`: one JSON object per feed, in single or batch mode.

use std::io::{BufRead as _, Write as _};

use app4g_core::feed::{self, Context, Feed, Html, Item};
use serde_json::{Value, json};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// Runs the sub-command: `feed [--batch] [--content-type CT] [--base-url URL] [FILE]`.
pub(crate) fn run(args: &[String]) -> Outcome<()> {
    let (mut content_type, mut base_url, mut file) = (None, None, None);
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--batch" => {}
            "--content-type" => content_type = args.next(),
            "--base-url" => base_url = args.next(),
            path => file = Some(path),
        }
    }
    let mut out = std::io::stdout().lock();
    if let Some(path) = file {
        let answer = answer(path, content_type.map(String::as_str), base_url.map(String::as_str));
        writeln!(out, "{answer}")?;
        return Ok(());
    }
    for line in std::io::stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line?)?;
        let field = |name: &str| request.get(name).and_then(Value::as_str);
        let answer = answer(field("path").unwrap_or_default(), field("content_type"), field("base_url"));
        writeln!(out, "{answer}")?;
        out.flush()?;
    }
    Ok(())
}

fn answer(path: &str, content_type: Option<&str>, base_url: Option<&str>) -> Value {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return json!({"ok": false, "error": error.to_string()}),
    };
    match feed::parse(&bytes, &Context { content_type, base_url, now: None }) {
        Ok(feed) => normalised(&feed),
        Err(error) => json!({"ok": false, "error": error.to_string(), "entries": []}),
    }
}

fn normalised(feed: &Feed) -> Value {
    let time = |time: Option<app4g_core::Timestamp>| time.map(|time| time.rfc3339());
    json!({
        "ok": true,
        "error": null,
        "format": feed.format.code(),
        "encoding": feed.encoding,
        "title": some(&feed.title),
        "description": html(feed.description.as_ref()),
        "link": feed.link,
        "id": feed.id,
        "language": feed.language,
        "updated": time(feed.updated),
        "author": feed.author,
        "image": feed.image,
        "rights": feed.rights,
        "categories": feed.categories,
        "entries": feed.items.iter().map(entry).collect::<Vec<_>>(),
        "warnings": feed.warnings.iter().map(|warning| warning.kind.code()).collect::<Vec<_>>(),
    })
}

fn entry(item: &Item) -> Value {
    let enclosures: Vec<Value> = item
        .enclosures
        .iter()
        .map(|enclosure| {
            json!({"url": enclosure.url, "type": enclosure.mime, "length": enclosure.length.map(|length| length.to_string())})
        })
        .collect();
    json!({
        "id": item.guid,
        "title": some(&item.title),
        "link": item.link,
        "published": item.published.map(|time| time.rfc3339()),
        "updated": item.updated.or(item.published).map(|time| time.rfc3339()),
        "author": item.author,
        "summary": html(item.summary.as_ref()),
        "content": html(item.content.as_ref()),
        "enclosures": enclosures,
        "categories": item.categories,
        "image": item.image,
        "rights": item.rights,
    })
}

fn some(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

fn html(html: Option<&Html>) -> Option<String> {
    let html = html?;
    Some(app4g_core::reader::sanitise(&html.html, html.base.as_deref()))
}
