//! The articles every bench works with: plain text of 50,000 news articles, kept outside the repository.

use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

/// One text of the corpus.
#[derive(Clone, Debug)]
pub struct Article {
    /// Plain text.
    pub title: String,
    /// Plain text, a paragraph a line.
    pub body: String,
}

/// The corpus, if the machine has it: under `$APP4G_SHARED`, else beside the repository.
///
/// # Errors
/// Why the bench is to be skipped.
pub fn file() -> Result<PathBuf, String> {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let shared = std::env::var_os("APP4G_SHARED").map_or_else(|| repository.join("../shared"), PathBuf::from);
    let file = shared.join("bench/search/bulk/news50k.jsonl.zst");
    if file.is_file() {
        return Ok(file);
    }
    Err("bench/search/bulk/news50k.jsonl.zst is neither under $APP4G_SHARED nor under ../shared".into())
}

/// The first `limit` articles of `file`.
///
/// # Errors
/// A file that cannot be read or is not what the corpus should be.
pub fn read(file: &Path, limit: usize) -> io::Result<Vec<Article>> {
    let lines = BufReader::new(zstd::Decoder::new(std::fs::File::open(file)?)?).lines();
    lines.take(limit).map(|line| article(&line?)).collect()
}

fn article(line: &str) -> io::Result<Article> {
    let value: serde_json::Value = serde_json::from_str(line)?;
    let field = |name: &str| value.get(name).and_then(|field| field.as_str()).unwrap_or_default().to_owned();
    Ok(Article { title: field("title"), body: field("body") })
}
