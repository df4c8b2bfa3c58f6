//! Extraction on pages that imitate the portals of this field: `fixtures/pages/NAME.html` with the expected text beside.
//!
//! A page passes with a word F1 of at least .98 against `NAME.txt` (a line for each paragraph, without the title).

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use app4g_core::reader::extract;

/// Word F1 every page must reach.
const BAR: f64 = 0.98;

fn pages() -> Result<Vec<PathBuf>, std::io::Error> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pages");
    let files = std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
    let mut pages: Vec<_> = files.collect::<Result<_, _>>()?;
    pages.retain(|path| path.extension().is_some_and(|extension| extension == "html"));
    pages.sort();
    Ok(pages)
}

fn words(text: &str) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for word in text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *counts.entry(word.to_lowercase()).or_default() += 1;
    }
    counts
}

fn f1(found: &str, expected: &str) -> f64 {
    let (found, expected) = (words(found), words(expected));
    let total = |counts: &HashMap<String, usize>| counts.values().sum::<usize>();
    let common: usize = expected.iter().map(|(word, count)| (*count).min(found.get(word).copied().unwrap_or(0))).sum();
    2.0 * common as f64 / (total(&found) + total(&expected)).max(1) as f64
}

#[test]
fn every_page_gives_its_article_and_nothing_else() {
    let pages = pages().expect("fixtures");
    assert!(pages.len() >= 20, "only {} pages", pages.len());
    let mut misses = Vec::new();
    for path in pages {
        let name = path.file_stem().expect("name").to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).expect("page");
        let expected = std::fs::read_to_string(path.with_extension("txt")).expect("expected text");
        let page = extract::page_text(&bytes, None);
        match extract::article(&page, &format!("https://khcn.mau.example/tin/{name}.html")) {
            Ok(article) => {
                let score = f1(&article.text, &expected);
                assert!(!article.html.contains("<script") && !article.html.contains(" style="), "{name}: unsafe HTML");
                if score < BAR {
                    misses.push(format!("{name}: {score:.3}\n--- found\n{}\n", article.text));
                }
            }
            Err(error) => misses.push(format!("{name}: {error}")),
        }
    }
    assert!(misses.is_empty(), "{}", misses.join("\n"));
}

#[test]
fn titles_are_those_of_the_articles() {
    for path in pages().expect("fixtures") {
        let page = std::fs::read_to_string(&path).expect("page");
        let article = extract::article(&page, "https://khcn.mau.example/tin/1.html").expect("article");
        let title = page.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).expect("title").trim();
        let title = title.trim_start_matches("Bản in - ");
        let is_site = title.starts_with("Cổng thông tin");
        assert!(
            is_site || title.starts_with(article.title.as_str()),
            "{}: {:?} of {title:?}",
            path.display(),
            article.title
        );
    }
}
