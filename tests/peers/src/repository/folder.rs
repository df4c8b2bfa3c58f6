//! A content folder of the bench's articles as a department has it: NDJSON, a file a month, beside the project's own Markdown and
//! CSV.

use std::fs::{self, OpenOptions};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use app4g_core::Timestamp;
use app4g_core::repository::format::Sha256;
use app4g_portal::content::Authored;
use app4g_tests::department::{Trouble, content_dir};
use serde_json::Value;

use super::make;
use crate::articles::Article;

/// Months that the articles are spread over.
const MONTHS: i64 = 6;

/// Seconds of a month, roughly.
const MONTH: i64 = 30 * 86_400;

/// Where the articles lie.
fn articles(folder: &Path) -> PathBuf {
    folder.join("articles")
}

/// Writes the project's own content and `all` into `folder`, the oldest in the first file.
///
/// # Errors
/// A file that cannot be written.
pub fn write(folder: &Path, all: &[Article]) -> Result<(), Trouble> {
    copy(&content_dir(), folder)?;
    let count = i64::try_from(all.len())?.max(1);
    let mut month = None;
    for (number, article) in all.iter().enumerate() {
        let age = MONTHS * MONTH - MONTHS * MONTH * i64::try_from(number)? / count;
        let now = (MONTHS * MONTH - age) / MONTH;
        let (file, out) = match month.take() {
            Some((file, out)) if file == now => (file, out),
            _ => (now, BufWriter::new(fs::File::create(articles(folder).join(format!("thang-{now}.ndjson")))?)),
        };
        let (_, out) = month.insert((file, out));
        line(out, &make::record(&without_controls(article), number, make::FIRST.plus(-3600 - age)))?;
    }
    Ok(())
}

/// Adds `new` to the file of the newest month, all of them `at` that time; `from` is the number of the first.
///
/// # Errors
/// A file that cannot be written.
pub fn add(folder: &Path, new: &[Article], from: usize, at: Timestamp) -> Result<(), Trouble> {
    let file = OpenOptions::new().append(true).open(articles(folder).join(format!("thang-{}.ndjson", MONTHS - 1)))?;
    let mut out = BufWriter::new(file);
    for (number, article) in (from..).zip(new) {
        line(&mut out, &make::record(&without_controls(article), number, at))?;
    }
    Ok(out.flush()?)
}

/// Changes a word of `count` articles that are spread over all files.
///
/// # Errors
/// A file that cannot be read or written.
pub fn edit(folder: &Path, count: usize, word: &str) -> Result<(), Trouble> {
    let mut left = count;
    for month in 0..MONTHS {
        let path = articles(folder).join(format!("thang-{month}.ndjson"));
        let text = fs::read_to_string(&path)?;
        let here = left / usize::try_from(MONTHS - month)?;
        left -= here;
        let step = (text.lines().count() / here.max(1)).max(1);
        let mut out = BufWriter::new(fs::File::create(&path)?);
        for (at, old) in text.lines().enumerate() {
            if at % step == 0 && at / step < here {
                writeln!(out, "{}", old.replacen(" và ", &format!(" {word} "), 1))?;
            } else {
                writeln!(out, "{old}")?;
            }
        }
        out.flush()?;
    }
    Ok(())
}

/// Reads and hashes every file below `folder` that is not hidden; bytes read.
///
/// # Errors
/// A file that cannot be read.
pub fn read_and_hash(folder: &Path) -> io::Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if entry.file_type()?.is_dir() {
            bytes += read_and_hash(&entry.path())?;
        } else {
            let content = fs::read(entry.path())?;
            std::hint::black_box(Sha256::of(&content));
            bytes += content.len() as u64;
        }
    }
    Ok(bytes)
}

/// A few articles of the corpus hold control characters, which no department may publish.
fn without_controls(article: &Article) -> Article {
    let cleaned = |text: &str| text.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    Article { title: cleaned(&article.title), body: cleaned(&article.body) }
}

fn line(out: &mut impl io::Write, record: &Authored) -> Result<(), Trouble> {
    let mut fields = record.fields.clone();
    // The kind follows from the folder.
    fields.remove("kind");
    Ok(writeln!(out, "{}", Value::Object(fields))?)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        if name.to_string_lossy().starts_with('.') {
            continue;
        }
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &to.join(name))?;
        } else {
            fs::copy(entry.path(), to.join(name))?;
        }
    }
    Ok(())
}
