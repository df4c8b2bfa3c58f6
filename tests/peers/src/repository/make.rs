//! Publishes the bench's articles as a department would, into a folder under `target/`, once for each state of the content.

use std::path::Path;

use app4g_core::Timestamp;
use app4g_core::model::Kind;
use app4g_core::repository::format::Sha256;
use app4g_portal::content::Authored;
use app4g_portal::release::Outcome;
use app4g_tests::department::{Department, Trouble};
use serde_json::json;

use crate::articles::Article;

/// When the first release is made: 2026-11-20T08:00:00+07:00.
pub const FIRST: Timestamp = Timestamp::from_unix(1_795_136_400);

/// All articles lie within so many seconds before it, so that one collection holds them and no phone puts any away.
const SPAN: i64 = 60 * 86_400;

/// Records made of articles; `from` is the number of the first.
pub fn records(articles: &[Article], from: usize) -> Vec<Authored> {
    let count = i64::try_from(articles.len()).unwrap_or(i64::MAX).max(1);
    let numbered = articles.iter().zip(from..);
    numbered
        .map(|(article, number)| {
            let at = i64::try_from(number - from).unwrap_or(0);
            record(article, number, FIRST.plus(-3600 - (SPAN - 3600) * at / count))
        })
        .collect()
}

/// One record.
pub fn record(article: &Article, number: usize, published: Timestamp) -> Authored {
    let hash = Sha256::of(&number.to_le_bytes()).to_string();
    let id: String = hash.chars().take(32).collect();
    let body: String = article
        .body
        .lines()
        .map(|line| format!("<p>{}</p>", line.replace('&', "&amp;").replace('<', "&lt;")))
        .collect();
    let data = json!({
        "title": article.title, "body": body, "fulltext": "full", "lang": "vi", "topics": ["x-chinh-sach"],
        "tier": "press",
    });
    let fields = json!({
        "id": id, "kind": "article", "published": published.rfc3339(), "unit": "x-so-khcn", "sample": true, "data": data,
    });
    Authored {
        file: format!("articles/{id}.md"),
        place: String::new(),
        id,
        kind: Kind::Article,
        published: Some(published),
        fields: fields.as_object().cloned().unwrap_or_default(),
        change: None,
        media: Vec::new(),
    }
}

/// A department that works in `folder`.
pub fn department(folder: &Path, content: Vec<Authored>) -> Department {
    Department::with(folder, content)
}

/// Publishes what the department has.
///
/// # Errors
/// As the publisher.
pub async fn publish(department: &Department, now: Timestamp) -> Result<Outcome, Trouble> {
    department.publish(now).await
}

/// Changes one word in the bodies of `count` records, spread over all.
pub fn edit_one_word(content: &mut [Authored], count: usize, word: &str) {
    let step = (content.len() / count.max(1)).max(1);
    for record in content.iter_mut().step_by(step).take(count) {
        let Some(body) = record.fields.get_mut("data").and_then(|data| data.get_mut("body")) else { continue };
        let text = body.as_str().unwrap_or_default();
        let words: Vec<&str> = text.split(' ').collect();
        let middle = words.len() / 2;
        let changed: Vec<&str> =
            words.iter().enumerate().map(|(at, old)| if at == middle { word } else { *old }).collect();
        *body = changed.join(" ").into();
    }
}
