//! Feeds made from the articles, in the markup that real systems write: a third of the bytes each full text in CDATA,
//! full text escaped, and summaries.
//!
//! Reading order: [`style`] (which systems) → `markup` (their HTML) → `envelope` (their XML and JSON). File names are
//! `KIND-STYLE-NNNN.EXT`, so that a pass can be asked for one kind or one style.

mod envelope;
mod markup;
pub mod style;

use std::io;
use std::path::{Path, PathBuf};

use crate::articles::{self, Article};
use app4g_tests::draw::Draw;
use style::{Kind, STYLES};

/// Items of a feed.
pub const ITEMS: usize = 50;

/// Bytes of each kind: a little over 50 MB together.
const BYTES_OF_A_KIND: usize = 17_500_000;

/// Changes whenever the generator does.
const EDITION: &str = "1";

/// One article on its way into a feed.
pub(crate) struct Entry<'a> {
    pub(crate) article: &'a Article,
    /// Unique in the corpus.
    pub(crate) number: usize,
    /// Seconds since 1970.
    pub(crate) published: i64,
    /// Decides where pictures, links and emphasis stand.
    pub(crate) draw: Draw,
}

/// The folder with the corpus, built if it is not there yet.
///
/// # Errors
/// Why there is none: the articles are absent, or a file cannot be read or written.
pub fn folder() -> Result<PathBuf, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/corpus");
    let source = articles::file()?;
    let stamp = folder.join("stamp");
    let wanted = format!("{EDITION} {}", source.metadata().map_err(|error| error.to_string())?.len());
    if std::fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(folder);
    }
    build(&source, &folder).and_then(|()| std::fs::write(&stamp, wanted)).map_err(|error| error.to_string())?;
    Ok(folder)
}

fn build(source: &Path, folder: &Path) -> io::Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => std::fs::create_dir_all(folder)?,
    }
    let articles = articles::read(source, usize::MAX)?;
    let mut at = 0;
    for kind in [Kind::Cdata, Kind::Escaped, Kind::Summary] {
        let styles: Vec<_> = STYLES.iter().filter(|style| style.kind == kind).collect();
        let (mut bytes, mut count) = (0, 0);
        while bytes < BYTES_OF_A_KIND {
            let (Some(style), Some(chosen)) = (styles.get(count % styles.len()), articles.get(at..at + ITEMS)) else {
                return Err(io::Error::other("the articles do not suffice"));
            };
            let entries: Vec<Entry<'_>> = (at..).zip(chosen).map(|(number, article)| entry(number, article)).collect();
            let feed = (style.write)(&entries);
            bytes += feed.len();
            let name = format!("{}-{}-{count:04}.{}", kind.name(), style.name, style.extension);
            std::fs::write(folder.join(name), feed)?;
            at += ITEMS;
            count += 1;
        }
    }
    Ok(())
}

/// One feed of a style with as many items as make up `size` bytes.
///
/// # Errors
/// The articles are absent or cannot be read.
pub fn large_feed(style: &style::Style, size: usize) -> Result<Vec<u8>, String> {
    let articles = articles::read(&articles::file()?, 500).map_err(|error| error.to_string())?;
    let entries = |count: usize| -> Vec<Entry<'_>> {
        (0..count).zip(articles.iter().cycle()).map(|(number, article)| entry(number, article)).collect()
    };
    let of_ten = (style.write)(&entries(10)).len().max(1);
    let mut count = 10 * size / of_ten;
    loop {
        let feed = (style.write)(&entries(count));
        if feed.len() >= size {
            return Ok(feed.into_bytes());
        }
        count += count / 8 + 1;
    }
}

fn entry(number: usize, article: &Article) -> Entry<'_> {
    let draw = Draw::new(number as u64);
    // 2024-03-01 on, one every 37 minutes.
    Entry { article, number, published: 1_709_226_000 + 2_220 * number as i64, draw }
}

#[cfg(test)]
mod tests;
